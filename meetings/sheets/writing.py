"""Meetings out as CSV and XLSX, a part at a time: 100,000 take no more memory than a thousand."""

import csv
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Any, Final

from django.db import models
from openpyxl import Workbook  # type: ignore[import-untyped]

from meetings.models import Format, Meeting
from meetings.sheets.columns import COLUMNS, TEXTS, VENUE, cells_of

PART: Final = 500
READ: Final = (
    *"fellowship_id updated_at weekday start duration weeks by_appointment attendance languages".split(),
    *"contact_for_details status confirmed_on group__name".split(),
    *TEXTS.values(),
    *(f"venue__{name}" for name in VENUE.values()),
)
BYTE_ORDER_MARK: Final = "\ufeff"  # without it Excel reads CSV as Latin-1


class _Line:
    """What csv.writer writes into: gives the line back."""

    def write(self, text: str) -> str:
        return text


def rows_of(meetings: models.QuerySet[Any]) -> Iterator[list[str]]:
    """By their numbers; three queries for each part."""
    slugs = dict(Format.objects.values_list("pk", "slug"))
    wanted = meetings.order_by("pk").select_related("venue", "group").prefetch_related("fellowship")
    wanted = wanted.only(*READ)
    last = 0
    while part := list(wanted.filter(pk__gt=last)[:PART]):
        held: dict[int, list[str]] = {meeting.pk: [] for meeting in part}
        links = Meeting.formats.through._default_manager.filter(meeting__in=held)
        for pk, one in links.values_list("meeting_id", "format_id"):
            held[pk].append(slugs[one])
        for meeting in part:
            yield cells_of(meeting, held[meeting.pk])
        last = part[-1].pk


def csv_of(meetings: models.QuerySet[Any]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow(list(COLUMNS))
    for row in rows_of(meetings):
        yield writer.writerow(row)


def xlsx_of(meetings: models.QuerySet[Any]) -> IO[bytes]:
    """A temporary file; the rows go to the disk as they are written."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Meetings")
    sheet.append(list(COLUMNS))
    for row in rows_of(meetings):
        sheet.append(row)
    kept = TemporaryFile()  # noqa: SIM115 (the answer closes it)
    book.save(kept)
    kept.seek(0)
    return kept
