"""Small meetings and questions for the tests of the search, in the words of tests/oracles/search.py."""

import datetime as dt
from zoneinfo import ZoneInfo

from meetings.exceptions import Closed, Exceptions, Moved
from meetings.search import Wanted, search
from tests.oracles.search import Question

CHICAGO = "America/Chicago"
FELLOWSHIPS = {1: "na", 2: "ha", 3: "aa", 4: "nar-anon"}
FAMILY = frozenset({"nar-anon"})
IDS = {slug: pk for pk, slug in FELLOWSHIPS.items()}
SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(7)
EXCEPTIONAL = ("cancelled", "moved", "closed", "venue_closed", "closed_for_now", "holidays")


def at(*wall, zone=CHICAGO):
    return int(dt.datetime(*wall, tzinfo=ZoneInfo(zone)).timestamp())


# Sunday 22 November 2026, noon in Memphis.
NOON = at(2026, 11, 22, 12)


def a_meeting(number=1, **changes):
    """An open NA discussion on Sundays at 19:00 for an hour, in Memphis; `start` may be a text."""
    values = {
        "id": number,
        "weekday": SUNDAY,
        "start": "19:00",
        "duration": 60,
        "zone": CHICAGO,
        "weeks": 0,
        "fellowship": "na",
        "attendance": "in-person",
        "words": {"openness": {"open"}, "format": {"discussion"}},
        "point": (35.15, -90.05),
        **changes,
    }
    if isinstance(values["start"], str):
        hour, minute = map(int, values["start"].split(":"))
        values["start"] = hour * 60 + minute
    return values


def find(meetings, moment=NOON, first=0, size=25, **question):
    """What the search finds, asked with the fields of Question."""
    asked = Question(**{"family": FAMILY, **question})
    latitude, longitude = asked.point or (None, None)
    wanted = Wanted(
        latitude=latitude,
        longitude=longitude,
        miles=asked.miles,
        values={name: frozenset(slugs) for name, slugs in asked.values.items()},
        meetings=asked.only,
        family=asked.family,
        near_only=asked.near_only,
        online_only=asked.online_only,
        list_zone=asked.list_zone,
        by_distance=asked.by_distance,
    )
    return search(
        map(_row, meetings),
        wanted,
        moment,
        fellowships=FELLOWSHIPS,
        kinds=_kinds,
        exceptions={one["id"]: _exceptions(one) for one in meetings if _exceptional(one)},
        first=first,
        size=size,
    )


def ids(meetings, moment=NOON, **question):
    return [hit.meeting for hit in find(meetings, moment, **question).hits]


def _row(one):
    tokens = ",".join(
        f"{name}:{slug}" for name, slugs in sorted(one["words"].items()) for slug in sorted(slugs)
    )
    return (
        one["id"],
        one["weekday"],
        one["start"],
        one["duration"],
        one["zone"],
        one["weeks"],
        IDS[one["fellowship"]],
        one["attendance"],
        2 if _exceptional(one) else 1,
        tokens,
        *(one["point"] or (None, None)),
    )


def _kinds(tokens):
    kinds = {}
    for token in filter(None, tokens.split(",")):
        name, slug = token.split(":")
        kinds[name] = (*kinds.get(name, ()), slug)
    return kinds


def _exceptional(one):
    return any(one.get(name) for name in EXCEPTIONAL)


def _exceptions(one):
    return Exceptions(
        meeting_closed=tuple(Closed(*span) for span in one.get("closed", ())),
        venue_closed=tuple(Closed(*span) for span in one.get("venue_closed", ())),
        cancelled=frozenset(one.get("cancelled", ())),
        moved=tuple(Moved(date, *instead) for date, instead in one.get("moved", {}).items()),
        closed_for_now=bool(one.get("closed_for_now")),
        closed_on_holidays=bool(one.get("holidays")),
        also_online=one["attendance"] != "in-person",
        country="US",
        state="TN",
    )
