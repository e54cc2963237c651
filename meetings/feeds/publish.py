"""Turning new rows of a list into meetings, in batches of a fixed size."""

from collections.abc import Iterable, Sequence
from typing import Any

from meetings.feeds.history import create_meetings
from meetings.feeds.matching import Row, batches
from meetings.feeds.values import new_meeting
from meetings.feeds.work import Work
from meetings.models import Meeting, SourceRecord

BATCH = 1000
CONFIRMED_BY_LIST = "list"


def create_new(work: Work, rows: Iterable[Row]) -> None:
    for batch in batches(rows, BATCH):
        made = [(row, values) for row in batch if (values := work.values(row)) is not None]
        meetings = [_meeting(work, values) for _row, values in made]
        create_meetings(work.run, meetings, [frozenset(values["formats"]) for _row, values in made])
        _keep_records(work, made, meetings)
        work.created += len(made)
        work.touched.update(meeting.pk for meeting in meetings)
        work.advance(len(batch))


def _meeting(work: Work, values: dict[str, Any]) -> Meeting:
    meeting = new_meeting(work.feed, values)
    for name, pk in work.linked(values).items():
        setattr(meeting, name, pk)
    if values["confirmed_on"]:
        meeting.confirmed_on, meeting.confirmed_by = values["confirmed_on"], CONFIRMED_BY_LIST
    return meeting


def _keep_records(
    work: Work, made: Sequence[tuple[Row, dict[str, Any]]], meetings: Sequence[Meeting]
) -> None:
    records = [
        SourceRecord(
            key=row.key,
            feed=work.feed,
            meeting=meeting,
            digest=row.digest,
            said=row.record.as_json(),
            published_values=values,
            as_listed=work.as_listed(row),
            list_changed_on=row.record.updated,
            first_run=work.run,
            changed_run=work.run,
        )
        for (row, values), meeting in zip(made, meetings, strict=True)
    ]
    SourceRecord.objects.bulk_create(records, batch_size=BATCH)
    work.meetings.update(
        (row.record.key, meeting.pk) for (row, _values), meeting in zip(made, meetings, strict=True)
    )
