"""Order of a BMLT answer: by distance, or by any fields of the object, what has none last (bmlt.md 2.2)."""

from array import array
from collections.abc import Callable, Iterator
from typing import Final

from django.db.models import F
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from meetings.exports.bmlt import Written
from meetings.exports.bmlt_query import Query
from meetings.querysets import MeetingQuerySet

# What a database sorts as BMLT does: numbers and times, never words, which each database sorts its own way.
COLUMNS: Final[dict[str, Combinable]] = {
    "id_bigint": F("pk"),
    "weekday_tinyint": F("weekday"),
    "start_time": F("start"),
    "duration_time": Coalesce("duration", 0),
}
NUMBERS: Final = frozenset(
    {"id_bigint", "service_body_bigint", "longitude", "latitude", "distance_in_km", "distance_in_miles"}
)

LAST_NUMBER: Final = float("inf")
LAST_WORD: Final = "\U0010ffff"

Key = tuple[str | float, ...]


def sorted_by_columns(query: Query) -> bool:
    return all(name in COLUMNS for name in query.sort)


def in_order(meetings: MeetingQuerySet, query: Query) -> MeetingQuerySet:
    return meetings.order_by(*(COLUMNS[name] for name in query.sort if name in COLUMNS), "pk")


def by_distance(ids: "array[int]", miles: dict[int, float]) -> "array[int]":
    """Nearest first; those without a place keep their order behind."""
    return array("q", sorted(ids, key=lambda pk: miles.get(pk, LAST_NUMBER)))


def by_fields(written: Iterator[Written], query: Query) -> "array[int]":
    """The numbers of these objects in the order asked for."""
    key = _key_of(query.sort)
    keys = sorted((key(one), int(one["id_bigint"])) for one in written)
    return array("q", (pk for _key, pk in keys))


def _key_of(names: tuple[str, ...]) -> Callable[[Written], Key]:
    def key(one: Written) -> Key:
        return tuple(_part(name, one.get(name, "")) for name in names)

    return key


def _part(name: str, value: str) -> str | float:
    if name in NUMBERS:
        return float(value) if value else LAST_NUMBER
    return value or LAST_WORD
