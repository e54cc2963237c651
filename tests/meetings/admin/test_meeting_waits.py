"""Saved by somebody who may not publish: a part takes effect at once, a part waits as a report."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry

from meetings.models import Correction, Meeting, Report
from tests.meetings.admin.forms import change, change_address, told
from tests.people import make_person, signed_in
from tests.world import make_feed, make_meeting, make_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_person("editor")


@pytest.fixture
def client(editor):
    return signed_in(editor)


def proposed(report):
    return {one.field: (one.value_from, one.value_to) for one in report.suggestions.all()}


def test_notes_at_once_and_the_time_waits(client, editor):
    meeting = make_meeting()
    answer = change(client, meeting, start="20:00", notes="Ring twice", reason="The group called")
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.start, meeting.notes) == (dt.time(19), "Ring twice")
    report = Report.objects.get()
    assert (report.meeting, report.made_by, report.role) == (meeting, editor, "editor")
    assert (report.origin, report.status, report.note) == ("staff", "waiting", "The group called")
    assert proposed(report) == {"start": ("19:00", "20:00")}
    said = told(client)
    assert "“Start”: the new value waits for a publisher" in said
    link = f'<a href="/admin/meetings/report/{report.pk}/change/">'
    assert link in said
    assert link in client.get(change_address(meeting)).content.decode()
    logged = LogEntry.objects.get().get_change_message()
    assert "Notes" in logged
    assert "Start" not in logged


def test_where_all_of_it_waits_nothing_says_that_it_was_changed(client):
    meeting = make_meeting()
    assert change(client, meeting, start="20:00", attendance="hybrid", phone="555 0100").status_code == 302
    assert set(proposed(Report.objects.get())) == {"start", "attendance", "phone"}
    assert not Meeting.history.filter(id=meeting.pk).exists()
    said = told(client)
    assert "wait for a publisher" in said
    assert "was changed successfully" not in said


def test_leaving_the_list_is_a_report_of_its_own(client):
    meeting = make_meeting()
    change(client, meeting, status="unlisted", unlisted_why="The hall was sold", start="20:00")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.unlisted_why) == ("listed", "")
    removal = Report.objects.get(reason="remove")
    assert removal.note == "The hall was sold"
    assert proposed(removal)["status"] == ("listed", "unlisted")
    assert set(proposed(Report.objects.get(reason="change"))) == {"start"}


def test_a_crafted_listing_of_a_draft_waits_and_the_rest_of_a_draft_does_not(client):
    draft = make_meeting(status="draft")
    assert change(client, draft, status="listed", start="20:00").status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.start) == ("draft", dt.time(20))
    assert proposed(Report.objects.get()) == {"status": ("draft", "listed")}


def test_a_reason_is_asked_before_something_against_the_list_is_proposed(client):
    meeting = make_meeting()
    make_record(meeting, make_feed(), published_values={"start": "19:00"})
    assert change(client, meeting, start="20:00").status_code == 200
    assert change(client, meeting, start="20:00", reason="Seen on the door").status_code == 302
    assert Report.objects.get().note == "Seen on the door"
    assert not Correction.objects.exists()


def test_saving_again_without_a_change_proposes_nothing(client):
    meeting = make_meeting()
    assert change(client, meeting).status_code == 302
    assert not Report.objects.exists()


def test_a_reviewer_of_guides_meets_no_meetings():
    client = signed_in(make_person("guide-reviewer"))
    meeting = make_meeting()
    assert client.get(change_address(meeting)).status_code == 403
    assert client.post(change_address(meeting), {"name": "x"}).status_code == 403
