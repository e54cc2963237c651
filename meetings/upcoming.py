"""What a pattern of day and time means at one moment: its next start, its words and its rank."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from meetings.times import Occurrence, Pattern, Week, instant, local, weekday_of

DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
TODAY, TOMORROW = "today", "tomorrow"
# First minutes of each part of the day; night runs over midnight.
TIMES = (("morning", 300), ("midday", 660), ("afternoon", 840), ("evening", 1020), ("night", 1260))
NOW = "now"
NOW_SECONDS = 30 * 60
# A meeting past half its time stands after the ones that start within this time.
NEXT_ONES_SECONDS = 3 * 3600
NEVER = 1 << 40
RUNNING, SOON, LATER = range(3)

# weekday, start, duration, zone, weeks: as they follow each other in a row of the search
PatternKey = tuple[int | None, int | None, int | None, str, int]


class Exceptional(Protocol):
    """What closures, cancelled dates and holidays say about one meeting."""

    def next_occurrence(self, pattern: Pattern, moment: int) -> Occurrence | None: ...

    def attendance_on(self, attendance: str, date: dt.date | None) -> str: ...


def part_of_day(minutes: int) -> str:
    """One of TIMES for a start in minutes after midnight."""
    part = "night"
    for name, begins in TIMES:
        if minutes >= begins:
            part = name
    return part


def sort_position(occurrence: Occurrence, moment: int, zone: str) -> int:
    """The start; but one past half its time stands after the next ones, still under today's heading."""
    return _after_the_next_ones(moment, zone) if occurrence.past_half_at(moment) else occurrence.start


def _after_the_next_ones(moment: int, zone: str) -> int:
    midnight = local(moment, zone).replace(hour=23, minute=59, second=59, fold=1)
    return min(moment + NEXT_ONES_SECONDS, max(int(midnight.timestamp()), moment))


@dataclass(slots=True, eq=False)
class Words:
    """What a start is called; compared by identity: a search has one of each kind."""

    days: frozenset[str]
    times: frozenset[str]

    def by_dimension(self) -> dict[str, frozenset[str]]:
        return {"day": self.days, "time": self.times}


class When(NamedTuple):
    """The next occurrence of a pattern, or none."""

    position: int
    words: Words
    date: dt.date | None = None
    start: int = NEVER
    end: int = NEVER

    @property
    def occurrence(self) -> Occurrence | None:
        return Occurrence(self.date, self.start, self.end) if self.date else None


class Upcoming(dict[PatternKey, When]):
    """Next occurrences at one moment, each different pattern worked out once: `upcoming[pattern]`."""

    def __init__(self, moment: int, list_zone: str) -> None:
        super().__init__()
        self.moment = moment
        self.list_zone = list_zone
        self.never = When(NEVER, Words(frozenset(), frozenset()))
        self._weeks: dict[str, Week] = {}
        self._words: dict[tuple[dt.date, int, int, str], Words] = {}
        self._later: dict[str, int] = {}

    def __missing__(self, pattern: PatternKey) -> When:
        weekday, start, duration, zone, weeks = pattern
        if weekday is None or start is None:
            when = self.never
        else:
            week = self._weeks.get(zone) or self._week(zone)
            when = self._when(week.next_span(weekday, start, duration, weeks), start, zone)
        self[pattern] = when
        return when

    def excepting(self, exceptions: Exceptional, pattern: PatternKey) -> When:
        """The same for a meeting with closures, cancelled dates or holidays of its own."""
        weekday, start, duration, zone, weeks = pattern
        if weekday is None or start is None:
            return self.never
        found = exceptions.next_occurrence(Pattern(weekday, start, duration, zone, weeks), self.moment)
        if found is None:
            return self.never
        if found.start != instant(found.date, start, zone):  # moved to another time
            clock = local(found.start, zone)
            start = clock.hour * 60 + clock.minute
        return self._when((found.date, found.start, found.end), start, zone)

    def _week(self, zone: str) -> Week:
        return self._weeks.setdefault(zone, Week(zone, self.moment))

    def _when(self, span: tuple[dt.date, int, int] | None, minutes: int, zone: str) -> When:
        if span is None:
            return self.never
        date, start, end = span
        moment, shown = self.moment, date
        if self.list_zone and self.list_zone != zone:
            zone = self.list_zone
            clock = local(start, zone)
            shown, minutes = clock.date(), clock.hour * 60 + clock.minute
        state = RUNNING if start <= moment else SOON if start - moment <= NOW_SECONDS else LATER
        key = (shown, minutes // 60, state, zone)
        words = self._words.get(key) or self._words_of(*key)
        past_half = start <= moment and 2 * (moment - start) >= end - start
        return When(self._later_in(zone) if past_half else start, words, date, start, end)

    def _words_of(self, shown: dt.date, hour: int, state: int, zone: str) -> Words:
        """Every part of the day begins on the hour, so that the hour is enough to tell it."""
        week = self._weeks.get(zone) or self._week(zone)
        days = {DAYS[weekday_of(shown)]}
        # What is still running belongs to today as well, whatever day it began on.
        if state == RUNNING or shown == week.today:
            days.add(TODAY)
        elif shown == week.today + dt.timedelta(days=1):
            days.add(TOMORROW)
        times = {part_of_day(hour * 60)} | (set() if state == LATER else {NOW})
        words = self._words[shown, hour, state, zone] = Words(frozenset(days), frozenset(times))
        return words

    def _later_in(self, zone: str) -> int:
        if zone not in self._later:
            self._later[zone] = _after_the_next_ones(self.moment, zone)
        return self._later[zone]


@lru_cache(maxsize=4)
def upcoming_at(moment: int, list_zone: str) -> Upcoming:
    """Kept for the searches that follow in the same minute: nothing in it depends on the data."""
    return Upcoming(moment, list_zone)
