"""Writing many published rows at once, with their history: created ones `+`, changed `~`, each with its run.

The database copies rows into their history itself (INSERT … SELECT, the same on both): that costs a
third of building every history row in Python first.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from fellowships import acting
from fellowships.history import LONGEST_REASON
from meetings.models import ImportRun, Meeting

BATCH: Final = 1000
# bulk_update writes one CASE per field and row: small batches keep its statements short.
UPDATE_BATCH: Final = 200
IDS: Final = 500


def create_all(run: ImportRun | None, rows: Sequence[models.Model]) -> None:
    """Create rows of one published model; they have their ids afterwards."""
    if rows:
        _writing(rows).bulk_create(rows, batch_size=BATCH)
        _remember(run, rows, "+")


def update_all(run: ImportRun | None, rows: Sequence[models.Model], fields: Iterable[str]) -> None:
    """Write the named fields of changed rows of one model."""
    if rows:
        _writing(rows).bulk_update(rows, sorted(fields), batch_size=UPDATE_BATCH)
        _remember(run, rows, "~")


def create_meetings(
    run: ImportRun | None, meetings: Sequence[Meeting], formats: Sequence[frozenset[int]]
) -> None:
    """Create meetings with their formats, `formats[i]` those of `meetings[i]`."""
    Meeting.writing.bulk_create(meetings, batch_size=BATCH)
    link_formats({meeting.pk: found for meeting, found in zip(meetings, formats, strict=True)})
    remember_meetings(run, meetings, "+")


def link_formats(found: Mapping[int, frozenset[int]]) -> None:
    through: Any = Meeting.formats.through
    links = [
        through(meeting_id=pk, format_id=one) for pk, formats in found.items() for one in sorted(formats)
    ]
    through.objects.bulk_create(links, batch_size=BATCH)


def remember_meetings(run: ImportRun | None, meetings: Sequence[Meeting], kind: str) -> None:
    """History of meetings as they are in the database now, with the formats they have."""
    moment = _remember(run, meetings, kind)
    for ids in _ids(meetings):
        _copy_formats(ids, moment)


def _writing(rows: Sequence[models.Model]) -> Any:
    model: Any = type(rows[0])
    return getattr(model, "writing", model._default_manager)


def _remember(run: ImportRun | None, rows: Sequence[models.Model], kind: str) -> datetime:
    """Copy rows into their history; the moment it is dated."""
    moment = timezone.now()
    said = {"history_date": moment, "history_type": kind, "run_number": run and run.pk, **_by_whom(run)}
    for ids in _ids(rows):
        _copy(type(rows[0]), ids, said)
    return moment


def _by_whom(run: ImportRun | None) -> dict[str, Any]:
    """A run is nobody's; without one it is the person or the role that is acting."""
    person = None if run else acting.person()
    return {
        "history_user": person and person.pk,
        "role": "" if run else acting.role(),
        "history_change_reason": acting.reason()[:LONGEST_REASON] or None,
    }


def _ids(rows: Sequence[models.Model]) -> Iterable[list[int]]:
    left = (row.pk for row in rows)
    while ids := list(islice(left, IDS)):
        yield ids


def _copy(model: Any, ids: list[int], said: Mapping[str, Any]) -> None:
    history = model.history.model
    columns = [connection.ops.quote_name(field.column) for field in history.tracked_fields]
    named = [connection.ops.quote_name(history._meta.get_field(name).column) for name in said]
    values = [history._meta.get_field(name).get_db_prep_save(said[name], connection) for name in said]
    # Nothing from outside is in the statement: names of our columns, and one mark for every value.
    statement = (
        f"INSERT INTO {_table(history)} ({', '.join(columns + named)}) "  # noqa: S608
        f"SELECT {', '.join(columns + ['%s'] * len(named))} FROM {_table(model)} WHERE id IN ({_marks(ids)})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *ids])


def _copy_formats(ids: list[int], moment: datetime) -> None:
    """The formats of meetings, for the history rows of that moment."""
    past: Any = Meeting.history.model
    links = apps.get_model("meetings", "HistoricalMeeting_formats")
    dated = past._meta.get_field("history_date").get_db_prep_save(moment, connection)
    statement = (
        f"INSERT INTO {_table(links)} (history_id, id, meeting_id, format_id) "  # noqa: S608
        f"SELECT past.history_id, held.id, held.meeting_id, held.format_id FROM {_table(past)} past "
        f"JOIN {_table(Meeting.formats.through)} held ON held.meeting_id = past.id "
        f"WHERE past.history_date = %s AND past.id IN ({_marks(ids)})"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [dated, *ids])


def _table(model: Any) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))


def _marks(ids: list[int]) -> str:
    return ", ".join(["%s"] * len(ids))
