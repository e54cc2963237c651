"""What people could go to within a week, slowly and obviously: ask the slow search, look at every result.

Meetings are dicts as tests/oracles/search.py describes them.
"""

import datetime as dt
from types import SimpleNamespace

from tests.oracles import geo, search

DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
PARTS = ("morning", "midday", "afternoon", "evening", "night")
WEEK = dt.timedelta(days=7).total_seconds()


def reachable(meetings, fellowship, point, miles, moment):
    """The numbers of one programme: week {(day, part): number}, soonest, nearest, online_now, online_week."""
    ours = {"fellowship": {fellowship}}
    meetings = [one for one in meetings if one["fellowship"] == fellowship]
    near = coming(meetings, search.Question(point=point, miles=miles, values=ours, near_only=True), moment)
    joinable = [one for one in meetings if from_afar(one)]
    afar = search.Question(values=ours, online_only=True)
    at_once = search.Question(values={**ours, "time": {"now"}}, online_only=True)
    week = {}
    for one in near:
        for day in DAYS:
            for part in PARTS:
                if one.date.strftime("%A") == day and part in part_names(one, moment):
                    week[day, part] = week.get((day, part), 0) + 1
    return SimpleNamespace(
        week=week,
        soonest=near[0].meeting["id"] if near else None,
        nearest=None if near else nearest(meetings, fellowship, point),
        online_now=len(search.results(joinable, at_once, moment)),
        online_week=len(coming(joinable, afar, moment)),
    )


def coming(meetings, question, moment):
    found = search.results(meetings, question, moment)
    return [one for one in found if one.start is not None and one.start < moment + WEEK]


def from_afar(meeting):
    """Online, by phone, or in a building with a closure, as the finder reads them."""
    hybrid = meeting["attendance"] == "hybrid" and meeting["point"] and meeting.get("venue_closed")
    return meeting["attendance"] in ("online", "phone") or bool(hybrid)


def part_names(one, moment):
    zone = one.meeting["zone"]
    return search.parts(one.minutes, one.start, zone, zone, moment)


def nearest(meetings, fellowship, point):
    """(id, miles) of the nearest that has a door, whenever it is held."""
    doors = [
        (geo.miles(*point, *one["point"]), one["id"])
        for one in meetings
        if one["fellowship"] == fellowship and one["point"] and one["attendance"] in ("in-person", "hybrid")
    ]
    return min(doors)[::-1] if doors else None


def week_of(found):
    """The rows of numbers of the page as {(day, part): number}, without the zeros."""
    return {
        (DAYS[day], PARTS[part]): number
        for day, parts in enumerate(found)
        for part, number in enumerate(parts)
        if number
    }


def described(meeting):
    """A meeting of the database (with venue, closures, cancellations) as such a dict."""
    venue = meeting.venue if meeting.attendance in ("in-person", "hybrid") else None
    spans = [(one.first_day, one.last_day or dt.date.max) for one in meeting.closures.all()]
    of_venue = [(one.first_day, one.last_day or dt.date.max) for one in venue.closures.all()] if venue else []
    point = (venue.latitude, venue.longitude) if venue and venue.latitude is not None else None
    if venue and venue.address_hidden:
        point = (round(point[0], 1), round(point[1], 1))
    return {
        "id": meeting.pk,
        "weekday": meeting.weekday,
        "start": None if meeting.start is None else meeting.start.hour * 60 + meeting.start.minute,
        "duration": meeting.duration,
        "zone": meeting.time_zone,
        "weeks": meeting.weeks,
        "fellowship": meeting.fellowship.slug,
        "attendance": meeting.attendance,
        "words": {},
        "point": point,
        "closed": spans,
        "venue_closed": of_venue,
        "cancelled": {one.date for one in meeting.cancellations.filter(moved_to_date=None)},
        "moved": {
            one.date: (one.moved_to_date, at and at.hour * 60 + at.minute)
            for one in meeting.cancellations.exclude(moved_to_date=None)
            for at in [one.moved_to_start]
        },
        "closed_for_now": meeting.closed_for_now,
    }
