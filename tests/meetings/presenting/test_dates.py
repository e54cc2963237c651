"""When a meeting is held, at moments given as arguments."""

import datetime as dt

import pytest

from meetings.exceptions import Closed, Exceptions
from meetings.models import Meeting, Venue
from meetings.presenting.dates import held, pattern_of, present_dates, title_of
from meetings.times import instant
from tests.world import CHICAGO, FRIDAY, SATURDAY, THURSDAY, TUESDAY

SUNDAY = dt.date(2026, 11, 22)
THANKSGIVING = dt.date(2026, 11, 26)
NOON = instant(SUNDAY, 12 * 60, CHICAGO)


def meeting(**changes):
    """Not saved: this module reads no database."""
    values = {
        "name": "Lamp Group",
        "attendance": "in-person",
        "weekday": THURSDAY,
        "start": dt.time(19),
        "duration": 60,
        "time_zone": CHICAGO,
        "venue": Venue(city="Memphis", state="TN", country="US"),
    }
    return Meeting(**{**values, **changes})


def shown(moment=NOON, exceptions=None, **changes):
    return present_dates(meeting(**changes), exceptions or Exceptions(), moment)


def test_the_next_date_and_the_two_after_it():
    dates = shown(weekday=TUESDAY)
    assert dates["next"] == {
        "when": "Tuesday 7:00 pm CST",
        "live": False,
        "day": "Tuesday 24 November",
        "clock": "7:00 – 8:00 pm",
        "datetime": "2026-11-25T01:00Z",
    }
    assert [one["words"] for one in dates["following"]] == [
        "Tuesday 1 December, 7:00 pm",
        "Tuesday 8 December, 7:00 pm",
    ]
    assert (dates["zone"], dates["zone_long"]) == ("CST", "Central Standard Time")
    assert dates["notices"] == []


def test_one_under_way_is_on_now():
    dates = shown(moment=instant(dt.date(2026, 11, 24), 19 * 60 + 7, CHICAGO), weekday=TUESDAY)
    assert dates["next"]["when"] == "On now, started 7 minutes ago"
    assert dates["next"]["live"]


def test_a_public_holiday_is_to_be_checked_first():
    dates = shown()
    assert dates["next"]["day"] == "Thursday 26 November"
    assert dates["notices"] == ["Thursday 26 November is a public holiday (Thanksgiving Day): check first."]


def test_one_that_is_shut_on_holidays_is_probably_not_held_and_not_the_next():
    dates = shown(exceptions=Exceptions(closed_on_holidays=True, country="US", state="TN"))
    assert dates["next"]["day"] == "Thursday 3 December"
    assert dates["notices"] == ["Probably not on Thursday 26 November: Thanksgiving Day."]


@pytest.mark.parametrize("attendance", ["online", "phone"])
def test_a_holiday_does_not_matter_online(attendance):
    assert shown(attendance=attendance)["notices"] == []


def test_nor_to_a_hybrid_meeting_whose_building_is_closed_then():
    closed = Closed(dt.date(2026, 11, 1), dt.date(2026, 12, 31), "New floor")
    dates = shown(attendance="hybrid", exceptions=Exceptions(venue_closed=(closed,), also_online=True))
    assert dates["next"]["day"] == "Thursday 26 November"
    assert dates["notices"] == [
        "Building closed until Thursday 31 December (that day too): meets online. New floor"
    ]


def test_a_holiday_of_no_known_country_is_not_looked_for():
    assert shown(venue=None)["notices"] == []
    assert shown(venue=Venue(country="ZZ", state="Nowhere"))["notices"] == []


def test_cancelled_dates_are_named_in_order():
    gone = frozenset({dt.date(2026, 11, 27), dt.date(2026, 12, 11)})
    dates = shown(weekday=FRIDAY, exceptions=Exceptions(cancelled=gone), venue=None)
    assert dates["notices"] == ["Not on Friday 27 November.", "Not on Friday 11 December."]
    assert dates["next"]["day"] == "Friday 4 December"


@pytest.mark.parametrize(
    "first,last,said",
    [
        (SUNDAY, None, "Closed until further notice."),
        (SUNDAY, dt.date(2026, 11, 30), "Closed until Monday 30 November (that day too)."),
        (dt.date(2026, 12, 1), None, "Closed from Tuesday 1 December until further notice."),
        (dt.date(2026, 12, 1), dt.date(2027, 1, 2), "Closed Tuesday 1 December – Saturday 2 January 2027."),
    ],
)
def test_a_closure_is_said_by_its_days(first, last, said):
    closed = Closed(first, last) if last else Closed(first)
    assert shown(weekday=TUESDAY, exceptions=Exceptions(meeting_closed=(closed,)))["notices"][0] == said


def test_weeks_of_the_month_are_the_usual_pattern():
    dates = shown(weekday=SATURDAY, weeks=0b100001, start=dt.time(10))
    assert dates["usual"] == "1st and last Saturday of the month at 10:00 am"
    assert dates["next"]["day"] == "Saturday 28 November"
    assert [one["words"] for one in dates["following"]] == [
        "Saturday 5 December, 10:00 am",
        "Saturday 26 December, 10:00 am",
    ]


def test_by_appointment_has_neither_dates_nor_a_time_in_its_title():
    by_appointment = meeting(by_appointment=True, weekday=None, start=None)
    assert pattern_of(by_appointment) is None
    assert held(None, Exceptions(), NOON) == []
    assert title_of(by_appointment, Exceptions(), NOON) == "Lamp Group"
    assert present_dates(by_appointment, Exceptions(), NOON)["usual"] == "By appointment"


def test_a_title_names_the_day_and_hour_people_will_see():
    skipped_hour = meeting(weekday=0, start=dt.time(2, 30))
    before = instant(dt.date(2026, 3, 7), 12 * 60, CHICAGO)
    assert title_of(skipped_hour, Exceptions(), before) == "Sunday 3:30 am, Lamp Group"
    assert title_of(skipped_hour, Exceptions(), NOON) == "Sunday 2:30 am, Lamp Group"


def test_a_closed_building_is_not_spoken_of_where_nobody_goes_to_it():
    closed = Exceptions(venue_closed=(Closed(dt.date(2026, 11, 1)),), also_online=True)
    assert shown(attendance="online", exceptions=closed)["notices"] == []


def test_a_meeting_to_ask_about_first_says_so():
    [notice] = shown(weekday=TUESDAY, contact_for_details=True)["notices"]
    assert notice == "Its list says: contact the group for details before you go."
