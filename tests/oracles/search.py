"""The search, slowly and obviously: describe every meeting, keep what suits, sort, count by asking again.

A meeting is a dict: id, weekday (0 = Sunday, None by appointment), start and duration in minutes, zone,
weeks, fellowship (slug), attendance, words {dimension: {slug, ...}}, point (latitude, longitude) or None,
and, where it has them: cancelled (dates), moved ({date: (date instead, minutes or None)}), closed and
venue_closed (lists of first and last day), closed_for_now.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from tests.oracles import geo, times

HOUR = 3600
NEVER = 10**15


@dataclass(frozen=True)
class Question:
    point: tuple | None = None
    miles: float = 25
    values: dict = field(default_factory=dict)  # dimension: {slug, ...}
    only: frozenset | None = None
    family: frozenset = frozenset()
    near_only: bool = False
    online_only: bool = False
    list_zone: str = ""
    by_distance: bool = False


def results(meetings, question, moment):
    """What is found, in order: each with meeting, start, miles, attendance."""
    described = describe_all(meetings, question, moment)
    return sorted((one for one in described if suits(one, question)), key=lambda one: rank(one, question))


def describe_all(meetings, question, moment):
    """What does not change with the values asked for, so that many counts are made of it."""
    return [describe(meeting, question, moment) for meeting in meetings]


def describe(meeting, question, moment):
    zone = question.list_zone or meeting["zone"]
    date, minutes, start, end = next_time(meeting, moment) or (None, None, None, None)
    attendance = meeting["attendance"]
    if attendance == "hybrid" and date and within(date, meeting.get("venue_closed", ())):
        attendance = "online"
    miles = None
    if question.point:
        miles = geo.miles(*question.point, *meeting["point"]) if meeting["point"] else NEVER
    one = SimpleNamespace(
        meeting=meeting, date=date, minutes=minutes, start=start, miles=miles, attendance=attendance
    )
    one.values = {name: set(slugs) for name, slugs in meeting["words"].items()}
    one.values["fellowship"] = {meeting["fellowship"]}
    one.values["attendance"] = {attendance}
    one.values["day"], one.values["time"], one.position = set(), set(), NEVER
    if start is not None:
        one.values["day"] = days(date, start, zone, meeting["zone"], moment)
        one.values["time"] = parts(minutes, start, zone, meeting["zone"], moment)
        one.position = position(start, end, zone, moment)
    return one


def next_time(meeting, moment):
    if meeting["weekday"] is None or meeting["start"] is None or meeting.get("closed_for_now"):
        return None
    closed = list(meeting.get("closed", ()))
    if meeting["attendance"] == "in-person":
        closed += meeting.get("venue_closed", ())
    moved = meeting.get("moved", {})
    coming = times.occurrences(
        meeting["weekday"],
        meeting["start"],
        meeting["duration"],
        meeting["zone"],
        meeting["weeks"],
        moment,
        days=402,
    )
    found = [
        (start, date, meeting["start"], end)
        for date, start, end in coming
        if not within(date, closed) and date not in meeting.get("cancelled", ()) and date not in moved
    ][:1]
    for usual, (date, minutes) in moved.items():
        minutes = meeting["start"] if minutes is None else minutes
        start = times.instant(date, minutes, meeting["zone"])
        end = start + 60 * (60 if meeting["duration"] is None else meeting["duration"])
        called_off = within(date, closed) or date in meeting.get("cancelled", ())
        of_this_meeting = times.held_on(usual, meeting["weekday"], meeting["weeks"])
        if end > moment and of_this_meeting and not called_off:
            found.append((start, date, minutes, end))
    if not found:
        return None
    start, date, minutes, end = min(found)
    return date, minutes, start, end


def within(date, spans):
    return any(first <= date <= last for first, last in spans)


def days(date, start, zone, own_zone, moment):
    if zone != own_zone:
        date = times.wall(start, zone).date()
    today = times.wall(moment, zone).date()
    names = {date.strftime("%A").lower()}
    if date == today or start <= moment:
        names.add("today")
    elif date == today + dt.timedelta(days=1):
        names.add("tomorrow")
    return names


def parts(minutes, start, zone, own_zone, moment):
    hour = minutes // 60
    if zone != own_zone:
        hour = times.wall(start, zone).hour
    names = {"night"}
    for name, hours in {
        "morning": range(5, 11),
        "midday": range(11, 14),
        "afternoon": range(14, 17),
        "evening": range(17, 21),
    }.items():
        if hour in hours:
            names = {name}
    return names | ({"now"} if start <= moment + HOUR // 2 else set())


def position(start, end, zone, moment):
    """Its start; past its middle it waits behind those of the next three hours, but not into tomorrow."""
    if start > moment or moment - start < end - moment:
        return start
    last = dt.datetime.combine(times.wall(moment, zone).date(), dt.time(23, 59, 59))
    midnight = int(last.replace(tzinfo=ZoneInfo(zone), fold=1).timestamp())
    return min(moment + 3 * HOUR, max(midnight, moment))


def suits(one, question):
    if one.miles is not None and one.miles > question.miles:
        return False
    if question.only is not None and one.meeting["id"] not in question.only:
        return False
    if question.near_only and one.attendance in ("online", "phone"):
        return False
    if question.online_only and one.attendance == "in-person":
        return False
    asked = {name: slugs for name, slugs in question.values.items() if slugs}
    if "fellowship" not in asked and one.meeting["fellowship"] in question.family:
        return False
    for name, slugs in asked.items():
        own = one.values.get(name, set())
        if not (slugs <= own if name == "access" else slugs & own):
            return False
    return True


def rank(one, question):
    keys = [one.position, one.miles or 0]
    return (*(reversed(keys) if question.by_distance else keys), one.meeting["id"])


def total(described, question, **values):
    """How many of them the question finds with these values of some dimensions instead."""
    asked = replace(question, values={**question.values, **values})
    return sum(suits(one, asked) for one in described)


def counts(meetings, question, moment, options):
    """{dimension: {slug: what asking for it finds}}; of access, for it as well as what is asked already."""
    found, described = {}, describe_all(meetings, question, moment)
    for name, slugs in options.items():
        already = set(question.values.get(name, ())) if name == "access" else set()
        found[name] = Counter(
            {slug: total(described, question, **{name: {slug} | already}) for slug in slugs}
        )
    return found


def without(meetings, question, moment):
    """{dimension: what is found when its filter is taken away}."""
    asked = [name for name, slugs in question.values.items() if slugs]
    described = describe_all(meetings, question, moment)
    return {name: total(described, question, **{name: set()}) for name in asked}


def left_out(meetings, question, moment):
    """How many for family and friends the same question leaves out."""
    if question.values.get("fellowship") or not question.family:
        return 0
    described = describe_all(meetings, question, moment)
    return total(described, question, fellowship=set(question.family))


def soonest(meetings, question, moment):
    starts = [one.start for one in results(meetings, question, moment) if one.start is not None]
    return max(min(starts), moment) if starts else None
