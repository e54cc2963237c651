"""meeting-guide.md 2.6: TSML UI 1.8 shows every meeting, warns of none, and greys out what is closed."""

import datetime as dt

import pytest

from meetings.models import Closure
from tests.meetings.exports.meeting_guide.reading import joinable, row, rows, shown
from tests.oracles import tsml_ui
from tests.world import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(shared_world):
    return joinable(shared_world)


def test_of_every_kind_of_meeting_none_is_dropped_and_none_warned_of(there):
    page = tsml_ui.load(rows())
    assert page.warnings == page.dropped == []
    assert len(page.meetings) == 13


def test_only_what_is_closed_and_what_has_no_public_place_is_inactive(there):
    """A hidden address has no other way there: its notes say that it is held."""
    page = tsml_ui.load(rows())
    assert page.inactive == {f"na-{there.closed_venue.pk}", f"na-{there.hidden.pk}"}
    assert "Held in person." in row(there.hidden)["notes"]


def test_every_way_of_taking_part_is_shown_as_it_is(there):
    def ways(meeting):
        found = shown(row(meeting))
        return found.in_person, found.online

    assert ways(there.lamp) == (True, False)
    assert ways(there.hybrid) == (True, True)
    assert ways(there.online) == (False, True)
    assert ways(there.phone) == (False, True)


def test_a_building_that_is_closed_leaves_the_online_half(there):
    Closure.objects.create(venue=there.hall, first_day=dt.date(2026, 1, 1))
    publish(there.hybrid, there.lamp)
    found = shown(row(there.hybrid))
    assert (found.active, found.in_person, found.online) == (True, False, True)
    assert found.types[0] == "TC"
    assert row(there.hybrid)["formatted_address"] == "12 Invented Avenue, Memphis, TN 38103, USA"
    assert not shown(row(there.lamp)).active


def test_closed_for_now_is_said_in_three_ways(there):
    said = row(there.closed_venue)
    assert (said["types"], said["attendance_option"]) == (["TC"], "inactive")
    assert said["notes"] == "Closed for now: it is not held."


@pytest.mark.parametrize("kind", ["online", "phone", "hybrid"])
def test_what_is_closed_cannot_be_joined_from_afar(there, kind):
    said = row(getattr(there, kind), closed_for_now=True)
    assert not shown(said).active
    assert {"conference_url", "conference_phone", "website"}.isdisjoint(said)


def test_a_host_that_clients_do_not_know_is_their_limit_and_told_in_the_notes(there):
    said = row(there.online, online_url="https://video.example/j/1")
    assert not shown(said).active
    assert "Online: https://video.example/j/1" in said["notes"]


def test_a_meeting_without_any_place_is_shown_with_its_country(there):
    there.lamp.venue = None
    said = row(there.lamp)
    assert (said["formatted_address"], said["approximate"]) == ("USA", "yes")
    assert tsml_ui.load([said]).dropped == []


def test_past_midnight_is_not_unusually_long_and_four_hours_are(there):
    assert shown(row(there.past_midnight)).clock == "23:00"
    long = row(there.lamp, duration=240)
    assert tsml_ui.load([long]).warnings == [(long["slug"], "unusually long (240 mins)")]


@pytest.mark.parametrize(
    "changes",
    [
        {"day": "Friday"},
        {"day": ""},
        {"types": ["O", None]},
        {"formatted_address": 38103},
        {"conference_phone": 19015550100},
    ],
)
def test_the_reader_of_these_tests_goes_blank_where_clients_do(there, changes):
    said = row(there.lamp)
    with pytest.raises(tsml_ui.Blank):
        tsml_ui.load([said, {**said, **changes}])


def test_the_reader_of_these_tests_drops_and_warns_where_clients_do(there):
    said = row(there.lamp)
    bare = {name: said[name] for name in ("slug", "name", "day", "time")}
    page = tsml_ui.load([said, said, {**said, "slug": ""}, {**bare, "slug": "a"}, {**said, "slug": "a/b"}])
    assert [why for _slug, why in page.warnings] == [
        "no slug, or one that was there before",
        "no slug, or one that was there before",
        "no address",
        "its page cannot be opened",
    ]
    with pytest.raises(tsml_ui.Blank):
        tsml_ui.load([])
    with pytest.raises(tsml_ui.Blank):
        tsml_ui.load([{**said, "day": [1, 2]}, {**said, "slug": "b", "day": [3, 4]}])
