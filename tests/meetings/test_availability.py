import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.availability import exceptions_of, holiday_name
from meetings.exceptions import UNTIL_FURTHER_NOTICE, Closed, Exceptions, from_text
from meetings.models import Cancellation, Closure
from meetings.times import Pattern
from tests.world import CHICAGO, make_meeting, make_venue

THANKSGIVING = dt.date(2026, 11, 26)
THURSDAYS = Pattern(4, 10 * 60, 60, CHICAGO)
SUNDAY = dt.date(2026, 11, 22)
NOON = int(dt.datetime(2026, 11, 22, 12, tzinfo=ZoneInfo(CHICAGO)).timestamp())


def a_month(month):
    return Closed(dt.date(2026, month, 1), dt.date(2026, month, 28))


def the_next(exceptions):
    found = exceptions.next_occurrence(THURSDAYS, NOON)
    return found and found.date


# Of one meeting


def test_without_exceptions_it_is_held_as_usual():
    assert the_next(Exceptions()) == THANKSGIVING
    assert Exceptions().as_text() == ""
    assert from_text("") == Exceptions()


def test_both_days_of_a_closure_are_closed():
    assert [dt.date(2026, 11, day) in a_month(11) for day in (1, 28, 29)] == [True, True, False]
    assert dt.date(2026, 10, 31) not in a_month(11)
    assert "2026-11-02" not in a_month(11)


def test_a_closed_meeting_waits_until_the_day_after():
    assert the_next(Exceptions(meeting_closed=(a_month(11),))) == dt.date(2026, 12, 3)


def test_closed_until_further_notice_has_no_next_date():
    closed = Exceptions(meeting_closed=(Closed(SUNDAY),))
    assert the_next(closed) is None


def test_a_closed_building_does_not_stop_what_is_also_online():
    closed = Exceptions(venue_closed=(Closed(SUNDAY),), also_online=True)
    assert the_next(closed) == THANKSGIVING
    assert closed.attendance_on("hybrid", THANKSGIVING) == "online"
    assert closed.attendance_on("hybrid", dt.date(2026, 11, 21)) == "hybrid"
    assert closed.attendance_on("hybrid", None) == "hybrid"
    assert closed.attendance_on("in-person", THANKSGIVING) == "in-person"


def test_a_cancelled_date_is_skipped_and_said():
    cancelled = Exceptions(cancelled=frozenset({THANKSGIVING}))
    assert the_next(cancelled) == dt.date(2026, 12, 3)
    assert cancelled.skipped(THURSDAYS, NOON) == THANKSGIVING
    assert Exceptions().skipped(THURSDAYS, NOON) is None


def test_closed_for_now_has_no_next_date():
    assert the_next(Exceptions(closed_for_now=True)) is None


def test_what_is_closed_on_holidays_is_not_offered_on_one():
    assert the_next(Exceptions(closed_on_holidays=True, country="US")) == dt.date(2026, 12, 3)
    assert the_next(Exceptions(country="US")) == THANKSGIVING
    assert the_next(Exceptions(closed_on_holidays=True, country="GB")) == THANKSGIVING


def test_exceptions_come_back_from_their_text():
    exceptions = Exceptions(
        meeting_closed=(a_month(11),),
        venue_closed=(Closed(SUNDAY, reason="Repairs"),),
        cancelled=frozenset({THANKSGIVING, SUNDAY}),
        closed_on_holidays=True,
        also_online=True,
        country="US",
        state="TN",
    )
    assert from_text(exceptions.as_text()) == exceptions


# Holidays


def test_holidays_are_the_country_s_and_the_state_s():
    assert holiday_name("US", "TN", THANKSGIVING)
    assert holiday_name("US", "", THANKSGIVING)
    assert not holiday_name("GB", "", THANKSGIVING)
    casimir_pulaski = dt.date(2026, 3, 2)
    assert holiday_name("US", "IL", casimir_pulaski)
    assert not holiday_name("US", "TN", casimir_pulaski)


@pytest.mark.parametrize(
    "country,state", [("US", "Tennessee"), ("US", "ZZ"), ("DE", "BY")], ids=["in full", "unknown", "abroad"]
)
def test_an_unknown_state_has_the_holidays_of_its_country(country, state):
    assert holiday_name(country, state, dt.date(2026, 1, 1))


@pytest.mark.parametrize("country", ["", "XX", "??", "AQ", "us"])
def test_where_no_calendar_is_known_no_day_is_a_holiday(country):
    assert not holiday_name(country, "TN", dt.date(2026, 11, 25))


# From the database


@pytest.mark.django_db
def test_exceptions_are_read_for_all_in_four_queries():
    venue = make_venue()
    meetings = [make_meeting(venue=venue, formats=["closed-on-holidays"]) for _number in range(5)]
    Closure.objects.create(venue=venue, first_day=SUNDAY)
    for meeting in meetings:
        Cancellation.objects.create(meeting=meeting, date=THANKSGIVING)
        Closure.objects.create(meeting=meeting, first_day=SUNDAY, last_day=SUNDAY, reason="Picnic")
    with CaptureQueriesContext(connection) as captured:
        found = exceptions_of([meeting.pk for meeting in meetings], NOON)
    assert len(captured) == 4
    assert set(found.values()) == {
        Exceptions(
            meeting_closed=(Closed(SUNDAY, SUNDAY, "Picnic"),),
            venue_closed=(Closed(SUNDAY, UNTIL_FURTHER_NOTICE),),
            cancelled=frozenset({THANKSGIVING}),
            closed_on_holidays=True,
            country="US",
            state="TN",
        )
    }


@pytest.mark.django_db
def test_past_closures_and_dates_are_left_out():
    meeting = make_meeting()
    long_ago = dt.date(2020, 1, 1)
    Closure.objects.create(meeting=meeting, first_day=long_ago, last_day=long_ago)
    Cancellation.objects.create(meeting=meeting, date=long_ago)
    assert exceptions_of([meeting.pk], NOON)[meeting.pk].as_text() == ""


@pytest.mark.django_db
def test_yesterday_s_cancelled_date_still_counts_where_the_meeting_would_still_run():
    meeting = make_meeting()
    Cancellation.objects.create(meeting=meeting, date=dt.date(2026, 11, 21))
    after_midnight = int(dt.datetime(2026, 11, 22, 0, 10, tzinfo=ZoneInfo(CHICAGO)).timestamp())
    assert exceptions_of([meeting.pk], after_midnight)[meeting.pk].cancelled


@pytest.mark.django_db
def test_the_closure_of_one_venue_is_not_another_s():
    closed, other, nowhere = make_meeting(), make_meeting(), make_meeting(attendance="online")
    closed.venue.closures.create(first_day=SUNDAY)
    found = exceptions_of([closed.pk, other.pk, nowhere.pk], NOON)
    assert found[closed.pk].venue_closed
    assert not found[other.pk].venue_closed
    assert not found[nowhere.pk].venue_closed


def test_nothing_asked_costs_nothing():
    assert exceptions_of([], NOON) == {}
