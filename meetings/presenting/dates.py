"""When a meeting is held, and what may keep it from being held, as a meeting's page says it."""

import datetime as dt
from itertools import islice, takewhile

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fellowships.page_language import said
from meetings import words
from meetings.confirming import unconfirmed_words
from meetings.exceptions import UNTIL_FURTHER_NOTICE, Closed, Exceptions, holiday_name
from meetings.models import Attendance, Meeting
from meetings.presenting.place import gives_away
from meetings.times import UTC, Occurrence, Pattern, local, upcoming
from meetings.zone_names import zone_long, zone_short

SHOWN = 3


def pattern_of(meeting: Meeting) -> Pattern | None:
    """None for one that is held by appointment."""
    if meeting.by_appointment or meeting.weekday is None or meeting.start is None:
        return None
    start = meeting.start.hour * 60 + meeting.start.minute
    return Pattern(meeting.weekday, start, meeting.duration, meeting.time_zone, meeting.weeks)


def held(pattern: Pattern | None, exceptions: Exceptions, moment: int) -> list[Occurrence]:
    """The next dates, as far as we know; none while it is closed without an end."""
    if pattern is None:
        return []
    return list(islice(exceptions.upcoming(pattern, moment), SHOWN))


def present_dates(meeting: Meeting, exceptions: Exceptions, moment: int) -> dict[str, object]:
    pattern = pattern_of(meeting)
    dates = held(pattern, exceptions, moment)
    zone = meeting.time_zone
    begins = dates[0].start if dates else moment
    return {
        "next": _next(dates[0], meeting, moment) if dates else None,
        "no_date": _("By appointment: ask before you go") if pattern is None else _("No date is known"),
        "following": [_following(one, zone, moment) for one in dates[1:]],
        "usual": _usual(pattern),
        "length": words.length_in_words(meeting.duration),
        "zone": zone_short(zone, begins),
        "zone_long": zone_long(zone, begins),
        "notices": _notices(meeting, exceptions, pattern, dates, moment),
    }


def title_of(meeting: Meeting, exceptions: Exceptions, moment: int) -> str:
    """Says the day and time and the name the group gave itself, nothing of what it is about."""
    when = when_of(meeting, exceptions, moment)
    return _("%(when)s, %(name)s") % {"when": when, "name": meeting.name} if when else meeting.name


def when_of(meeting: Meeting, exceptions: Exceptions, moment: int) -> str:
    """ "Tuesday 7:00 pm", of the next date; empty where none is known."""
    dates = held(pattern_of(meeting), exceptions, moment)
    if not dates:
        return ""
    there = local(dates[0].start, meeting.time_zone)
    day = capfirst(words.weekday_name(there.isoweekday() % 7))
    clock = words.clock_words(there.hour, there.minute)
    return _("%(day)s %(time)s") % {"day": day, "time": clock}


def _next(occurrence: Occurrence, meeting: Meeting, moment: int) -> dict[str, object]:
    zone = meeting.time_zone
    today = local(moment, zone).date()
    return {
        "when": words.when(occurrence, moment, zone),
        "live": occurrence.running_at(moment),
        "day": capfirst(words.date_words(local(occurrence.start, zone).date(), today)),
        "clock": words.span(occurrence, meeting.duration, zone),
        "datetime": machine_time(occurrence.start),
    }


def _following(occurrence: Occurrence, zone: str, moment: int) -> dict[str, str]:
    there = local(occurrence.start, zone)
    today = local(moment, zone).date()
    day = words.date_words(there.date(), today)
    clock = words.clock_words(there.hour, there.minute)
    return {
        "words": capfirst(_("%(day)s, %(time)s") % {"day": day, "time": clock}),
        "datetime": machine_time(occurrence.start),
    }


def machine_time(instant: int) -> str:
    return dt.datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%MZ")


def _usual(pattern: Pattern | None) -> str:
    if pattern is None:
        return _("By appointment")
    weeks = words.weeks_in_words(pattern.weeks, pattern.weekday)
    clock = words.clock_words(pattern.start // 60, pattern.start % 60)
    return _("%(weeks)s at %(time)s") % {"weeks": weeks, "time": clock}


def _notices(
    meeting: Meeting,
    exceptions: Exceptions,
    pattern: Pattern | None,
    dates: list[Occurrence],
    moment: int,
) -> list[str]:
    """The most important first: what keeps the meeting from being held, then what to check."""
    today = local(moment, meeting.time_zone).date()
    notices = []
    if meeting.closed_for_now:
        notices.append(_("Closed for now. Its list does not say until when."))
    notices += _closures(meeting, exceptions, today)
    if meeting.building_closed:
        notices.append(_("Building closed for now: meets online."))
    notices += _left_out(meeting, exceptions, pattern, dates, moment)
    if meeting.near_a_place:
        notices += _on_holidays(meeting, exceptions, dates, today)
    if meeting.pattern_in_notes:
        notices.append(_("The notes name certain weeks of the month. Check them before you go."))
    if meeting.contact_for_details:
        notices.append(_("Its list says: contact the group for details before you go."))
    if unconfirmed := unconfirmed_words(meeting, today):
        notices.append(unconfirmed)
    return notices


def _closures(meeting: Meeting, exceptions: Exceptions, today: dt.date) -> list[str]:
    """Those that have not ended. A closed building does not matter to those who meet elsewhere anyway."""
    buildings = exceptions.venue_closed if meeting.near_a_place else ()
    spans = [
        *((one, "meeting") for one in exceptions.meeting_closed),
        *((one, "building") for one in buildings),
    ]
    return [_closed(one, meeting, today, what) for one, what in spans if today <= one.last_day]


def _closed(closed: Closed, meeting: Meeting, today: dt.date, what: str) -> str:
    subject = _("Building closed") if what == "building" else _("Closed")
    first = words.date_words(closed.first_day, today)
    endless = closed.last_day == UNTIL_FURTHER_NOTICE
    last = "" if endless else words.date_words(closed.last_day, today)
    if today < closed.first_day:
        text = (
            _("%(what)s from %(first)s until further notice")
            if endless
            else _("%(what)s %(first)s – %(last)s")
        )
    else:
        text = _("%(what)s until further notice") if endless else _("%(what)s until %(last)s (that day too)")
    sentence = text % {"what": subject, "first": first, "last": last}
    if what == "building" and meeting.attendance == Attendance.HYBRID:
        sentence = _("%(closed)s: meets online") % {"closed": sentence}
    if closed.reason and not gives_away(closed.reason, meeting.venue):
        return f"{sentence}. {closed.reason}"
    return f"{sentence}."


def _left_out(
    meeting: Meeting,
    exceptions: Exceptions,
    pattern: Pattern | None,
    dates: list[Occurrence],
    moment: int,
) -> list[str]:
    """Usual dates among the shown ones that fall out, and when it is held instead."""
    if pattern is None or not dates:
        return []
    today = local(moment, meeting.time_zone).date()
    last = dates[-1].date
    moves = exceptions.moves(pattern)
    notices = [
        _moved(meeting, date, held_then, today) for date, held_then in moves.items() if held_then in dates
    ]
    moved = {move.date for move in exceptions.moved}
    for occurrence in takewhile(lambda one: one.date <= last, upcoming(pattern, moment)):
        if occurrence.date in moves and moves[occurrence.date] in dates:
            continue
        date = {"date": words.date_words(occurrence.date, today)}
        holiday = _holiday(meeting, occurrence.date) if exceptions.closed_on_holidays else ""
        if occurrence.date in exceptions.cancelled or occurrence.date in moved:
            notices.append(_("Not on %(date)s.") % date)
        elif holiday:
            notices.append(_("Probably not on %(date)s: %(holiday)s.") % {**date, "holiday": holiday})
    return notices


def _moved(meeting: Meeting, usual: dt.date, instead: Occurrence, today: dt.date) -> str:
    there = local(instead.start, meeting.time_zone)
    said = {
        "usual": words.date_words(usual, today),
        "date": words.date_words(instead.date, today),
        "time": words.clock_words(there.hour, there.minute),
    }
    if usual == instead.date:
        return _("On %(date)s it is held at %(time)s instead.") % said
    return _("On %(usual)s it is held on %(date)s at %(time)s instead.") % said


def _on_holidays(
    meeting: Meeting, exceptions: Exceptions, dates: list[Occurrence], today: dt.date
) -> list[str]:
    notices = []
    for occurrence in dates:
        if exceptions.attendance_on(meeting.attendance, occurrence.date) == Attendance.ONLINE:
            continue
        if holiday := _holiday(meeting, occurrence.date):
            date = words.date_words(occurrence.date, today)
            notices.append(
                _("%(date)s is a public holiday (%(holiday)s): check first.")
                % {"date": date, "holiday": holiday}
            )
    return notices


def _holiday(meeting: Meeting, date: dt.date) -> str:
    venue = meeting.venue
    return said(holiday_name(venue.country, venue.state, date)).words if venue else ""
