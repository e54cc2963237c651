"""The finder without a place, at noon of Sunday 22 November 2026: online, by name, by programme."""

import pytest

from tests.meetings.asking import ask, names, row_named

pytestmark = pytest.mark.django_db


def test_online_meetings_stand_soonest_first_in_a_zone_that_is_named(shared_world):
    page = ask("/meetings/online/")
    assert page["heading"] == "2 online or phone meetings"
    assert names(page) == ["Evening Line", "Lantern Online"]
    assert "Central Standard Time" in page["lead"]


def test_the_visitors_zone_gives_online_meetings_their_day_and_clock(shared_world):
    page = ask("/meetings/online/?tz=Asia/Kolkata")
    assert "India Standard Time" in page["lead"]
    assert [(day.heading, [row["name"] for row in day.rows]) for day in page["days"]] == [
        ("Tomorrow, Monday 23 November", ["Evening Line", "Lantern Online"]),
    ]
    row = row_named(page, "Evening Line")
    assert (row["when"], row["clock"], row["zone"]) == ("Tomorrow", "8:30 – 9:30 am", "IST")
    assert row["own_clock"] == "9:00 pm Central Standard Time on its own clock"
    (zones,) = page["selects"]
    assert [option["value"] for option in zones["options"] if option["selected"]] == ["Asia/Kolkata"]


def test_a_name_finds_meetings_anywhere(shared_world):
    page = ask("/meetings/?q=river+group")
    assert (page["heading"], names(page)) == ("1 meeting named like “river group”", ["River Group"])


def test_a_programme_lists_all_its_meetings(shared_world):
    page = ask("/meetings/?fellowship=ha")
    assert (page["heading"], names(page)) == ("Heroin Anonymous: 1 meeting", ["River Group"])
