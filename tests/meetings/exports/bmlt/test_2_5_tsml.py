"""bmlt.md 2.5: search results in the words of the AA world's plugin, without the errors of BMLT's own."""

import re

import pytest

from meetings.models import Meeting
from tests.meetings.exports.bmlt.asking import ask, asked
from tests.meetings.exports.passing_on import pass_all_on
from tests.world import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return pass_all_on(shared_world)


def rows(query=""):
    return {row["name"]: row for row in ask(f"GetSearchResults{query}", "tsml")}


def test_a_meeting_in_full(world):
    row = rows()["Lamp Group"]
    told = {name: row[name] for name in ("day", "time", "end_time", "name", "location", "address", "city")}
    assert told == {
        "day": 2,
        "time": "19:00",
        "end_time": "20:00",
        "name": "Lamp Group",
        "location": "Lamp Hall",
        "address": "12 Invented Avenue",
        "city": "Memphis",
    }
    assert row["slug"] == f"lamp-group-{world.lamp.pk}"
    assert row["coordinates"] == "35.1495,-90.049"
    assert row["formatted_address"].startswith("12 Invented Avenue, Memphis")
    assert row["regions"][0] == row["region"]
    assert {"O", "D", "X"} <= set(row["types"])


def test_online_meetings_say_that_they_are(world):
    """BMLT compares ids with keys there, so that its own never do."""
    found = rows()
    assert {name for name, row in found.items() if "ONL" in row.get("types", ())} == {
        *("Bridge Group", "Lantern Online", "Evening Line"),
    }


def test_an_online_meeting_has_no_coordinates(world):
    assert "coordinates" not in rows()["Lantern Online"]


def test_updated_is_when_it_last_changed(world):
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", row["updated"]) for row in rows().values())


def test_notes_on_dialling_in_are_those(world):
    Meeting.writing.filter(pk=world.phone.pk).update(phone="+1 901 555 0100", phone_notes="Press 1.")
    publish(world.phone)
    row = rows()["Evening Line"]
    assert row["conference_phone_notes"] == "Press 1."


def test_an_end_that_nobody_stated_is_left_out(world):
    found = rows()
    assert "end_time" not in found["Open Ended Group"]
    assert (found["Midnight Oil"]["time"], found["Midnight Oil"]["end_time"]) == ("23:00", "00:30")


def test_languages_stay(world):
    Meeting.writing.filter(pk=world.lamp.pk).update(languages=["es"])
    publish(world.lamp)
    assert "S" in rows()["Lamp Group"]["types"]


def test_nothing_is_null_or_empty(world):
    assert not [
        (row["name"], key) for row in rows().values() for key, value in row.items() if value in (None, "", [])
    ]


def test_questions_are_those_of_get_search_results(world):
    assert set(rows("&weekdays=2")) == {"Lantern Online", "Open Ended Group"}
    assert set(rows(f"&meeting_ids={world.lamp.pk}")) == {"Lamp Group"}


def test_meetings_that_are_not_held_every_week_are_left_out(world):
    """There is no word for them: a person would be sent there in the other weeks."""
    plain = {row["meeting_name"] for row in ask("GetSearchResults")}
    assert plain - set(rows()) == {"Twice a Month"}


def test_a_meeting_that_pauses_gives_no_link(world):
    Meeting.writing.filter(pk=world.online.pk).update(closed_for_now=True)
    publish(world.online)
    row = rows()["Lantern Online"]
    assert {"TC", "ONL"} & set(row["types"]) == {"TC"}
    assert "conference_url" not in row


def test_a_hidden_address_and_a_passcode_are_kept_back(world):
    text = asked("GetSearchResults", "tsml").content.decode()
    assert not [secret for secret in ("Secret Lane", "Quiet House", "1234") if secret in text]


def test_other_switchers_have_no_such_form(world):
    assert asked("GetFormats", "tsml").status_code == 422
