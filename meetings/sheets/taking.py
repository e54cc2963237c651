"""Writing what a sheet changes, through the one writer: all of it, or nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.changing import add_meetings, change_meetings, save_published
from meetings.models import Meeting
from meetings.scope import Scope
from meetings.sheets.reading import SheetReader, SheetRow

FIRST_ROW = 2  # below the headings


def read_sheet(scope: Scope, cells: Iterable[Mapping[str, Any]]) -> list[SheetRow]:
    """Every row, refused ones too; empty rows at the end of a sheet are none."""
    rows = list(cells)
    reader = SheetReader(scope, rows)
    found = []
    for number, row in enumerate(rows, FIRST_ROW):
        if any(cell not in (None, "") for cell in row.values()):
            found.append(reader.read(number, row))
    return found


def take_sheet(rows: Iterable[SheetRow], name: str) -> tuple[list[Meeting], list[int]]:
    """New meetings, and the ids of changed ones; refused rows are left out."""
    reason = _("Spreadsheet %(name)s") % {"name": name[:80]}
    wanted = [row for row in rows if row.changed]
    with transaction.atomic():
        for row in wanted:
            if row.venue:
                if row.venue.venue.pk is None:
                    save_published(row.venue.venue, reason=reason)
                row.values["venue"] = row.venue.venue.pk
        new = [row.values for row in wanted if row.meeting is None]
        changes = {row.meeting.pk: row.values for row in wanted if row.meeting}
        made = add_meetings(new, reason=reason) if new else []
        changed = change_meetings(changes, reason=reason) if changes else []
    return made, changed
