"""A small list with service bodies, made once for a file, for the contract tests of GetSearchResults.

Distances from Memphis: Bridge 0, Early and Late (in one hall) about 7.7, Olive 18, River 196 miles.
"""

from types import SimpleNamespace

import pytest
from django.db import transaction

from meetings.models import Format
from tests.kinds import FRIDAY, MONDAY, NASHVILLE, OLIVE_BRANCH, SATURDAY, SUNDAY, TUESDAY
from tests.meetings.exports.bmlt.asking import ask
from tests.world import (
    MEMPHIS,
    WEST_MEMPHIS,
    make_feed,
    make_format,
    make_meetings,
    make_place,
    make_service_body,
    make_venue,
    unrecorded,
)

FORMATS = ("open", "closed", "discussion", "women", "wheelchair")


@pytest.fixture(scope="module")
def _list_of_this_file(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_list()
        transaction.set_rollback(True)


@pytest.fixture
def listed(_list_of_this_file, db):
    """`ids` and `meetings` by name, `formats` by slug, `area` and the others numbers of service bodies."""
    return _list_of_this_file


@unrecorded()
def a_list():
    region = make_service_body("Invented Region", kind="RS")
    area = make_service_body("Invented Area", parent=region)
    unit = make_service_body("Invented Unit", parent=area)
    other = make_service_body("Other Area")
    make_place("Memphis", "TN", population=630_000)
    feed = make_feed(republish=True, licence="https://licence.example/", kind="bmlt")
    shared = {"feed": feed, "republish": True}
    west = make_venue(
        name="West Hall", city="West Memphis", state="AR", postal_code="72301", point=WEST_MEMPHIS
    )
    made = make_meetings(*({**shared, **one} for one in _meetings(west, region, area, unit, other)))
    return SimpleNamespace(
        feed=feed,
        region=region.pk,
        area=area.pk,
        unit=unit.pk,
        other=other.pk,
        ids={meeting.name: meeting.pk for meeting in made},
        meetings={meeting.name: meeting for meeting in made},
        formats={slug: 1_000 + pk for slug, pk in Format.objects.values_list("slug", "pk")},
    )


def _meetings(west, region, area, unit, other):
    for slug in FORMATS:
        make_format(slug)
    online = {"attendance": "online", "online_url": "https://video.example/j/1", "venue": None}
    olive = make_venue(name="Olive Hall", city="Olive Branch", state="MS", postal_code="", point=OLIVE_BRANCH)
    river = make_venue(name="River Hall", city="Nashville", postal_code="37203", point=NASHVILLE)
    return (
        {
            "name": "Early",
            "weekday": SUNDAY,
            "start": "07:00",
            "duration": 60,
            "venue": west,
            "service_body": area,
            "formats": ["open", "discussion"],
            "world_id": "G001",
            "notes": "Ring twice.",
        },
        {
            "name": "Late",
            "weekday": SUNDAY,
            "start": "23:30",
            "duration": 90,
            "venue": west,
            "service_body": unit,
            "formats": ["open", "women"],
        },
        {
            "name": "Bridge",
            **online,
            "attendance": "hybrid",
            "venue": make_venue(name="Bridge Hall", point=MEMPHIS),
            "weekday": MONDAY,
            "start": "19:00",
            "duration": 75,
            "service_body": region,
            "formats": ["closed", "wheelchair"],
        },
        {
            "name": "Lantern",
            **online,
            "weekday": TUESDAY,
            "start": "19:00",
            "duration": 60,
            "service_body": other,
            "formats": ["open"],
        },
        {
            "name": "Olive",
            "weekday": FRIDAY,
            "start": "19:00",
            "duration": None,
            "venue": olive,
            "service_body": None,
        },
        {
            "name": "River",
            "weekday": SATURDAY,
            "start": "10:30",
            "duration": 120,
            "venue": river,
            "service_body": area,
            "formats": ["discussion"],
        },
    )


def found(query=""):
    """Names of the meetings that GetSearchResults gives, in its order, as one text."""
    return " ".join(row["meeting_name"] for row in ask(f"GetSearchResults&{query}"))
