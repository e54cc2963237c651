import datetime as dt

import pytest

from meetings.corrections import end_corrections
from meetings.models import Correction, Meeting, Venue
from meetings.reindex import check
from tests.meetings.feeds.saving import counts, last_run, meeting, row, take
from tests.world import make_venue

pytestmark = pytest.mark.django_db


def correct(found, field, value, list_value, **changes):
    setattr(found, field, dt.time.fromisoformat(value) if field == "start" else value)
    found.save()
    return Correction.objects.create(
        meeting=found, field=field, value=value, list_value=list_value, reason="Somebody called", **changes
    )


def test_a_corrected_field_stays_ours_while_the_list_says_the_same():
    take([row(1)])
    correct(meeting(1), "start", "18:30", "19:00")
    result = take([row(1, meeting_name="New name")])
    assert (meeting(1).name, f"{meeting(1).start:%H:%M}") == ("New name", "18:30")
    assert result.ended_corrections == []


def test_a_correction_ends_when_the_list_changes_that_field():
    take([row(1)])
    correction = correct(meeting(1), "start", "18:30", "19:00")
    result = take([row(1, start_time="18:00:00")])
    assert f"{meeting(1).start:%H:%M}" == "18:00"
    assert result.ended_corrections == ["Lamp Group 1: start"]
    correction.refresh_from_db()
    assert correction.ended_at
    assert correction.ended_why == "The list changed this itself"
    assert correction.history.first().run_number == last_run().pk
    assert "Lamp Group 1: start" in last_run().why


def test_a_correction_of_another_value_than_the_list_had_ends_too():
    take([row(1)])
    correct(meeting(1), "start", "18:30", "17:00")
    take([row(1, meeting_name="New name")])
    assert f"{meeting(1).start:%H:%M}" == "19:00"


def test_a_correction_with_a_last_day_gives_way_to_the_list():
    take([row(1)])
    correct(meeting(1), "start", "18:30", "19:00", until=dt.date(2026, 11, 20))
    correct(meeting(1), "notes", "Ours", "", until=dt.date(2026, 11, 22))
    assert end_corrections(dt.date(2026, 11, 21)) == 1
    assert (f"{meeting(1).start:%H:%M}", meeting(1).notes) == ("19:00", "Ours")
    assert meeting(1).history.first().run_number is None
    assert end_corrections(dt.date(2026, 11, 21)) == 0
    assert check() == []


def test_an_edit_by_staff_is_kept_until_the_list_changes_that_field():
    take([row(1)])
    edited = meeting(1)
    edited.notes = "Ring twice"
    edited.save()
    take([row(1, start_time="20:00:00")])
    assert (meeting(1).notes, f"{meeting(1).start:%H:%M}") == ("Ring twice", "20:00")
    take([row(1, start_time="20:00:00", comments="Ring three times")])
    assert meeting(1).notes == "Ring three times"


def test_a_venue_edited_by_staff_is_kept_for_all_its_meetings():
    take([row(1), row(2)])
    hall = meeting(1).venue
    hall.getting_in = "Ours: the red door"
    hall.save()
    take([row(1, start_time="20:00:00"), row(2)])
    assert meeting(2).venue.getting_in == "Ours: the red door"


def test_a_meeting_that_moves_takes_no_other_with_it():
    take([row(1), row(2)])
    take([row(1, location_street="2 Other Street"), row(2)])
    assert (meeting(1).venue.street, meeting(2).venue.street) == ("2 Other Street", "1 Made-Up Street")
    assert Venue.objects.count() == 2
    take([row(1), row(2)])
    assert meeting(1).venue == meeting(2).venue
    assert Venue.objects.count() == 2


def test_what_the_list_changes_about_a_venue_reaches_it_once_with_history():
    take([row(1), row(2)])
    take([row(1, location_info="The green door"), row(2, location_info="The green door")])
    hall = meeting(2).venue
    assert hall.getting_in == "The green door"
    assert [past.history_type for past in hall.history.all()] == ["~", "+"]
    assert meeting(1).history.count() == 1
    assert check() == []


def test_a_meeting_that_staff_moved_stays_there():
    take([row(1)])
    moved = meeting(1)
    moved.venue = make_venue(name="Where it really is")
    moved.save()
    take([row(1, comments="Coffee")])
    assert (meeting(1).venue.name, meeting(1).notes) == ("Where it really is", "Coffee")


def guide(updated, **changes):
    return [
        {
            "slug": "a",
            "name": "Lamp",
            "day": 1,
            "time": "19:00",
            "address": "1 Made-Up",
            "updated": updated,
            **changes,
        }
    ]


def test_the_date_of_change_in_the_list_confirms_and_being_repeated_does_not():
    from meetings.models import Feed
    from tests.meetings.feeds.saving import na_feed

    feed = na_feed("Guide", kind=Feed.Kind.MEETING_GUIDE, time_zone="America/Chicago")
    take(guide("2026-03-01 10:00:00"), feed)
    lamp = Meeting.objects.get()
    assert (lamp.confirmed_on, lamp.confirmed_by) == (dt.date(2026, 3, 1), "list")
    lamp.confirmed_on, lamp.confirmed_by = dt.date(2026, 5, 1), "area secretary"
    lamp.save()
    take(guide("2026-04-01 10:00:00", notes="Coffee"), feed)
    assert Meeting.objects.get().confirmed_by == "area secretary"
    take(guide("2026-06-01 10:00:00"), feed)
    assert (Meeting.objects.get().confirmed_on, Meeting.objects.get().confirmed_by) == (
        dt.date(2026, 6, 1),
        "list",
    )


def test_what_a_list_says_of_a_merged_meeting_does_not_bring_it_back():
    take([row(1), row(2)])
    gone = meeting(2)
    gone.merged_into, gone.status, gone.unlisted_why = meeting(1), "unlisted", "The same as another"
    gone.save()
    assert counts(take([row(1), row(2, start_time="20:00:00")]))["updated"] == 1
    assert meeting(2).status == "unlisted"
