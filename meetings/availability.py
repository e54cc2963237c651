"""Whether a meeting can be gone to on a date: closures, cancelled dates, holidays. Evaluated when read."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import holidays
from django.db.models import Q

from meetings.models import Cancellation, Closure, Meeting
from meetings.times import Occurrence, Pattern, local, next_occurrence

CLOSED_ON_HOLIDAYS = "closed-on-holidays"
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
    hybrid: bool = False
    country: str = ""
    state: str = ""

    def __contains__(self, day: object) -> bool:
        """Whether the meeting is not held on that day (as far as we know)."""
        if not isinstance(day, dt.date):
            return False
        if day in self.cancelled or any(day in closed for closed in self.meeting_closed):
            return True
        if not self.hybrid and any(day in closed for closed in self.venue_closed):
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

    def skipped(self, pattern: Pattern, moment: int) -> dt.date | None:
        """The usual next date, if the meeting is not held then."""
        usual = next_occurrence(pattern, moment)
        return usual.date if usual and usual.date in self else None

    def open_ended(self, day: dt.date) -> bool:
        """Closed on that day with no day named on which it opens again."""
        spans = self.meeting_closed if self.hybrid else (*self.meeting_closed, *self.venue_closed)
        return self.closed_for_now or any(
            day in closed and closed.last_day == UNTIL_FURTHER_NOTICE for closed in spans
        )


def exceptions_of(ids: Collection[int], moment: int) -> dict[int, Exceptions]:
    """Exceptions of the meetings, in four queries whatever their number; past ones are left out."""
    if not ids:
        return {}
    # Zones reach a day either way.
    since = local(moment, "UTC").date() - dt.timedelta(days=2)
    meetings = list(
        Meeting.objects.filter(pk__in=ids).values_list(
            "id", "venue_id", "attendance", "closed_for_now", "venue__country", "venue__state"
        )
    )
    venues = {row[1] for row in meetings if row[1]}
    by_meeting: dict[int, list[Closed]] = {}
    by_venue: dict[int, list[Closed]] = {}
    for meeting, venue, first, last, reason in Closure.objects.filter(
        Q(meeting_id__in=ids) | Q(venue_id__in=venues), Q(last_day=None) | Q(last_day__gte=since)
    ).values_list("meeting_id", "venue_id", "first_day", "last_day", "reason"):
        closed = Closed(first, last or UNTIL_FURTHER_NOTICE, reason)
        (by_meeting if meeting else by_venue).setdefault(meeting or venue or 0, []).append(closed)
    cancelled: dict[int, set[dt.date]] = {}
    for meeting, date in Cancellation.objects.filter(meeting_id__in=ids, date__gte=since).values_list(
        "meeting_id", "date"
    ):
        cancelled.setdefault(meeting, set()).add(date)
    on_holidays = set(
        Meeting.formats.through.objects.filter(
            meeting_id__in=ids, format__slug=CLOSED_ON_HOLIDAYS
        ).values_list("meeting_id", flat=True)
    )
    return {
        meeting: Exceptions(
            meeting_closed=tuple(by_meeting.get(meeting, ())),
            venue_closed=tuple(by_venue.get(venue or 0, ())),
            cancelled=frozenset(cancelled.get(meeting, ())),
            closed_for_now=closed_for_now,
            closed_on_holidays=meeting in on_holidays,
            hybrid=attendance == "hybrid",
            country=country or "",
            state=state or "",
        )
        for meeting, venue, attendance, closed_for_now, country, state in meetings
    }
