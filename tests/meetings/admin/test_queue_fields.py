"""Deciding in the queue field by field, asking back and telling the owner of the list."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.changing import change_meeting
from meetings.deciding import standing_of
from meetings.models import Report, ReportMessage
from tests.meetings.admin.tasks import act, choices, next_page
from tests.meetings.telling import make_report
from tests.people import staff_client
from tests.world import (
    make_format,
    make_meeting,
    make_service_body,
)

pytestmark = pytest.mark.django_db


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


def test_ask_back_waits_for_the_answer():
    report = make_report(make_meeting(), email="someone@mail.example")
    act(staff_client(), report, "ask", question="Which door?")
    report.refresh_from_db()
    assert (report.status, ReportMessage.objects.get().text) == ("asked", "Which door?")
    assert "someone@mail.example" not in next_page(staff_client("publisher"))


def test_what_an_editor_would_take_is_shown_to_the_publisher():
    meeting = make_meeting(formats=["open"])
    report = make_report(meeting, {"start": "20:00", "notes": "Ring twice"})
    make_report(meeting, {"notes": "Ring"}, reason="other")
    start, client = report.suggestions.get(field="start"), staff_client()
    sent = {**choices(report, start="amend", notes="take"), f"v{start.pk}": "20:15"}
    answer = client.post(
        reverse("admin:queue-act", args=[f"report-{report.pk}"]),
        {"act": "decide", "seen": standing_of(meeting), **sent},
        follow=True,
    )
    assert "your recommendation" in answer.content.decode()
    task = reverse("admin:queue-task", args=[f"report-{report.pk}"])
    shown = staff_client("publisher").get(task).content.decode()
    assert "A colleague recommends" in shown
    assert "8:15 pm" in shown


def test_formats_are_amended_by_ticking_others():
    opened, closed = make_format("open"), make_format("closed")
    meeting = make_meeting(formats=["open"])
    report = make_report(meeting, {"formats": [opened.pk, make_format("women").pk]})
    one = report.suggestions.get()
    act(staff_client(), report, "decide", **choices(report, formats="amend"), **{f"v{one.pk}": [closed.pk]})
    assert list(meeting.formats.all()) == [closed]
    assert report.suggestions.get().value_taken == [closed.pk]


def test_telling_the_owner_is_noted_and_comes_back_later():
    meeting = make_meeting(service_body=make_service_body(website="https://area.example/"))
    report, client = make_report(meeting), staff_client()
    assert "https://area.example/" in next_page(client)
    act(client, report, "pass-on")
    report.refresh_from_db()
    assert report.told_owner_on == timezone.localdate()
    page = client.get(reverse("admin:queue-task", args=[f"report-{report.pk}"]))
    assert "was told on" in page.content.decode()
