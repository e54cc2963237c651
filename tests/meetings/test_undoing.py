"""Undoing within ten minutes: the meeting, its building, the report and what was made."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from meetings.asking import ask_back, pass_on
from meetings.changing import change_meeting
from meetings.deciding import Refused
from meetings.fields import snapshot, venue_snapshot
from meetings.models import Closure, Correction, Decision, Meeting, Report, ReportMessage, Venue
from meetings.reindex import check
from meetings.settling import close, confirm, unlist
from meetings.suggestions import SUGGESTED, decide
from meetings.undoing import undo
from tests.meetings.telling import make_report
from tests.people import make_person
from tests.world import (
    MONDAY,
    make_feed,
    make_fellowship,
    make_format,
    make_meeting,
    make_place,
    make_record,
    make_venue,
)

pytestmark = pytest.mark.django_db


def test_fields_formats_correction_and_report_are_as_before():
    meeting = make_meeting(formats=["open"])
    make_record(meeting, make_feed(), published_values={"start": "19:00"})
    before, publisher = snapshot(meeting), make_person("publisher")
    values = {"start": "20:00", "formats": [make_format("closed").pk]}
    report = make_report(meeting, values)
    decision = decide(report, accept=dict.fromkeys(values, SUGGESTED), by=publisher)
    assert Correction.objects.filter(ended_at=None).exists()
    undo(decision, publisher)
    meeting.refresh_from_db()
    report.refresh_from_db()
    assert snapshot(meeting) == before
    assert (report.status, report.decided_at, report.decided_why) == ("waiting", None, "")
    assert set(report.suggestions.values_list("status", flat=True)) == {"waiting"}
    assert not Correction.objects.filter(ended_at=None).exists()
    assert Meeting.history.filter(id=meeting.pk).latest().history_change_reason == "A decision was undone"
    assert not check()


def test_the_building_and_the_clocks_of_all_who_meet_there_come_back():
    make_place("Denver", "CO", point=(39.74, -104.99), time_zone="America/Denver")
    hall, publisher = make_venue(), make_person("publisher")
    first, second = make_meeting(venue=hall), make_meeting("Lantern", venue=hall)
    was = (venue_snapshot(hall), hall.located)
    values = {"venue.city": "Denver", "venue.state": "CO", "venue.postal_code": ""}
    decision = decide(make_report(first, values), accept=dict.fromkeys(values, SUGGESTED), by=publisher)
    undo(decision, publisher)
    hall.refresh_from_db()
    second.refresh_from_db()
    assert (venue_snapshot(hall), hall.located) == was
    assert second.time_zone == "America/Chicago"
    assert not check()


def test_a_meeting_that_was_added_is_a_draft_again_and_its_report_waits():
    publisher = make_person("publisher")
    values = {"name": "Porch", "weekday": MONDAY, "start": "18:00", "venue.name": "Porch Hall"}
    report = make_report(None, values, reason="missing", fellowship=make_fellowship())
    decision = decide(report, accept=dict.fromkeys(values, SUGGESTED), by=publisher)
    undo(decision, publisher)
    report.refresh_from_db()
    assert Meeting.objects.get().status == "draft"
    assert (report.meeting, report.status) == (None, "waiting")
    again = decide(report, accept=dict.fromkeys(values, SUGGESTED), by=publisher)
    assert again.meeting.listed


def test_a_venue_made_for_a_move_goes_and_stays_in_the_history():
    meeting, publisher = make_meeting(), make_person("publisher")
    report = make_report(meeting, {"venue.street": "9 New Street"})
    decision = decide(report, accept={"venue.street": SUGGESTED}, by=publisher, moved=True)
    undo(decision, publisher)
    meeting.refresh_from_db()
    assert meeting.venue.street == "1 Made-Up Street"
    assert Venue.objects.count() == 1
    assert Venue.history.filter(street="9 New Street", history_type="-").exists()


def test_closing_taking_off_asking_and_telling_are_undone():
    meeting, publisher = make_meeting(), make_person("publisher")
    make_record(meeting, make_feed(owner_contact="https://na.example/tell-us"))
    undo(close(meeting, publisher, until=None), publisher)
    assert not Closure.objects.exists()
    undo(unlist(meeting, publisher, why="Gone"), publisher)
    assert Meeting.objects.get().listed
    report = make_report(meeting)
    undo(ask_back(report, "Which door?", publisher), publisher)
    assert not ReportMessage.objects.exists()
    undo(pass_on(report, publisher), publisher)
    report.refresh_from_db()
    assert (report.status, report.told_owner_on) == ("waiting", None)


def test_a_proposal_to_take_off_is_withdrawn():
    editor = make_person()
    undo(unlist(make_meeting(), editor, why="Gone"), editor)
    assert not Report.objects.exists()


def test_after_ten_minutes_or_a_second_time_it_is_too_late():
    meeting, editor = make_meeting(), make_person()
    decision = confirm(meeting, editor)
    undo(decision, editor)
    with pytest.raises(Refused, match="already"):
        undo(decision, editor)
    late = confirm(meeting, editor)
    Decision.objects.filter(pk=late.pk).update(made_at=timezone.now() - dt.timedelta(minutes=11))
    with pytest.raises(Refused, match="10 minutes"):
        undo(late, editor)


def test_what_somebody_changed_since_is_not_overwritten():
    meeting, editor = make_meeting(), make_person()
    decision = confirm(meeting, editor)
    change_meeting(meeting.pk, {"notes": "Ring twice"})
    with pytest.raises(Refused, match="Someone changed"):
        undo(decision, editor)
    assert Meeting.objects.get().notes == "Ring twice"


def test_another_report_that_came_in_is_no_reason_against_it():
    meeting, editor = make_meeting(), make_person()
    report = make_report(meeting)
    decision = confirm(meeting, editor)
    make_report(meeting)
    undo(decision, editor)
    report.refresh_from_db()
    assert report.open


def test_what_was_decided_again_since_stays():
    editor, publisher = make_person(), make_person("publisher")
    report = make_report(make_meeting(), {"start": "20:00"})
    recommended = decide(report, accept={"start": SUGGESTED}, by=editor)
    last = decide(report, accept={}, why="No", by=publisher)
    with pytest.raises(Refused, match="decided on this report since"):
        undo(recommended, editor)
    undo(last, publisher)
    undo(recommended, editor)
    report.refresh_from_db()
    assert report.open


def test_only_who_decided_or_a_publisher_undoes():
    decision = confirm(make_meeting(), make_person())
    with pytest.raises(PermissionDenied):
        undo(decision, make_person("editor", "another"))
    undo(decision, make_person("publisher"))
