"""A meeting, and a page that lists meetings, as structured data for search engines (fellowships/json_ld.py).

Others show these dates without our words beside them. So what our page itself calls doubtful is in no dated
event: a public holiday, notes that name weeks of the month, a meeting reported wrong or to be asked for. That
a list has not touched a meeting for a year is no such doubt: most of real lists are so. The address of an
online meeting is our own page, never the link or the passcode; a hidden address is its town, and no meeting
has coordinates here.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from django.urls import reverse
from django.utils.translation import gettext as _

from fellowships.json_ld import SCHEMA, Node, absolute, breadcrumbs, list_of, stated
from meetings.exceptions import Exceptions, holiday_name
from meetings.models import Attendance, Meeting, Venue
from meetings.presenting.dates import held, pattern_of
from meetings.presenting.meeting import address
from meetings.times import LAST, Occurrence, Pattern, local, occurrence_on, upcoming
from meetings.words import EVERY_WEEK_OF_FIVE

DATES = 2
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MODES = {
    Attendance.IN_PERSON: f"{SCHEMA}/OfflineEventAttendanceMode",
    Attendance.HYBRID: f"{SCHEMA}/MixedEventAttendanceMode",
}
ONLINE = f"{SCHEMA}/OnlineEventAttendanceMode"
SCHEDULED, RESCHEDULED = f"{SCHEMA}/EventScheduled", f"{SCHEMA}/EventRescheduled"
CANCELLED, POSTPONED = f"{SCHEMA}/EventCancelled", f"{SCHEMA}/EventPostponed"


def meeting_nodes(meeting: Meeting, exceptions: Exceptions, moment: int) -> list[Node]:
    """The series with its next dates, and the way to its page. Reads only what its page has read."""
    return [
        _series(meeting, exceptions, moment),
        breadcrumbs((_("Meetings"), reverse("finder")), (meeting.name, address(meeting))),
    ]


def list_nodes(heading: str, label: str, path: str, meetings: Iterable[str]) -> list[Node]:
    """A page of results without filters: the paths of the meetings on it, whose own pages tell the rest."""
    page = {
        "@type": "CollectionPage",
        "name": heading,
        "url": absolute(path),
        "mainEntity": list_of(meetings),
    }
    return [page, breadcrumbs((_("Meetings"), reverse("finder")), (label, path))]


def _series(meeting: Meeting, exceptions: Exceptions, moment: int) -> Node:
    pattern = pattern_of(meeting)
    dates = held(pattern, exceptions, moment)
    # What it is on its next date: a hybrid meeting whose building is closed is online.
    attendance = exceptions.attendance_on(meeting.attendance, dates[0].date if dates else None)
    series = {"@type": "EventSeries", **_common(meeting, attendance), "inLanguage": meeting.languages}
    if pattern and not dates:
        series["eventStatus"] = POSTPONED  # closed, and nobody said until when
    elif pattern and not _doubtful(meeting):
        series["eventSchedule"] = _schedule(pattern)
        series["subEvent"] = list(_events(meeting, pattern, exceptions, dates, moment))
    return stated(series)


def _common(meeting: Meeting, attendance: str) -> Node:
    fellowship = meeting.fellowship
    return stated(
        {
            "name": meeting.name,
            "url": absolute(address(meeting)),
            "eventAttendanceMode": MODES.get(Attendance(attendance), ONLINE),
            "location": _where(meeting, attendance),
            "isAccessibleForFree": True,
            "organizer": stated(
                {"@type": "Organization", "name": fellowship.name, "url": fellowship.website}
            ),
        }
    )


def _where(meeting: Meeting, attendance: str) -> list[Node]:
    """The building, our own page for who joins from afar, or both."""
    found = []
    if attendance in MODES and meeting.venue and (place := _place(meeting.venue)):
        found.append(place)
    if attendance != Attendance.IN_PERSON:
        found.append({"@type": "VirtualLocation", "url": absolute(address(meeting))})
    return found


def _place(venue: Venue) -> Node | None:
    hidden = venue.address_hidden
    postal = {
        "streetAddress": "" if hidden else venue.street,
        "addressLocality": venue.city,
        "addressRegion": venue.state,
        "postalCode": "" if hidden else venue.postal_code,
    }
    if not any(postal.values()):
        return None  # a country alone is nowhere to go
    name = venue.town if hidden else venue.name or venue.street or venue.town
    where = stated({"@type": "PostalAddress", **postal, "addressCountry": venue.country})
    return stated({"@type": "Place", "name": name, "address": where})


def _doubtful(meeting: Meeting) -> bool:
    """Whether its page says that the dates may be wrong, or that one must ask before going."""
    return bool(meeting.reported_on or meeting.pattern_in_notes or meeting.contact_for_details)


def _schedule(pattern: Pattern) -> Node:
    schedule: Node = {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": f"{SCHEMA}/{DAYS[pattern.weekday]}",
        "startTime": f"{pattern.start // 60:02}:{pattern.start % 60:02}:00",
        "duration": f"PT{pattern.duration}M" if pattern.duration else "",
        "scheduleTimezone": pattern.time_zone,
    }
    weeks = [week + 1 for week in range(5) if pattern.weeks & 1 << week]
    if pattern.weeks and pattern.weeks & EVERY_WEEK_OF_FIVE != EVERY_WEEK_OF_FIVE:
        schedule["repeatFrequency"] = "P1M"
        if pattern.weeks & LAST:
            # byMonthWeek knows no last week; a day may also be written as in iCalendar.
            day = DAYS[pattern.weekday][:2].upper()
            schedule["byDay"] = [f"{week}{day}" for week in [*weeks, -1]]
        else:
            schedule["byMonthWeek"] = weeks
    return stated(schedule)


def _events(
    meeting: Meeting, pattern: Pattern, exceptions: Exceptions, dates: list[Occurrence], moment: int
) -> Iterator[Node]:
    """The next dates on which it is surely held, and the cancelled ones before the last of them."""
    sure = [one for one in dates if not _on_a_holiday(meeting, exceptions, one.date)][:DATES]
    if not sure:
        return
    before = takewhile(lambda one: one.start < sure[-1].start, upcoming(pattern, moment))
    cancelled = list(islice((one for one in before if one.date in exceptions.cancelled), DATES))
    for occurrence in sorted([*sure, *cancelled], key=lambda one: one.start):
        event = _event(meeting, exceptions, occurrence)
        if occurrence in cancelled:
            event["eventStatus"] = CANCELLED
        elif usual := exceptions.moved_from(pattern, occurrence):
            event["eventStatus"] = RESCHEDULED
            event["previousStartDate"] = _wall(occurrence_on(pattern, usual).start, meeting)
        yield event


def _event(meeting: Meeting, exceptions: Exceptions, occurrence: Occurrence) -> Node:
    attendance = exceptions.attendance_on(meeting.attendance, occurrence.date)
    event = {
        "@type": "Event",
        **_common(meeting, attendance),
        "startDate": _wall(occurrence.start, meeting),
        "eventStatus": SCHEDULED,
    }
    if meeting.duration:
        event["endDate"] = _wall(occurrence.end, meeting)
    return event


def _on_a_holiday(meeting: Meeting, exceptions: Exceptions, date: dt.date) -> bool:
    venue = meeting.venue
    if venue is None or exceptions.attendance_on(meeting.attendance, date) not in MODES:
        return False
    return bool(holiday_name(venue.country, venue.state, date))


def _wall(instant: int, meeting: Meeting) -> str:
    """The clock that people see there, with its offset."""
    return local(instant, meeting.time_zone).isoformat()
