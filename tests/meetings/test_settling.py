"""What staff do beside taking fields, and what is refused to whom."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from meetings.asking import ask_back, owner_of, owner_text
from meetings.changing import change_meeting
from meetings.deciding import Refused
from meetings.models import Closure, Report
from meetings.settling import close, confirm, mended, skip, unlist
from meetings.suggestions import SUGGESTED, decide
from meetings.taking import read_value
from tests.meetings.telling import make_report
from tests.people import make_person
from tests.world import make_fellowship, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db


def missing():
    return make_report(None, {"name": "Porch"}, reason="missing", fellowship=make_fellowship())


def test_the_building_is_closed_for_all_by_who_looks_after_all():
    hall, group = make_venue(), make_group()
    mine = make_meeting(venue=hall, group=group)
    make_meeting(venue=hall)
    volunteer = make_person("volunteer", group=group)
    close(mine, volunteer, until=None, building=True)
    assert Closure.objects.get(venue=None).meeting == mine
    close(mine, make_person(), until=None, building=True)
    assert Closure.objects.get(meeting=None).venue == hall


@pytest.mark.parametrize("days", [-1, 5000])
def test_a_last_day_that_is_past_or_far_away_is_refused(days):
    until = timezone.localdate() + dt.timedelta(days=days)
    with pytest.raises(Refused, match="from today on"):
        close(make_meeting(), make_person(), until=until)


def test_taking_off_needs_a_reason_and_one_that_is_off_already_needs_no_proposal():
    meeting, editor = make_meeting(status="unlisted", unlisted_why="Gone"), make_person()
    with pytest.raises(Refused, match="Say why"):
        unlist(meeting, editor, why=" ")
    unlist(meeting, editor, why="Gone")
    assert not Report.objects.exists()


def test_what_was_changed_in_part_is_accepted_in_part():
    meeting = make_meeting()
    report = make_report(meeting, {"start": "20:00", "notes": "Ring twice"})
    change_meeting(meeting.pk, {"notes": "Ring twice"})
    mended(report, make_person())
    report.refresh_from_db()
    assert report.status == "partly"
    with pytest.raises(Refused, match="Add the meeting"):
        mended(missing(), make_person("publisher"))


def test_who_does_not_look_after_it_changes_nothing():
    volunteer, meeting = make_person("volunteer", group=make_group()), make_meeting()
    for act in (
        confirm,
        lambda one, by: close(one, by, until=None),
        lambda one, by: unlist(one, by, why="x"),
    ):
        with pytest.raises(PermissionDenied):
            act(meeting, volunteer)
    with pytest.raises(PermissionDenied):
        mended(make_report(meeting), volunteer)
    with pytest.raises(PermissionDenied):
        ask_back(make_report(meeting), "Where?", volunteer)


def test_a_colleagues_proposal_is_neither_settled_nor_asked_back_by_an_editor():
    report, editor = make_report(make_meeting(), {"start": "20:00"}, origin="staff"), make_person()
    with pytest.raises(PermissionDenied):
        mended(report, editor)
    with pytest.raises(Refused, match="colleague"):
        ask_back(report, "Why?", editor)
    with pytest.raises(Refused, match="Write what"):
        ask_back(report, " ", editor)


def test_a_missing_meeting_has_no_list_and_can_be_skipped_and_refused():
    report, publisher = missing(), make_person("publisher")
    assert (owner_of(report), owner_text(report)) == (None, "")
    assert skip(publisher, report=report).meeting is None
    decide(report, accept={}, why="We know of none there", by=publisher)
    report.refresh_from_db()
    assert (report.status, report.meeting) == ("rejected", None)


def test_an_editor_recommends_a_missing_meeting():
    report = missing()
    decision = decide(report, accept={"name": SUGGESTED}, by=make_person())
    assert decision.before["recommended"] == {"name": "Porch"}


def test_a_hybrid_meeting_that_moves_online_keeps_no_clock_of_a_building():
    meeting = make_meeting(venue=None, attendance="online", online_url="https://meet.example/1")
    values = {"venue.name": "Porch Hall", "venue.building_kind": "Church"}
    decide(make_report(meeting, values), accept=dict.fromkeys(values, SUGGESTED), by=make_person("publisher"))
    meeting.refresh_from_db()
    assert (meeting.venue.name, meeting.time_zone) == ("Porch Hall", "America/Chicago")


def test_values_as_the_model_holds_them():
    group = make_group()
    assert read_value("group", str(group.pk)) == group.pk
    assert read_value("group", None) is None
    assert read_value("notes", None) == ""
    assert read_value("start", "20:00") == dt.time(20)
    for unknown in ("created_at", "venue.feed", "venue.located", "reported_on"):
        with pytest.raises(Refused, match="no field"):
            read_value(unknown, "x")
