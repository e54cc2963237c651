"""Closures and single dates as lists of their own: who may close what, and what ends when taken away."""

import datetime as dt

import pytest
from django.utils import timezone

from meetings.models import Cancellation, Closure
from meetings.reindex import check
from tests.people import staff_client
from tests.world import make_meeting, make_service_body, make_venue

pytestmark = pytest.mark.django_db
CLOSURES, DATES = "/admin/meetings/closure/", "/admin/meetings/cancellation/"


def day(number):
    return timezone.localdate() + dt.timedelta(number)


def close(client, **fields):
    return client.post(f"{CLOSURES}add/", {"first_day": day(0), "reason": "The roof", **fields}, follow=True)


def text_of(page):
    return page.content.decode()


def test_a_venue_is_closed_for_all_that_meet_there():
    hall = make_venue()
    make_meeting(venue=hall)
    close(staff_client("editor"), venue=hall.pk, last_day=day(14))
    assert Closure.objects.get().venue == hall
    assert Closure.history.get().role == "editor"
    assert not check()


def test_either_a_venue_or_a_meeting_never_both_or_neither():
    meeting, client = make_meeting(), staff_client("editor")
    for fields in ({}, {"venue": meeting.venue_id, "meeting": meeting.pk}):
        assert "Choose either a venue" in text_of(close(client, **fields))
    assert not Closure.objects.exists()


def test_a_volunteer_closes_their_own_and_no_venue_that_others_use():
    area, shared = make_service_body(), make_venue()
    ours = make_meeting("Ours", service_body=area, venue=shared)
    theirs = make_meeting("Theirs", venue=shared)
    client = staff_client("volunteer", service_body=area)
    assert "not yours to look after are held there too" in text_of(close(client, venue=shared.pk))
    assert "Select a valid choice" in text_of(close(client, meeting=theirs.pk))
    close(client, meeting=ours.pk)
    assert Closure.objects.get().meeting == ours


def test_a_closure_taken_away_is_kept_in_the_history_and_the_meeting_is_held_again():
    meeting = make_meeting()
    closure = Closure.objects.create(meeting=meeting, first_day=day(-1))
    staff_client("editor").post(f"{CLOSURES}{closure.pk}/delete/", {"post": "yes"})
    assert not Closure.objects.exists()
    assert Closure.history.filter(history_type="-").exists()
    assert not check()


def test_the_list_tells_past_present_and_coming():
    meeting = make_meeting()
    for first, last, why in ((-9, -2, "past"), (-1, 1, "now"), (5, 6, "coming"), (-3, None, "open-ended")):
        last_day = None if last is None else day(last)
        Closure.objects.create(meeting=meeting, first_day=day(first), last_day=last_day, reason=why)
    client = staff_client("editor")
    for question, found in (
        ("past", {"past"}),
        ("now", {"now", "open-ended"}),
        ("coming", {"coming"}),
        ("open-ended", {"open-ended"}),
    ):
        rows = client.get(f"{CLOSURES}?when={question}").context["cl"].result_list
        assert {row.reason for row in rows} == found


def test_one_date_cancelled_must_be_a_date_of_the_meeting():
    meeting, client = make_meeting(), staff_client("editor")
    tuesday, wednesday = dt.date(2026, 12, 1), dt.date(2026, 12, 2)
    data = {"meeting": meeting.pk, "date": wednesday, "reason": "Snow"}
    assert "is a Wednesday" in text_of(client.post(f"{DATES}add/", data))
    client.post(f"{DATES}add/", {**data, "date": tuesday})
    assert Cancellation.objects.get().date == tuesday
    assert "not held" in text_of(client.get(f"{DATES}?q=lamp"))
    assert not check()
