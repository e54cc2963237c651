"""A volunteer in the form of a meeting: nothing outside their scope is shown, chosen or changed."""

import pytest

from meetings.models import Cancellation, Closure, Meeting, Report
from tests.meetings.admin.forms import ADD, change, change_address, errors_of, fields_of, send
from tests.people import staff_client
from tests.world import TUESDAY, make_fellowship, make_group, make_meeting, make_service_body, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_service_body()


@pytest.fixture
def client(body):
    return staff_client("volunteer", service_body=body)


@pytest.fixture
def ours(body):
    return make_meeting(service_body=body)


def asked(**changes):
    values = {"name": "Lantern", "fellowship": make_fellowship().pk, "days": [TUESDAY], "start": "19:00"}
    return {**values, "attendance": "in-person", "venue": make_venue().pk, **changes}


def test_notes_of_their_own_meeting_take_effect_at_once_and_its_time_waits(client, ours):
    assert change(client, ours, notes="Ring twice", start="20:00").status_code == 302
    ours.refresh_from_db()
    assert (ours.notes, ours.start.hour) == ("Ring twice", 19)
    assert Meeting.history.get(id=ours.pk).role == "volunteer"
    assert Report.objects.get().role == "volunteer"


def test_a_meeting_of_others_is_neither_shown_nor_saved(client, ours):
    others = make_meeting("Harbor Group", service_body=make_service_body("Other Area"))
    fields = {**fields_of(client.get(change_address(ours))), "name": "Taken over"}
    for answer in (client.get(change_address(others)), client.post(change_address(others), fields)):
        assert answer.status_code in (302, 403, 404)
        assert "Harbor Group" not in answer.content.decode()
    assert client.get(f"/admin/meetings/meeting/{others.pk}/history/").status_code in (302, 403, 404)
    assert "Harbor Group" not in client.get("/admin/meetings/meeting/").content.decode()
    others.refresh_from_db()
    assert others.name == "Harbor Group"


def test_a_venue_a_group_or_a_service_body_of_others_is_refused(client, ours):
    hall = make_venue(name="Harbor Hall")
    elsewhere = make_meeting(
        venue=hall, group=make_group("Harbor Group"), service_body=make_service_body("Z")
    )
    for name in ("venue", "group", "service_body"):
        row = getattr(elsewhere, name)
        found = errors_of(change(client, ours, **{name: row.pk}))
        assert "not one of the available choices" in found[name], name
    assert not Meeting.history.filter(id=ours.pk).exists()


def test_what_is_typed_for_a_choice_finds_nothing_of_others(client, ours):
    make_meeting(venue=make_venue(name="Harbor Hall"), group=make_group("Harbor Group"))
    for field in ("venue", "group"):
        query = {"app_label": "meetings", "model_name": "meeting", "field_name": field, "term": "Harbor"}
        answer = client.get("/admin/autocomplete/", query)
        assert answer.status_code == 200
        assert answer.json()["results"] == [], field


def test_a_meeting_cannot_be_moved_out_of_their_own_scope(client, ours):
    assert "you look after" in errors_of(change(client, ours, service_body=""))["service_body"]


def test_a_new_meeting_begins_with_their_service_body_and_cannot_do_without(client, body):
    assert fields_of(client.get(ADD))["service_body"] == [str(body.pk)]
    assert "you look after" in errors_of(send(client, ADD, **asked(service_body="")))["service_body"]
    assert send(client, ADD, **asked()).status_code == 302
    made = Meeting.objects.get(name="Lantern")
    assert (made.service_body, made.status) == (body, "draft")
    assert client.get(change_address(made)).status_code == 200


def test_a_programme_in_a_state_is_a_scope_of_its_own():
    na = make_fellowship("na")
    client = staff_client("volunteer", fellowship=na, country="US", state="TN")
    assert send(client, ADD, **asked()).status_code == 302
    found = errors_of(send(client, ADD, **asked(fellowship=make_fellowship("ha").pk)))
    assert "you look after" in found["service_body"]
    far = asked(venue="", new_venue_city="Olive Branch", new_venue_state="MS", time_zone="America/Chicago")
    assert "you look after" in errors_of(send(client, ADD, **far))["service_body"]


def test_a_closure_or_a_date_of_another_meeting_cannot_be_reached(client, ours):
    others = make_meeting("Harbor Group")
    theirs = Closure.objects.create(meeting=others, first_day="2026-01-01")
    crafted = {
        "closures-INITIAL_FORMS": "1", "closures-TOTAL_FORMS": "1", "closures-0-id": theirs.pk,
        "closures-0-meeting": ours.pk, "closures-0-first_day": "2026-02-02", "closures-0-DELETE": "on",
        "cancellations-0-meeting": others.pk, "cancellations-0-date": "2026-12-01",
    }  # fmt: skip
    assert change(client, ours, **crafted).status_code in (200, 302)
    theirs.refresh_from_db()
    assert (theirs.meeting, theirs.first_day.month) == (others, 1)
    assert not Cancellation.objects.filter(meeting=others).exists()


def test_nobody_deletes_a_meeting(ours):
    for role in ("volunteer", "editor", "publisher", "administrator"):
        client = (
            staff_client(role, service_body=ours.service_body) if role == "volunteer" else staff_client(role)
        )
        assert client.post(f"/admin/meetings/meeting/{ours.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Meeting.objects.filter(pk=ours.pk).exists()
