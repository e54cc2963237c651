"""Writing many published rows at once, with their history: created ones `+`, changed `~`, each with its run."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.db import models
from django.utils import timezone

from meetings.models import ImportRun, Meeting

BATCH = 1000
# bulk_update writes one CASE per field and row: small batches keep its statements short.
UPDATE_BATCH = 200
Written = TypeVar("Written", bound=models.Model)


def create_all(run: ImportRun, rows: Sequence[Written]) -> None:
    """Create rows of one published model; they have their ids afterwards."""
    if rows:
        model = type(rows[0])
        model.writing.bulk_create(rows, batch_size=BATCH)  # type: ignore[attr-defined]
        _remember(run, rows, "+")


def update_all(run: ImportRun, rows: Sequence[Written], fields: Iterable[str]) -> None:
    """Write the named fields of changed rows of one published model."""
    if rows and (named := sorted(fields)):
        model = type(rows[0])
        model.writing.bulk_update(rows, named, batch_size=UPDATE_BATCH)  # type: ignore[attr-defined]
    _remember(run, rows, "~")


def create_meetings(run: ImportRun, meetings: Sequence[Meeting], formats: Sequence[frozenset[int]]) -> None:
    """Create meetings with their formats, `formats[i]` those of `meetings[i]`."""
    Meeting.writing.bulk_create(meetings, batch_size=BATCH)
    link_formats({meeting.pk: found for meeting, found in zip(meetings, formats, strict=True)})
    remember_meetings(run, meetings, formats, "+")


def link_formats(found: Mapping[int, frozenset[int]]) -> None:
    through = Meeting.formats.through
    links = [
        through(meeting_id=pk, format_id=one)  # type: ignore[misc]
        for pk, formats in found.items()
        for one in sorted(formats)
    ]
    through._default_manager.bulk_create(links, batch_size=BATCH)


def remember_meetings(
    run: ImportRun, meetings: Sequence[Meeting], formats: Sequence[frozenset[int]], kind: str
) -> None:
    """History of meetings and of the formats they have now."""
    past = _remember(run, meetings, kind)
    format_history: type[models.Model] = apps.get_model("meetings", "HistoricalMeeting_formats")
    links = [
        format_history(id=0, history_id=row.pk, meeting_id=meeting.pk, format_id=one)  # no link row to name
        for row, meeting, found in zip(past, meetings, formats, strict=True)
        for one in sorted(found)
    ]
    format_history._default_manager.bulk_create(links, batch_size=BATCH)


def _remember(run: ImportRun, rows: Sequence[models.Model], kind: str) -> list[models.Model]:
    if not rows:
        return []
    history = type(rows[0]).history.model  # type: ignore[attr-defined]
    names = [field.attname for field in history.tracked_fields]
    now = timezone.now()
    past = [_past_row(history, row, names, now, kind, run) for row in rows]
    written: list[models.Model] = history.objects.bulk_create(past, batch_size=BATCH)
    return written


def _past_row(
    history: Any, row: models.Model, names: list[str], now: datetime, kind: str, run: ImportRun
) -> models.Model:
    values = {name: getattr(row, name) for name in names}
    past: models.Model = history(history_date=now, history_type=kind, run_number=run.pk, **values)
    return past
