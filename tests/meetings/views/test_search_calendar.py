"""Any search of the finder as a calendar: the same meetings, named by nothing, kept by nobody on the way."""

import re
from urllib.parse import parse_qs

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fellowships import version
from meetings.views import search_calendar
from tests.site.markup import Page
from tests.world import make_meeting, make_place

pytestmark = pytest.mark.django_db
PATH = "/meetings/calendar.ics"
# The finder's address and the calendar's, which hold the same meetings.
SEARCHES = [
    ("/meetings/near/memphis-tn/", "near=memphis-tn"),
    ("/meetings/near/memphis-tn/?type=women&radius=50", "near=memphis-tn&radius=50&type=women"),
    ("/meetings/near/memphis-tn/?fellowship=nar-anon", "near=memphis-tn&fellowship=nar-anon"),
    ("/meetings/near/memphis-tn/?day=tuesday&sort=distance", "near=memphis-tn&day=tuesday"),
    ("/meetings/near/38103/?attendance=hybrid", "near=38103&attendance=hybrid"),
    ("/meetings/?lat=35.15&lng=-90.05&radius=5", "lat=35.15&lng=-90.05&radius=5"),
    ("/meetings/online/", "attendance=online&attendance=phone"),
    ("/meetings/online/?attendance=phone", "attendance=phone"),
    (
        "/meetings/online/?fellowship=na&tz=Europe/London",
        "fellowship=na&attendance=online&attendance=phone&tz=Europe/London",
    ),
    ("/meetings/?fellowship=ha", "fellowship=ha"),
    ("/meetings/?q=lantern", "q=lantern"),
]


@pytest.fixture
def world(shared_world):
    return shared_world


def calendar_of(response):
    assert response.status_code == 200, response.content
    return icalendar.Calendar.from_ical(response.content)


def numbers(response):
    """Of the meetings in the file."""
    return {int(re.search(r"\d+", event["UID"])[0]) for event in calendar_of(response).walk("VEVENT")}


def on_page(response):
    """The meetings of a page of results, without those it offers besides."""
    days = response.context["days"]
    return {int(re.search(r"-(\d+)/$", row["url"])[1]) for day in days for row in day.rows}


@pytest.mark.parametrize("page,query", SEARCHES)
def test_it_holds_what_the_page_that_links_to_it_shows_but_for_meetings_by_appointment(
    client, world, page, query
):
    """`query` says what the link asks, in any order."""
    shown = client.get(page)
    there = on_page(shown)
    assert there
    [link] = [one for one in Page(shown.content.decode()).all("a") if PATH in one.attrs["href"]]
    assert link.text == "Add these to a calendar"
    assert link.attrs["rel"] == "nofollow"
    path, _question, asked = link.attrs["href"].partition("?")
    assert (path, parse_qs(asked)) == (PATH, parse_qs(query))
    assert numbers(client.get(link.attrs["href"])) == there - {world.by_appointment.pk}


@pytest.mark.parametrize(
    "page",
    ["/meetings/near/nashville-tn/?fellowship=na", "/meetings/online/?attendance=hybrid", "/meetings/"],
)
def test_a_page_without_results_or_of_what_no_calendar_can_ask_links_to_none(client, world, page):
    assert PATH not in client.get(page).content.decode()


def test_a_place_may_be_typed_as_in_the_box(client, world):
    assert numbers(client.get(f"{PATH}?near=Memphis,+Tenn.")) == numbers(
        client.get(f"{PATH}?near=memphis-tn")
    )


def test_unpublished_programmes_drafts_and_meetings_that_are_gone_are_not_in_it(client, world):
    there = world.lamp.venue
    gone = {make_meeting(status, status=status, venue=there).pk for status in ("draft", "unlisted")}
    found = numbers(client.get(f"{PATH}?near=memphis-tn"))
    assert world.lamp.pk in found
    assert found.isdisjoint(gone)
    world.na.published = False
    world.na.save()
    version.bump()
    assert world.lamp.pk not in numbers(client.get(f"{PATH}?near=memphis-tn"))


def test_it_says_nothing_about_what_it_is_unless_asked(client, world):
    quiet = client.get(f"{PATH}?near=memphis-tn")
    assert quiet.headers["Content-Disposition"] == 'attachment; filename="calendar.ics"'
    assert quiet.headers["Content-Type"] == "text/calendar; charset=utf-8"
    for word in (b"Lamp", b"Narcotics", b"NA)", b"http", b"Memphis", b"recovery"):
        assert word not in quiet.content
    asked = client.get(f"{PATH}?near=memphis-tn&title=name&place=1&link=1").content
    assert b"SUMMARY:Lamp Group (NA)" in asked
    for hidden in (b"Secret", b"Quiet House", b"1234", b"video.example"):
        assert hidden not in asked.replace(b"\r\n ", b"")


@pytest.mark.parametrize(
    "query,kept",
    [
        ("near=memphis-tn&type=open", "public, max-age=300"),
        ("fellowship=na", "public, max-age=300"),
        ("attendance=online", "public, max-age=300"),
        ("lat=35.15&lng=-90.05", "private, no-store"),
        ("near=Memphis+Tennessee", "private, no-store"),
        ("near=memphis-tn&lat=35.15&lng=-90.05", "private, no-store"),
        ("q=lamp", "private, no-store"),
        ("near=memphis-tn&q=lamp", "private, no-store"),
        ("near=00000", "private, no-store"),
    ],
)
def test_where_somebody_is_and_what_they_typed_is_kept_nowhere(client, world, query, kept):
    assert client.get(f"{PATH}?{query}").headers["Cache-Control"] == kept


def test_a_repeat_of_what_may_be_kept_is_answered_without_asking_again(client, world):
    for _again in range(2):  # a second try, for when the minute changes in between
        tag = client.get(f"{PATH}?near=memphis-tn").headers["ETag"]
        with CaptureQueriesContext(connection) as captured:
            repeat = client.get(f"{PATH}?near=memphis-tn", headers={"If-None-Match": tag})
        if repeat.status_code == 304:
            break
    assert repeat.status_code == 304
    assert len(captured) <= 1


@pytest.mark.parametrize(
    "query,status,words",
    [
        ("", 400, "Say which meetings, for example"),
        ("day=monday", 400, "near=memphis-tn"),
        ("attendance=hybrid", 400, "attendance=online"),
        ("attendance=online,in-person", 400, "fellowship=na"),
        ("lat=95&lng=1", 400, "lat=35.15&lng=-90.05"),
        ("near=Springfield", 400, "Ask for one: springfield-il, springfield-ma."),
        ("near=38199", 404, "Perhaps: 38103."),
        ("near=00000", 404, "Give a town with its state"),
        ("near=%00%3Cscript%3E", 404, "We do not know"),
    ],
)
def test_what_cannot_be_answered_says_in_plain_text_what_to_ask(client, world, query, status, words):
    for state in ("IL", "MA"):
        make_place("Springfield", state, point=(40.0, -80.0), population=150_000)
    version.bump()
    response = client.get(f"{PATH}?{query}")
    assert response.status_code == status
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert words in response.content.decode()


def test_a_place_with_nothing_near_is_an_empty_calendar_not_an_error(client, world):
    assert numbers(client.get(f"{PATH}?near=nashville-tn&fellowship=smart&type=open&q=nothing")) == set()


def test_of_very_many_the_soonest_stand_in_it_and_it_says_so(client, world, monkeypatch):
    monkeypatch.setattr(search_calendar, "MOST", 3)
    response = client.get(f"{PATH}?near=memphis-tn")
    soonest = client.get("/meetings/near/memphis-tn/").context["days"][0].rows
    assert len(numbers(response)) == 3
    assert int(re.search(r"-(\d+)/$", soonest[0]["url"])[1]) in numbers(response)
    assert str(calendar_of(response)["X-WR-CALDESC"]) == (
        "Only the soonest 3 are in here. Narrow the search to have all of them."
    )
    assert "X-WR-CALDESC" not in calendar_of(client.get(f"{PATH}?near=memphis-tn&type=women"))


def test_webcal_is_the_same_address_and_needs_no_account(client, world):
    """A program replaces webcal: by https:, sends no cookie, and may not say what it reads."""
    response = client.get(f"{PATH}?near=memphis-tn", headers={"Accept": "*/*", "User-Agent": ""})
    assert response.status_code == 200
    assert not response.cookies
    assert client.head(f"{PATH}?near=memphis-tn").status_code == 200
    assert client.post(f"{PATH}?near=memphis-tn").status_code == 405
