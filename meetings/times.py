"""When a meeting is held next. Wall time and zone decide; the moment is always an argument.

Instants are whole seconds since 1970 (UTC). A wall time that comes twice is the first of the two; one that is
skipped is the instant by the offset before the gap (`zoneinfo` with fold=0 does both).
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MINUTE = 60
DAY_MINUTES = 1440
ASSUMED_MINUTES = 60  # a meeting with no stated end counts as over after this long
LAST = 1 << 5
# Masks of Meeting.weeks that leave no week out: the last is the 5th, where there is one.
EVERY_WEEK = frozenset({0, 0b011111, 0b101111, 0b111111})
# A "5th Monday" is at most 14 weeks away; cancelled dates and closures may push a meeting further.
HORIZON_DAYS = 400
UTC = dt.UTC


@dataclass(frozen=True, slots=True)
class Pattern:
    """When a meeting is held: weekday 0 = Sunday, start in minutes after midnight, `weeks` as on Meeting."""

    weekday: int
    start: int
    duration: int | None
    time_zone: str
    weeks: int = 0

    @property
    def length(self) -> int:
        return self.duration or ASSUMED_MINUTES

    def at(self, start: int | None) -> "Pattern":
        """The same at another time of the day; None: at the usual one."""
        return self if start is None else replace(self, start=start)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a meeting: the local date it belongs to, and its instants."""

    date: dt.date
    start: int
    end: int

    def running_at(self, moment: int) -> bool:
        return self.start <= moment < self.end

    def past_half_at(self, moment: int) -> bool:
        return self.running_at(moment) and 2 * (moment - self.start) >= self.end - self.start


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """The zone; UTC for a name this machine does not know (forms and importers refuse such names)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def weekday_of(day: dt.date) -> int:
    """0 = Sunday."""
    return day.isoweekday() % 7


def in_weeks(day: dt.date, weeks: int) -> bool:
    """Whether the day's week of the month is in the mask; 0 is every week."""
    if not weeks or weeks & 1 << (day.day - 1) // 7:
        return True
    return bool(weeks & LAST) and day.day + 7 > monthrange(day.year, day.month)[1]


def is_date_of(pattern: Pattern, day: dt.date) -> bool:
    return weekday_of(day) == pattern.weekday and in_weeks(day, pattern.weeks)


def instant(day: dt.date, minutes: int, time_zone: str) -> int:
    wall = dt.datetime(
        day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=zone_named(time_zone)
    )
    return int(wall.timestamp())


def local(moment: int, time_zone: str) -> dt.datetime:
    """The clock people see there at that instant."""
    return dt.datetime.fromtimestamp(moment, zone_named(time_zone))


def dates_from(pattern: Pattern, day: dt.date) -> Iterator[dt.date]:
    """Its dates on or after a day, for HORIZON_DAYS."""
    ahead = (pattern.weekday - weekday_of(day)) % 7
    for days in range(ahead, HORIZON_DAYS, 7):
        date = day + dt.timedelta(days=days)
        if in_weeks(date, pattern.weeks):
            yield date


def occurrence_on(pattern: Pattern, date: dt.date) -> Occurrence:
    start = instant(date, pattern.start, pattern.time_zone)
    return Occurrence(date, start, start + pattern.length * MINUTE)


def upcoming(pattern: Pattern, moment: int, without: Container[dt.date] = ()) -> Iterator[Occurrence]:
    """Occurrences that have not ended at the moment, soonest first, but for the dates `without`."""
    # Two days back: a day of 23 hours lets a 24-hour meeting of the day before yesterday still run.
    first_day = local(moment, pattern.time_zone).date() - dt.timedelta(days=2)
    for date in dates_from(pattern, first_day):
        if date in without:
            continue
        occurrence = occurrence_on(pattern, date)
        if occurrence.end > moment:
            yield occurrence


def next_occurrence(pattern: Pattern, moment: int, without: Container[dt.date] = ()) -> Occurrence | None:
    """The one under way or the next to come; None where nothing comes within HORIZON_DAYS."""
    return next(upcoming(pattern, moment, without), None)


class Week:
    """The days around one moment in one zone: next occurrences by addition alone.

    A day's midnight is asked for once; only days on which the clocks change go the long way.
    """

    __slots__ = ("_dates", "_first", "moment", "time_zone", "today")

    def __init__(self, time_zone: str, moment: int) -> None:
        self.time_zone = time_zone
        self.moment = moment
        self.today = local(moment, time_zone).date()
        self._first = self.today - dt.timedelta(days=2)
        self._dates: dict[tuple[int, int], list[tuple[dt.date, int | None]]] = {}

    def next_start(self, weekday: int, start: int, duration: int | None, weeks: int = 0) -> Occurrence | None:
        """The same as `next_occurrence` of that pattern."""
        span = self.next_span(weekday, start, duration, weeks)
        return Occurrence(*span) if span else None

    def next_span(
        self, weekday: int, start: int, duration: int | None, weeks: int = 0
    ) -> tuple[dt.date, int, int] | None:
        """The same as a plain tuple (date, start, end): a search asks a thousand times."""
        dates = self._dates.get((weekday, weeks)) or self._dates_of(weekday, weeks)
        length = (duration or ASSUMED_MINUTES) * MINUTE
        for date, midnight in dates:
            begins = instant(date, start, self.time_zone) if midnight is None else midnight + start * MINUTE
            if begins + length > self.moment:
                return date, begins, begins + length
        return None

    def _dates_of(self, weekday: int, weeks: int) -> list[tuple[dt.date, int | None]]:
        """The first date that may still run, the one after it, which cannot be over, and their midnights."""
        pattern = Pattern(weekday, 0, None, self.time_zone, weeks)
        dates = self._dates[weekday, weeks] = [
            (date, self._midnight(date)) for date in islice(dates_from(pattern, self._first), 2)
        ]
        return dates

    def _midnight(self, date: dt.date) -> int | None:
        """None for a day of 23 or 25 hours, on which minutes cannot be added to midnight."""
        midnight = instant(date, 0, self.time_zone)
        after = instant(date + dt.timedelta(days=1), 0, self.time_zone)
        return midnight if after - midnight == DAY_MINUTES * MINUTE else None
