"""The baked table of places: one line a place, tab-separated, xz-compressed, in a fixed order."""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FILE_NAME = "places.tsv.xz"


class Row(NamedTuple):
    """One place; `source` is its number in GeoNames, "CA.08" for a state, "GB" for a country."""

    country: str
    admin1: str
    slug: str
    kind: str
    source: str
    name: str
    latitude: float
    longitude: float
    time_zone: str
    population: int
    other_keys: tuple[str, ...] = ()


def table_path() -> Path:
    return Path(settings.BASE_DIR) / "fixtures" / "places" / FILE_NAME


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read(path: Path) -> Iterator[Row]:
    return map(row_of, lines(path))


def lines(path: Path) -> Iterator[list[str]]:
    """The fields of each line as they stand, for who wants only a few of the rows."""
    with lzma.open(path, "rt", encoding="utf-8", newline="") as texts:
        for text in texts:
            yield text.rstrip("\n").split("\t")


def row_of(fields: list[str]) -> Row:
    country, admin1, slug, kind, source, name, latitude, longitude, zone, population, keys = fields
    return Row(
        country, admin1, slug, kind, source, name, float(latitude), float(longitude), zone, int(population),
        tuple(keys.split()),
    )  # fmt: skip


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write the rows in their one order, so that the same rows give the same bytes."""
    with lzma.open(path, "wt", preset=9 | lzma.PRESET_EXTREME, encoding="utf-8", newline="") as lines:
        for row in sorted(rows, key=order):
            lines.write("\t".join([*map(str, row[:-1]), " ".join(row.other_keys)]) + "\n")


def order(row: Row) -> tuple[str, str, bool, str]:
    """By country and state, each state before its towns."""
    return (row.country, row.admin1, row.kind != "state", row.slug)
