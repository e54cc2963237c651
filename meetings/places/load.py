"""Load the baked table and the ZIPs into the database, or a slice of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from django.db import connection, transaction

from fellowships.text import fold
from fellowships.version import bump
from meetings.models.place import Place, PlaceName, PlaceTable
from meetings.places import table, zips
from meetings.places.regions import US_STATES
from meetings.places.table import Row
from meetings.places.zips import Zip

TABLE = "places"
LOADER = "1"  # raise it when this file makes other rows from the same table
BATCH = 80  # rows a statement: 880 values, under the 999 that any SQLite takes
COLUMNS = (
    "slug", "key", "name", "admin1", "admin1_name", "country", "kind", "latitude", "longitude", "time_zone",
    "population",
)  # fmt: skip
Item = TypeVar("Item")


class Record(NamedTuple):
    """A row with what is derived from it."""

    row: Row
    key: str
    admin1_name: str


def load_places(path: Path | None = None) -> int | None:
    """Load everything and return how many places there are; None, at once, if just that is loaded already."""
    path = path or table.table_path()
    digest = f"{table.digest(path)[:40]}-{version('zipcodes')}-{LOADER}"
    if PlaceTable.objects.filter(name=TABLE, digest=digest).exists():
        return None
    with transaction.atomic():
        PlaceName.objects.all().delete()
        count = save(records(table.read(path), zips.read_zips()))
        PlaceTable.objects.update_or_create(name=TABLE, defaults={"digest": digest})
    return count


def load_slice(wanted: Collection[str]) -> int:
    """Load only the places whose slug, name or other name is wanted: "memphis-tn", "memphis", "38103"."""
    with transaction.atomic():
        return save(slice_of(frozenset(wanted)))


@lru_cache(maxsize=8)
def slice_of(wanted: frozenset[str]) -> tuple[Record, ...]:
    """Only what is wanted is made into records; a county needs all towns of the US, to have their people."""
    of_county = any(word in each for each in wanted for word in ("county", "parish"))

    def matters(fields: list[str]) -> bool:
        if fields[3] == "state" or (of_county and fields[0] == "US"):
            return True
        return not wanted.isdisjoint([fields[2], fold(fields[5]), *fields[10].split()])

    baked = [table.row_of(fields) for fields in table.lines(table.table_path()) if matters(fields)]
    keys = {fold(each) for each in wanted}
    found = [one for one in zips.read_zips() if not keys.isdisjoint(zips.keys_of(one))]
    return tuple(
        record
        for record in records(baked, found)
        if not wanted.isdisjoint([record.row.slug, record.key, *record.row.other_keys])
    )


def records(baked: Iterable[Row], found: Iterable[Zip]) -> Iterator[Record]:
    """The baked rows, then what the ZIPs add: themselves, the towns only they know, and the counties."""
    states: dict[tuple[str, str], str] = {}
    slugs: set[str] = set()
    people: dict[tuple[str, str], int] = {}
    for row in baked:
        key = fold(row.name)
        if row.kind == "state":
            states[row.country, row.admin1] = row.name
        yield Record(row, key, states.get((row.country, row.admin1), ""))
        if row.country == "US" and row.kind == "city":
            slugs.add(row.slug)
            for known in (key, *row.other_keys):
                people[row.admin1, known] = max(people.get((row.admin1, known), 0), row.population)
    yield from zip_records(list(found), people, slugs)


def zip_records(found: list[Zip], people: dict[tuple[str, str], int], slugs: set[str]) -> Iterator[Record]:
    """`people` of the known towns by (state, key); `slugs` they have."""
    for row in map(zips.zip_row, found):
        yield Record(row, row.slug, US_STATES.get(row.admin1, ""))
    for row in (*zips.post_office_rows(found, people), *zips.county_rows(found, people)):
        if row.slug not in slugs:
            slugs.add(row.slug)
            yield Record(row, fold(row.name), US_STATES[row.admin1])


def save(records: Iterable[Record]) -> int:
    """Write the records over those of the same slug, and their other names."""
    count = 0
    other_keys: dict[str, tuple[str, ...]] = {}
    with connection.cursor() as cursor:
        for batch in batches(records, BATCH):
            count += len(batch)
            cursor.execute(upsert(len(batch)), [value for record in batch for value in values(record)])
            other_keys |= {
                record.row.slug: record.row.other_keys for record in batch if record.row.other_keys
            }
    save_names(other_keys)
    bump()
    return count


def save_names(other_keys: dict[str, tuple[str, ...]]) -> None:
    for slugs in batches(sorted(other_keys), 400):
        ids = Place.objects.filter(slug__in=slugs).values_list("slug", "pk")
        names = [PlaceName(key=key, place_id=pk) for slug, pk in ids for key in other_keys[slug]]
        PlaceName.objects.bulk_create(names, batch_size=400, ignore_conflicts=True)


def upsert(rows: int) -> str:
    """One statement for both databases: 200,000 model instances would take four times as long."""
    quote = connection.ops.quote_name
    columns = [quote(column) for column in COLUMNS]
    row = f"({', '.join(['%s'] * len(columns))})"
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    return (
        f"INSERT INTO {quote(Place._meta.db_table)} ({', '.join(columns)}) "  # noqa: S608 - our own names
        f"VALUES {', '.join([row] * rows)} ON CONFLICT ({columns[0]}) DO UPDATE SET {changes}"
    )


def values(record: Record) -> tuple[str | int | float, ...]:
    """In the order of `COLUMNS`."""
    row = record.row
    return (
        row.slug, record.key, row.name, row.admin1, record.admin1_name, row.country, row.kind, row.latitude,
        row.longitude, row.time_zone, row.population,
    )  # fmt: skip


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
