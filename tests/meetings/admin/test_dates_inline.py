"""Cancelled and moved dates and closures in the form of a meeting: at once, for everyone who may edit."""

import datetime as dt

import pytest

from fellowships import version
from meetings.admin.dates_inline import not_held_on
from meetings.models import Cancellation, Closure, Report, SearchRow
from meetings.models.meeting import LAST_WEEK
from meetings.reindex import check
from tests.meetings.admin.forms import change, change_address, errors_of, fields_of
from tests.people import staff_client
from tests.world import TUESDAY, make_meeting

pytestmark = pytest.mark.django_db
TODAY = dt.date.today()
NEXT_TUESDAY = TODAY + dt.timedelta(days=(1 - TODAY.weekday()) % 7 + 7)


def cancelled(date, **changes):
    values = {"date": date.isoformat(), **changes}
    return {f"cancellations-0-{name}": value for name, value in values.items()}


def closed(first, last="", **changes):
    values = {"first_day": first.isoformat(), "last_day": last and last.isoformat(), **changes}
    return {f"closures-0-{name}": value for name, value in values.items()}


def exceptions(meeting):
    return SearchRow.objects.get(pk=meeting.pk).exceptions


@pytest.mark.parametrize("role", ["publisher", "editor"])
def test_a_date_is_cancelled_at_once(role):
    meeting, before = make_meeting(), version.current()
    answer = change(staff_client(role), meeting, **cancelled(NEXT_TUESDAY, reason="The roof is mended"))
    assert answer.status_code == 302
    made = Cancellation.objects.get(meeting=meeting)
    assert made.date == NEXT_TUESDAY
    assert Cancellation.history.get(id=made.pk).role == role
    assert NEXT_TUESDAY.isoformat() in exceptions(meeting)
    assert version.current() > before
    assert not check()
    assert not Report.objects.exists()


def test_a_date_is_moved_and_brought_back():
    client, meeting = staff_client(), make_meeting()
    other = NEXT_TUESDAY + dt.timedelta(days=1)
    moved = cancelled(NEXT_TUESDAY, moved_to_date=other.isoformat(), moved_to_start="20:00")
    assert change(client, meeting, **moved).status_code == 302
    made = Cancellation.objects.get()
    assert (made.moved_to_date, made.moved_to_start) == (other, dt.time(20))
    assert change(client, meeting, **{"cancellations-0-DELETE": "on"}).status_code == 302
    assert not Cancellation.objects.exists()
    assert Cancellation.history.filter(history_type="-").exists()
    assert NEXT_TUESDAY.isoformat() not in exceptions(meeting)
    assert not check()


def test_a_date_on_another_day_is_refused_with_both_days():
    meeting = make_meeting(weekday=TUESDAY)
    wednesday = dt.date(2026, 11, 25)
    found = errors_of(change(staff_client(), meeting, **cancelled(wednesday)))
    assert found["date"] == "This meeting is held on Tuesdays; November 25 is a Wednesday."
    assert not Cancellation.objects.exists()


def test_a_date_in_another_week_of_the_month_is_refused():
    meeting = make_meeting(weekday=TUESDAY, weeks=1 | LAST_WEEK)
    assert not_held_on(meeting, dt.date(2026, 11, 17)) == (
        "November 17 is not one of its dates: 1st and last Tuesday of the month."
    )
    for day in (3, 24):
        assert not_held_on(meeting, dt.date(2026, 11, day)) == ""


def test_by_appointment_no_date_is_wrong():
    assert not_held_on(make_meeting(by_appointment=True), dt.date(2026, 11, 25)) == ""


def test_dates_cancelled_before_the_day_changed_do_not_stand_in_the_way():
    client, meeting = staff_client("publisher"), make_meeting()
    Cancellation.objects.create(meeting=meeting, date=NEXT_TUESDAY)
    assert change(client, meeting, weekday="3").status_code == 302


def test_a_moved_time_needs_its_date_and_a_date_falls_out_once():
    client, meeting = staff_client(), make_meeting()
    found = errors_of(change(client, meeting, **cancelled(NEXT_TUESDAY, moved_to_start="20:00")))
    assert "on which date" in found["moved_to_date"]
    Cancellation.objects.create(meeting=meeting, date=NEXT_TUESDAY)
    again = {"cancellations-1-date": NEXT_TUESDAY.isoformat()}
    assert change(client, meeting, **again).status_code == 200
    assert Cancellation.objects.count() == 1


def test_a_closure_shows_at_once_and_ends_by_itself():
    meeting, last = make_meeting(), TODAY + dt.timedelta(days=14)
    assert change(staff_client(), meeting, **closed(TODAY, last, reason="Holidays")).status_code == 302
    made = Closure.objects.get()
    assert (made.meeting, made.venue, made.last_day) == (meeting, None, last)
    assert made.holds_on(last)
    assert not made.holds_on(last + dt.timedelta(days=1))
    assert last.isoformat() in exceptions(meeting)


def test_a_closure_that_ends_before_it_begins_is_refused():
    meeting = make_meeting()
    found = errors_of(change(staff_client(), meeting, **closed(TODAY, TODAY - dt.timedelta(days=1))))
    assert "before the first" in found["last_day"]


def test_an_error_in_the_form_saves_no_date_and_keeps_what_was_typed():
    client, meeting = staff_client("publisher"), make_meeting()
    page = change(client, meeting, venue="", **cancelled(NEXT_TUESDAY, reason="The roof"))
    assert fields_of(page)["cancellations-0-reason"] == ["The roof"]
    assert not Cancellation.objects.exists()


def test_a_new_meeting_has_no_dates_yet():
    page = staff_client().get("/admin/meetings/meeting/add/")
    assert page.context["inline_admin_formsets"] == []
    assert staff_client("publisher").get(change_address(make_meeting())).context["inline_admin_formsets"]
