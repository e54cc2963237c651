"""Closures show at once on page and list, and end by themselves: nobody has to write anything for that."""

import datetime as dt

import pytest
from django.utils import timezone

from meetings.changing import delete_published, save_published
from meetings.models import Closure
from meetings.presenting.meeting import address, present
from tests.meetings.asking import ask, names, row_named
from tests.meetings.views.pages import in_days, text_of, weekday_in
from tests.world import make_meeting, make_venue

pytestmark = pytest.mark.django_db
DAY = 86_400
NEAR, ONLINE = "/meetings/near/memphis-tn/?q=closing", "/meetings/online/?q=closing"


def in_(days):
    """The instant so many days from now."""
    return int(timezone.now().timestamp()) + days * DAY


def close(days_from, days_to, **what):
    closure = Closure(first_day=in_days(days_from), last_day=in_days(days_to), reason="New floor", **what)
    save_published(closure)
    return closure


def notices(meeting, moment):
    meeting.refresh_from_db()
    return " ".join(present(meeting, moment)["notices"])


def words_of(day):
    return f"{day:%A} {day.day} {day:%B}"


def test_a_hybrid_meeting_is_online_while_its_building_is_closed_and_near_again_after(shared_world):
    venue = make_venue()
    meeting = make_meeting(
        "Closing Group",
        attendance="hybrid",
        venue=venue,
        weekday=weekday_in(2),
        online_url="https://v.example/",
    )
    assert "Closing Group" in names(ask(NEAR, in_(0)))
    close(0, 14, venue=venue)
    for days in (0, 5):
        assert "Closing Group" not in names(ask(NEAR, in_(days)))
        row = row_named(ask(ONLINE, in_(days)), "Closing Group")
        assert row["attendance"] == "Online"
        assert "Building closed for now: meets online" in row["notes"]
        assert "Building closed until" in notices(meeting, in_(days))
    row = row_named(ask(NEAR, in_(15)), "Closing Group")
    assert row["attendance"] == "In person and online"
    assert "Building closed" not in " ".join(row["notes"]) + notices(meeting, in_(15))


def test_two_weeks_closed_it_is_offered_for_the_first_day_after(shared_world):
    meeting = make_meeting("Closing Group", weekday=weekday_in(2))
    close(0, 13, meeting=meeting)
    row = row_named(ask(NEAR, in_(0)), "Closing Group")
    assert f"Not on {words_of(in_days(2))}: closed" in row["notes"]
    page = present(meeting, in_(1))
    assert page["next"]["day"] == words_of(in_days(16))
    assert f"Closed until {words_of(in_days(13))} (that day too). New floor" in notices(meeting, in_(1))


def test_it_ends_by_itself_on_page_and_row(shared_world):
    meeting = make_meeting("Closing Group", weekday=weekday_in(16))
    close(0, 13, meeting=meeting)
    assert "Closed until" in notices(meeting, in_(13))
    assert "Closed" not in notices(meeting, in_(14))
    assert "closed" not in " ".join(row_named(ask(NEAR, in_(14)), "Closing Group")["notes"])


def test_one_that_is_to_come_is_announced_and_changes_nothing_yet(shared_world):
    meeting = make_meeting("Closing Group", weekday=weekday_in(2))
    close(7, 20, meeting=meeting)
    assert present(meeting, in_(0))["next"]["day"] == words_of(in_days(2))
    assert f"Closed {words_of(in_days(7))} – " in notices(meeting, in_(0))


def test_a_page_that_was_kept_shows_it_at_once_and_its_end_when_it_is_taken_away(client):
    meeting = make_meeting("Closing Group")
    assert "Closed" not in text_of(client, meeting)
    assert "Closed" not in text_of(client, meeting)
    closure = close(0, 3, meeting=meeting)
    assert "Closed until" in text_of(client, meeting)
    delete_published(closure)
    assert "Closed until" not in text_of(client, meeting)
    assert Closure.history.count() == 2


def test_a_kept_page_lives_for_its_minute_only(client):
    """So that one that was kept before midnight does not say "closed" after it."""
    answer = client.get(address(make_meeting("Closing Group")))
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert f".{int(timezone.now().timestamp()) // 60}" in answer.headers["ETag"]


def test_a_holiday_is_to_be_checked_first(client):
    thanksgiving = dt.datetime(2026, 11, 25, 18, tzinfo=dt.UTC).timestamp()
    meeting = make_meeting("Closing Group", weekday=4)
    assert "is a public holiday (Thanksgiving Day): check first." in notices(meeting, int(thanksgiving))
    shut = make_meeting("Shut Group", weekday=4, formats=["closed-on-holidays"])
    assert "Probably not on Thursday 26 November: Thanksgiving Day." in notices(shut, int(thanksgiving))
