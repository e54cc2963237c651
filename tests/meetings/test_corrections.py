"""What staff set against a list, from the day it is made to the day it ends."""

import datetime as dt

import pytest

from fellowships.acting import acting_as
from meetings.changing import change_meeting
from meetings.corrections import end_corrections, list_words, take_list_word
from meetings.models import Correction, Venue
from meetings.reindex import check
from meetings.set_against import records_of
from tests.meetings.feeds.saving import last_run, meeting, row, take
from tests.world import make_format, make_group, make_venue

pytestmark = pytest.mark.django_db


def correct(field="start", value=None, **more):
    """An editor sets a field of the first meeting of the list."""
    value = dt.time(18, 30) if value is None and field == "start" else value
    with acting_as("editor"):
        assert change_meeting(meeting(1).pk, {field: value}, reason="Somebody called", **more)
    return Correction.objects.get(field=field, ended_at=None)


def start():
    return f"{meeting(1).start:%H:%M}"


def test_a_correction_stays_over_a_repeated_list_shows_the_conflict_clears_when_the_list_agrees_and_ends_when_it_moves_to_a_third_value():  # noqa: E501
    take([row(1)])
    correction = correct()
    for _time in range(2):
        assert take([row(1)]).unchanged == 1
    take([row(1, comments="Coffee")])
    assert (start(), meeting(1).notes) == ("18:30", "Coffee")
    shown = list_words(correction, records_of([meeting(1).pk]))
    assert (correction.value, correction.list_value, shown) == ("18:30", "19:00", "7:00 pm")

    result = take([row(1, start_time="18:30:00")])
    correction.refresh_from_db()
    assert (start(), correction.ended_why, correction.ended_how) == (
        "18:30",
        "The list says the same now",
        "agreed",
    )
    assert (result.ended_corrections, last_run().why) == ([], "")

    correction = correct(value=dt.time(17))
    result = take([row(1, start_time="20:00:00")])
    correction.refresh_from_db()
    assert (start(), correction.ended_how) == ("20:00", "moved")
    assert result.ended_corrections == ["Lamp Group 1: start"]
    assert "The list changed what we had corrected: Lamp Group 1: start" in last_run().why
    assert check() == []


def test_a_moved_meeting_clears_when_the_list_moves_it_there_too():
    take([row(1), row(2, location_text="Other Hall", location_street="2 Other Street")])
    theirs = meeting(2).venue
    correction = correct("venue", theirs.pk)
    take([row(1, comments="Coffee"), row(2, location_text="Other Hall", location_street="2 Other Street")])
    assert meeting(1).venue == theirs
    moved = {"location_text": "Other Hall", "location_street": "2 Other Street"}
    take([row(1, comments="Coffee", **moved), row(2, **moved)])
    correction.refresh_from_db()
    assert (meeting(1).venue, correction.ended_how) == (theirs, "agreed")


def test_when_its_last_day_has_passed_what_the_list_says_is_back_links_and_formats_too():
    take([row(1, formats="O")])
    hall = meeting(1).venue
    last = dt.date(2026, 11, 20)
    correct("venue", make_venue(name="For the summer").pk, until=last)
    correct("group", make_group().pk, until=last)
    correct("formats", [make_format("women").pk], until=last)
    correct("start", until=last)
    assert end_corrections(last) == 0
    assert end_corrections(dt.date(2026, 11, 21)) == 4
    back = meeting(1)
    assert (back.venue, back.group, list(back.formats.all()), start()) == (hall, None, [], "19:00")
    assert set(Correction.objects.values_list("ended_how", flat=True)) == {"last-day"}
    assert check() == []


def test_taking_the_lists_word_ends_it_with_the_person_in_the_history():
    take([row(1)])
    correction = correct()
    with acting_as("publisher"):
        assert take_list_word(correction)
    assert start() == "19:00"
    newest = meeting(1).history.first()
    assert (newest.role, newest.history_change_reason) == ("publisher", "The list’s word taken")
    correction.refresh_from_db()
    assert correction.ended_how == "taken"
    assert not take_list_word(correction)


def test_taking_the_lists_word_about_a_venue_brings_the_lists_own_back():
    take([row(1)])
    hall = meeting(1).venue
    correction = correct("venue", make_venue(name="Elsewhere").pk)
    assert take_list_word(correction)
    assert meeting(1).venue == hall == Venue.objects.get(feed__isnull=False)


def test_where_no_list_has_the_meeting_there_is_no_word_to_take():
    take([row(1), row(2)])
    correction = correct()
    take([row(2)])
    assert not take_list_word(correction)
    assert start() == "18:30"
    assert "no list has" in list_words(correction, records_of([meeting(1).pk]))


def test_setting_it_to_what_the_list_says_ends_it_too():
    take([row(1)])
    correction = correct()
    change_meeting(meeting(1).pk, {"start": dt.time(19)})
    correction.refresh_from_db()
    assert (correction.ended_how, correction.ended_why) == ("taken", "We took the list’s word")
