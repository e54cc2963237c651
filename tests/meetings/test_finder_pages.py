"""What the finder's pages say at a given moment: Sunday 22 November 2026, noon in Memphis, unless named."""

import pytest

from tests.meetings.asking import around, ask, names, number, row_named, rows_of
from tests.world import (
    MONDAY,
    SUNDAY,
    make_meeting,
    make_place,
    make_service_body,
    publish,
)

pytestmark = pytest.mark.django_db
NEW_YORK = "America/New_York"


def sunday(name, start, **changes):
    return make_meeting(name, **{"weekday": SUNDAY, "start": start, **changes})


def test_the_soonest_stands_first_under_headings_of_days(shared_world):
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


def test_the_number_stands_in_heading_and_title(shared_world):
    assert around()["heading"] == around()["title"] == "10 meetings near Memphis, TN"
    assert around("day=wednesday")["title"] == "1 meeting near Memphis, TN"


def test_hybrid_counts_as_near_until_its_building_is_closed(shared_world):
    assert "Bridge Group" in names(around())
    shared_world.hall.closures.create(first_day="2026-11-01", reason="Water")
    publish(shared_world.lamp, shared_world.hybrid)
    assert "Bridge Group" not in names(around())
    online = ask("/meetings/online/")
    row = row_named(online, "Bridge Group")
    assert row["attendance"] == "Online"
    assert "Building closed for now: meets online" in row["notes"]


def test_one_page_of_results_has_no_links_to_others(shared_world):
    assert around()["pages"] is None


def test_nothing_within_three_hours_is_said_first_with_what_one_can_be_at_from_here(shared_world):
    area = make_service_body("Invented Area", helpline="+1 901 555 0199")
    shared_world.no_end.service_body = area
    shared_world.no_end.save()
    first = around()["first"]
    assert first["sentence"].startswith("Nothing near Memphis, TN is on or starts within 3 hours.")
    assert [(row["name"], row["when"]) for row in first["rows"]] == [
        ("Evening Line", "Today"),
        ("Lantern Online", "Tomorrow"),
    ]
    assert first["lines"] == [{"name": "Invented Area", "number": "+1 901 555 0199", "tel": "+19015550199"}]


def test_five_at_most_are_shown_first_in_the_zone_of_the_place(shared_world):
    for minutes in range(10, 17):
        sunday(f"Eastern {minutes}", f"13:{minutes}", attendance="online", time_zone=NEW_YORK)
    first = around()["first"]
    assert [row["name"] for row in first["rows"]] == [f"Eastern {minutes}" for minutes in range(10, 15)]
    assert {row["zone"] for row in first["rows"]} == {"CST"}
    assert first["rows"][0]["clock"] == "12:10 – 1:10 pm"


@pytest.mark.parametrize("query", ["day=monday", "time=evening", "page=2"])
def test_a_question_about_another_time_is_not_told_that_nothing_is_soon(shared_world, query):
    assert around(query)["first"] is None


def test_meetings_for_family_and_friends_are_one_step_away(shared_world):
    page = around()
    assert "Porch Light Family Group" not in names(page)
    assert page["family"]["sentence"] == "1 meeting for family and friends"
    there = ask(page["family"]["url"])
    assert names(there) == ["Porch Light Family Group"]
    assert there["family"] is None


def test_the_number_for_family_and_friends_is_of_the_same_question(shared_world):
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
def test_a_page_without_results_never_counts_to_zero(shared_world, address):
    page = ask(address)
    assert rows_of(page) == []
    texts = [page["heading"], page["title"], page["empty"].sentence]
    texts += [offer.label + " " + offer.count for offer in page["empty"].offers]
    assert [text for text in texts if " 0 " in f" {text} "] == []


def test_distances_are_in_the_unit_of_the_place_or_the_one_asked_for(shared_world):
    assert row_named(around(), "Olive Branch Group")["distance"] == "18 miles"
    assert row_named(around("unit=km&radius=50"), "Olive Branch Group")["distance"] == "29 km"


def test_nearest_first_when_asked(shared_world):
    page = around("sort=distance")
    assert names(page)[-1] == "Olive Branch Group"
    assert page["lead"].startswith("Nearest first.")


def test_a_whole_state_is_searched_by_what_addresses_say(shared_world):
    make_place("Tennessee", "TN", slug="tennessee-us", kind="state", point=(35.86, -86.35))
    page = around(place="tennessee-us")
    assert "River Group" in names(page)
    assert "Olive Branch Group" not in names(page)
    assert {row["distance"] for row in rows_of(page)} == {""}
    assert [select["name"] for select in page["selects"]] == []


def test_a_place_where_nothing_is_known_says_so(shared_world):
    page = around(place="nashville-tn", query="fellowship=na")
    assert page["heading"] == "Narcotics Anonymous near Nashville, TN"
    assert around(place="nashville-tn")["heading"] == "1 meeting near Nashville, TN"
