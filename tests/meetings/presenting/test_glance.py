"""The week at a glance: counted over all that was found, not over one page."""

import re
from collections import Counter

import pytest

from meetings.finding import Spot, near
from meetings.labels import labels
from meetings.presenting.glance import week_of
from meetings.reachable import PARTS
from meetings.upcoming import DAYS
from tests.meetings.asking import around, ask, asked
from tests.meetings.searching import NOON
from tests.world import SUNDAY, make_meetings, publish

pytestmark = pytest.mark.django_db


def table(context):
    """{(day, part): number} as the page shows it, read row by row."""
    rows = re.findall(r'<tr><th scope="row">(\w+).*?</th>(.*?)</tr>', context["glance"], re.DOTALL)
    days = re.findall(r'<th scope="col"[^>]*>(\w+)</th>', context["glance"])
    return {
        (day, part): int(number)
        for part, cells in rows
        for day, number in zip(days, re.findall(r"<td[^>]*>(\d+)</td>", cells), strict=True)
    }


def counted(context):
    return {key: number for key, number in table(context).items() if number}


def test_each_meeting_stands_on_its_day_in_its_part_of_it(shared_world):
    assert counted(around()) == {
        ("Mon", "Evening"): 1, ("Tue", "Evening"): 2, ("Wed", "Evening"): 1, ("Fri", "Evening"): 1,
        ("Fri", "Night"): 1, ("Sat", "Morning"): 1, ("Sun", "Morning"): 1,
    }  # fmt: skip
    assert len(table(around())) == 35


def test_filters_hold_in_the_week_too(shared_world):
    assert set(counted(around("day=friday"))) == {("Fri", "Evening"), ("Fri", "Night")}


def test_all_pages_are_counted_and_the_caption_says_what(shared_world):
    make_meetings(*({"name": f"Group {number}", "weekday": SUNDAY} for number in range(30)))
    page = around()
    assert counted(page)["Sun", "Evening"] == 30
    assert "How many start when, within 25 miles of Memphis, TN, in the next 7 days" in page["glance"]


def test_today_is_marked_in_words_for_the_ear(shared_world):
    assert re.findall(r'aria-current="date">(\w+)<', around()["glance"]) == ["Sun"]
    assert '<col class="today"><col>' in around()["glance"]


def test_online_meetings_have_their_week_in_the_zone_of_the_list(shared_world):
    here, there = ask("/meetings/online/?tz=America/Chicago"), ask("/meetings/online/?tz=Asia/Kolkata")
    assert sum(counted(here).values()) == sum(counted(there).values()) > 0
    assert counted(here) != counted(there)
    assert "How many start when in the next 7 days" in here["glance"]


def test_nothing_found_has_no_week(shared_world):
    assert around("q=nothing-of-that-name")["glance"] == ""


def test_what_is_closed_or_held_later_than_in_a_week_is_not_counted(shared_world):
    before = sum(table(around()).values())
    make_meetings({"name": "Third Sundays", "weekday": SUNDAY, "weeks": 4})
    assert sum(table(around()).values()) == before
    shared_world.hall.closures.create(first_day="2026-11-01", reason="Water")
    publish(shared_world.lamp, shared_world.hybrid)
    assert sum(table(around()).values()) < before


@pytest.mark.parametrize("query", ["", "day=friday,tuesday", "fellowship=na", "radius=5"])
def test_it_agrees_with_the_list_counted_one_by_one(shared_world, query):
    question, spot = asked(query), Spot.of(shared_world.memphis)
    found = near(question, spot, NOON, labels(), size=1000)
    slow = Counter(
        (hit.occurrence.date.strftime("%A").lower(), part(hit))
        for hit in found.hits
        if hit.occurrence and hit.occurrence.start < NOON + 7 * 24 * 3600
    )
    fast = {
        (day, name): number
        for day, row in zip(DAYS, week_of(found, NOON), strict=True)
        for name, number in zip(PARTS, row, strict=True)
        if number
    }
    assert fast == slow


def part(hit):
    hour = (hit.occurrence.start // 3600 - 6) % 24  # Memphis in winter
    hours = {"morning": (5, 11), "midday": (11, 14), "afternoon": (14, 17), "evening": (17, 21)}
    return next((name for name, (first, last) in hours.items() if first <= hour < last), "night")
