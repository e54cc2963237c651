"""Rows whose key another list owns: noted beside that list's record, never a second meeting."""

from meetings.feeds.matching import Matched
from meetings.feeds.records import Parsed
from meetings.feeds.work import Work
from meetings.models import AlsoListed

BATCH = 500


def save_also_listed(work: Work, parsed: Parsed, matched: Matched) -> bool:
    """Whether anything was written."""
    now = {record: row.digest for row, record in matched.also}
    fresh = [
        AlsoListed(record_id=record, feed=work.feed, digest=digest)
        for record, digest in now.items()
        if record not in matched.also_before
    ]
    AlsoListed.objects.bulk_create(fresh, batch_size=BATCH)
    left = [] if parsed.unreadable_keys else [pk for pk in matched.also_before if pk not in now]
    if left:
        AlsoListed.objects.filter(feed=work.feed, record__in=left).delete()
    return bool(fresh or left)
