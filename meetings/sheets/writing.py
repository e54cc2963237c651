"""Meetings out as CSV and XLSX, a part at a time: 100,000 take no more memory than a thousand."""

import csv
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Any, Final

from django.db import models
from openpyxl import Workbook  # type: ignore[import-untyped]

from meetings.sheets.columns import COLUMNS, cells_of

PART: Final = 500
BYTE_ORDER_MARK: Final = "\ufeff"  # without it Excel reads CSV as Latin-1


class _Line:
    """What csv.writer writes into: gives the line back."""

    def write(self, text: str) -> str:
        return text


def rows_of(meetings: models.QuerySet[Any]) -> Iterator[list[str]]:
    """By their numbers; four queries for each part."""
    wanted = (
        meetings.order_by("pk").select_related("fellowship", "venue", "group").prefetch_related("formats")
    )
    last = 0
    while part := list(wanted.filter(pk__gt=last)[:PART]):
        for meeting in part:
            yield cells_of(meeting)
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
