"""Meetings placed around the real clock, alone in their world."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.meetings.asking import page, shown, starting
from tests.world import CHICAGO, make_meeting, make_place, make_venue

pytestmark = pytest.mark.django_db
NEAR = "/meetings/near/memphis-tn/"
DAY = 24 * 60


@pytest.fixture
def memphis(db):
    return make_place("Memphis", "TN", population=630_000)


def words(client, address=NEAR):
    return page(client, address).one("main").text


def in_chicago(minutes=0):
    return (timezone.now() + dt.timedelta(minutes=minutes)).astimezone(ZoneInfo(CHICAGO))


def test_what_is_on_and_what_is_soon_stands_first_in_words(memphis, client):
    starting(25, "Soon")
    starting(-7, "On")
    starting(3 * DAY, "In three days")
    assert shown(page(client, NEAR)) == ["On", "Soon", "In three days"]
    text = words(client)
    assert re.search(r"On now, started [78] minutes ago", text)
    assert re.search(r"In 2[45] minutes", text)
    assert in_chicago(3 * DAY).strftime("%A ") in text
    assert "Central Standard Time" in text or "Central Daylight Time" in text


def test_one_past_half_its_time_stands_after_the_next_ones(memphis, client):
    starting(-40, "Half over")
    starting(20, "Next")
    if in_chicago(25).date() != in_chicago().date():
        pytest.skip("it does not wait into tomorrow")
    assert shown(page(client, NEAR)) == ["Next", "Half over"]


def test_the_number_stands_in_heading_and_title(memphis, client):
    starting(10), starting(20)
    found = page(client, NEAR)
    assert found.one("h1").text == "2 meetings near Memphis, TN"
    assert found.all("title")[0].text.startswith("2 meetings near Memphis, TN")


@pytest.mark.parametrize("minutes, day", [(2, "today"), (-2, "today"), (DAY, "tomorrow")])
def test_today_and_tomorrow_are_days_where_the_meeting_is(memphis, client, minutes, day):
    if minutes == 2 and in_chicago(2).date() != in_chicago().date():
        pytest.skip("two minutes to midnight")
    starting(minutes, "Then")
    starting(3 * DAY, "Another day")
    assert shown(page(client, f"{NEAR}?day={day}")) == ["Then"]


def test_now_is_under_way_or_within_half_an_hour(memphis, client):
    starting(-10, "On"), starting(20, "Soon"), starting(50, "Later")
    assert shown(page(client, f"{NEAR}?time=now")) == ["On", "Soon"]


def test_nothing_soon_is_said_before_the_list(memphis, client):
    starting(2 * DAY, "Far")
    starting(-5, "From afar", attendance="online", venue=None, online_url="https://video.example/j/1")
    text = words(client)
    assert text.index("Nothing near Memphis, TN is on or starts within 3 hours.") < text.index("From afar")
    assert text.index("From afar") < text.index("Far", text.index("From afar") + 9)


def test_online_meetings_are_of_the_visitors_zone(memphis, client):
    starting(20, "Delhi", attendance="online", venue=None, time_zone="Asia/Kolkata")
    found = page(client, "/meetings/online/?tz=Europe/London")
    then = (timezone.now() + dt.timedelta(minutes=20)).astimezone(ZoneInfo("Europe/London"))
    assert then.strftime("%-I:%M") in found.one("main").text
    assert "India Standard Time on its own clock" in found.one("main").text


def test_a_second_page_and_one_beyond_the_end(memphis, client):
    hall = make_venue()
    for minute in range(26):
        make_meeting(
            f"Number {minute:02}",
            start=f"10:{minute:02}",
            weekday=in_chicago(2 * DAY).isoweekday() % 7,
            venue=hall,
        )
    first = page(client, NEAR)
    assert len(shown(first)) == 25
    (following,) = [link.attrs["href"] for link in first.all("a") if link.attrs.get("rel") == "next"]
    assert shown(page(client, following)) == ["Number 25"]
    assert shown(page(client, f"{NEAR}?page=77")) == ["Number 25"]
