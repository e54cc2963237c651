import datetime as dt
from itertools import takewhile
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from meetings.exports.icalendar import Choices, calendar, meeting_calendar
from meetings.exports.vtimezone import vtimezone
from meetings.models import Cancellation, Closure, Meeting
from meetings.times import Pattern, upcoming
from tests import world
from tests.world import FIRST_AND_LAST, make_venue

pytestmark = pytest.mark.django_db

CHICAGO, KOLKATA, SYDNEY = "America/Chicago", "Asia/Kolkata", "Australia/Sydney"
MOMENT = int(dt.datetime(2026, 9, 20, 12, tzinfo=dt.UTC).timestamp())
A_YEAR = 365


def make_meeting(**changes):
    return world.make_meeting("Invented Lamp Group", **{"duration": 90, **changes})


def events(ics):
    return icalendar.Calendar.from_ical(ics).walk("VEVENT")


def event(meeting, *choices, moment=MOMENT):
    [only] = events(meeting_calendar(meeting, moment, *choices))
    return only


def expanded(ics, moment, days=A_YEAR):
    """The instants at which the file says the meeting begins."""
    start = dt.datetime.fromtimestamp(moment, dt.UTC)
    parsed = icalendar.Calendar.from_ical(ics)
    found = recurring_ical_events.of(parsed).between(
        start - dt.timedelta(days=2), start + dt.timedelta(days=days)
    )
    return sorted(int(one["DTSTART"].dt.timestamp()) for one in found)


def expected(pattern, moment, days=A_YEAR, without=()):
    last = moment + days * 86_400
    return [one.start for one in takewhile(lambda one: one.start < last, upcoming(pattern, moment, without))]


@pytest.mark.parametrize(
    "zone,weekday,start,duration,weeks",
    [
        (CHICAGO, 2, dt.time(19), 90, 0),
        (CHICAGO, 0, dt.time(1, 30), 60, 0),
        (CHICAGO, 0, dt.time(2, 30), 60, 0),
        (CHICAGO, 5, dt.time(23), 90, 0),
        (KOLKATA, 3, dt.time(6, 15), 60, 0),
        (SYDNEY, 0, dt.time(2, 30), None, 0),
        (SYDNEY, 6, dt.time(10), 60, FIRST_AND_LAST),
        (CHICAGO, 6, dt.time(10), None, FIRST_AND_LAST),
        (CHICAGO, 1, dt.time(18), 60, 1 << 4),
        (CHICAGO, 1, dt.time(18), 60, 1 << 4 | 1 << 5),
        ("UTC", 1, dt.time(18), 60, 0),
        ("Europe/Dublin", 0, dt.time(1, 30), 60, 0),
    ],
)
def test_another_program_reads_the_same_dates_from_the_file(zone, weekday, start, duration, weeks):
    meeting = make_meeting(time_zone=zone, weekday=weekday, start=start, duration=duration, weeks=weeks)
    pattern = Pattern(weekday, start.hour * 60 + start.minute, duration, zone, weeks)
    assert expanded(meeting_calendar(meeting, MOMENT), MOMENT) == expected(pattern, MOMENT)


@pytest.mark.parametrize(
    "zone,night", [(CHICAGO, (2026, 11, 1)), (CHICAGO, (2027, 3, 14)), (SYDNEY, (2026, 10, 4))]
)
@pytest.mark.parametrize("hour", [1, 2])
@pytest.mark.parametrize("minutes", [-90, -45, -15, 0, 15, 45, 90])
def test_any_moment_of_a_night_on_which_the_clocks_change_gives_the_right_first_date(
    zone, night, hour, minutes
):
    meeting = make_meeting(time_zone=zone, weekday=0, start=dt.time(hour, 30), duration=60)
    moment = int(dt.datetime(*night, 2, 30, tzinfo=ZoneInfo(zone)).timestamp()) + minutes * 60
    pattern = Pattern(0, hour * 60 + 30, 60, zone)
    assert expanded(meeting_calendar(meeting, moment), moment, 30) == expected(pattern, moment, 30)


def test_a_cancelled_date_falls_out_of_the_file():
    meeting = make_meeting()
    Cancellation.objects.create(meeting=meeting, date=dt.date(2026, 10, 6))
    without = [dt.date(2026, 10, 6)]
    assert expanded(meeting_calendar(meeting, MOMENT), MOMENT) == expected(
        Pattern(2, 19 * 60, 90, CHICAGO), MOMENT, without=without
    )


def test_a_cancelled_next_date_is_not_the_first_date():
    meeting = make_meeting()
    Cancellation.objects.create(meeting=meeting, date=dt.date(2026, 9, 22))
    assert event(meeting)["DTSTART"].dt.date() == dt.date(2026, 9, 29)


def test_a_closure_with_an_end_falls_out_and_one_without_ends_the_series():
    meeting = make_meeting(venue=make_venue())
    Closure.objects.create(
        venue=meeting.venue, first_day=dt.date(2026, 10, 1), last_day=dt.date(2026, 10, 20)
    )
    Closure.objects.create(meeting=meeting, first_day=dt.date(2026, 11, 3))
    dates = [
        dt.datetime.fromtimestamp(at, ZoneInfo(CHICAGO)).date()
        for at in expanded(meeting_calendar(meeting, MOMENT), MOMENT)
    ]
    assert dates == [dt.date(2026, 9, 22), dt.date(2026, 9, 29), dt.date(2026, 10, 27)]
    assert event(meeting)["STATUS"] == "CONFIRMED"


def test_a_closed_building_does_not_stop_a_meeting_that_is_online_too():
    meeting = make_meeting(venue=make_venue(), attendance="hybrid")
    Closure.objects.create(venue=meeting.venue, first_day=dt.date(2026, 1, 1))
    assert len(expanded(meeting_calendar(meeting, MOMENT), MOMENT)) == 52


def test_a_meeting_that_is_not_held_on_public_holidays_leaves_them_out():
    meeting = make_meeting(weekday=4, formats=["closed-on-holidays"])
    starts = expanded(meeting_calendar(meeting, MOMENT), MOMENT, 90)
    dates = [dt.datetime.fromtimestamp(at, ZoneInfo(CHICAGO)).date() for at in starts]
    assert dt.date(2026, 11, 19) in dates
    assert dt.date(2026, 11, 26) not in dates  # Thanksgiving


@pytest.mark.parametrize("changes", [{"status": "unlisted"}, {"status": "draft"}, {"closed_for_now": True}])
def test_a_meeting_that_is_not_held_is_cancelled(changes):
    assert event(make_meeting(**changes))["STATUS"] == "CANCELLED"


def test_a_meeting_closed_for_good_is_cancelled():
    meeting = make_meeting()
    Closure.objects.create(meeting=meeting, first_day=dt.date(2026, 1, 1))
    assert event(meeting)["STATUS"] == "CANCELLED"


def test_the_file_says_nothing_about_recovery_unless_asked():
    meeting = world.make_meeting("Heroin Recovery Meeting", venue=make_venue(), notes="Secret notes")
    ics = meeting_calendar(meeting, MOMENT).decode()
    for word in (
        "Heroin",
        "Recovery",
        "Narcotics",
        "NA)",
        "Invented",
        "Memphis",
        "Secret",
        "http",
        "testserver",
    ):
        assert word not in ics
    only = event(meeting)
    assert (only["SUMMARY"], only["CLASS"]) == ("Appointment", "PRIVATE")
    assert only["UID"].startswith(f"meeting-{meeting.pk}@")
    assert "LOCATION" not in only
    assert "URL" not in only


def test_title_place_and_address_of_ours_stand_there_when_asked_for():
    meeting = make_meeting(venue=make_venue())
    only = event(
        meeting, Choices(plain_title=True, location=True, link=lambda one: f"https://example.org/{one.pk}")
    )
    assert only["SUMMARY"] == "Invented Lamp Group (NA)"
    assert only["LOCATION"] == "Invented Hall, 1 Made-Up Street, Memphis, TN 38103"
    assert only["URL"] == f"https://example.org/{meeting.pk}"


def test_a_hidden_address_never_stands_in_the_file():
    meeting = make_meeting(venue=make_venue(address_hidden=True, getting_in="Back door"))
    ics = meeting_calendar(meeting, MOMENT, Choices(plain_title=True, location=True)).decode()
    assert icalendar.Calendar.from_ical(ics).walk("VEVENT")[0]["LOCATION"] == "Memphis, TN"
    for word in ("Made-Up", "Invented Hall", "38103", "Back door"):
        assert word not in ics


def test_an_online_meeting_has_no_place_even_with_a_venue():
    meeting = make_meeting(attendance="online", venue=make_venue(), online_url="https://example.org/room")
    assert "LOCATION" not in event(meeting, Choices(location=True))


def test_a_length_nobody_stated_is_not_invented():
    assert "DURATION" not in event(make_meeting(duration=None))
    assert event(make_meeting(duration=90))["DURATION"].dt == dt.timedelta(minutes=90)


def test_a_meeting_by_appointment_makes_no_event():
    meeting = make_meeting(by_appointment=True, weekday=None, start=None)
    assert events(meeting_calendar(meeting, MOMENT)) == []


def test_lines_end_with_crlf_and_are_folded_at_75_bytes():
    meeting = world.make_meeting("Grüße, aus; dem \\ Süden " * 8)
    ics = meeting_calendar(meeting, MOMENT, Choices(plain_title=True))
    assert all(len(line) <= 75 for line in ics.split(b"\r\n"))
    assert b"\n" not in ics.replace(b"\r\n", b"")
    assert str(event(meeting, Choices(plain_title=True))["SUMMARY"]) == f"{meeting.name} (NA)"


def test_many_meetings_make_one_file_with_each_zone_once(django_assert_num_queries):
    for zone in (CHICAGO, KOLKATA, CHICAGO, SYDNEY):
        make_meeting(time_zone=zone, venue=make_venue())
    with django_assert_num_queries(5):  # meetings; closed for now, closures, cancelled dates, holidays
        ics = calendar(Meeting.objects.order_by("pk").select_related("fellowship", "venue"), MOMENT)
    parsed = icalendar.Calendar.from_ical(ics)
    assert len(parsed.walk("VEVENT")) == 4
    assert [str(zone["TZID"]) for zone in parsed.walk("VTIMEZONE")] == [CHICAGO, KOLKATA, SYDNEY]


@pytest.mark.parametrize(
    "zone", [CHICAGO, KOLKATA, SYDNEY, "Europe/Dublin", "Africa/Casablanca", "America/Sao_Paulo"]
)
def test_the_zone_in_the_file_alone_gives_the_clocks_of_the_real_zone(zone):
    written = icalendar.Timezone.from_ical(vtimezone(zone, 2026).to_ical())
    onsets = sorted(
        (wall - part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td)
        for part in written.subcomponents
        for wall in [part["DTSTART"].dt, *repeated(part)]
    )
    for hours in range(0, 4 * 366 * 24, 5):
        moment = dt.datetime(2025, 1, 1) + dt.timedelta(hours=hours)
        [offset] = [offset for onset, offset in onsets if onset <= moment][-1:]
        assert offset == moment.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(zone)).utcoffset(), moment


def repeated(part):
    return [one.dt for one in part["RDATE"].dts] if "RDATE" in part else []


@given(
    zone=st.sampled_from([CHICAGO, KOLKATA, SYDNEY, "Europe/London", "Pacific/Chatham"]),
    weekday=st.integers(0, 6),
    start=st.integers(0, 1439),
    weeks=st.integers(0, 63),
    moment=st.integers(MOMENT, MOMENT + A_YEAR * 86_400),
)
def test_any_pattern_at_any_moment_reads_the_same_in_another_program(zone, weekday, start, weeks, moment):
    meeting = make_meeting(
        time_zone=zone, weekday=weekday, start=dt.time(start // 60, start % 60), weeks=weeks
    )
    pattern = Pattern(weekday, start, 90, zone, weeks)
    assert expanded(meeting_calendar(meeting, moment), moment, 120) == expected(pattern, moment, 120)
