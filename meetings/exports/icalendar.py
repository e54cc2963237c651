"""Meetings as a calendar file that says nothing about recovery unless the visitor asks for it.

The file names nobody: a neutral title, product and file name, CLASS:PRIVATE, no address of ours. RRULE holds
the pattern, EXDATE the dates that fall out, RECURRENCE-ID one that is held on another date instead,
STATUS:CANCELLED a meeting that is no longer held.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vRecur

from meetings.availability import exceptions_of
from meetings.exceptions import UNTIL_FURTHER_NOTICE, Exceptions
from meetings.exports.vtimezone import vtimezone
from meetings.models import Meeting
from meetings.times import LAST, Occurrence, Pattern, dates_from, instant, upcoming, zone_named

CONTENT_TYPE = "text/calendar; charset=utf-8"
ONE_FILE_NAME = "appointment.ics"
MANY_FILE_NAME = "calendar.ics"
PRODUCT = "-//Calendar//Appointments//EN"
# Constant and nobody's host: the same meeting is the same event wherever the site may move.
UID_DOMAIN = "calendar.invalid"
# How soon a calendar that is subscribed to should ask again: a closure is often told of on its day.
READ_AGAIN = dt.timedelta(hours=6)
BYDAY = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
Moves = Mapping[dt.date, Occurrence]  # what is held instead of a date of the series
SEQUENCE_EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the visitor wants in the file besides day and time; nothing by default."""

    plain_title: bool = False
    location: bool = False
    link: Callable[[Meeting], str] | None = None


def meeting_calendar(meeting: Meeting, moment: int, choices: Choices | None = None) -> bytes:
    """One meeting from `moment` (seconds since 1970) on; without an event where it is by appointment."""
    return calendar([meeting], moment, choices)


def calendar(
    meetings: Iterable[Meeting], moment: int, choices: Choices | None = None, note: str = ""
) -> bytes:
    """Meetings with their fellowship and venue, in one file; four more queries whatever their number.

    `note` is for whoever looks at the calendar as a whole.
    """
    out = _empty(note)
    held = [meeting for meeting in meetings if not meeting.by_appointment]
    exceptions = exceptions_of([meeting.pk for meeting in held], moment)
    year = dt.datetime.fromtimestamp(moment, dt.UTC).year
    zones = {zone_named(meeting.time_zone).key for meeting in held} - {"UTC"}
    # A file without any component is none (RFC 5545, 3.6).
    for zone in sorted(zones) if held else ["UTC"]:
        out.add_component(vtimezone(zone, year))
    for meeting in held:
        for event in _events(meeting, exceptions[meeting.pk], moment, choices or Choices()):
            out.add_component(event)
    written: bytes = out.to_ical()
    return written


def _empty(note: str) -> Calendar:
    out = Calendar()
    out.add("version", "2.0")
    out.add("prodid", PRODUCT)
    # The standard's word for it, and the one that older programs know.
    out.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    out.add("x-published-ttl", vDuration(READ_AGAIN))
    if note:
        out.add("x-wr-caldesc", note)
    return out


def _events(meeting: Meeting, exceptions: Exceptions, moment: int, choices: Choices) -> Iterator[Event]:
    """The series, and an event for each date of it that is held on another instead."""
    pattern = _pattern(meeting)
    is_held = exceptions.next_occurrence(pattern, moment) is not None and meeting.listed
    moves = {day: held for day, held in exceptions.moves(pattern).items() if is_held and held.end > moment}
    series = _event(meeting, moment, choices, is_held)
    _add_times(series, pattern, moves, exceptions, moment)
    yield series
    for usual, held in moves.items():
        instead = _event(meeting, moment, choices, is_held)
        instead.add("recurrence-id", _wall(pattern, usual))
        instead.add("dtstart", dt.datetime.fromtimestamp(held.start, zone_named(pattern.time_zone)))
        _add_length(instead, pattern)
        yield instead


def _event(meeting: Meeting, moment: int, choices: Choices, is_held: bool) -> Event:
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{UID_DOMAIN}")
    event.add("dtstamp", dt.datetime.fromtimestamp(moment, dt.UTC))
    event.add("sequence", max(0, int((meeting.updated_at - SEQUENCE_EPOCH).total_seconds() // 60)))
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED" if is_held else "CANCELLED")
    _add_words(event, meeting, choices)
    return event


def _add_length(event: Event, pattern: Pattern) -> None:
    if pattern.duration:
        event.add("duration", dt.timedelta(minutes=pattern.duration))


def _add_times(event: Event, pattern: Pattern, moves: Moves, exceptions: Exceptions, moment: int) -> None:
    """From the first date that is held, or that is held on another date to come."""
    usual = next(upcoming(pattern, moment, without=exceptions), None) or next(upcoming(pattern, moment))
    first = min([usual.date, *moves])
    # A date that is moved is one of the series still.
    end = max([_closed_for_good_from(exceptions), *(day + dt.timedelta(days=1) for day in moves)])
    event.add("dtstart", _wall(pattern, first))
    _add_length(event, pattern)
    event.add("rrule", _rule(pattern, end if first < end else None))
    # What falls out before the series ends; the end itself stands in the rule.
    fallen_out = [
        day
        for day in dates_from(pattern, first)
        if day < end and day not in moves and (day in exceptions or day < usual.date)
    ]
    if fallen_out:
        event.add("exdate", [_wall(pattern, day) for day in fallen_out])


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


def _rule(pattern: Pattern, end: dt.date | None) -> vRecur:
    """The pattern, until the day before `end`."""
    day = BYDAY[pattern.weekday]
    rule: dict[str, object] = {"FREQ": "WEEKLY", "BYDAY": day}
    if pattern.weeks:
        numbers = [week + 1 for week in range(5) if pattern.weeks & 1 << week]
        if pattern.weeks & LAST:
            numbers.append(-1)
        rule = {"FREQ": "MONTHLY", "BYDAY": [f"{number}{day}" for number in numbers]}
    if end is not None and end != UNTIL_FURTHER_NOTICE:
        rule["UNTIL"] = dt.datetime.fromtimestamp(instant(end, 0, pattern.time_zone) - 1, dt.UTC)
    return vRecur(rule)


def _closed_for_good_from(exceptions: Exceptions) -> dt.date:
    """The first day of a closure that names no last day."""
    spans = exceptions.meeting_closed
    if not exceptions.also_online:
        spans += exceptions.venue_closed
    without_end = (span.first_day for span in spans if span.last_day == UNTIL_FURTHER_NOTICE)
    return min(without_end, default=UNTIL_FURTHER_NOTICE)


def _where(meeting: Meeting) -> str:
    """The address; the town alone where the address is hidden; empty for meetings one cannot walk into."""
    venue = meeting.venue
    if venue is None or not meeting.near_a_place:
        return ""
    if venue.address_hidden:
        return venue.town
    state = " ".join(part for part in (venue.state, venue.postal_code) if part)
    return ", ".join(part for part in (venue.name, venue.street, venue.city, state) if part)
