"""Visits to every address of the table, in a small world of invented meetings."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fellowships.acting import acting_as
from meetings.changing import change_meeting
from meetings.contacts import token_of
from meetings.exports.bmlt_mount import OTHERS
from meetings.models import Correction, Feed, GroupContact, Meeting, Report
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
    make_format,
    make_group,
    make_meeting,
    make_meetings,
    make_place,
    make_venue,
    publish,
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


# Who stands behind what is shown, and on no page.
STAFF_NAME, STAFF_EMAIL = "invented-staff-person", "staff.person@post.example"
CONTACT_EMAIL, REPORTER_EMAIL = "asked.group@post.example", "someone@post.example"


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
    make_changes(world.lamp, world.feed)
    pass_all_on()
    return _words(world.lamp, world.online, gone, ask_a_group(2))


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
    for number in range(count):
        make_changes(made[0], feed, number)
    pass_all_on()
    return _words(made[0], made[1], gone, ask_a_group(count))


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


def pass_all_on():
    """As if every owner had said yes: feeds have something to show."""
    Feed.objects.update(republish=True)
    Meeting.writing.update(republish=True)
    publish()


def make_report(meeting, count):
    """A report with some of everything, under the address of the table."""
    said = {"start": "20:00", "name": "Another Lamp Group", "duration": 75, "venue.city": "Olive Branch"}
    some = {name: said[name] for name in list(said)[:count]}
    report = receive(meeting, Report.Reason.WRONG_TIME, some, note="Invented", email=REPORTER_EMAIL)
    Report.objects.filter(token=REPORT_TOKEN).delete()
    Report.objects.filter(pk=report.pk).update(token=REPORT_TOKEN)
    for number in range(count):
        answer_back(report, f"Invented answer {number}")


def make_changes(meeting, feed, number=0):
    """By one of our staff and against the list, with values of every kind."""
    person = User.objects.get_or_create(username=STAFF_NAME, email=STAFF_EMAIL)[0]
    values = {
        "slips": ("yes", "no")[number % 2],
        "group": make_group(f"Changed Group {number}").pk,
        "formats": [make_format(f"kind-{number}").pk],
    }
    with acting_as("editor"):
        change_meeting(meeting.pk, {"duration": 61 + number}, reason=f"{STAFF_NAME} saw it")
        change_meeting(meeting.pk, values)
        change_meeting(meeting.pk, {**values, "group": None})
    Meeting.history.filter(id=meeting.pk).update(history_user=person)
    made = {"value": "yes", "list_value": "no", "reason": "Seen on the door"}
    Correction.objects.get_or_create(meeting=meeting, field="slips", defaults=made)


def ask_a_group(count):
    """The link of a group with so many meetings."""
    group = make_group("Asked Group")
    contact = GroupContact.objects.create(group=group, email=CONTACT_EMAIL)
    make_meetings(*({"name": f"Asked {number}", "group": group} for number in range(count)))
    return token_of(contact)


def _words(meeting, online, gone, asked):
    others = OTHERS + meeting.fellowship_id  # the service body of meetings that name none
    return {"meeting": meeting.pk, "online": online.pk, "gone": gone.pk, "asked": asked, "others": others}


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
