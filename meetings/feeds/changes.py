"""Taking over what a list changed. What it left alone stays as we have it, staff's edits too."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from meetings.feeds.batch import MeetingBatch
from meetings.feeds.following import follow, heirs_of
from meetings.feeds.matching import Known, Row, batches
from meetings.feeds.publish import CONFIRMED_BY_LIST
from meetings.feeds.taking import LINKS, changed_values, end_marked, open_corrections, take_values
from meetings.feeds.work import Work
from meetings.models import Correction, Meeting, SourceRecord

BATCH: Final = 500
RECORD_FIELDS: Final = (
    "feed digest said published_values as_listed present list_changed_on changed_run".split()
)


def update_changed(work: Work, pairs: Iterable[tuple[Row, Known]]) -> None:
    for batch in batches(pairs, BATCH):
        _update_batch(work, batch)
        work.advance(len(batch))


def _update_batch(work: Work, pairs: Sequence[tuple[Row, Known]]) -> None:
    records = SourceRecord.objects.in_bulk([known.pk for _row, known in pairs])
    meetings = MeetingBatch.read(known.meeting for _row, known in pairs)
    corrections = open_corrections(meetings)
    hidden = {known.meeting: known.pk for row, known in pairs if known.meeting and not row.record.listed}
    heirs = heirs_of(hidden.keys(), but=set(hidden.values()))
    written: list[SourceRecord] = []
    for row, known in pairs:
        record, meeting = records[known.pk], meetings.get(known.meeting)
        if meeting is None:
            continue
        work.meetings[row.record.key] = meeting.pk
        if not row.record.listed:
            if heir := heirs.get(meeting.pk):
                follow(work, meetings, meeting, record, heir, corrections[meeting.pk])
            _hide(work, meetings, meeting, record, row, unlist=heir is None)
        elif (values := work.values(row)) is not None:
            _take_over(work, meetings, meeting, record, values, corrections[meeting.pk])
            work.updated += 1
        else:
            continue
        _keep(work, record, row)
        written.append(record)
    SourceRecord.objects.bulk_update(written, RECORD_FIELDS, batch_size=100)
    end_marked(work, corrections)
    work.touched.update(meetings.write(work.run))


def _keep(work: Work, record: SourceRecord, row: Row) -> None:
    record.feed, record.changed_run = work.feed, work.run
    record.digest, record.said = row.digest, row.record.as_json()
    if row.record.listed and record.as_listed != (kept := work.as_listed(row)):
        record.as_listed = kept
        work.said_otherwise = True
    record.present, record.list_changed_on = True, row.record.updated


def _hide(
    work: Work, meetings: MeetingBatch, meeting: Meeting, record: SourceRecord, row: Row, *, unlist: bool
) -> None:
    """`unlist` is false when another list has the meeting too."""
    why = row.record.unlist_reason or _("Its list says not to list it")
    if unlist:
        work.unlisted += meetings.unlist(meeting, why)
    record.published_values = {**record.published_values, "listed": False, "unlisted_why": why[:255]}


def _take_over(
    work: Work,
    meetings: MeetingBatch,
    meeting: Meeting,
    record: SourceRecord,
    now: dict[str, Any],
    corrections: dict[str, Correction],
) -> None:
    was = record.published_values
    if not record.present or not was.get("listed", True):
        meetings.list_again(meeting, was.get("unlisted_why", ""))
    links = work.linked(now)
    changed = changed_values(was, now, corrections, links)
    take_values(meetings, meeting, now, changed)
    for name in changed.intersection(LINKS):
        meetings.change(meeting, f"{name}_id", links[f"{name}_id"])
    if now["venue"] and now["venue"] == was.get("venue"):
        work.book.note_change(now["venue"], was)
    if "confirmed_on" in changed:
        _confirm(meetings, meeting, now["confirmed_on"])
    record.published_values = now


def _confirm(meetings: MeetingBatch, meeting: Meeting, changed_on: str | None) -> None:
    """The list's own date of change counts, unless a person confirmed the meeting later."""
    day = date.fromisoformat(changed_on) if changed_on else None
    by_person = meeting.confirmed_by not in ("", CONFIRMED_BY_LIST)
    if by_person and meeting.confirmed_on and (day is None or day <= meeting.confirmed_on):
        return
    meetings.change(meeting, "confirmed_on", day)
    meetings.change(meeting, "confirmed_by", CONFIRMED_BY_LIST if day else "")
