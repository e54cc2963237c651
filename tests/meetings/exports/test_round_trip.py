"""What goes out of one site of this software and into another is the same, but for the tables of the docs."""

import datetime as dt
import json
import re

import pytest
from django.db import transaction
from django.test import Client

from meetings.feeds.records import FeedBytes
from meetings.feeds.run import run_feed
from meetings.models import Feed, ImportProblem, Meeting, SourceRecord
from tests.meetings.exports import round_trip
from tests.meetings.exports.every_kind import BODIES, FORMATS, list_of_every_kind
from tests.meetings.feeds.saving import na_feed, take
from tests.world import make_meetings, make_place, make_venue, make_zip, publish

pytestmark = pytest.mark.django_db
KINDS = ["bmlt", "naws-csv", "meeting-guide"]
OWN_ADDRESS = re.compile(r"(?<=/meetings/na/)[a-z0-9-]+-\d+/")
PAUSING = {"Pausing online": "online", "Pausing hybrid": "hybrid", "Pausing here": "in-person"}
STAFF = {"Hidden", "Mended", "Whenever", *PAUSING}
NAMES = ("meeting_name", "name", "CommitteeName")
OURS = {"venue", "group", "republish"}  # keys of rows, and what the reader is told of the list
# A site's own: numbers, addresses, the list's name and the time of its last change.
OWN = {
    "bmlt": "id_bigint service_body_bigint url origin last_changed".split(),
    "naws-csv": "bmlt_id LastChanged".split(),
    "meeting-guide": "slug url feedback_url updated entity".split(),
}


def ask(client, what, **query):
    answer = client.get(f"/feeds/{what}", query)
    assert answer.status_code == 200, answer.getvalue()
    return answer.getvalue()


def bmlt(client, switcher):
    return ask(client, "bmlt/na/client_interface/json/", switcher=switcher)


def served(client, kind):
    """The list as another site fetches it."""
    if kind == "meeting-guide":
        return FeedBytes(ask(client, "meeting-guide/na.json"))
    bodies = bmlt(client, "GetServiceBodies")
    if kind == "bmlt":
        return FeedBytes(bmlt(client, "GetSearchResults"), bmlt(client, "GetFormats"), bodies)
    parts = [
        ask(client, "bmlt/na/client_interface/csv/", switcher="GetNAWSDump", sb_id=body["id"])
        for body in json.loads(bodies)
    ]
    return FeedBytes(b"".join([parts[0], *(part.partition(b"\r\n")[2] for part in parts[1:])]))


def values_of(feed):
    """By name: what was made of each meeting of the list, with its service body's name."""
    records = SourceRecord.objects.filter(feed=feed).select_related("meeting__service_body")
    found = {}
    for one in records:
        body = one.meeting.service_body
        found[one.meeting.name] = {**one.published_values, "service_body": body.name if body else ""}
    return found


def rows_of(kind, data):
    """In their order, without what is a site's own, and without the way to a passcode."""
    text = OWN_ADDRESS.sub("/", re.sub(r"(?:\\n|\n)How to join: [^\"\s]+", "", data.main.decode()))
    rows = round_trip.csv_rows(text.encode()) if kind == "naws-csv" else json.loads(text)
    listed = [one for one in rows if not STAFF & {one.get(name) for name in NAMES}]
    return [{name: value for name, value in one.items() if name not in OWN[kind]} for one in listed]


def entered_by_staff():
    """What no BMLT list can say."""
    hidden = make_venue(name="Quiet House", street="7 Secret Lane", address_hidden=True)
    mended = make_venue(name="Mended Hall")
    mended.closures.create(first_day=dt.date(2026, 1, 1), reason="The roof is mended")
    link = {"attendance": "hybrid", "online_url": "https://zoom.us/j/987654321", "online_kind": "video"}
    no_time = {"weekday": None, "start": None, "by_appointment": True, "duration": None}
    kinds = {"Hidden": {"venue": hidden}, "Mended": {"venue": mended, **link}, "Whenever": no_time}
    for name, attendance in PAUSING.items():
        kinds[name] = {**link, "attendance": attendance, "closed_for_now": True}
    make_meetings(*({"name": name, "republish": True, **changes} for name, changes in kinds.items()))


class Sites:
    """One list, as the first site has it and as the second reads each of its answers."""

    def __init__(self):
        self.first = na_feed("First", republish=True)
        make_place("Memphis", "TN")
        make_zip("38103")
        take(list_of_every_kind(), self.first, formats=FORMATS, service_bodies=BODIES)
        self.before = values_of(self.first)
        entered_by_staff()
        client = Client()
        self.answers = {kind: served(client, kind) for kind in KINDS}
        self.after, self.again, self.results = {}, {}, {}
        Feed.objects.filter(pk=self.first.pk).update(republish=False)
        Meeting.writing.filter(name__in=STAFF).update(republish=False)
        publish()
        for kind in KINDS:
            feed = na_feed(f"Second, {kind}", kind=kind, republish=True)
            self.results[kind] = run_feed(feed, given=self.answers[kind])
            self.after[kind] = values_of(feed)
            self.again[kind] = served(client, kind)
            Feed.objects.filter(pk=feed.pk).update(republish=False)
            publish()


@pytest.fixture(scope="module")
def _sites(_shipped_in_this_file, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Sites()
        transaction.set_rollback(True)


@pytest.fixture
def sites(_sites, db):
    return _sites


@pytest.mark.parametrize("kind", KINDS)
def test_fed_back_it_is_the_same_but_for_what_the_docs_say(sites, kind):
    allowed, needed, unexplained = round_trip.table(f"Fed back: {kind}"), set(), []
    for name, before in sites.before.items():
        after = sites.after[kind].get(name, before)
        differing = {one for one in before if before[one] != after[one]} - OURS
        needed |= differing
        unexplained += [
            (name, one, before[one], after[one])
            for one in sorted(differing)
            if one not in allowed or not round_trip.BACK[allowed[one]](before, after, one)
        ]
    assert unexplained == []
    assert needed == set(allowed)


@pytest.mark.parametrize("kind", KINDS)
def test_no_meeting_is_lost(sites, kind):
    left_out = {"Some weeks"} if kind == "meeting-guide" else set()
    assert sites.before.keys() - sites.after[kind].keys() == left_out
    assert sites.results[kind].held_why == ""


@pytest.mark.parametrize("kind", KINDS)
def test_no_code_of_ours_is_unknown_to_us(sites, kind):
    problems = ImportProblem.objects.filter(feed__name=f"Second, {kind}")
    assert list(problems.filter(kind=ImportProblem.Kind.UNMAPPED_CODE)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_hidden_address_is_a_town_to_others(sites, kind):
    hidden = sites.after[kind]["Hidden"]
    told = "name street neighborhood postal_code getting_in transit".split()
    assert [hidden[f"venue.{name}"] for name in told] == [""] * len(told)
    assert (hidden["venue.city"], hidden["venue.located"]) == ("Memphis", "town")
    assert hidden["contact_for_details"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_building_that_is_closed_today_is_closed_to_others(sites, kind):
    mended = sites.after[kind]["Mended"]
    assert (mended["attendance"], mended["building_closed"]) == ("online", True)
    assert mended["online_url"] == "https://zoom.us/j/987654321"


@pytest.mark.parametrize("kind", KINDS)
def test_a_meeting_that_pauses_pauses_for_others_too(sites, kind):
    for name in PAUSING:
        said = sites.after[kind][name]
        assert said["closed_for_now"], name
        assert (said["online_url"], said["phone"], said["building_closed"]) == ("", "", False)


def test_by_appointment_is_said_in_meeting_guide_only(sites):
    assert [kind for kind in KINDS if "Whenever" in sites.after[kind]] == ["meeting-guide"]
    found = sites.after["meeting-guide"]["Whenever"]
    assert (found["by_appointment"], found["weekday"], found["start"]) == (True, None, None)


@pytest.mark.parametrize("kind", KINDS)
def test_served_by_the_second_site_it_is_the_same_to_the_letter(sites, kind):
    again, first = rows_of(kind, sites.again[kind]), rows_of(kind, sites.answers[kind])
    assert again == first
    assert len(first) == len(sites.after[kind].keys() - STAFF)
