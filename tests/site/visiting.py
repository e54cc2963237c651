"""Visits to every address of the table, in a small world of invented meetings."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Report
from meetings.reporting import answer_back, receive
from tests.programmes import write_programmes
from tests.site.addresses import ADDRESSES, LOCKED_ID, REPORT_TOKEN, STATES, UNSEEN_ID
from tests.site.markup import Page
from tests.texts import write_texts
from tests.world import (
    MEMPHIS,
    OLIVE_BRANCH,
    make_feed,
    make_fellowship,
    make_meeting,
    make_meetings,
    make_place,
    make_venue,
    small_world,
    unrecorded,
)

# What must stand on no page, each value to be found by itself.
UNSEEN = {
    "name": "Unseen House",
    "street": "77 Unseen Lane",
    "postal_code": "38177",
    "getting_in": "Knock at the unseen door.",
    "point": (35.137913, -90.061977),
}
LOCKED = {
    "attendance": "online",
    "online_url": "https://video.example/j/locked-room",
    "online_kind": "video",
    "passcode": "Passcode-4417",
}


@dataclass
class Visit:
    path: str
    response: Any
    body: bytes
    queries: list[str]

    @cached_property
    def page(self):
        return Page(self.body.decode())


@unrecorded()
def everything():
    """One meeting of every kind around Memphis; returns the words that addresses need."""
    world = small_world()
    write_texts(2)
    write_programmes(2)
    gone = make_meeting("Gone Group", status="unlisted", feed=world.feed)
    make_meeting(
        "Unseen Group", feed=world.feed, venue=make_venue(address_hidden=True, **UNSEEN), id=UNSEEN_ID
    )
    make_meeting("Locked Group", feed=world.feed, id=LOCKED_ID, **LOCKED)
    make_report(world.lamp, 2)
    return _words(world.lamp, world.online, gone)


@unrecorded()
def fill(count):
    """This many meetings in Memphis, each with a venue, a list and formats of its own, and texts."""
    write_texts(count)
    write_programmes(count)
    for name, state, point in (("Memphis", "TN", MEMPHIS), ("Olive Branch", "MS", OLIVE_BRANCH)):
        make_place(name, state, point=point)
    feed = make_feed(fellowship=make_fellowship("na"), covers=["us-tn"])
    made = make_meetings(*(_one_of_many(number, feed) for number in range(count)))
    gone = make_meeting("Gone Group", status="unlisted", feed=feed)
    make_report(made[0], count)
    return _words(made[0], made[1], gone)


def _one_of_many(number, feed):
    online = {"online_url": f"https://video.example/j/{number}", "online_kind": "video"}
    kinds = ({}, {"attendance": "online", **online}, {"attendance": "hybrid", **online})
    return {
        "name": f"Lamp Group {number}",
        "feed": feed,
        "fellowship": ("na", "ha")[number // 2 % 2],
        "weekday": number % 7,
        "start": f"{7 + number % 12:02}:30",
        "formats": ["open", "discussion", "wheelchair"][: 1 + number % 3],
        **kinds[number % 3],
    }


def make_report(meeting, count):
    """A report with some of everything, under the address of the table."""
    said = {"start": "20:00", "name": "Another Lamp Group", "duration": 75, "venue.city": "Olive Branch"}
    some = {name: said[name] for name in list(said)[:count]}
    report = receive(meeting, Report.Reason.WRONG_TIME, some, note="Invented", email="someone@post.example")
    Report.objects.filter(token=REPORT_TOKEN).delete()
    Report.objects.filter(pk=report.pk).update(token=REPORT_TOKEN)
    for number in range(count):
        answer_back(report, f"Invented answer {number}")


def _words(meeting, online, gone):
    return {"meeting": meeting.pk, "online": online.pk, "gone": gone.pk}


def visit(path):
    """One visit that no cache knows of."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
    return Visit(path, response, body, [query["sql"] for query in captured.captured_queries])


def visit_all(words):
    """{name: Visit}, by a worker that has answered before."""
    visit("/")
    return {name: visit(address.path.format(**words)) for name, address in (ADDRESSES | STATES).items()}
