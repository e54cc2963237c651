"""Taking over what a list changed. What it left alone stays as we have it, staff's edits too."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.feeds.batch import MeetingBatch
from meetings.feeds.history import update_all
from meetings.feeds.matching import Known, Row, batches
from meetings.feeds.publish import CONFIRMED_BY_LIST
from meetings.feeds.values import OWN_FIELDS, json_value, python_value
from meetings.feeds.work import Work
from meetings.models import Correction, Meeting, SourceRecord, meeting_slug

BATCH: Final = 500
LINKS: Final = ("venue", "group", "service_body")
ENDED_FIELDS: Final = ("ended_at", "ended_why", "ended_how")
Ending = Correction.Ending
RECORD_FIELDS: Final = "feed digest said published_values present list_changed_on changed_run".split()


def update_changed(work: Work, pairs: Iterable[tuple[Row, Known]]) -> None:
    for batch in batches(pairs, BATCH):
        _update_batch(work, batch)
        work.advance(len(batch))


def _update_batch(work: Work, pairs: Sequence[tuple[Row, Known]]) -> None:
    records = SourceRecord.objects.in_bulk([known.pk for _row, known in pairs])
    meetings = MeetingBatch.read(known.meeting for _row, known in pairs)
    corrections = open_corrections(meetings)
    written: list[SourceRecord] = []
    for row, known in pairs:
        record, meeting = records[known.pk], meetings.get(known.meeting)
        if meeting is None:
            continue
        work.meetings[row.record.key] = meeting.pk
        if not row.record.listed:
            _hide(work, meetings, meeting, record, row)
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
    record.present, record.list_changed_on = True, row.record.updated


def _hide(work: Work, meetings: MeetingBatch, meeting: Meeting, record: SourceRecord, row: Row) -> None:
    why = row.record.unlist_reason or _("Its list says not to list it")
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


def changed_values(
    was: dict[str, Any],
    now: dict[str, Any],
    corrections: dict[str, Correction],
    links: dict[str, int | None],
) -> set[str]:
    """Names of the values that the list changed, without those that a correction of ours still holds.

    Corrections that hold no more are marked as ended; `links` are the rows that values name by key.
    """
    changed = {name for name in now if now[name] != was.get(name)}
    for name, correction in corrections.items():
        if name not in now:
            continue
        if python_value(name, now[name]) == python_value(name, correction.list_value):
            changed.discard(name)
            continue
        ours = links[f"{name}_id"] if name in LINKS else now[name]
        agrees = python_value(name, ours) == python_value(name, correction.value)
        close_correction(correction, Ending.AGREED if agrees else Ending.MOVED)
        changed.add(name)
    return changed


def close_correction(correction: Correction, how: Correction.Ending) -> None:
    correction.ended_at, correction.ended_how = timezone.now(), how
    correction.ended_why = str(how.label)


def take_values(meetings: MeetingBatch, meeting: Meeting, now: dict[str, Any], changed: set[str]) -> None:
    for name in changed.intersection(OWN_FIELDS):
        if json_value(name, getattr(meeting, name)) != now[name]:
            meetings.change(meeting, name, python_value(name, now[name]))
    if "name" in changed:
        meetings.change(meeting, "slug", meeting_slug(meeting.name))
    if "formats" in changed:
        meetings.change_formats(meeting, frozenset(now["formats"]))


def _confirm(meetings: MeetingBatch, meeting: Meeting, changed_on: str | None) -> None:
    """The list's own date of change counts, unless a person confirmed the meeting later."""
    day = date.fromisoformat(changed_on) if changed_on else None
    by_person = meeting.confirmed_by not in ("", CONFIRMED_BY_LIST)
    if by_person and meeting.confirmed_on and (day is None or day <= meeting.confirmed_on):
        return
    meetings.change(meeting, "confirmed_on", day)
    meetings.change(meeting, "confirmed_by", CONFIRMED_BY_LIST if day else "")


def open_corrections(meetings: MeetingBatch) -> dict[int, dict[str, Correction]]:
    found: dict[int, dict[str, Correction]] = defaultdict(dict)
    for correction in Correction.objects.filter(meeting__in=meetings.ids, ended_at=None):
        found[correction.meeting_id][correction.field] = correction
    return found


def end_marked(work: Work, corrections: dict[int, dict[str, Correction]]) -> None:
    """Those that the list agrees with now need nobody; of the others staff are told."""
    ended = [one for found in corrections.values() for one in found.values() if one.ended_at]
    if ended:
        update_all(work.run, ended, ENDED_FIELDS)
        moved = [one for one in ended if one.ended_how == Ending.MOVED]
        work.ended_corrections += [f"{one.meeting}: {one.field}" for one in moved]
