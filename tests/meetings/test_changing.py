"""The one writer for people: history, corrections, search and version follow from every change."""

import datetime as dt

import pytest

from fellowships import version
from fellowships.acting import acting_as
from meetings.changing import add_meetings, change_meeting, change_venue, confirm_meetings, unlist_meetings
from meetings.models import Correction, Meeting, SearchRow
from meetings.reindex import check
from tests.world import (
    CHICAGO,
    TUESDAY,
    make_feed,
    make_fellowship,
    make_format,
    make_meeting,
    make_record,
    make_venue,
)

pytestmark = pytest.mark.django_db


def test_a_change_is_in_the_history_with_role_and_reason_and_in_the_search():
    meeting, before = make_meeting(), version.current()
    with acting_as("editor"):
        assert change_meeting(meeting.pk, {"start": dt.time(20)}, reason="The group said so")
    newest = Meeting.history.filter(id=meeting.pk).latest()
    assert (newest.start, newest.role, newest.history_change_reason) == (
        dt.time(20),
        "editor",
        "The group said so",
    )
    assert SearchRow.objects.get(pk=meeting.pk).start == 20 * 60
    assert not check()
    assert version.current() > before


def test_what_stays_the_same_is_not_written():
    meeting = make_meeting()
    past = Meeting.history.count()
    assert not change_meeting(meeting.pk, {"name": meeting.name, "start": meeting.start, "formats": []})
    assert Meeting.history.count() == past


def test_formats_and_fields_together_are_one_version():
    meeting, opened = make_meeting(formats=["closed"]), make_format("open")
    change_meeting(meeting.pk, {"name": "Lantern", "formats": [opened.pk]})
    newest = Meeting.history.get(id=meeting.pk)
    assert [held.format_id for held in newest.formats.all()] == [opened.pk]
    assert newest.slug == "lantern"


def test_what_a_list_says_otherwise_becomes_a_correction_and_ends_when_its_word_is_taken_again():
    meeting = make_meeting()
    make_record(meeting, make_feed(), published_values={"start": "19:00", "name": meeting.name})
    change_meeting(meeting.pk, {"start": dt.time(20), "name": "Lantern"}, reason="Seen on the door")
    made = Correction.objects.get(field="start")
    assert (made.value, made.list_value, made.reason, made.ended_at) == (
        "20:00",
        "19:00",
        "Seen on the door",
        None,
    )
    change_meeting(meeting.pk, {"start": dt.time(21)}, reason="Seen again")
    assert Correction.objects.get(field="start", ended_at=None).value == "21:00"
    change_meeting(meeting.pk, {"start": dt.time(19)})
    assert not Correction.objects.filter(field="start", ended_at=None).exists()
    assert Correction.objects.filter(field="name", ended_at=None).exists()


def test_a_venue_of_the_list_is_no_correction_and_one_of_ours_is():
    feed = make_feed()
    theirs, ours = make_venue(feed=feed, key="v1"), make_venue(name="Our Hall")
    meeting = make_meeting(venue=theirs)
    make_record(meeting, feed, published_values={"venue": "v1"})
    change_meeting(meeting.pk, {"venue": ours.pk}, reason="They moved")
    assert Correction.objects.get(ended_at=None).value == ours.pk
    change_meeting(meeting.pk, {"venue": theirs.pk})
    assert not Correction.objects.filter(ended_at=None).exists()


def test_a_new_meeting_is_a_draft_that_visitors_cannot_find_until_it_is_listed():
    values = {
        "name": "Porch Light",
        "fellowship": make_fellowship().pk,
        "venue": make_venue().pk,
        "attendance": "in-person",
        "weekday": TUESDAY,
        "start": dt.time(19),
        "time_zone": CHICAGO,
        "formats": [make_format("open").pk],
    }
    (meeting,) = add_meetings([values])
    assert SearchRow.objects.get(pk=meeting.pk).status == SearchRow.Status.HIDDEN
    change_meeting(meeting.pk, {"status": "listed"})
    assert SearchRow.objects.get(pk=meeting.pk).status == SearchRow.Status.LISTED
    assert [row.history_type for row in Meeting.history.filter(id=meeting.pk).order_by("history_id")] == [
        "+",
        "~",
    ]


def test_one_taken_off_the_list_keeps_the_reason_and_may_come_back():
    meeting = make_meeting()
    unlist_meetings([meeting.pk], "Closed for good")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.unlisted_why) == ("unlisted", "Closed for good")
    assert meeting.unlisted_at
    change_meeting(meeting.pk, {"status": "listed"})
    meeting.refresh_from_db()
    assert (meeting.unlisted_why, meeting.unlisted_at) == ("", None)


def test_confirming_names_the_role_of_who_acts():
    meeting = make_meeting()
    with acting_as("volunteer"):
        confirm_meetings([meeting.pk], dt.date(2026, 11, 22))
    meeting.refresh_from_db()
    assert (meeting.confirmed_on, meeting.confirmed_by) == (dt.date(2026, 11, 22), "volunteer")


def test_a_venue_changed_changes_what_is_found_for_all_its_meetings():
    hall = make_venue()
    first, second = make_meeting(venue=hall), make_meeting("Lantern", venue=hall)
    assert sorted(change_venue(hall.pk, {"city": "Nashville"})) == [first.pk, second.pk]
    assert not check()
    assert "Nashville" in SearchRow.objects.get(pk=second.pk).card
