"""What people could go to within a week around a place, programme by programme: numbers, no words yet.

A fixed number of queries for however many programmes. tests/oracles/reachable.py does the same slowly.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Q

from meetings.coverage import ListRead, covering_lists, lists_of
from meetings.finding import TEXT_LIMIT, Card, Spot, cards, held_in
from meetings.geo import cells_within
from meetings.labels import Labels
from meetings.models import ONLINE_CELL, SearchRow
from meetings.nearby import Nearest
from meetings.nearest import nearest_of_each
from meetings.search import (
    FROM_AFAR,
    NOW_SECONDS,
    TIMES,
    WITH_EXCEPTIONS,
    Hit,
    Row,
    Wanted,
    part_of_day,
    search,
)
from meetings.times import Occurrence, local, weekday_of

WEEK_SECONDS = 7 * 24 * 3600
PARTS = tuple(name for name, _begins in TIMES)
MOST_ROWS = 4 * TEXT_LIMIT  # of a whole state or country

Week = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Reachable:
    """One programme. A meeting counts once: by its next time, if that is under way or within 7 days."""

    week: Week  # weekday (0 = Sunday) by part of the day (PARTS), on the clock of each meeting
    soonest: Hit | None
    nearest: Nearest | None  # looked for only where the week is empty
    online_now: int  # under way or starting within 30 minutes, as the finder's `time=now`
    online_week: int
    covered: bool  # whether some list is the whole list for this place
    lists: tuple[ListRead, ...]
    card: Card | None = None  # of the soonest
    partial: bool = False  # there were too many to read: every number is at least this

    @property
    def total(self) -> int:
        return sum(map(sum, self.week))

    @property
    def days(self) -> tuple[int, ...]:
        return tuple(weekday for weekday, parts in enumerate(self.week) if any(parts))


@dataclass(frozen=True, slots=True)
class _Coming:
    """The meetings of one programme within the week, the soonest first, with their rows."""

    hits: list[Hit]
    rows: list[Row]

    def week(self) -> Week:
        counts: Counter[tuple[int, str]] = Counter()
        for hit, row in zip(self.hits, self.rows, strict=True):
            if hit.occurrence and row[2] is not None:
                minutes = _minutes(hit.occurrence, row) if row[8] == WITH_EXCEPTIONS else row[2]
                counts[weekday_of(hit.occurrence.date), part_of_day(minutes)] += 1
        return tuple(tuple(counts[day, part] for part in PARTS) for day in range(7))

    def now(self, moment: int) -> int:
        return sum(1 for hit in self.hits if hit.occurrence and hit.occurrence.start - moment <= NOW_SECONDS)


def reachable(
    spot: Spot, fellowships: Collection[int], miles: float, moment: int, labels: Labels
) -> dict[int, Reachable]:
    """For each of these programmes (their ids), in the order given; at most nine queries."""
    if not fellowships:
        return {}
    near, online, partial = _coming(spot, fellowships, miles, moment, labels)
    # A whole state has no one point to measure from.
    empty = [] if spot.within else [pk for pk in fellowships if not near[pk].hits]
    nearest = nearest_of_each(spot, empty)
    soonest = {pk: found.hits[0] for pk, found in near.items() if found.hits}
    shown = cards([hit.meeting for hit in soonest.values()] + [pair[0] for pair in nearest.values()])
    covering = covering_lists(spot)
    lists = covering + lists_of([hit.meeting for pk in fellowships for hit in near[pk].hits])
    return {
        pk: Reachable(
            week=near[pk].week(),
            soonest=soonest.get(pk),
            nearest=_nearest(nearest.get(pk), shown),
            online_now=online[pk][0],
            online_week=online[pk][1],
            covered=any(one.fellowship == pk for one in covering),
            lists=tuple(dict.fromkeys(one for one in lists if one.fellowship == pk)),
            card=shown.get(soonest[pk].meeting) if pk in soonest else None,
            partial=partial,
        )
        for pk in fellowships
    }


def _coming(
    spot: Spot, fellowships: Collection[int], miles: float, moment: int, labels: Labels
) -> tuple[dict[int, _Coming], dict[int, tuple[int, int]], bool]:
    """Within reach; how many online now and this week; and whether not all could be read.

    Two queries, in a state three. What is online is the same around every place: it is counted once per
    minute and data version.
    """
    asked = ",".join(map(str, sorted(fellowships)))
    key = f"afar:{labels.version}:{moment // 60}:{asked}"
    online: dict[int, tuple[int, int]] | None = cache.get(key) if labels.version else None
    here, afar = _rows(spot, fellowships, miles, with_afar=online is None)
    exceptions = SearchRow.objects.exceptions([*here, *afar])
    afar = [row for row in afar if row[7] in FROM_AFAR or exceptions[row[0]].venue_closed]

    def coming(rows: list[Row], wanted: Wanted) -> dict[int, _Coming]:
        slugs, kinds = labels.fellowship_slugs, labels.kinds
        found = search(
            rows, wanted, moment, fellowships=slugs, kinds=kinds, exceptions=exceptions, size=len(rows)
        )
        return _by_programme(found.hits, rows, fellowships, moment)

    latitude, longitude = (None, None) if spot.within else (spot.latitude, spot.longitude)
    near = coming(here, Wanted(latitude, longitude, miles=miles, near_only=True))
    if online is None:
        found = coming(afar, Wanted(online_only=True))
        online = {pk: (one.now(moment), len(one.hits)) for pk, one in found.items()}
        cache.set(key, online, 120)
    return near, online, len(here) >= MOST_ROWS


def _minutes(occurrence: Occurrence, row: Row) -> int:
    """After midnight where it is held: a date may be moved to another time."""
    clock = local(occurrence.start, row[4])
    return clock.hour * 60 + clock.minute


def _rows(
    spot: Spot, fellowships: Collection[int], miles: float, *, with_afar: bool
) -> tuple[list[Row], list[Row]]:
    """Of these programmes: what is held in the cells around; what is online or by phone or may be now.

    The rows of all programmes are read and ours picked here: each part of the question has an index,
    their sum has none.
    """
    cells = [] if spot.within else cells_within(spot.latitude, spot.longitude, miles)
    maybe_closed = Q(cell__gte=0, attendance="hybrid", status=WITH_EXCEPTIONS)
    wanted = Q(cell__in=[ONLINE_CELL, *cells]) | maybe_closed if with_afar else Q(cell__in=cells)
    read = SearchRow.objects.listed().filter(wanted)
    ours = [row for row in read.narrow() if row[6] in fellowships]
    afar = [row for row in ours if row[7] in FROM_AFAR or (row[7] == "hybrid" and row[8] == WITH_EXCEPTIONS)]
    if spot.within:
        return held_in(spot).filter(fellowship_id__in=fellowships)[:MOST_ROWS].narrow(), afar
    return [row for row in ours if row[7] not in FROM_AFAR], afar


def _by_programme(
    hits: Iterable[Hit], rows: list[Row], fellowships: Collection[int], moment: int
) -> dict[int, _Coming]:
    row_of = {row[0]: row for row in rows}
    found = {pk: _Coming([], []) for pk in fellowships}
    for hit in hits:
        if hit.occurrence and hit.occurrence.start < moment + WEEK_SECONDS:
            row = row_of[hit.meeting]
            found[row[6]].hits.append(hit)
            found[row[6]].rows.append(row)
    return found


def _nearest(found: tuple[int, float] | None, shown: dict[int, Card]) -> Nearest | None:
    if found is None or found[0] not in shown:
        return None
    text = shown[found[0]].text
    return Nearest(found[0], found[1], text.get("slug", "meeting"), text.get("town", ""))
