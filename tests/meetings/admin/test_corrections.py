"""Corrections in the admin: ours beside the list's word, and how each ends."""

import datetime as dt

import pytest
from django.urls import reverse

from meetings.changing import change_meeting
from meetings.models import Correction, ServiceBody
from tests.meetings.feeds.saving import meeting, queries, row, rows, take
from tests.people import staff_client
from tests.world import make_service_body

pytestmark = pytest.mark.django_db
LIST = reverse("admin:meetings_correction_changelist")


def page(row, what="change"):
    return reverse(f"admin:meetings_correction_{what}", args=[row.pk])


def text(answer):
    return answer.content.decode()


def correct(number=1, **values):
    values = values or {"start": dt.time(18, 30)}
    change_meeting(meeting(number).pk, values, reason="Somebody called")
    return Correction.objects.get(meeting=meeting(number), ended_at=None)


def test_ours_and_the_lists_word_stand_side_by_side():
    take(rows(2))
    correction = correct()
    said = text(staff_client("editor").get(LIST))
    for words in ("Lamp Group 1", "Start", "6:30 pm", "7:00 pm", "Somebody called", "Held"):
        assert words in said
    take([row(1, start_time="20:00:00"), row(2)])
    client = staff_client("publisher")
    assert "The list changed this itself" in text(client.get(f"{LIST}?state=moved"))
    assert "Lamp Group 1" not in text(client.get(f"{LIST}?state=open"))
    assert "The list changed this itself" in text(client.get(page(correction)))


def test_taking_the_lists_word_asks_first():
    take(rows(1))
    correction, client = correct(), staff_client("publisher")
    asked = text(client.get(page(correction, "end")))
    assert "6:30 pm" in asked
    assert "7:00 pm" in asked
    assert meeting(1).start == dt.time(18, 30)
    answer = client.post(page(correction, "end"), follow=True)
    assert "says what its list says" in text(answer)
    assert meeting(1).start == dt.time(19)
    assert meeting(1).history.first().role == "publisher"
    assert client.post(page(correction, "end")).status_code == 403


def test_what_moves_a_meeting_needs_a_publisher_and_the_rest_does_not():
    take(rows(2))
    moves, notes = correct(), correct(2, notes="Ring twice")
    client = staff_client("editor")
    assert client.get(page(moves, "end")).status_code == 403
    assert client.post(page(moves, "end")).status_code == 403
    assert client.post(page(notes, "end")).status_code == 302
    assert (meeting(1).start, meeting(2).notes) == (dt.time(18, 30), "")


def test_a_volunteer_meets_only_those_of_their_scope():
    bodies = [{"id": str(n), "parent_id": "0", "name": f"Area {n}", "type": "AS"} for n in (1, 2)]
    take([row(1, service_body_bigint="1"), row(2, service_body_bigint="2")], service_bodies=bodies)
    ours, other = correct(1, notes="Ring twice"), correct(2, notes="Knock")
    client = staff_client("volunteer", service_body=ServiceBody.objects.get(name="Area 1"))
    said = text(client.get(LIST))
    assert "Ring twice" in said
    assert "Knock" not in said
    assert client.get(page(other, "end")).status_code == 404
    assert client.post(page(other, "end")).status_code == 404
    assert client.post(page(ours, "end")).status_code == 302
    assert meeting(2).notes == "Knock"
    assert make_service_body().pk


def test_they_are_not_added_changed_or_deleted_by_hand():
    take(rows(1))
    correction, client = correct(), staff_client("administrator")
    assert client.get(reverse("admin:meetings_correction_add")).status_code == 403
    assert client.post(page(correction), {"value": "x"}).status_code == 403
    assert client.post(page(correction, "delete")).status_code == 403


def test_the_list_costs_the_same_for_two_and_for_forty():
    take(rows(40))
    client = staff_client("editor")
    for number in (1, 2):
        correct(number)
    few = len(queries(lambda: client.get(LIST)))
    for number in range(3, 41):
        correct(number)
    assert len(queries(lambda: client.get(LIST))) == few <= 12
