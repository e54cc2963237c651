import datetime as dt
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.times import (
    HORIZON_DAYS,
    Occurrence,
    Pattern,
    Week,
    in_weeks,
    instant,
    is_zone,
    local,
    next_occurrence,
    upcoming,
    weekday_of,
    zone_named,
)
from tests.oracles import times as oracle

SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(7)
CHICAGO = "America/Chicago"
FIRST_AND_LAST = 0b100001
ZONES = (
    CHICAGO,
    "America/New_York",
    "Europe/London",
    "Asia/Kolkata",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "UTC",
)
# Days on which clocks change somewhere above; in Samoa one whole day was left out, in Brazil midnight itself.
CHANGES = (
    *((2026, 3, 8), (2026, 11, 1), (2026, 3, 29), (2026, 10, 25), (2026, 4, 5), (2026, 10, 4)),
    *((2011, 12, 30), (2018, 11, 4), (2018, 2, 18), (2020, 4, 5)),
)


def at(zone, *wall):
    """The instant of a wall time that comes once."""
    return int(dt.datetime(*wall, tzinfo=ZoneInfo(zone)).timestamp())


def utc(*wall):
    return at("UTC", *wall)


def weekly(weekday, clock, duration=60, zone=CHICAGO, weeks=0):
    hour, minute = map(int, clock.split(":"))
    return Pattern(weekday, hour * 60 + minute, duration, zone, weeks)


def the_next(pattern, moment, without=()):
    """Found in both ways."""
    found = next_occurrence(pattern, moment, without)
    week = Week(pattern.time_zone, moment)
    assert (
        without or week.next_start(pattern.weekday, pattern.start, pattern.duration, pattern.weeks) == found
    )
    return found


def next_clock(pattern, moment, without=()):
    """What people's clocks show when it begins next, as in 2026-11-01 01:30."""
    return f"{local(the_next(pattern, moment, without).start, pattern.time_zone):%Y-%m-%d %H:%M}"


around_changes = st.builds(
    lambda day, minutes: utc(*day) + minutes * 60, st.sampled_from(CHANGES), st.integers(-15_000, 5_000)
)
any_time = st.integers(utc(2000, 1, 3), utc(2045, 1, 1))
moments = around_changes | any_time
patterns = st.builds(
    Pattern,
    st.integers(0, 6),
    st.integers(0, 1439) | st.sampled_from([0, 30, 60, 90, 119, 120, 150, 180, 1380, 1439]),
    st.none() | st.integers(1, 1440) | st.just(1440),
    st.sampled_from(ZONES),
    st.just(0) | st.integers(0, 63),
)


def plain(occurrences):
    return [(one.date, one.start, one.end) for one in occurrences if one]


def expected(pattern, moment, without=(), number=1):
    asked = (pattern.weekday, pattern.start, pattern.duration, pattern.time_zone, pattern.weeks)
    # Both look as far: the oracle begins a day earlier.
    return list(islice(oracle.occurrences(*asked, moment, without, days=HORIZON_DAYS + 1), number))


@given(patterns, moments)
def test_the_next_occurrence_is_the_one_seen_by_watching_the_clock(pattern, moment):
    assert plain([next_occurrence(pattern, moment)]) == expected(pattern, moment)


@given(patterns, moments)
def test_a_week_of_midnights_gives_the_same(pattern, moment):
    week = Week(pattern.time_zone, moment)
    found = week.next_start(pattern.weekday, pattern.start, pattern.duration, pattern.weeks)
    assert plain([found]) == expected(pattern, moment)


@given(patterns, moments, st.sets(st.integers(0, 10), max_size=6))
def test_the_following_occurrences_leave_cancelled_dates_out(pattern, moment, cancelled):
    usual = [date for date, _start, _end in expected(pattern, moment, number=8)]
    without = {date for place, date in enumerate(usual) if place in cancelled}
    assert plain(islice(upcoming(pattern, moment, without), 2)) == expected(pattern, moment, without, 2)


# The night of 1 November 2026: at 2:00 clocks in Chicago go back to 1:00, so that 1:30 comes twice.


def test_a_meeting_at_half_past_one_is_held_the_first_time_the_clock_shows_it():
    found = the_next(weekly(SUNDAY, "01:30"), utc(2026, 10, 31))
    assert found == Occurrence(dt.date(2026, 11, 1), utc(2026, 11, 1, 6, 30), utc(2026, 11, 1, 7, 30))


def test_after_the_first_half_past_one_has_ended_the_next_is_a_week_later():
    assert next_clock(weekly(SUNDAY, "01:30", 30), utc(2026, 11, 1, 7, 30)) == "2026-11-08 01:30"


def test_a_meeting_at_half_past_two_in_the_long_night_is_held_once():
    found = the_next(weekly(SUNDAY, "02:30"), utc(2026, 10, 31))
    assert found.start == utc(2026, 11, 1, 8, 30)


# The night of 8 March 2026: at 2:00 clocks in Chicago go forward to 3:00, so that 2:30 never comes.


def test_a_meeting_at_half_past_two_in_the_short_night_begins_when_clocks_show_half_past_three():
    found = the_next(weekly(SUNDAY, "02:30"), utc(2026, 3, 7))
    assert found.start == utc(2026, 3, 8, 8, 30)
    assert next_clock(weekly(SUNDAY, "02:30"), utc(2026, 3, 7)) == "2026-03-08 03:30"
    assert found.date == dt.date(2026, 3, 8)


def test_a_meeting_at_half_past_one_in_the_short_night_ends_when_clocks_show_half_past_three():
    found = the_next(weekly(SUNDAY, "01:30"), utc(2026, 3, 7))
    assert found.start == utc(2026, 3, 8, 7, 30)
    assert f"{local(found.end, CHICAGO):%H:%M}" == "03:30"


def test_sydney_changes_its_clocks_in_its_own_spring():
    sydney = weekly(SUNDAY, "02:30", zone="Australia/Sydney")
    assert next_clock(sydney, at("Australia/Sydney", 2026, 10, 3)) == "2026-10-04 03:30"
    assert the_next(sydney, utc(2026, 4, 4)).start == utc(2026, 4, 4, 15, 30)


def test_lord_howe_changes_its_clocks_by_half_an_hour():
    lord_howe = weekly(SUNDAY, "02:15", zone="Australia/Lord_Howe")
    assert next_clock(lord_howe, utc(2026, 10, 3)) == "2026-10-04 02:45"


def test_a_day_that_was_left_out_is_reckoned_by_the_clock_before():
    samoa = weekly(FRIDAY, "19:00", zone="Pacific/Apia")
    assert next_clock(samoa, utc(2011, 12, 29)) == "2011-12-31 19:00"


def test_kolkata_is_half_an_hour_off_and_never_changes():
    kolkata = weekly(MONDAY, "19:00", zone="Asia/Kolkata")
    for month in (1, 7):
        found = the_next(kolkata, utc(2026, month, 1))
        assert local(found.start, "UTC").strftime("%a %H:%M") == "Mon 13:30"


def test_a_meeting_over_midnight_is_still_found_after_midnight():
    late = weekly(FRIDAY, "23:00", 90)
    after_midnight = at(CHICAGO, 2026, 11, 21, 0, 29)
    found = the_next(late, after_midnight)
    assert found.date == dt.date(2026, 11, 20)
    assert found.running_at(after_midnight)
    assert next_clock(late, after_midnight + 60) == "2026-11-27 23:00"


def test_first_and_last_saturday():
    saturdays = weekly(SATURDAY, "10:00", weeks=FIRST_AND_LAST)
    dates = [one.date for one in islice(upcoming(saturdays, utc(2026, 10, 20)), 4)]
    assert [f"{date:%m-%d}" for date in dates] == ["10-31", "11-07", "11-28", "12-05"]


def test_a_fifth_monday_may_be_months_away():
    assert next_clock(weekly(MONDAY, "10:00", weeks=1 << 4), utc(2026, 3, 31)) == "2026-06-29 10:00"


def test_the_last_week_is_the_fourth_or_the_fifth():
    assert in_weeks(dt.date(2026, 2, 22), 1 << 5)
    assert in_weeks(dt.date(2026, 2, 28), 1 << 5)
    assert not in_weeks(dt.date(2026, 2, 21), 1 << 5)
    assert not in_weeks(dt.date(2026, 1, 24), 1 << 5)
    assert in_weeks(dt.date(2026, 1, 31), 1 << 5)


def test_a_cancelled_date_is_left_out():
    sundays = weekly(SUNDAY, "10:00")
    assert next_clock(sundays, utc(2026, 11, 20), {dt.date(2026, 11, 22)}) == "2026-11-29 10:00"


def test_a_meeting_that_lasts_all_day_runs_until_the_next():
    all_day = weekly(SUNDAY, "10:00", 1440)
    assert the_next(all_day, at(CHICAGO, 2026, 11, 23, 9, 59)).date == dt.date(2026, 11, 22)


def test_a_meeting_of_a_day_begun_the_day_before_yesterday_may_still_run_after_a_short_day():
    all_day = weekly(SATURDAY, "23:30", 1440)
    just_before_the_end = at(CHICAGO, 2026, 3, 9, 0, 29)
    assert the_next(all_day, just_before_the_end).date == dt.date(2026, 3, 7)


def test_without_a_stated_end_it_counts_as_over_after_an_hour():
    open_end = weekly(SUNDAY, "10:00", None)
    assert next_clock(open_end, at(CHICAGO, 2026, 11, 22, 10, 59)) == "2026-11-22 10:00"
    assert next_clock(open_end, at(CHICAGO, 2026, 11, 22, 11, 0)) == "2026-11-29 10:00"


def test_one_that_is_always_cancelled_is_never_held():
    class Always:
        def __contains__(self, day):
            return True

    assert next_occurrence(weekly(SUNDAY, "10:00"), utc(2026, 1, 1), Always()) is None
    assert HORIZON_DAYS > 365


@pytest.mark.parametrize(
    "minutes,past", [(-1, False), (0, False), (29, False), (30, True), (59, True), (60, False)]
)
def test_half_of_its_time_is_past_from_the_middle_to_the_end(minutes, past):
    found = the_next(weekly(SUNDAY, "10:00"), utc(2026, 11, 20))
    assert found.past_half_at(found.start + minutes * 60) is past


def test_weekdays_count_from_sunday():
    assert [weekday_of(dt.date(2026, 11, day)) for day in (22, 23, 28)] == [SUNDAY, MONDAY, SATURDAY]


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "/etc/localtime", "America", "\0"])
def test_a_zone_nobody_knows_is_read_as_utc_and_said_to_be_none(name):
    assert not is_zone(name)
    assert zone_named(name).key == "UTC"
    assert instant(dt.date(2026, 1, 1), 60, name) == utc(2026, 1, 1, 1)


def test_known_zones_are_zones():
    assert all(map(is_zone, ZONES))
