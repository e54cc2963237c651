"""Invented lists to save: `row(1, meeting_name="…")` is a row of a BMLT answer, `take(rows)` reads a list."""

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.feeds.records import FeedBytes
from meetings.feeds.run import run_feed
from meetings.models import Feed, ImportRun, Meeting
from tests.world import make_feed, make_fellowship

ROOT = "https://lists.example/main_server"


def row(number=1, **changes):
    return {
        "id_bigint": str(number),
        "meeting_name": f"Lamp Group {number}",
        "root_server_uri": ROOT,
        "weekday_tinyint": "3",
        "start_time": "19:00:00",
        "duration_time": "01:00:00",
        "venue_type": "1",
        "time_zone": "America/Chicago",
        "formats": "",
        "service_body_bigint": "",
        "published": "1",
        "location_text": "Invented Hall",
        "location_street": "1 Made-Up Street",
        "location_municipality": "Memphis",
        "location_province": "TN",
        "location_postal_code_1": "38103",
        "location_nation": "USA",
        "location_info": "",
        "latitude": "35.1495",
        "longitude": "-90.0490",
        **changes,
    }


def rows(count, **changes):
    return [row(number, **changes) for number in range(1, count + 1)]


def na_feed(name="Invented list", **changes):
    values = {"kind": Feed.Kind.BMLT, "fellowship": make_fellowship("na"), **changes}
    return make_feed(name, **values)


def take(said, feed=None, *, formats=(), service_bodies=(), **options):
    """Reads the rows as one run of a list."""
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    parts = (json.dumps(part).encode() if part else b"" for part in (formats, service_bodies))
    return run_feed(feed or na_feed(), given=FeedBytes(body, *parts), **options)


def meeting(number=1):
    return Meeting.objects.get(records__key=f"bmlt:{ROOT}:{number}")


def listed():
    return set(Meeting.objects.listed().values_list("name", flat=True))


def last_run():
    return ImportRun.objects.latest("pk")


def counts(result):
    """Of a result, only what is not 0."""
    return {name: number for name, number in result.counts().items() if number}


def queries(do):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        do()
    return [query["sql"] for query in captured]
