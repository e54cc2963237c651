"""From a question to the meetings found: which narrow rows to read, and what else the page must know."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec
from django.conf import settings
from django.core.cache import cache
from django.db.models import Q

from fellowships.compiled import CompiledQuery
from fellowships.remembered import ByVersion
from meetings.exceptions import Exceptions
from meetings.filters import Asked
from meetings.geo import cells_within
from meetings.labels import Labels
from meetings.models import ONLINE_CELL, Place, SearchRow
from meetings.querysets import SearchRowQuerySet
from meetings.search import (
    DAYS,
    ROW_FIELDS,
    WITH_EXCEPTIONS,
    Found,
    Hit,
    Reached,
    Row,
    Wanted,
    reach,
    search,
)
from meetings.text_search import text_meetings
from meetings.times import local, weekday_of

PAGE = 25
SOON_SECONDS = 3 * 3600
ONLINE_SHOWN = 5
# More than this many meetings are never sorted for one page: a text that finds so many says nothing.
TEXT_LIMIT = 5000


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to look around: a point, or a whole state or country when `within` is given."""

    latitude: float
    longitude: float
    country: str
    time_zone: str
    state: str = ""  # the code: "TN"
    state_name: str = ""
    within: bool = False
    slug: str = ""  # of the place, where one was asked for

    @classmethod
    def at(cls, latitude: float, longitude: float, town: Place | None) -> "Spot":
        """A point, in the country and zone of the nearest town."""
        if town is None:
            return cls(latitude, longitude, "", settings.TIME_ZONE)
        return cls(latitude, longitude, town.country, town.time_zone, town.admin1, town.admin1_name)

    @classmethod
    def of(cls, place: Place) -> "Spot":
        whole = place.kind in (Place.Kind.STATE, Place.Kind.COUNTRY)
        return cls(
            place.latitude,
            place.longitude,
            place.country,
            place.time_zone,
            place.admin1 if place.kind != Place.Kind.COUNTRY else "",
            place.admin1_name if place.kind != Place.Kind.COUNTRY else "",
            whole,
            place.slug,
        )


def near(asked: Asked, spot: Spot, moment: int, labels: Labels, size: int = PAGE) -> Found:
    """In-person and hybrid meetings within the radius (or of the whole state), in at most two queries.

    `size`, here and below: how many stand on a page.
    """
    wanted = wanted_near(asked, spot, labels, text_meetings(asked.q))
    if spot.within:
        rows, partial = _soonest_of(held_in(spot), asked, moment)
        return _paged(_all(rows, labels, partial), wanted, asked, moment, labels, size)
    around = (spot.latitude, spot.longitude, wanted.miles)
    there = _AROUND.get(labels.version, around, lambda: _around(asked, spot, wanted, labels))
    return _paged(there, wanted, asked, moment, labels, size)


@dataclass(frozen=True, slots=True)
class Around:
    """What was read for one search: the rows within reach, and the exceptions of those that have some."""

    reached: Reached
    exceptions: dict[int, Exceptions]
    partial: bool = False


# Other questions about the same place, and its further pages, need not read and measure its rows again.
_AROUND = ByVersion[Around](most=16)


def _around(asked: Asked, spot: Spot, wanted: Wanted, labels: Labels) -> Around:
    rows = _of_published(rows_near(asked, spot), labels)
    reached = reach(rows, wanted.latitude, wanted.longitude, wanted.miles)
    return Around(reached, SearchRow.objects.exceptions(rows))


def _all(rows: list[Row], labels: Labels, partial: bool = False) -> Around:
    rows = _of_published(rows, labels)
    return Around(reach(rows), SearchRow.objects.exceptions(rows), partial)


def _of_published(rows: list[Row], labels: Labels) -> list[Row]:
    """Without programmes that were just unpublished, whose rows may not be derived again yet."""
    known = labels.fellowship_slugs
    return rows if all(row[6] in known for row in rows) else [row for row in rows if row[6] in known]


def wanted_near(asked: Asked, spot: Spot, labels: Labels, meetings: frozenset[int] | None) -> Wanted:
    return Wanted(
        latitude=None if spot.within else spot.latitude,
        longitude=None if spot.within else spot.longitude,
        miles=asked.miles(asked.unit_in(spot.country)),
        values=asked.dimensions(),
        family=labels.family,
        meetings=meetings,
        near_only=True,
        by_distance=asked.sort == "distance",
    )


def rows_near(asked: Asked, spot: Spot) -> list[Row]:
    if spot.within:
        return held_in(spot)[:TEXT_LIMIT].narrow()
    miles = asked.miles(asked.unit_in(spot.country))
    return _IN_CELLS.rows(cells_within(spot.latitude, spot.longitude, miles))


def held_in(spot: Spot) -> SearchRowQuerySet:
    """Rows of a whole state or country, by what the addresses say."""
    held_there = Q(meeting__venue__country=spot.country)
    if spot.state:
        held_there &= Q(meeting__venue__state__in={spot.state, spot.state_name, spot.state_name.upper()})
    return SearchRow.objects.listed().filter(held_there, cell__gte=0)


def _soonest_of(rows: SearchRowQuerySet, asked: Asked, moment: int) -> tuple[list[Row], bool]:
    """All of them; of too many those of the days asked for or at hand, and True for a part."""
    narrow = rows[: TEXT_LIMIT + 1].narrow()
    if len(narrow) <= TEXT_LIMIT:
        return narrow, False
    wanted = {DAYS.index(day) for day in asked.day if day in DAYS}
    # Zones reach a day either way.
    days = {(day + more) % 7 for day in wanted for more in (-1, 0, 1)}
    if not wanted or len(wanted) < len(asked.day):
        days |= _days_around(moment)
    return _held_on(rows, days)[: 4 * TEXT_LIMIT].narrow(), True


_IN_CELLS = CompiledQuery(lambda cells: SearchRow.objects.listed().in_cells(cells).values_list(*ROW_FIELDS))


def online(asked: Asked, moment: int, labels: Labels, list_zone: str, size: int = PAGE) -> Found:
    """Online and phone meetings, with those hybrid ones whose building is closed."""
    rows = SearchRow.objects.listed().filter(cell=ONLINE_CELL).narrow()
    wanted = Wanted(
        values=asked.dimensions(),
        family=labels.family,
        meetings=text_meetings(asked.q),
        online_only=True,
        list_zone=list_zone,
    )
    return _paged(_all(rows + _hybrid_with_exceptions(), labels), wanted, asked, moment, labels, size)


def anywhere(asked: Asked, moment: int, labels: Labels, list_zone: str, size: int = PAGE) -> Found:
    """By name or programme, without a place."""
    rows = SearchRow.objects.listed()
    meetings = text_meetings(asked.q)
    if meetings is not None:
        rows = rows.filter(pk__in=meetings)
    if asked.fellowship:
        chosen = [pk for pk, slug in labels.fellowship_slugs.items() if slug in asked.fellowship]
        rows = rows.filter(fellowship_id__in=chosen)
    narrow, partial = _soonest_of(rows, asked, moment)
    wanted = Wanted(values=asked.dimensions(), family=labels.family, list_zone=list_zone)
    return _paged(_all(narrow, labels, partial), wanted, asked, moment, labels, size)


def online_next(labels: Labels, moment: int, fellowships: tuple[str, ...], data_version: int) -> list[Hit]:
    """Up to five online or phone meetings on now or next; worked out once per minute and data version."""
    key = f"online:{data_version}:{moment // 60}:{','.join(fellowships)}"
    kept: list[Hit] | None = cache.get(key)
    if kept is None:
        rows = _held_on(SearchRow.objects.listed().filter(cell=ONLINE_CELL), _days_around(moment)).narrow()
        wanted = Wanted(
            values={"fellowship": frozenset(fellowships)} if fellowships else {}, family=labels.family
        )
        found = _search(_all(rows, labels), wanted, moment, labels, 0, ONLINE_SHOWN)
        kept = [hit for hit in found.hits if hit.occurrence is not None]
        cache.set(key, kept, 120)
    return kept


def _held_on(rows: SearchRowQuerySet, weekdays: set[int]) -> SearchRowQuerySet:
    """Those of these weekdays, and those with exceptions: a date of theirs may be moved to any day."""
    return rows.filter(weekday__in=weekdays).union(rows.filter(status=WITH_EXCEPTIONS), all=False)


def _days_around(moment: int) -> set[int]:
    """Weekdays on which something under way or starting within a day may stand, in any zone."""
    today = weekday_of(local(moment, "UTC").date())
    return {(today + days) % 7 for days in (-2, -1, 0, 1, 2)}


def _hybrid_with_exceptions() -> list[Row]:
    marked = SearchRow.objects.filter(
        status=SearchRow.Status.LISTED_WITH_EXCEPTIONS, attendance="hybrid", cell__gte=0
    )
    rows = marked.narrow()
    closed = SearchRow.objects.exceptions(rows)
    return [row for row in rows if closed[row[0]].venue_closed]


def _paged(there: Around, wanted: Wanted, asked: Asked, moment: int, labels: Labels, size: int) -> Found:
    first = (asked.page - 1) * size
    found = _search(there, wanted, moment, labels, first, size)
    if found.total and not found.hits:
        # A page past the end (a list that shrank): the last one.
        found = _search(there, wanted, moment, labels, (found.total - 1) // size * size, size)
    return replace(found, partial=True) if there.partial else found


def _search(there: Around, wanted: Wanted, moment: int, labels: Labels, first: int, size: int) -> Found:
    return search(
        there.reached,
        wanted,
        moment,
        fellowships=labels.fellowship_slugs,
        kinds=labels.kinds,
        exceptions=there.exceptions,
        first=first,
        size=size,
    )


@dataclass(frozen=True, slots=True)
class Card:
    """What a result shows beside its time (SearchRow.card and the row itself)."""

    meeting: int
    time_zone: str
    duration: int | None
    weekday: int | None
    start: int | None
    weeks: int
    fellowship: int
    format_set: str
    text: dict[str, str]
    exceptions: str


def cards(ids: Iterable[int]) -> dict[int, Card]:
    """One query for all the cards of a page."""
    decode = msgspec.json.decode
    rows = _CARDS.rows(list(ids))
    return {
        pk: Card(pk, zone, length, day, start, weeks, fellowship, tokens, decode(text or b"{}"), exceptions)
        for pk, zone, length, day, start, weeks, fellowship, tokens, text, exceptions in rows
    }


_CARDS = CompiledQuery(
    lambda ids: SearchRow.objects.filter(pk__in=ids).values_list(
        "pk",
        "time_zone",
        "duration",
        "weekday",
        "start",
        "weeks",
        "fellowship_id",
        "format_set",
        "card",
        "exceptions",
    )
)
