"""Meetings that left their list: unlisted, with their id, page and history kept."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from meetings.feeds.batch import MeetingBatch
from meetings.feeds.matching import Known, batches
from meetings.feeds.work import Work
from meetings.models import SourceRecord

BATCH = 500


def unlist_gone(work: Work, gone: Iterable[Known]) -> None:
    why = _("No longer in its list")
    for batch in batches(gone, BATCH):
        records = list(SourceRecord.objects.filter(pk__in=[known.pk for known in batch]))
        meetings = MeetingBatch.read(known.meeting for known in batch)
        for record in records:
            record.present, record.changed_run = False, work.run
            meeting = meetings.get(record.meeting_id)
            if meeting and meetings.unlist(meeting, why):
                work.unlisted += 1
                record.published_values = {**record.published_values, "unlisted_why": why}
        SourceRecord.objects.bulk_update(
            records, ["present", "changed_run", "published_values"], batch_size=100
        )
        work.touched.update(meetings.write(work.run))
