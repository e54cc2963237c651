"""Meetings as a calendar file that says nothing about recovery unless the visitor asks for it.

The file names nobody: a neutral title, product and file name, CLASS:PRIVATE, no address of ours. RRULE holds
the pattern, EXDATE the dates that fall out, STATUS:CANCELLED a meeting that is no longer held.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vRecur

from meetings.exports.vtimezone import vtimezone
from meetings.models import Attendance, Closure, Meeting
from meetings.querysets import MeetingQuerySet
from meetings.times import LAST, Occurrence, Pattern, dates_from, instant, upcoming, zone_named

CONTENT_TYPE = "text/calendar; charset=utf-8"
ONE_FILE_NAME = "appointment.ics"
MANY_FILE_NAME = "calendar.ics"
PRODUCT = "-//Calendar//Appointments//EN"
# Constant and nobody's host: the same meeting is the same event wherever the site may move.
UID_DOMAIN = "calendar.invalid"
BYDAY = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
SEQUENCE_EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the visitor wants in the file besides day and time; nothing by default."""

    plain_title: bool = False
    location: bool = False
    link: Callable[[Meeting], str] | None = None


def for_calendar(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """Everything the calendar reads, in five queries whatever the number of meetings."""
    return meetings.select_related("fellowship", "venue").prefetch_related(
        "cancellations", "closures", "venue__closures"
    )


def meeting_calendar(meeting: Meeting, moment: int, choices: Choices | None = None) -> bytes:
    """One meeting from `moment` (seconds since 1970) on; without an event where it is by appointment."""
    return calendar([meeting], moment, choices)


def calendar(meetings: Iterable[Meeting], moment: int, choices: Choices | None = None) -> bytes:
    """Meetings as from `for_calendar()`, in one file."""
    out = Calendar()
    out.add("version", "2.0")
    out.add("prodid", PRODUCT)
    held = [meeting for meeting in meetings if not meeting.by_appointment]
    year = dt.datetime.fromtimestamp(moment, dt.UTC).year
    for zone in sorted({zone_named(meeting.time_zone).key for meeting in held} - {"UTC"}):
        out.add_component(vtimezone(zone, year))
    for meeting in held:
        out.add_component(_event(meeting, moment, choices or Choices()))
    written: bytes = out.to_ical()
    return written


def _event(meeting: Meeting, moment: int, choices: Choices) -> Event:
    pattern, closed = _pattern(meeting), _closed(meeting)
    planned = next(upcoming(pattern, moment))
    first = next((one for one in upcoming(pattern, moment) if not closed.on(one.date)), None)
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{UID_DOMAIN}")
    event.add("dtstamp", dt.datetime.fromtimestamp(moment, dt.UTC))
    event.add("sequence", max(0, int((meeting.updated_at - SEQUENCE_EPOCH).total_seconds() // 60)))
    event.add("class", "PRIVATE")
    event.add(
        "status", "CONFIRMED" if first and meeting.listed and not meeting.closed_for_now else "CANCELLED"
    )
    _add_times(event, pattern, first or planned, closed)
    _add_words(event, meeting, choices)
    return event


def _add_times(event: Event, pattern: Pattern, first: Occurrence, closed: "_Closed") -> None:
    event.add("dtstart", _wall(pattern, first.date))
    if pattern.duration:
        event.add("duration", dt.timedelta(minutes=pattern.duration))
    event.add("rrule", _rule(pattern, first, closed))
    fallen_out = [_wall(pattern, day) for day in dates_from(pattern, first.date) if closed.for_a_while(day)]
    if fallen_out:
        event.add("exdate", fallen_out)


def _add_words(event: Event, meeting: Meeting, choices: Choices) -> None:
    plain = f"{meeting.name} ({meeting.fellowship.short_name})"
    event.add("summary", plain if choices.plain_title else _("Appointment"))
    where = _where(meeting) if choices.location else ""
    if where:
        event.add("location", where)
    if choices.link is not None:
        event.add("url", choices.link(meeting))


def _pattern(meeting: Meeting) -> Pattern:
    assert meeting.weekday is not None  # noqa: S101 - a constraint of the table: by appointment or a time
    assert meeting.start is not None  # noqa: S101
    start = meeting.start.hour * 60 + meeting.start.minute
    return Pattern(meeting.weekday, start, meeting.duration, meeting.time_zone, meeting.weeks)


def _wall(pattern: Pattern, day: dt.date) -> dt.datetime:
    clock = dt.time(pattern.start // 60, pattern.start % 60)
    return dt.datetime.combine(day, clock, zone_named(pattern.time_zone))


def _rule(pattern: Pattern, first: Occurrence, closed: "_Closed") -> vRecur:
    day = BYDAY[pattern.weekday]
    rule: dict[str, object] = {"FREQ": "WEEKLY", "BYDAY": day}
    if pattern.weeks:
        numbers = [week + 1 for week in range(5) if pattern.weeks & 1 << week]
        if pattern.weeks & LAST:
            numbers.append(-1)
        rule = {"FREQ": "MONTHLY", "BYDAY": [f"{number}{day}" for number in numbers]}
    if closed.for_good_from and closed.for_good_from > first.date:
        last_second = instant(closed.for_good_from, 0, pattern.time_zone) - 1
        rule["UNTIL"] = dt.datetime.fromtimestamp(last_second, dt.UTC)
    return vRecur(rule)


def _where(meeting: Meeting) -> str:
    """The address; the town alone where the address is hidden; empty for meetings one cannot walk into."""
    venue = meeting.venue
    if venue is None or not meeting.near_a_place:
        return ""
    if venue.address_hidden:
        return venue.town
    state = " ".join(part for part in (venue.state, venue.postal_code) if part)
    return ", ".join(part for part in (venue.name, venue.street, venue.city, state) if part)


@dataclass(frozen=True, slots=True)
class _Closed:
    """The days on which a meeting is not held: single dates, spans, and from a day on without an end."""

    dates: frozenset[dt.date]
    closures: tuple[Closure, ...]
    for_good_from: dt.date | None

    def on(self, day: dt.date) -> bool:
        return day in self.dates or any(closure.holds_on(day) for closure in self.closures)

    def for_a_while(self, day: dt.date) -> bool:
        """Closed that day, and not only by the closure without an end (which UNTIL tells)."""
        return self.on(day) and (self.for_good_from is None or day < self.for_good_from)


def _closed(meeting: Meeting) -> _Closed:
    closures = list(meeting.closures.all())
    if meeting.venue is not None and meeting.attendance == Attendance.IN_PERSON:
        closures += meeting.venue.closures.all()  # a hybrid meeting goes on online
    for_good = min((closure.first_day for closure in closures if closure.last_day is None), default=None)
    dates = frozenset(cancellation.date for cancellation in meeting.cancellations.all())
    return _Closed(dates, tuple(closures), for_good)
