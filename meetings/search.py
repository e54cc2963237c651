"""The search, pure: narrow rows and what was asked in; the soonest meetings and every count out.

A row is the tuple of ROW_FIELDS. No database, no clock: rows, exceptions and the moment are arguments.
tests/oracles/search.py does the same slowly and obviously; here everything is done by column, once per value.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import attrgetter

from meetings.counting import DIMENSIONS, Columns, Kinds, tally
from meetings.geo import rows_within
from meetings.maps.dots import Shown, shown
from meetings.times import Occurrence
from meetings.upcoming import (
    DAYS,
    NEVER,
    NEXT_ONES_SECONDS,
    NOW,
    NOW_SECONDS,
    TIMES,
    TODAY,
    TOMORROW,
    Exceptional,
    PatternKey,
    Upcoming,
    When,
    part_of_day,
    sort_position,
    upcoming_at,
)

__all__ = [
    "DAYS",
    "DIMENSIONS",
    "NEXT_ONES_SECONDS",
    "NOW",
    "NOW_SECONDS",
    "ROW_FIELDS",
    "TIMES",
    "TODAY",
    "TOMORROW",
    "WITH_EXCEPTIONS",
    "Exceptional",
    "Found",
    "Hit",
    "Kinds",
    "Reached",
    "Row",
    "Wanted",
    "part_of_day",
    "reach",
    "search",
    "sort_position",
]

ROW_FIELDS = (
    "meeting_id",
    "weekday",
    "start",
    "duration",
    "time_zone",
    "weeks",
    "fellowship_id",
    "attendance",
    "status",
    "format_set",
    "latitude",
    "longitude",
)
Row = tuple[int, int | None, int | None, int | None, str, int, int, str, int, str, float | None, float | None]
COORDINATES = (ROW_FIELDS.index("latitude"), ROW_FIELDS.index("longitude"))
WITH_EXCEPTIONS = 2
FROM_AFAR = frozenset({"online", "phone"})
ON_FOOT = frozenset({"in-person"})
NONE: frozenset[str] = frozenset()
POSITION, START = attrgetter("position"), attrgetter("start")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked, in the terms of the rows. Empty sets ask for nothing."""

    latitude: float | None = None
    longitude: float | None = None
    miles: float = 25.0
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)  # dimension -> slugs
    meetings: frozenset[int] | None = None  # the only ones to look at (a text search)
    family: frozenset[str] = frozenset()  # programmes for family and friends: left out unless asked for
    near_only: bool = False  # leave out what cannot be walked to on its next date
    online_only: bool = False  # leave out what cannot be joined from afar on its next date
    list_zone: str = ""  # days and times of the list are in this zone; empty: in each meeting's own
    by_distance: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    meeting: int
    occurrence: Occurrence | None
    miles: float | None
    attendance: str
    position: tuple[float, float, int]  # what the list is sorted by


@dataclass(frozen=True, slots=True)
class Found:
    """`hits` are the asked-for page; `counts[dimension][slug]` is what choosing that value too would find."""

    hits: list[Hit]
    total: int
    counts: dict[str, Counter[str]]
    family: int  # meetings for family and friends that the same question leaves out
    without: dict[str, int]  # dimension -> number found if that filter were taken away
    soonest: int | None  # instant at which the first can be gone to; now for one under way
    whens: list[When]  # of all that were found, not of this page alone
    shown: list[Shown | None]  # where a map may show each of them
    partial: bool = False  # there were too many rows to read: every number is at least this


@dataclass(frozen=True, slots=True)
class Reached:
    """Rows within reach, column by column. Nothing in it depends on the time or on the filters asked for."""

    meetings: list[int]
    squares: list[float]  # squared miles; all 0 without a point to measure from
    patterns: list[PatternKey]  # the different ones
    pattern_of: list[int]  # row by row, an index into `patterns`
    fellowships: list[int]
    attendances: list[str]
    tokens: list[str]
    shown: list[Shown | None]  # where a map may show it


def reach(
    rows: Iterable[Row], latitude: float | None = None, longitude: float | None = None, miles: float = 0
) -> Reached:
    """The rows within some miles of a point; all of them without a point."""
    if latitude is None or longitude is None:
        reached = list(rows)
        squares = [0.0] * len(reached)
    else:
        reached, squares = rows_within(rows, COORDINATES, latitude, longitude, miles)
    numbers: dict[PatternKey, int] = {}
    pattern_of = [numbers.setdefault(row[1:6], len(numbers)) for row in reached]
    return Reached(
        [row[0] for row in reached],
        squares,
        list(numbers),
        pattern_of,
        [row[6] for row in reached],
        [row[7] for row in reached],
        [row[9] for row in reached],
        shown((row[9], row[10], row[11]) for row in reached),
    )


def search(
    rows: Iterable[Row] | Reached,
    wanted: Wanted,
    moment: int,
    *,
    fellowships: Mapping[int, str],
    kinds: Kinds,
    exceptions: Mapping[int, Exceptional],
    first: int = 0,
    size: int = 25,
) -> Found:
    """Hits `first` to `first + size` in order, with counts. `fellowships` gives the slug of an id.

    Rows already reached must be those around the wanted point.
    """
    if not isinstance(rows, Reached):
        rows = reach(rows, wanted.latitude, wanted.longitude, wanted.miles)
    candidates = _candidates(rows, wanted, upcoming_at(moment, wanted.list_zone), exceptions)
    counted = tally(candidates.columns(), wanted.values, fellowships, wanted.family, kinds)
    if counted.passing is not None:
        candidates = candidates.only(counted.passing)
    last = first + size
    keys = candidates.by_distance() if wanted.by_distance else candidates.by_time(last)
    hits = [candidates.hit(key, wanted.latitude is not None) for key in sorted(keys)[first:last]]
    soonest = min(map(START, candidates.whens), default=NEVER)
    return Found(
        hits,
        counted.total,
        counted.counts,
        counted.family,
        counted.without,
        max(soonest, moment) if soonest < NEVER else None,
        candidates.whens,
        candidates.shown,
    )


# What the list is sorted by, and the index of the row.
_Key = tuple[float, float, int, int]


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What was reached, with its next occurrences and how it can be joined then."""

    meetings: list[int]
    squares: list[float]
    whens: list[When]
    attendances: list[str]
    fellowships: list[int]
    tokens: list[str]
    shown: list[Shown | None]

    def only(self, mask: Sequence[bool]) -> "_Candidates":
        return _Candidates(
            list(compress(self.meetings, mask)),
            list(compress(self.squares, mask)),
            list(compress(self.whens, mask)),
            list(compress(self.attendances, mask)),
            list(compress(self.fellowships, mask)),
            list(compress(self.tokens, mask)),
            list(compress(self.shown, mask)),
        )

    def columns(self) -> Columns:
        words = [when.words for when in self.whens]
        return Columns(words, self.fellowships, self.attendances, self.tokens)

    def by_time(self, number: int) -> list[_Key]:
        """Keys of that many of the first, and of all that tie with them."""
        positions = list(map(POSITION, self.whens))
        latest = sorted(positions)[number - 1] if 0 < number < len(positions) else NEVER
        return [
            (position, self.squares[index], self.meetings[index], index)
            for index, position in enumerate(positions)
            if position <= latest
        ]

    def by_distance(self) -> list[_Key]:
        return [
            (square**0.5, when.position, meeting, index)
            for index, (square, when, meeting) in enumerate(
                zip(self.squares, self.whens, self.meetings, strict=True)
            )
        ]

    def hit(self, key: _Key, around_a_point: bool) -> Hit:
        index = key[3]
        miles = self.squares[index] ** 0.5 if around_a_point else None
        return Hit(key[2], self.whens[index].occurrence, miles, self.attendances[index], key[:3])


def _candidates(
    reached: Reached, wanted: Wanted, upcoming: Upcoming, exceptions: Mapping[int, Exceptional]
) -> _Candidates:
    """What was reached and can be joined in the wanted way."""
    next_of = [upcoming[pattern] for pattern in reached.patterns]
    whens = [next_of[number] for number in reached.pattern_of]
    attendances = reached.attendances
    if exceptions:
        attendances = list(attendances)
        for index, meeting in enumerate(reached.meetings):
            if meeting in exceptions:
                exception = exceptions[meeting]
                pattern = reached.patterns[reached.pattern_of[index]]
                whens[index] = when = upcoming.excepting(exception, pattern)
                attendances[index] = exception.attendance_on(attendances[index], when.date)
    found = _Candidates(
        reached.meetings,
        reached.squares,
        whens,
        attendances,
        reached.fellowships,
        reached.tokens,
        reached.shown,
    )
    if wanted.meetings is not None:
        found = found.only([meeting in wanted.meetings for meeting in found.meetings])
    useless = (FROM_AFAR if wanted.near_only else NONE) | (ON_FOOT if wanted.online_only else NONE)
    if useless.isdisjoint(found.attendances):
        return found
    return found.only([attendance not in useless for attendance in found.attendances])
