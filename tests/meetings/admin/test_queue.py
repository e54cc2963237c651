"""The queue in the admin: one task at a time, everything by a posted form, undone within ten minutes."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.changing import change_meeting
from meetings.deciding import standing_of
from meetings.models import Closure, Decision, Meeting, Report
from meetings.settling import confirm
from tests.meetings.admin.tasks import act, choices, next_page
from tests.meetings.telling import make_report
from tests.people import make_person, signed_in, staff_client
from tests.world import (
    make_feed,
    make_group,
    make_meeting,
    make_record,
    make_service_body,
    make_venue,
)

pytestmark = pytest.mark.django_db


def test_the_page_shows_what_stands_what_was_said_and_whom_to_call():
    body = make_service_body(helpline="901-555-0100")
    meeting = make_meeting(service_body=body, confirmed_on=dt.date(2026, 11, 1), confirmed_by="editor")
    make_record(meeting, make_feed(), published_values={"start": "19:30"})
    make_report(meeting, {"start": "20:00"}, note="The door was locked <b>")
    shown = next_page(staff_client())
    for words in ("Lamp Group", "1 Made-Up Street", "tel:9015550100", "The door was locked &lt;b&gt;"):
        assert words in shown
    for words in ("7:00 pm", "8:00 pm", "7:30 pm", "The list says", "Editor"):
        assert words in shown
    assert 'name="seen"' in shown


def test_it_has_a_short_address():
    shown = staff_client().get("/admin/queue/", follow=True)
    assert shown.redirect_chain == [(reverse("admin:queue-next"), 302)]
    assert "No report waits" in shown.content.decode()


def test_nothing_waiting_says_so():
    assert "No report waits" in next_page(staff_client())


def test_still_true_confirms_and_answers_who_reported_it():
    meeting = make_meeting()
    report = make_report(meeting)
    answer = act(staff_client(), report, "confirm")
    assert answer.url == reverse("admin:queue-next")
    meeting.refresh_from_db()
    report.refresh_from_db()
    assert (meeting.confirmed_by, report.status) == ("editor", "rejected")
    assert report.decided_why


@pytest.mark.parametrize("kind", ["confirm", "close", "unlist"])
def test_a_button_of_an_older_page_is_refused_and_shows_the_meeting_as_now(kind):
    meeting = make_meeting()
    report = make_report(meeting)
    seen = standing_of(meeting)
    change_meeting(meeting.pk, {"notes": "Ring twice"})
    answer = act(staff_client(), report, kind, seen=seen, why_gone="x")
    assert answer.status_code == 409
    assert "Someone changed this meeting" in answer.content.decode()
    assert "Ring twice" in answer.content.decode()
    assert not Decision.objects.exists()


def test_closed_until_shows_at_once_and_settles_who_said_closed():
    meeting = make_meeting()
    report, other = make_report(meeting, reason="closed"), make_report(meeting)
    until = timezone.localdate() + dt.timedelta(days=14)
    act(staff_client(), report, "close", until=until.isoformat(), why="Flood")
    assert Closure.objects.get().last_day == until
    report.refresh_from_db()
    other.refresh_from_db()
    assert (report.status, other.status) == ("accepted", "waiting")


def test_a_day_that_cannot_be_read_closes_nothing():
    answer = act(staff_client(), make_report(make_meeting()), "close", until="soon")
    assert "2026-12-24" in answer.content.decode()
    assert not Closure.objects.exists()


def test_taking_off_is_done_by_a_publisher_and_proposed_by_an_editor():
    meeting = make_meeting()
    report = make_report(meeting, reason="closed")
    act(staff_client(), report, "unlist", why_gone="Closed for good")
    meeting.refresh_from_db()
    assert meeting.listed
    assert Report.objects.get(origin="staff").reason == "remove"
    act(staff_client("publisher"), report, "unlist", why_gone="Closed for good")
    meeting.refresh_from_db()
    assert meeting.status == "unlisted"


def test_a_skipped_task_stands_after_the_others_for_this_person_alone():
    first, second = make_meeting("Lamp One"), make_meeting("Lamp Two", start="20:00")
    report = make_report(first)
    make_report(second)
    person = make_person()
    client = signed_in(person)
    assert "Lamp One" in next_page(client)
    act(client, report, "skip")
    assert "Lamp Two" in next_page(client)
    assert "Lamp One" in next_page(staff_client("publisher"))


def test_undo_stands_on_the_next_page_and_brings_all_back():
    meeting, client = make_meeting(), staff_client()
    report = make_report(meeting)
    act(client, report, "confirm")
    decision = Decision.objects.get()
    assert reverse("admin:queue-undo", args=[decision.pk]) in next_page(client)
    client.post(reverse("admin:queue-undo", args=[decision.pk]))
    meeting.refresh_from_db()
    report.refresh_from_db()
    assert (meeting.confirmed_on, report.status) == (None, "waiting")


def test_a_meeting_that_is_due_can_be_confirmed():
    meeting, client = make_meeting(), staff_client()
    assert "Nobody has confirmed it" in next_page(client)
    act(client, meeting, "confirm")
    assert "No report waits" in next_page(client)


def test_a_volunteer_meets_only_their_own_and_a_crafted_form_reaches_nothing_else():
    group = make_group()
    mine, other = make_meeting("Mine", group=group), make_meeting("Not Mine")
    make_report(mine)
    foreign = make_report(other)
    client = staff_client("volunteer", group=group)
    assert "Not Mine" not in next_page(client)
    for kind in ("confirm", "close", "decide", "reject", "skip", "ask", "pass-on", "mended", "unlist"):
        assert act(client, foreign, kind, answer="x").status_code == 404
    assert act(client, other, "confirm").status_code == 404
    decision = confirm(other, make_person("publisher"))
    assert client.post(reverse("admin:queue-undo", args=[decision.pk])).status_code == 404


@pytest.mark.parametrize("role", ["guide-reviewer", ""])
def test_who_has_nothing_to_do_with_meetings_is_refused(role):
    assert staff_client(role).get(reverse("admin:queue-next")).status_code == 403


def test_what_does_not_fit_the_task_is_said():
    missing = make_report(None, {"name": "Porch"}, reason="missing")
    client = staff_client("publisher")
    assert "not in our list yet" in act(client, missing, "confirm").content.decode()
    due = make_meeting(venue=None)
    assert "Nobody reported" in act(client, due, "reject", answer="x").content.decode()
    assert act(client, due, "dance").status_code == 404


def test_an_undoing_that_is_refused_says_why():
    meeting, client = make_meeting(), staff_client()
    act(client, meeting, "confirm")
    decision = Decision.objects.get()
    undoing = reverse("admin:queue-undo", args=[decision.pk])
    change_meeting(meeting.pk, {"notes": "Ring twice"})
    assert "Someone changed" in client.post(undoing, follow=True).content.decode()


def test_a_hidden_address_is_shown_to_staff_as_hidden():
    hall = make_venue(address_hidden=True)
    make_report(make_meeting(venue=hall))
    assert "Visitors see the town only." in next_page(staff_client())


def test_a_proposal_by_a_colleague_is_for_publishers():
    meeting = make_meeting(confirmed_on=timezone.localdate())
    report = make_report(meeting, {"start": "20:00"}, origin="staff", reason="change")
    assert "No report waits" in next_page(staff_client())
    assert act(staff_client("volunteer", group=make_group()), report, "decide").status_code == 404
    act(signed_in(make_person("editor", "other")), report, "decide", **choices(report, start="take"))
    assert Report.objects.get().open
    act(staff_client("publisher"), report, "decide", **choices(report, start="take"))
    assert Meeting.objects.get().start == dt.time(20)


@pytest.mark.parametrize("key", ["report-0", "meeting-99999999999", "report-x", "x", "report-1"])
def test_a_task_that_is_none_is_not_found(key):
    assert staff_client().get(reverse("admin:queue-task", args=[key])).status_code == 404


def test_the_page_costs_the_same_at_2_and_40_reports():
    client = staff_client("publisher")
    meeting = make_meeting(service_body=make_service_body())
    make_record(meeting, make_feed())
    costs = []
    for number in (2, 40):
        for _each in range(number):
            report = make_report(meeting, {"start": "20:00"}, email="a@mail.example")
            Report.objects.filter(pk=report.pk).update(status="accepted")
            make_report(meeting, {"start": "20:00"})
        for address in (
            reverse("admin:queue-next"),
            reverse("admin:meetings_report_change", args=[report.pk]),
        ):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(address).status_code == 200
            costs.append(len(asked))
    assert costs[:2] == costs[2:]
    assert max(costs) <= 40
