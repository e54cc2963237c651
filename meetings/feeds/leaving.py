"""Meetings that left their list: unlisted, with their id, page and history kept."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from meetings.feeds.batch import MeetingBatch
from meetings.feeds.following import follow, heirs_of
from meetings.feeds.matching import Known, batches
from meetings.feeds.taking import end_marked, open_corrections
from meetings.feeds.work import Work
from meetings.models import AlsoListed, SourceRecord

BATCH = 500


def unlist_gone(work: Work, gone: Iterable[Known]) -> None:
    """One that another list names too stays, and is that list's from now on."""
    gone = list(gone)
    leaving = {known.pk for known in gone}
    for batch in batches(gone, BATCH):
        records = list(SourceRecord.objects.filter(pk__in=[known.pk for known in batch]))
        left = _hand_over(work, records)
        _unlist(work, left, leaving)
        SourceRecord.objects.bulk_update(
            records, ["feed", "present", "changed_run", "published_values"], batch_size=100
        )


def _hand_over(work: Work, records: Sequence[SourceRecord]) -> list[SourceRecord]:
    """Gives records to the first list that names them too; those that no other list has are left."""
    others = AlsoListed.objects.filter(record__in=records, feed__enabled=True).order_by("-pk")
    heirs = {also.record_id: also for also in others}
    for record in records:
        if also := heirs.get(record.pk):
            record.feed_id, record.changed_run = also.feed_id, work.run
            if record.meeting_id:
                work.touched.add(record.meeting_id)
    AlsoListed.objects.filter(pk__in=[also.pk for also in heirs.values()]).delete()
    return [record for record in records if record.pk not in heirs]


def _unlist(work: Work, records: Sequence[SourceRecord], leaving: set[int]) -> None:
    """A meeting that stands in a second list, because two were merged, goes on in the words of that list."""
    why = _("No longer in its list")
    meetings = MeetingBatch.read(record.meeting_id for record in records)
    heirs = heirs_of(meetings.ids, but=leaving)
    corrections = open_corrections(meetings)
    for record in records:
        record.present, record.changed_run = False, work.run
        meeting = meetings.get(record.meeting_id)
        if meeting is None:
            continue
        if heir := heirs.get(meeting.pk):
            follow(work, meetings, meeting, record, heir, corrections[meeting.pk])
        elif meetings.unlist(meeting, why):
            work.unlisted += 1
            record.published_values = {**record.published_values, "unlisted_why": why}
    end_marked(work, corrections)
    work.touched.update(meetings.write(work.run))
