"""What staff do to several meetings at once: asked first, in scope, on record."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from meetings.models import Closure, Meeting, Report
from meetings.reindex import check
from tests.people import make_person, signed_in, staff_client
from tests.world import make_meeting, make_service_body

pytestmark = pytest.mark.django_db
LIST = "/admin/meetings/meeting/"
TODAY = timezone.localdate


def do(client, action, *meetings, **fields):
    chosen = [meeting.pk for meeting in meetings]
    return client.post(LIST, {"action": action, "_selected_action": chosen, **fields}, follow=True)


def text_of(page):
    return page.content.decode()


def test_confirming_asks_first_and_names_the_meetings():
    meeting, client = make_meeting("Porch Light"), staff_client("editor")
    page = text_of(do(client, "confirm_today", meeting))
    assert "Porch Light" in page
    assert "Every Tuesday at 7:00 pm" in page
    assert "your role, never your name" in page
    meeting.refresh_from_db()
    assert meeting.confirmed_on is None


def test_confirmed_today_with_role_history_and_a_record_of_who_did_it():
    first, second = make_meeting("One"), make_meeting("Two")
    person = make_person("editor")
    page = text_of(do(signed_in(person), "confirm_today", first, second, sure="yes"))
    assert "2 meetings were confirmed." in page
    first.refresh_from_db()
    assert (first.confirmed_on, first.confirmed_by) == (TODAY(), "editor")
    newest = Meeting.history.filter(id=second.pk).latest()
    assert (newest.role, newest.history_user) == ("editor", person)
    assert LogEntry.objects.filter(user=person, change_message="2 meetings were confirmed.").count() == 2


def test_a_draft_is_not_confirmed_and_the_page_says_so():
    listed, draft = make_meeting("Lamp"), make_meeting("Porch", status="draft")
    client = staff_client("editor")
    assert "Porch (Draft)" in text_of(do(client, "confirm_today", listed, draft))
    do(client, "confirm_today", listed, draft, sure="yes")
    draft.refresh_from_db()
    assert draft.confirmed_on is None
    assert "none of the chosen meetings" in text_of(do(client, "confirm_today", draft))


def test_closed_until_a_day_at_once_even_by_an_editor():
    meeting, client = make_meeting(), staff_client("editor")
    days = {"first_day": "2026-12-01", "last_day": "2026-12-14", "reason": "The roof is mended"}
    assert "1 meeting is closed." in text_of(do(client, "close_until", meeting, sure="yes", **days))
    closure = Closure.objects.get()
    assert (closure.meeting, closure.last_day, closure.reason) == (
        meeting,
        dt.date(2026, 12, 14),
        "The roof is mended",
    )
    assert Closure.history.get().role == "editor"
    assert not check()


def test_a_closure_that_ends_before_it_begins_is_refused_and_nothing_typed_is_lost():
    meeting, client = make_meeting(), staff_client("editor")
    days = {"first_day": "2026-12-14", "last_day": "2026-12-01", "reason": "The roof is mended"}
    page = text_of(do(client, "close_until", meeting, sure="yes", **days))
    assert "It ends before it begins" in page
    assert "The roof is mended" in page
    assert not Closure.objects.exists()


def test_a_publisher_takes_meetings_off_the_list_with_a_reason():
    meeting, client = make_meeting(), staff_client("publisher")
    assert "This field is required" in text_of(do(client, "take_off_the_list", meeting, sure="yes"))
    do(client, "take_off_the_list", meeting, sure="yes", reason="The group ended")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.unlisted_why) == ("unlisted", "The group ended")
    assert Meeting.history.filter(id=meeting.pk).latest().history_change_reason == "The group ended"


def test_an_editors_removal_waits_for_a_publisher_and_is_asked_once():
    meeting, client = make_meeting(), staff_client("editor")
    assert "It waits: a publisher decides." in text_of(do(client, "take_off_the_list", meeting))
    for _time in range(2):
        page = text_of(do(client, "take_off_the_list", meeting, sure="yes", reason="The group ended"))
        assert "A publisher was asked" in page
    meeting.refresh_from_db()
    assert meeting.listed
    assert Report.objects.get().reason == "remove"


@pytest.mark.parametrize("action", ["confirm_today", "close_until", "take_off_the_list"])
def test_a_volunteers_crafted_ids_change_nothing_of_others(action):
    area = make_service_body()
    ours, theirs = make_meeting("Ours", service_body=area), make_meeting("Theirs")
    client = staff_client("volunteer", service_body=area)
    asked = text_of(do(client, action, ours, theirs))
    assert "1 of those chosen is not yours" in asked
    assert "Theirs" not in asked
    do(client, action, ours, theirs, sure="yes", reason="x", first_day="2026-12-01")
    do(client, action, theirs, sure="yes", reason="x", first_day="2026-12-01")
    assert not Meeting.history.filter(id=theirs.pk).exclude(history_type="+").exists()
    assert not theirs.closures.exists()
    assert not theirs.reports.exists()


def test_a_guide_reviewer_is_not_let_in():
    meeting, client = make_meeting(), staff_client("guide-reviewer")
    assert do(client, "confirm_today", meeting, sure="yes").status_code == 403


def test_nothing_is_deleted_from_the_list():
    meeting, client = make_meeting(), staff_client("administrator")
    assert "delete_selected" not in text_of(client.get(LIST))
    do(client, "delete_selected", meeting, post="yes")
    assert Meeting.objects.filter(pk=meeting.pk).exists()


def test_too_many_at_once_are_refused(monkeypatch):
    monkeypatch.setattr("meetings.admin.actions.MOST_AT_ONCE", 1)
    first, second = make_meeting("One"), make_meeting("Two")
    client = staff_client("editor")
    page = text_of(do(client, "confirm_today", first, second, sure="yes", select_across="1"))
    assert "Choose at most 1" in page
    assert not Meeting.objects.exclude(confirmed_on=None).exists()
