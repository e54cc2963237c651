"""What may keep a meeting from being held on a date: closures, single dates, public holidays. Pure."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import merge

import holidays
import msgspec

from meetings.times import Occurrence, Pattern, is_date_of, next_occurrence, occurrence_on, upcoming

UNTIL_FURTHER_NOTICE = dt.date.max


@dataclass(frozen=True, slots=True)
class Closed:
    """From the first day to the last, both included."""

    first_day: dt.date
    last_day: dt.date = UNTIL_FURTHER_NOTICE
    reason: str = ""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Moved:
    """One date of a meeting that is held on another instead; `start` in minutes, None for the usual time."""

    date: dt.date
    to: dt.date
    start: int | None = None


@lru_cache(maxsize=512)
def _holidays_of(country: str, state: str, year: int) -> dict[dt.date, str]:
    try:
        return dict(holidays.country_holidays(country, subdiv=state or None, years=year))
    except (NotImplementedError, KeyError, ValueError):
        return dict(holidays.country_holidays(country, years=year)) if state and _known(country) else {}


def _known(country: str) -> bool:
    return country in holidays.list_supported_countries(include_aliases=False)


def holiday_name(country: str, state: str, day: dt.date) -> str:
    """The public holiday there on that day; empty on other days and where no calendar is known."""
    if not country:
        return ""
    return _holidays_of(country, state if len(state) <= 3 else "", day.year).get(day, "")


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Everything that may keep one meeting from being held as usual."""

    meeting_closed: tuple[Closed, ...] = ()
    venue_closed: tuple[Closed, ...] = ()
    cancelled: frozenset[dt.date] = frozenset()
    moved: tuple[Moved, ...] = ()
    closed_for_now: bool = False
    closed_on_holidays: bool = False
    also_online: bool = False  # goes on when the building is closed
    country: str = ""
    state: str = ""

    def __contains__(self, day: object) -> bool:
        """Whether the meeting is not held as usual on that day (as far as we know)."""
        if not isinstance(day, dt.date):
            return False
        if self._stopped(day) or any(day == move.date for move in self.moved):
            return True
        return self.closed_on_holidays and bool(holiday_name(self.country, self.state, day))

    def _stopped(self, day: dt.date) -> bool:
        """Cancelled or closed on that day, whatever else was said of it."""
        closures = self.meeting_closed if self.also_online else (*self.meeting_closed, *self.venue_closed)
        return day in self.cancelled or any(day in closed for closed in closures)

    def upcoming(self, pattern: Pattern, moment: int) -> Iterator[Occurrence]:
        """Dates on which it is held, usual and moved ones, that have not ended; soonest first."""
        if self.closed_for_now:
            return
        usual = upcoming(pattern, moment, without=self)
        moved = sorted((one for one in self.moves(pattern).values() if one.end > moment), key=_start)
        before = None
        for occurrence in merge(usual, moved, key=_start):
            if occurrence != before:  # moved to a usual date at the usual time: held once
                yield occurrence
            before = occurrence

    def next_occurrence(self, pattern: Pattern, moment: int) -> Occurrence | None:
        if self.moved:
            return next(self.upcoming(pattern, moment), None)
        return None if self.closed_for_now else next_occurrence(pattern, moment, without=self)

    def moves(self, pattern: Pattern) -> dict[dt.date, Occurrence]:
        """Its dates that are held at another time instead: not one that is no date of it any more, and
        not onto a day that is cancelled or closed itself."""
        return {
            move.date: occurrence_on(pattern.at(move.start), move.to)
            for move in self.moved
            if is_date_of(pattern, move.date) and not self._stopped(move.to)
        }

    def moved_from(self, pattern: Pattern, occurrence: Occurrence) -> dt.date | None:
        """The date in whose stead it is held; None for a usual one."""
        moves = self.moves(pattern) if self.moved else {}
        return next((date for date, held in moves.items() if held == occurrence), None)

    def attendance_on(self, attendance: str, date: dt.date | None) -> str:
        """A hybrid meeting whose building is closed on that date is online."""
        if date and attendance == "hybrid" and any(date in closed for closed in self.venue_closed):
            return "online"
        return attendance

    def as_text(self) -> str:
        """JSON for the search row; empty for a meeting without exceptions."""
        special = (
            self.meeting_closed,
            self.venue_closed,
            self.cancelled,
            self.moved,
            self.closed_for_now,
            self.closed_on_holidays,
        )
        return msgspec.json.encode(self, order="deterministic").decode() if any(special) else ""

    def skipped(self, pattern: Pattern, moment: int) -> dt.date | None:
        """The usual next date, if the meeting is not held then."""
        usual = next_occurrence(pattern, moment)
        return usual.date if usual and usual.date in self else None


def _start(occurrence: Occurrence) -> int:
    return occurrence.start


def from_text(text: str) -> Exceptions:
    """The exceptions that `as_text` wrote."""
    return msgspec.json.decode(text, type=Exceptions) if text else Exceptions()
