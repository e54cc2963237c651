"""The queue in the admin: one task at a time, everything by a posted form, undone within ten minutes."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.changing import change_meeting
from meetings.deciding import standing_of
from meetings.models import Closure, Decision, Meeting, Report, ReportMessage
from meetings.settling import confirm
from tests.meetings.telling import make_report
from tests.people import make_person, signed_in, staff_client
from tests.world import make_feed, make_format, make_group, make_meeting, make_record, make_service_body

pytestmark = pytest.mark.django_db


def next_page(client):
    return client.get(reverse("admin:queue-next")).content.decode()


def act(client, report_or_meeting, kind, **fields):
    name = "report" if isinstance(report_or_meeting, Report) else "meeting"
    meeting = report_or_meeting.meeting if name == "report" else report_or_meeting
    if meeting:
        meeting.refresh_from_db()
        fields.setdefault("seen", standing_of(meeting))
    address = reverse("admin:queue-act", args=[f"{name}-{report_or_meeting.pk}"])
    return client.post(address, {"act": kind, **fields})


def choices(report, **chosen):
    """What the form of the fields sends."""
    return {f"c{one.pk}": chosen.get(one.field, "refuse") for one in report.suggestions.all()}


def test_the_page_shows_what_stands_what_was_said_and_whom_to_call():
    body = make_service_body(helpline="901-555-0100")
    meeting = make_meeting(service_body=body, confirmed_on=dt.date(2026, 11, 1), confirmed_by="editor")
    make_record(meeting, make_feed(), published_values={"start": "19:30"})
    make_report(meeting, {"start": "20:00"}, note="The door was locked <b>")
    shown = next_page(staff_client())
    for words in ("Lamp Group", "1 Made-Up Street", "tel:9015550100", "The door was locked &lt;b&gt;"):
        assert words in shown
    for words in ("7 p.m.", "8 p.m.", "7:30 p.m.", "The list says", "Editor"):
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


def test_two_fields_are_taken_and_the_third_refused_in_one_form():
    meeting, client = make_meeting(), staff_client("publisher")
    report = make_report(meeting, {"start": "20:00", "name": "Lantern", "duration": 90})
    name = report.suggestions.get(field="name")
    sent = {**choices(report, start="take", name="amend"), f"v{name.pk}": "Lantern Two", "why": "Thanks"}
    assert act(client, report, "decide", **sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.start, meeting.name, meeting.duration) == (dt.time(20), "Lantern Two", 60)
    assert Report.objects.get().status == "partly"


def test_every_kind_of_field_can_be_amended():
    values = {
        "formats": [make_format("open").pk],
        "weeks": 1,
        "languages": ["es"],
        "start": "20:00",
        "online_url": "https://meet.example/1",
        "venue.street": "2 New Street",
    }
    make_report(make_meeting(), values)
    assert next_page(staff_client("publisher")).count("<fieldset") >= len(values)


def test_what_was_typed_stays_when_a_choice_is_missing():
    report = make_report(make_meeting(), {"start": "20:00"})
    answer = act(staff_client("publisher"), report, "decide", why="I was there myself")
    assert answer.status_code == 409
    assert "I was there myself" in answer.content.decode()
    assert Report.objects.get().open


def test_a_field_changed_since_says_so_and_is_taken_only_deliberately():
    meeting, client = make_meeting(), staff_client("publisher")
    report = make_report(meeting, {"start": "20:00"})
    change_meeting(meeting.pk, {"start": dt.time(18)})
    assert "changed since it was reported" in next_page(client)
    assert act(client, report, "decide", **choices(report, start="take")).status_code == 409
    one = report.suggestions.get()
    act(client, report, "decide", **choices(report, start="take"), **{f"d{one.pk}": "on"})
    meeting.refresh_from_db()
    assert meeting.start == dt.time(20)


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


def test_mended_by_hand_settles_the_report():
    meeting = make_meeting()
    report = make_report(meeting, {"start": "20:00"})
    change_meeting(meeting.pk, {"start": dt.time(20)})
    act(staff_client(), report, "mended")
    report.refresh_from_db()
    assert (report.status, report.suggestions.get().status) == ("accepted", "accepted")


def test_refusing_needs_a_word():
    report = make_report(make_meeting())
    assert act(staff_client(), report, "reject", answer="\0 ").status_code == 409
    act(staff_client("publisher"), report, "reject", answer="We asked the group")
    report.refresh_from_db()
    assert (report.status, report.decided_why) == ("rejected", "We asked the group")


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


def test_ask_back_waits_for_the_answer():
    report = make_report(make_meeting(), email="someone@mail.example")
    act(staff_client(), report, "ask", question="Which door?")
    report.refresh_from_db()
    assert (report.status, ReportMessage.objects.get().text) == ("asked", "Which door?")
    assert "someone@mail.example" not in next_page(staff_client("publisher"))


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
