"""Radius, day, format, service body and time questions give what a slow, obvious search gives."""

import datetime as dt
import random
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import QueryDict

from meetings.exports.bmlt_mount import OTHERS, Mount
from meetings.exports.bmlt_query import parse
from meetings.exports.bmlt_search import find
from meetings.labels import labels
from meetings.models import Closure, Format, Meeting, Venue
from tests.oracles import bmlt_search as oracle
from tests.oracles import geo
from tests.world import (
    CHICAGO,
    MEMPHIS,
    make_fellowship,
    make_format,
    make_service_body,
    publish,
    unrecorded,
)

pytestmark = pytest.mark.django_db
MEETINGS, QUESTIONS = 60, 250
SLUGS = ("open", "closed", "discussion", "women", "speaker", "wheelchair")
FAR_NORTH, DATE_LINE = (78.22, 15.65), (-16.78, 179.97)
MIDDLES = (MEMPHIS, MEMPHIS, FAR_NORTH, DATE_LINE)
VENUE_TYPES = {"in-person": 1, "online": 2, "phone": 2, "hybrid": 3}
VIRTUAL, CLOSED, HYBRID = 54, 55, 56


@pytest.fixture(scope="module")
def _varied_of_this_file(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield varied(random.Random(7))
        transaction.set_rollback(True)


@pytest.fixture
def listed(_varied_of_this_file, db):
    return _varied_of_this_file


@unrecorded()
def varied(rng):
    """The mount, its meetings as the oracle reads them, {service body: the one above}, ids of formats."""
    fellowship = make_fellowship("na")
    formats = [make_format(slug) for slug in SLUGS]
    top = make_service_body("Invented Region")
    bodies = [top, *(make_service_body(f"Invented Area {n}", parent=top) for n in range(2))]
    bodies.append(make_service_body("Invented Unit", parent=bodies[1]))
    made = [_one(rng, number, fellowship, bodies, formats) for number in range(MEETINGS)]
    publish(*(meeting for meeting, _described in made))
    parents = {body.pk: body.parent_id for body in bodies}
    ids = [1_000 + pk for pk in Format.objects.values_list("pk", flat=True)]
    mount = Mount(labels(0).by_fellowship_slug["na"], 0, int(dt.datetime(2026, 11, 22).timestamp()))
    return mount, [described for _meeting, described in made], parents, [*ids, VIRTUAL, CLOSED, HYBRID]


def _one(rng, number, fellowship, bodies, formats):
    attendance = rng.choice(["in-person"] * 4 + ["hybrid", "online", "phone"])
    near = attendance in ("in-person", "hybrid")
    point = geo.point_at(*rng.choice(MIDDLES), rng.expovariate(1 / 20), rng.uniform(0, 360))
    hidden, placed = rng.random() < 0.15, rng.random() > 0.1
    start, length = rng.choice([0, 420, 720, 1140, 1140, 1425]), rng.choice([None, 30, 60, 60, 90, 1440])
    body = rng.choice([None, *bodies])
    venue = Venue.objects.create(
        city="Memphis",
        latitude=point[0] if placed else None,
        longitude=point[1] if placed else None,
        address_hidden=hidden,
        time_zone=CHICAGO,
    )
    meeting = Meeting.objects.create(
        name=f"Group {number}",
        fellowship=fellowship,
        attendance=attendance,
        weekday=rng.randrange(7),
        start=dt.time(start // 60, start % 60),
        duration=length,
        time_zone=CHICAGO,
        venue=venue,
        service_body=body,
        status=Meeting.Status.LISTED,
        republish=True,
    )
    own = rng.sample(formats, rng.randrange(4))
    meeting.formats.set(own)
    shut = near and rng.random() < 0.15
    if shut:
        Closure.objects.create(venue=venue, first_day="2020-01-01")
    venue_type = 2 if shut and attendance == "hybrid" else VENUE_TYPES[attendance]
    marks = {2: {VIRTUAL}, 3: {HYBRID}}.get(venue_type, set()) | ({CLOSED} if shut else set())
    shown = tuple(round(degrees, 1) for degrees in point) if hidden else point
    return meeting, {
        "id": meeting.pk,
        "weekday": meeting.weekday + 1,
        "start": start,
        "length": length or 0,
        "venue_type": venue_type,
        "body": body.pk if body else OTHERS + fellowship.pk,
        "formats": {1_000 + one.pk for one in own} | marks,
        "point": shown if near and placed else None,
    }


def a_question(rng, bodies, formats):
    """Some of the parameters, each with some of the values that find something."""

    def some(values):
        return [rng.choice([1, 1, 1, -1]) * one for one in rng.sample(values, rng.randint(1, 3))]

    def clock(name, hours):
        return {
            f"{name}H": rng.choice(hours),
            **({f"{name}M": rng.choice([0, 30])} if rng.random() < 0.5 else {}),
        }

    parts = [
        lambda: {"weekdays": some(range(1, 8))},
        lambda: {"venue_types": some([1, 2, 3])},
        lambda: {"services": some(bodies), **rng.choice([{}, {"recursive": 1}])},
        lambda: {"formats": some(formats), **rng.choice([{}, {"formats_comparison_operator": "OR"}])},
        lambda: clock("StartsAfter", [0, 7, 12]),
        lambda: clock("StartsBefore", [12, 19, 23]),
        lambda: clock("EndsBefore", [8, 20, 23]),
        lambda: clock("MinDuration", [0, 1]),
        lambda: clock("MaxDuration", [0, 1, 23]),
        lambda: {"page_size": rng.choice([1, 5, 20]), "page_num": rng.choice([1, 2])},
        lambda: _circle(rng),
        lambda: _circle(rng),
    ]
    return {key: value for part in rng.sample(parts, rng.randint(1, 4)) for key, value in part().items()}


def _circle(rng):
    latitude, longitude = geo.point_at(*rng.choice(MIDDLES), rng.uniform(0, 30), rng.uniform(0, 360))
    width = rng.choice([1, 5, 25, 50, 80, 400, 9_000, -1, -3, -10, -100])
    return {
        "lat_val": latitude,
        "long_val": longitude,
        rng.choice(["geo_width", "geo_width", "geo_width_km"]): width,
        **rng.choice([{}, {"sort_results_by_distance": 1}]),
    }


def written(rng, question):
    """As a client writes it: lists as arrays or with commas."""
    pairs = []
    for name, value in question.items():
        if isinstance(value, list) and rng.random() < 0.5:
            pairs += [(f"{name}[]", one) for one in value]
        else:
            pairs.append((name, ",".join(map(str, value)) if isinstance(value, list) else value))
    return urlencode(pairs)


def test_the_same_meetings_are_found_in_the_same_order(listed):
    mount, meetings, parents, formats = listed
    rng, some = random.Random(11), 0
    for _ in range(QUESTIONS):
        question = a_question(rng, [*parents, mount.others.id], formats)
        query = written(rng, question)
        found = find(mount, parse(QueryDict(query)))
        assert list(found.ids) == oracle.search(meetings, parents, question), query
        some += 0 < len(found.ids) < len(meetings)
    assert some > QUESTIONS / 3  # or they would ask for nothing
