"""What may keep a meeting from being held on a date: closures, cancelled dates, public holidays. Pure."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import holidays
import msgspec

from meetings.times import Occurrence, Pattern, next_occurrence

UNTIL_FURTHER_NOTICE = dt.date.max


@dataclass(frozen=True, slots=True)
class Closed:
    """From the first day to the last, both included."""

    first_day: dt.date
    last_day: dt.date = UNTIL_FURTHER_NOTICE
    reason: str = ""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and self.first_day <= day <= self.last_day


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
    closed_for_now: bool = False
    closed_on_holidays: bool = False
    also_online: bool = False  # goes on when the building is closed
    country: str = ""
    state: str = ""

    def __contains__(self, day: object) -> bool:
        """Whether the meeting is not held on that day (as far as we know)."""
        if not isinstance(day, dt.date):
            return False
        if day in self.cancelled or any(day in closed for closed in self.meeting_closed):
            return True
        if not self.also_online and any(day in closed for closed in self.venue_closed):
            return True
        return self.closed_on_holidays and bool(holiday_name(self.country, self.state, day))

    def next_occurrence(self, pattern: Pattern, moment: int) -> Occurrence | None:
        if self.closed_for_now:
            return None
        return next_occurrence(pattern, moment, without=self)

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
            self.closed_for_now,
            self.closed_on_holidays,
        )
        return msgspec.json.encode(self, order="deterministic").decode() if any(special) else ""

    def skipped(self, pattern: Pattern, moment: int) -> dt.date | None:
        """The usual next date, if the meeting is not held then."""
        usual = next_occurrence(pattern, moment)
        return usual.date if usual and usual.date in self else None

    def open_ended(self, day: dt.date) -> bool:
        """Closed on that day with no day named on which it opens again."""
        spans = self.meeting_closed if self.also_online else (*self.meeting_closed, *self.venue_closed)
        return self.closed_for_now or any(
            day in closed and closed.last_day == UNTIL_FURTHER_NOTICE for closed in spans
        )


def from_text(text: str) -> Exceptions:
    """The exceptions that `as_text` wrote."""
    return msgspec.json.decode(text, type=Exceptions) if text else Exceptions()
