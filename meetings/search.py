"""The search, pure: narrow rows and what was asked in; the soonest meetings and every count out.

A row is the tuple of ROW_FIELDS. No database, no clock: rows, exceptions and the moment are arguments.
tests/oracles/search.py does the same slowly and obviously.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Protocol

from meetings.geo import squared_miles_from
from meetings.times import Occurrence, Pattern, Week, local, weekday_of

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

DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
TODAY, TOMORROW = "today", "tomorrow"
# First minutes of each part of the day; night runs over midnight.
TIMES = (("morning", 300), ("midday", 660), ("afternoon", 840), ("evening", 1020), ("night", 1260))
NOW = "now"
NOW_SECONDS = 30 * 60
# A meeting past half its time stands after the ones that start within this time.
NEXT_ONES_SECONDS = 3 * 3600
NEVER = 1 << 40
WITH_EXCEPTIONS = 2

DIMENSIONS = (
    "day",
    "time",
    "fellowship",
    "attendance",
    "openness",
    "who",
    "format",
    "access",
    "language",
    "slips",
)
TOKEN_DIMENSIONS = DIMENSIONS[4:]


class Exceptional(Protocol):
    """What closures, cancelled dates and holidays say about one meeting."""

    def next_occurrence(self, pattern: Pattern, moment: int) -> Occurrence | None: ...

    def attendance_on(self, attendance: str, date: dt.date | None) -> str: ...


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


@dataclass(slots=True)
class _When:
    occurrence: Occurrence | None
    position: int
    days: frozenset[str]
    times: frozenset[str]


Kinds = Callable[[str], Mapping[str, tuple[str, ...]]]  # format_set -> dimension -> slugs


def search(
    rows: Iterable[Row],
    wanted: Wanted,
    moment: int,
    *,
    fellowships: Mapping[int, str],
    kinds: Kinds,
    exceptions: Mapping[int, Exceptional],
    first: int = 0,
    size: int = 25,
) -> Found:
    """Hits `first` to `first + size` in order, with counts. `fellowships` gives the slug of an id."""
    calendar = _Calendar(moment, wanted.list_zone)
    candidates, groups = _candidates(rows, wanted, calendar, exceptions)
    passing, family, tally = _judge(groups, wanted, fellowships, kinds)
    chosen = [hit for group, hit in candidates if group in passing]
    if first:
        page = sorted(chosen)[first : first + size]
    else:
        page = nsmallest(size, chosen)
    hits = [Hit(item[2], item[3].occurrence, item[4], item[5], (item[0], item[1], item[2])) for item in page]
    return Found(hits, len(chosen), tally.counts, family, tally.without, _soonest(chosen, moment))


# position, second position, meeting, when, miles, attendance
_Item = tuple[float, float, int, _When, float | None, str]
_Group = tuple[frozenset[str], frozenset[str], int, str, str]


def _candidates(
    rows: Iterable[Row], wanted: Wanted, calendar: "_Calendar", exceptions: Mapping[int, Exceptional]
) -> tuple[list[tuple[_Group, _Item]], Counter[_Group]]:
    """Rows within reach, each with the group of rows it is counted with."""
    squared = None
    if wanted.latitude is not None and wanted.longitude is not None:
        squared = squared_miles_from(wanted.latitude, wanted.longitude)
    reach = wanted.miles * wanted.miles
    only = wanted.meetings
    near_only, online_only, by_distance = wanted.near_only, wanted.online_only, wanted.by_distance
    found: list[tuple[_Group, _Item]] = []
    groups: Counter[_Group] = Counter()
    square = None
    known = calendar.known
    for row in rows:
        (
            meeting,
            weekday,
            start,
            duration,
            zone,
            weeks,
            fellowship,
            attendance,
            status,
            tokens,
            north,
            east,
        ) = row
        if squared is not None:
            if north is None or east is None:
                continue
            square = squared(north, east)
            if square > reach:
                continue
        if only is not None and meeting not in only:
            continue
        when = known.get((weekday, start, duration, zone, weeks))
        if when is None:
            when = calendar.ask(weekday, start, duration, zone, weeks)
        if status == WITH_EXCEPTIONS and meeting in exceptions:
            exception = exceptions[meeting]
            when = calendar.ask_exception(exception, weekday, start, duration, zone, weeks)
            date = when.occurrence.date if when.occurrence else None
            attendance = exception.attendance_on(attendance, date)
        if near_only and attendance in ("online", "phone"):
            continue
        if online_only and attendance == "in-person":
            continue
        group = (when.days, when.times, fellowship, attendance, tokens)
        groups[group] += 1
        miles = square**0.5 if square is not None else None
        keys = (miles or 0.0, when.position) if by_distance else (when.position, square or 0.0)
        found.append((group, (*keys, meeting, when, miles, attendance)))
    return found, groups


@dataclass(slots=True)
class _Tally:
    counts: dict[str, Counter[str]]
    without: dict[str, int]


def _judge(
    groups: Counter[_Group], wanted: Wanted, fellowships: Mapping[int, str], kinds: Kinds
) -> tuple[set[_Group], int, _Tally]:
    """Which groups pass every filter, and every count.

    A group that passes all filters counts for every value it has; one that fails in a single dimension
    counts for its values in that dimension alone: choosing one of them would let it in.
    """
    asked = {name: values for name, values in wanted.values.items() if values}
    left_out = wanted.family if not asked.get("fellowship") else frozenset()
    counts: dict[str, Counter[str]] = {name: Counter() for name in DIMENSIONS}
    without: Counter[str] = Counter()
    passing: set[_Group] = set()
    family = 0
    sets: Counter[str] = Counter()
    for group, number in groups.items():
        days, times, fellowship, attendance, tokens = group
        slug = fellowships.get(fellowship, "")
        failed = _failed(asked, days, times, slug, attendance, tokens, kinds) if asked else ()
        if len(failed) > 1:
            continue
        if slug in wanted.family:
            counts["fellowship"][slug] += number if not failed or failed == ("fellowship",) else 0
        if slug in left_out:
            family += number if not failed else 0
            continue
        if failed:
            (name,) = failed
            without[name] += number
            _count_one(counts[name], name, group, slug, number, kinds)
            continue
        passing.add(group)
        sets[tokens] += number
        counts["attendance"][attendance] += number
        if slug not in wanted.family:
            counts["fellowship"][slug] += number
        for value in days:
            counts["day"][value] += number
        for value in times:
            counts["time"][value] += number
    for tokens, number in sets.items():
        for name, slugs in kinds(tokens).items():
            for value in slugs:
                counts[name][value] += number
    total = sum(groups[group] for group in passing)
    return passing, family, _Tally(counts, {name: without[name] + total for name in asked})


def _failed(
    asked: Mapping[str, frozenset[str]],
    days: frozenset[str],
    times: frozenset[str],
    fellowship: str,
    attendance: str,
    tokens: str,
    kinds: Kinds,
) -> tuple[str, ...]:
    """The dimensions in which a group has none of the asked values (for access: not all of them)."""
    failed = []
    own = kinds(tokens)
    for name, values in asked.items():
        if name == "day":
            good = not values.isdisjoint(days)
        elif name == "time":
            good = not values.isdisjoint(times)
        elif name == "fellowship":
            good = fellowship in values
        elif name == "attendance":
            good = attendance in values
        elif name == "access":
            good = values.issubset(own.get(name, ()))
        else:
            good = not values.isdisjoint(own.get(name, ()))
        if not good:
            failed.append(name)
    return tuple(failed)


def _count_one(
    counter: Counter[str], name: str, group: _Group, fellowship: str, number: int, kinds: Kinds
) -> None:
    days, times, _fellowship, attendance, tokens = group
    if name == "access":
        return  # every access value asked for must hold: another one more cannot let a failing group in
    values: Iterable[str]
    if name == "day":
        values = days
    elif name == "time":
        values = times
    elif name == "fellowship":
        values = (fellowship,)
    elif name == "attendance":
        values = (attendance,)
    else:
        values = kinds(tokens).get(name, ())
    for value in values:
        counter[value] += number


def _soonest(chosen: list[_Item], moment: int) -> int | None:
    """The first instant at which one of them can be gone to; the moment itself when one is under way."""
    starts = [item[3].occurrence.start for item in chosen if item[3].occurrence is not None]
    return max(min(starts), moment) if starts else None


class _Calendar:
    """Next occurrences at one moment, each different pattern worked out once."""

    def __init__(self, moment: int, list_zone: str) -> None:
        self.moment = moment
        self.list_zone = list_zone
        self.known: dict[tuple[int | None, int | None, int | None, str, int], _When] = {}
        self.weeks: dict[str, Week] = {}

    def ask(
        self, weekday: int | None, start: int | None, duration: int | None, zone: str, weeks: int
    ) -> _When:
        if weekday is None or start is None:
            when = self._by_appointment()
        else:
            occurrence = self._week(zone).next_start(weekday, start, duration, weeks)
            when = self._when(occurrence, weekday, start, zone)
        self.known[(weekday, start, duration, zone, weeks)] = when
        return when

    def ask_exception(
        self,
        exception: Exceptional,
        weekday: int | None,
        start: int | None,
        duration: int | None,
        zone: str,
        weeks: int,
    ) -> _When:
        if weekday is None or start is None:
            return self._by_appointment()
        pattern = Pattern(weekday, start, duration, zone, weeks)
        return self._when(exception.next_occurrence(pattern, self.moment), weekday, start, zone)

    def _week(self, zone: str) -> Week:
        week = self.weeks.get(zone)
        if week is None:
            week = self.weeks[zone] = Week(zone, self.moment)
        return week

    @staticmethod
    def _by_appointment() -> _When:
        return _When(None, NEVER, frozenset(), frozenset())

    def _when(self, occurrence: Occurrence | None, weekday: int, start: int, zone: str) -> _When:
        if occurrence is None:
            return _When(None, NEVER, frozenset(), frozenset())
        shown_zone = self.list_zone or zone
        today = self._week(shown_zone).today
        date, minutes = occurrence.date, start
        if self.list_zone and self.list_zone != zone:
            shown = local(occurrence.start, self.list_zone)
            date, minutes, weekday = shown.date(), shown.hour * 60 + shown.minute, weekday_of(shown.date())
        running = occurrence.running_at(self.moment)
        days = {DAYS[weekday]}
        if date == today or running:
            days.add(TODAY)
        elif date == today + dt.timedelta(days=1):
            days.add(TOMORROW)
        times = {part_of_day(minutes)}
        if running or occurrence.start - self.moment <= NOW_SECONDS:
            times.add(NOW)
        position = sort_position(occurrence, self.moment, shown_zone)
        return _When(occurrence, position, frozenset(days), frozenset(times))


def sort_position(occurrence: Occurrence, moment: int, zone: str) -> int:
    """The start; but one past half its time stands after the next ones, still under today's heading."""
    if not occurrence.past_half_at(moment):
        return occurrence.start
    midnight = local(moment, zone).replace(hour=23, minute=59, second=59, fold=1)
    return min(moment + NEXT_ONES_SECONDS, max(int(midnight.timestamp()), moment))


def part_of_day(minutes: int) -> str:
    """Minutes after midnight to `morning` (from 5:00), `midday`, `afternoon`, `evening` or `night` (to 4:59)."""
    part = "night"
    for name, begins in TIMES:
        if minutes >= begins:
            part = name
    return part
