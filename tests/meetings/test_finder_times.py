"""When meetings are, as the finder says it at noon of Sunday 22 November 2026 in Memphis."""

import pytest

from tests.meetings.asking import HOUR, MINUTE, NOON, around, ask, names, row_named, rows_of
from tests.world import (
    MONDAY,
    SATURDAY,
    SUNDAY,
    make_meeting,
    make_place,
    make_venue,
)

pytestmark = pytest.mark.django_db
NEW_YORK = "America/New_York"


def sunday(name, start, **changes):
    return make_meeting(name, **{"weekday": SUNDAY, "start": start, **changes})


@pytest.fixture
def memphis(db):
    return make_place("Memphis", "TN", population=630_000)


def test_what_is_on_and_what_comes_next_is_said_as_people_say_it(memphis):
    for name, start in (("On", "11:53"), ("Starting", "12:00"), ("Soon", "12:25"), ("Later", "14:30")):
        sunday(name, start)
    make_meeting("Tomorrow", weekday=MONDAY, start="19:00")
    make_meeting("Saturday", weekday=SATURDAY, start="10:00")
    assert [(row["name"], row["when"], row["clock"], row["live"]) for row in rows_of(around())] == [
        ("On", "On now, started 7 minutes ago", "11:53 am – 12:53 pm", True),
        ("Starting", "On now, just started", "12:00 noon – 1:00 pm", True),
        ("Soon", "In 25 minutes", "12:25 – 1:25 pm", False),
        ("Later", "Today", "2:30 – 3:30 pm", False),
        ("Tomorrow", "Tomorrow", "7:00 – 8:00 pm", False),
        ("Saturday", "Saturday", "10:00 – 11:00 am", False),
    ]
    assert {(row["zone"], row["zone_long"]) for row in rows_of(around())} == {
        ("CST", "Central Standard Time")
    }


def test_a_meeting_that_has_ended_waits_for_its_next_week(memphis):
    sunday("Over", "11:00", duration=60)
    assert row_named(around(), "Over")["when"] == "Sunday 29 November"
    assert [day.heading for day in around()["days"]] == ["Sunday 29 November"]


def test_a_meeting_past_half_its_time_stands_after_the_next_ones(memphis):
    sunday("Half over", "11:29")
    sunday("Just begun", "11:31")
    sunday("Next", "12:45")
    sunday("In four hours", "16:00")
    page = around()
    assert names(page) == ["Just begun", "Next", "Half over", "In four hours"]
    assert [day.heading for day in page["days"]] == ["Today, Sunday 22 November"]


def test_one_that_began_yesterday_and_still_runs_belongs_to_today(memphis):
    make_meeting("Midnight Oil", weekday=SATURDAY, start="23:30", duration=60)
    page = around("day=today", moment=NOON - 12 * HOUR + 5 * MINUTE)
    assert names(page) == ["Midnight Oil"]
    assert page["days"][0].heading == "Today, Sunday 22 November"


def test_a_meeting_without_a_stated_end_is_over_after_an_hour_and_shows_no_end(memphis):
    sunday("Open ended", "11:10", duration=None)
    row = row_named(around(), "Open ended")
    assert (row["when"], row["clock"]) == ("On now, started 50 minutes ago", "11:10 am")
    assert around(moment=NOON + 10 * MINUTE)["days"][0].heading == "Sunday 29 November"


def test_each_meeting_near_a_place_has_its_own_clock(memphis):
    sunday("Over the line", "13:00", time_zone=NEW_YORK)
    row = row_named(around(), "Over the line")
    assert (row["when"], row["clock"]) == ("On now, just started", "1:00 – 2:00 pm")
    assert (row["zone"], row["zone_long"]) == ("EST", "Eastern Standard Time")
    assert row["datetime"] == "2026-11-22T18:00Z"


def test_an_online_meeting_is_never_near_even_with_coordinates(memphis):
    make_meeting("From afar", attendance="online", venue=make_venue(), online_url="https://video.example/j/1")
    assert names(around()) == []


def test_a_page_holds_25_and_leads_to_the_next(memphis):
    hall = make_venue()
    for number_of in range(27):
        sunday(f"Number {number_of:02}", f"13:{number_of:02}", venue=hall)
    first, second, beyond = around(), around("page=2"), around("page=9")
    assert (len(names(first)), names(second)) == (25, ["Number 25", "Number 26"])
    assert first["heading"] == second["heading"] == "27 meetings near Memphis, TN"
    assert first["pages"]["next_url"] == "/meetings/near/memphis-tn/?page=2"
    assert (first["pages"]["previous_url"], second["pages"]["next_url"]) == ("", "")
    assert second["pages"]["previous_url"] == "/meetings/near/memphis-tn/"
    assert second["pages"]["words"] == "Page 2 of 2"
    assert (names(beyond), beyond["pages"]) == (names(second), second["pages"])


def test_nothing_soon_and_nobody_online_promises_nothing(memphis):
    sunday("Tonight", "20:00")
    first = around()["first"]
    assert (first["sentence"], first["rows"]) == (
        "Nothing near Memphis, TN is on or starts within 3 hours.",
        [],
    )


def test_something_within_three_hours_is_enough(memphis):
    sunday("In three hours", "15:00")
    assert around()["first"] is None
    assert around(moment=NOON - MINUTE)["first"] is not None


def test_without_any_online_meeting_the_page_says_what_we_know(db):
    page = ask("/meetings/online/")
    assert page["heading"] == "Online and phone meetings"
    assert page["empty"].sentence == "We know of no such meeting."
