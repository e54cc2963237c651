"""What the finder's pages say at a given moment: Sunday 22 November 2026, noon in Memphis, unless named."""

import pytest

from tests.meetings.asking import HOUR, MINUTE, NOON, around, ask, names, number, row_named, rows_of
from tests.world import (
    MONDAY,
    SATURDAY,
    SUNDAY,
    make_meeting,
    make_place,
    make_service_body,
    make_venue,
    publish,
)

pytestmark = pytest.mark.django_db
NEW_YORK = "America/New_York"


def sunday(name, start, **changes):
    return make_meeting(name, **{"weekday": SUNDAY, "start": start, **changes})


@pytest.fixture
def memphis(db):
    return make_place("Memphis", "TN", population=630_000)


def test_the_soonest_stands_first_under_headings_of_days(world):
    page = around()
    assert [(day.heading, [row["name"] for row in day.rows]) for day in page["days"]] == [
        ("Tomorrow, Monday 23 November", ["Open Ended Group"]),
        ("Tuesday 24 November", ["Lamp Group", "Olive Branch Group"]),
        ("Wednesday 25 November", ["Bridge Group"]),
        ("Friday 27 November", ["Harbor Group", "Midnight Oil"]),
        ("Saturday 28 November", ["Twice a Month"]),
        ("Sunday 29 November", ["Plain Group"]),
        ("Without a date", ["Roof Group", "Visiting Group"]),
    ]


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
    assert (row["when"], row["clock"]) == ("On now, started 50 minutes ago", "11:10 am, end not stated")
    assert around(moment=NOON + 10 * MINUTE)["days"][0].heading == "Sunday 29 November"


def test_each_meeting_near_a_place_has_its_own_clock(memphis):
    sunday("Over the line", "13:00", time_zone=NEW_YORK)
    row = row_named(around(), "Over the line")
    assert (row["when"], row["clock"]) == ("On now, just started", "1:00 – 2:00 pm")
    assert (row["zone"], row["zone_long"]) == ("EST", "Eastern Standard Time")
    assert row["datetime"] == "2026-11-22T18:00Z"


def test_the_number_stands_in_heading_and_title(world):
    assert around()["heading"] == around()["title"] == "10 meetings near Memphis, TN"
    assert around("day=wednesday")["title"] == "1 meeting near Memphis, TN"


def test_an_online_meeting_is_never_near_even_with_coordinates(memphis):
    make_meeting("From afar", attendance="online", venue=make_venue(), online_url="https://video.example/j/1")
    assert names(around()) == []


def test_hybrid_counts_as_near_until_its_building_is_closed(world):
    assert "Bridge Group" in names(around())
    world.hall.closures.create(first_day="2026-11-01", reason="Water")
    publish(world.lamp, world.hybrid)
    assert "Bridge Group" not in names(around())
    online = ask("/meetings/online/")
    row = row_named(online, "Bridge Group")
    assert row["attendance"] == "Online"
    assert "Building closed for now: meets online" in row["notes"]


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


def test_one_page_of_results_has_no_links_to_others(world):
    assert around()["pages"] is None


def test_nothing_within_three_hours_is_said_first_with_what_one_can_be_at_from_here(world):
    area = make_service_body("Invented Area", helpline="+1 901 555 0199")
    world.no_end.service_body = area
    world.no_end.save()
    first = around()["first"]
    assert first["sentence"].startswith("Nothing near Memphis, TN is on or starts within 3 hours.")
    assert [(row["name"], row["when"]) for row in first["rows"]] == [
        ("Evening Line", "Today"),
        ("Lantern Online", "Tomorrow"),
    ]
    assert first["lines"] == [
        {"name": "Invented Area", "number": "+1 901 555 0199", "tel": "tel:+19015550199"}
    ]


def test_five_at_most_are_shown_first_in_the_zone_of_the_place(world):
    for minutes in range(10, 17):
        sunday(f"Eastern {minutes}", f"13:{minutes}", attendance="online", time_zone=NEW_YORK)
    first = around()["first"]
    assert [row["name"] for row in first["rows"]] == [f"Eastern {minutes}" for minutes in range(10, 15)]
    assert {row["zone"] for row in first["rows"]} == {"CST"}
    assert first["rows"][0]["clock"] == "12:10 – 1:10 pm"


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


@pytest.mark.parametrize("query", ["day=monday", "time=evening", "page=2"])
def test_a_question_about_another_time_is_not_told_that_nothing_is_soon(world, query):
    assert around(query)["first"] is None


def test_meetings_for_family_and_friends_are_one_step_away(world):
    page = around()
    assert "Porch Light Family Group" not in names(page)
    assert page["family"]["sentence"] == "1 meeting for family and friends"
    there = ask(page["family"]["url"])
    assert names(there) == ["Porch Light Family Group"]
    assert there["family"] is None


def test_the_number_for_family_and_friends_is_of_the_same_question(world):
    make_meeting("Second Family Group", fellowship="nar-anon", weekday=MONDAY)
    page = around("day=monday")
    assert number(page["family"]["sentence"]) == 1
    assert names(ask(page["family"]["url"])) == ["Second Family Group"]


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/online/?day=wednesday",
        "/meetings/?q=lamp&day=sunday",
        "/meetings/?fellowship=ha&day=sunday",
        "/meetings/near/memphis-tn/?fellowship=ha",
        "/meetings/near/nashville-tn/?day=sunday",
    ],
)
def test_a_page_without_results_never_counts_to_zero(world, address):
    page = ask(address)
    assert rows_of(page) == []
    texts = [page["heading"], page["title"], page["empty"].sentence]
    texts += [offer.label + " " + offer.count for offer in page["empty"].offers]
    assert [text for text in texts if " 0 " in f" {text} "] == []


def test_distances_are_in_the_unit_of_the_place_or_the_one_asked_for(world):
    assert row_named(around(), "Olive Branch Group")["distance"] == "18 miles"
    assert row_named(around("unit=km&radius=50"), "Olive Branch Group")["distance"] == "29 km"


def test_nearest_first_when_asked(world):
    page = around("sort=distance")
    assert names(page)[-1] == "Olive Branch Group"
    assert page["lead"].startswith("Nearest first.")


def test_a_whole_state_is_searched_by_what_addresses_say(world):
    make_place("Tennessee", "TN", slug="tennessee-us", kind="state", point=(35.86, -86.35))
    page = around(place="tennessee-us")
    assert "River Group" in names(page)
    assert "Olive Branch Group" not in names(page)
    assert {row["distance"] for row in rows_of(page)} == {""}
    assert [select["name"] for select in page["selects"]] == []


def test_a_place_where_nothing_is_known_says_so(world):
    page = around(place="nashville-tn", query="fellowship=na")
    assert page["heading"] == "Narcotics Anonymous near Nashville, TN"
    assert around(place="nashville-tn")["heading"] == "1 meeting near Nashville, TN"
