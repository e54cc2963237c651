"""What a client asks of GetSearchResults (bmlt.md 2.2): read once, then frozen.

Anything may stand in an address: what cannot be read is ignored, but a question about nothing finds nothing.
"""

import re
from dataclasses import dataclass
from math import isfinite
from typing import Final, NamedTuple

from django.http import QueryDict

from fellowships.text import fold_words
from meetings.exports.bmlt import FIELDS
from meetings.exports.bmlt_values import NUMBER, Signed, signed, values
from meetings.reindex import WORD_LENGTH

DECIMAL: Final = re.compile(r"[+-]?([0-9]{1,20}(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
CLOCK: Final = re.compile(r"([0-9]{1,2}):([0-9]{1,2})(:[0-9]{1,2})?")
SHORTEST_STRING: Final = 3  # of letters; a number may be shorter
SHORTEST_WORD: Final = 3
MEETINGS_FOR_AUTO: Final = 10  # for an address without a radius: as far as it takes to find so many
DISTANCES: Final = frozenset({"distance_in_miles", "distance_in_km"})
# What BMLT never compares.
NEVER_EQUAL: Final = frozenset({"formats", "latitude", "longitude", *DISTANCES})

_TOWN: Final = ("location_municipality", "location_city_subsection")
SORT_KEYS: Final = {
    "weekday": ("weekday_tinyint", *_TOWN, "start_time", "location_neighborhood"),
    "time": ("weekday_tinyint", "start_time", *_TOWN, "location_neighborhood"),
    "town": (*_TOWN, "location_neighborhood", "weekday_tinyint", "start_time"),
    "state": ("location_province", *_TOWN, "weekday_tinyint", "start_time"),
    "weekday_state": (
        *("weekday_tinyint", "location_province", "location_municipality"),
        *("start_time", "location_city_subsection"),
    ),
}
USUAL_ORDER: Final = ("weekday_tinyint", "start_time", "duration_time")


class Circle(NamedTuple):
    """`width` is a radius; below 0 as far as so many meetings; None anywhere, for the distances alone."""

    latitude: float
    longitude: float
    width: float | None
    in_km: bool


class Text(NamedTuple):
    """A SearchString: numbers of meetings, or words of which one is enough, or an address; else None."""

    numbers: frozenset[int] | None = None
    words: frozenset[str] | None = None
    address: str | None = None


class Times(NamedTuple):
    """In minutes; None is not asked."""

    starts_after: int | None
    starts_before: int | None
    ends_before: int | None
    shortest: int | None
    longest: int | None


@dataclass(frozen=True)
class Query:
    ids: Signed
    weekdays: Signed
    venue_types: Signed
    services: Signed
    recursive: bool
    formats: Signed
    any_format: bool
    text: Text
    times: Times
    circle: Circle | None
    address_width: float  # miles; below 0 as far as so many meetings
    field: str  # meeting_key; empty when not asked
    field_values: frozenset[str]
    nothing: bool  # the question finds nothing, whatever there is
    keys: tuple[str, ...]  # fields to show; empty is all of them
    sort: tuple[str, ...]
    by_distance: bool
    page_size: int | None
    page: int


def parse(query: QueryDict) -> Query:
    field, wanted = query.get("meeting_key", ""), _field_values(query)
    text = _text(query)
    radius = _number(query, "SearchStringRadius")
    return Query(
        ids=signed(query, "meeting_ids"),
        weekdays=signed(query, "weekdays"),
        venue_types=signed(query, "venue_types"),
        services=signed(query, "services"),
        recursive=query.get("recursive") == "1",
        formats=signed(query, "formats"),
        any_format=(query.get("formats_comparison_operator") or "AND").upper() != "AND",
        text=text,
        times=_times(query),
        circle=None if text.address else _circle(query),
        address_width=-MEETINGS_FOR_AUTO if radius is None else radius,
        field=field,
        field_values=wanted,
        nothing=_lacks_a_place(query)
        or bool(field and (not wanted or field in NEVER_EQUAL))
        or query.get("advanced_published") not in (None, "", "0", "1"),
        keys=_keys(query),
        sort=_sort(query),
        by_distance=query.get("sort_results_by_distance") == "1",
        page_size=_whole(query, "page_size"),
        page=max(_whole(query, "page_num") or 1, 1),
    )


def _number(query: QueryDict, name: str) -> float | None:
    said = (query.get(name) or "").strip()
    number = float(said) if DECIMAL.fullmatch(said) else None
    return number if number is not None and isfinite(number) else None


def _whole(query: QueryDict, name: str) -> int | None:
    """Not below 0; "2.5" is 2."""
    number = _number(query, name)
    return int(number) if number is not None and number >= 0 else None


def _lacks_a_place(query: QueryDict) -> bool:
    """One coordinate alone, one that is not on earth, or neither a width nor a distance to show."""
    latitude, longitude = _number(query, "lat_val"), _number(query, "long_val")
    if latitude is None and longitude is None:
        return False
    if latitude is None or longitude is None or abs(latitude) > 90:
        return True
    return _width(query) == (None, False) and not DISTANCES & set(values(query, "data_field_key"))


def _circle(query: QueryDict) -> Circle | None:
    latitude, longitude = _number(query, "lat_val"), _number(query, "long_val")
    if latitude is None or longitude is None:
        return None
    return Circle(latitude, (longitude + 180) % 360 - 180, *_width(query))


def _width(query: QueryDict) -> tuple[float | None, bool]:
    """Miles win where both are given."""
    miles, km = _number(query, "geo_width"), _number(query, "geo_width_km")
    return (km, km is not None) if miles is None else (miles, False)


def _text(query: QueryDict) -> Text:
    said = (query.get("SearchString") or "").strip()
    if len(said) < SHORTEST_STRING and not said.isdigit():
        return Text()
    if query.get("StringSearchIsAnAddress") == "1":
        return Text(address=said)
    parts = [part.strip() for part in said.split(",")]
    if all(NUMBER.fullmatch(part) for part in parts):
        return Text(numbers=frozenset(map(int, parts)))
    words = frozenset(word[:WORD_LENGTH] for word in fold_words(said))
    return Text(words=frozenset(word for word in words if len(word) >= SHORTEST_WORD) or words)


def _times(query: QueryDict) -> Times:
    names = ("StartsAfter", "StartsBefore", "EndsBefore", "MinDuration", "MaxDuration")
    return Times(*(_minutes(query, name) for name in names))


def _minutes(query: QueryDict, name: str) -> int | None:
    """`nameH` and `nameM`, each held within a day's clock; one alone is enough."""
    hours, minutes = _number(query, f"{name}H"), _number(query, f"{name}M")
    if hours is None and minutes is None:
        return None
    return int(max(0, min(hours or 0, 23))) * 60 + int(max(0, min(minutes or 0, 59)))


def _field_values(query: QueryDict) -> frozenset[str]:
    """Alternatives, as the meeting object writes them; a comma is part of a value here."""
    name, field = "meeting_key_value", query.get("meeting_key", "")
    given = (held for key, held in query.lists() if key == name or key.startswith(f"{name}["))
    found = {_as_written(field, value) for values_of in given for value in values_of}
    return frozenset(value for value in found if value and "\0" not in value)


def _as_written(field: str, value: str) -> str:
    if field in ("start_time", "duration_time") and (clock := CLOCK.fullmatch(value.strip())):
        return f"{int(clock[1]):02d}:{int(clock[2]):02d}:00"
    if field == "weekday_tinyint" and NUMBER.fullmatch(value.strip()):
        return str(int(value))
    return value


def _keys(query: QueryDict) -> tuple[str, ...]:
    """In the object's own order; names that it has not are dropped, and none at all is every field."""
    asked = set(values(query, "data_field_key"))
    return tuple(name for name in FIELDS if name in asked)


def _sort(query: QueryDict) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(values(query, "sort_keys")))
    return keys or SORT_KEYS.get(query.get("sort_key", ""), USUAL_ORDER)
