import pytest

from meetings.search import DAYS, NEXT_ONES_SECONDS
from tests.meetings.searching import (
    CHICAGO,
    FRIDAY,
    MONDAY,
    NOON,
    SATURDAY,
    SUNDAY,
    WEDNESDAY,
    a_meeting,
    at,
    find,
    ids,
)

MEMPHIS = (35.15, -90.05)
HALF_HOUR = 30 * 60


# Order


def test_the_soonest_comes_first():
    week = [a_meeting(number, weekday=day) for number, day in enumerate([FRIDAY, SUNDAY, MONDAY], 1)]
    assert ids(week) == [2, 3, 1]


def test_one_that_is_over_waits_for_its_next_week():
    assert ids([a_meeting(1, start="10:00"), a_meeting(2, weekday=SATURDAY)]) == [2, 1]


def test_one_past_half_its_time_stands_after_those_of_the_next_three_hours():
    meetings = [
        a_meeting(1, start="11:20"),
        a_meeting(2, start="14:59"),
        a_meeting(3, start="15:01"),
        a_meeting(4, start="11:45"),
    ]
    assert ids(meetings) == [4, 2, 1, 3]


def test_one_past_half_its_time_stays_under_today():
    before_midnight = at(2026, 11, 22, 23, 30)
    meetings = [a_meeting(1, start="22:45"), a_meeting(2, weekday=MONDAY, start="00:15")]
    assert NEXT_ONES_SECONDS > HALF_HOUR
    assert ids(meetings, before_midnight) == [1, 2]


def test_where_the_hour_before_midnight_comes_twice_today_ends_after_the_second():
    brazil = {"zone": "America/Sao_Paulo", "weekday": SATURDAY}
    moment = at(2018, 2, 17, 23, 20, zone="America/Sao_Paulo")
    (hit,) = find([a_meeting(start="22:40", **brazil)], moment).hits
    assert hit.position[0] == at(2018, 2, 18, zone="America/Sao_Paulo") - 1


def test_those_by_appointment_stand_last_and_have_no_day():
    found = find([a_meeting(1, weekday=None, start=None), a_meeting(2, weekday=SATURDAY)])
    assert [(hit.meeting, hit.occurrence is None) for hit in found.hits] == [(2, False), (1, True)]
    assert sum(found.counts["day"][day] for day in DAYS) == 1


def test_at_the_same_time_the_nearer_comes_first():
    far, near = (35.4, -90.05), (35.16, -90.05)
    assert ids([a_meeting(1, point=far), a_meeting(2, point=near)], point=MEMPHIS) == [2, 1]


def test_by_distance_the_nearer_comes_first_however_late():
    meetings = [a_meeting(1, point=(35.4, -90.05)), a_meeting(2, point=(35.16, -90.05), weekday=SATURDAY)]
    assert ids(meetings, point=MEMPHIS, by_distance=True) == [2, 1]


def test_across_zones_the_real_instant_decides():
    eastern = a_meeting(1, start="19:30", zone="America/New_York")
    assert ids([a_meeting(2, start="19:00"), eastern]) == [1, 2]


def test_over_a_change_of_the_clock_within_the_week_the_real_instant_decides():
    friday = at(2026, 10, 30, 12)
    # On the morning of 1 November Memphis goes back an hour, Kolkata does not: 21:30 there is 10:00 here.
    kolkata = a_meeting(1, start="21:30", zone="Asia/Kolkata")
    meetings = [kolkata, a_meeting(2, start="09:59"), a_meeting(3, start="10:01")]
    assert ids(meetings, friday) == [2, 1, 3]


# Pages


def test_page_two_continues_page_one_without_gaps_or_repeats():
    meetings = [
        a_meeting(number, weekday=number % 7, start=f"{number % 24:02}:00") for number in range(1, 61)
    ]
    everything = ids(meetings, size=100)
    assert [one for first in (0, 25, 50) for one in ids(meetings, first=first)] == everything
    assert sorted(everything) == list(range(1, 61))


def test_pages_of_meetings_at_one_time_and_place_do_not_repeat_any():
    meetings = [a_meeting(number) for number in range(1, 31)]
    assert ids(meetings) + ids(meetings, first=25) == list(range(1, 31))


def test_a_page_past_the_end_is_empty_and_the_total_still_right():
    found = find([a_meeting()], first=25)
    assert (found.hits, found.total) == ([], 1)


# Day


def test_today_includes_what_began_yesterday_and_still_runs():
    after_midnight = at(2026, 11, 22, 0, 20)
    meetings = [a_meeting(1, weekday=SATURDAY, start="23:30"), a_meeting(2, weekday=SATURDAY)]
    assert ids(meetings, after_midnight, values={"day": {"today"}}) == [1]
    assert ids(meetings, after_midnight, values={"day": {"saturday"}}) == [1, 2]


def test_today_leaves_out_what_is_over():
    assert ids([a_meeting(1, start="10:00"), a_meeting(2)], values={"day": {"today"}}) == [2]


def test_tomorrow_is_the_next_day_there_not_here():
    sydney = a_meeting(1, weekday=MONDAY, start="19:00", zone="Australia/Sydney")
    in_memphis_at_noon = NOON  # Monday, 5:00, in Sydney
    assert ids([sydney], in_memphis_at_noon, values={"day": {"tomorrow"}}) == []
    assert ids([sydney], in_memphis_at_noon, values={"day": {"today"}}) == [1]


def test_days_are_alternatives():
    meetings = [a_meeting(day + 1, weekday=day) for day in range(7)]
    assert ids(meetings, values={"day": {"monday", "friday"}}) == [2, 6]


def test_in_a_list_with_a_zone_of_its_own_days_and_times_are_that_zone_s():
    sydney = a_meeting(1, weekday=MONDAY, start="07:00", zone="Australia/Sydney")
    assert ids([sydney], list_zone=CHICAGO, values={"day": {"sunday"}, "time": {"afternoon"}}) == [1]
    assert ids([sydney], list_zone=CHICAGO, values={"day": {"today"}}) == [1]
    assert ids([sydney], list_zone=CHICAGO, values={"day": {"monday"}}) == []
    assert ids([sydney], values={"day": {"monday"}, "time": {"morning"}}) == [1]


# Time


@pytest.mark.parametrize(
    "start,part",
    [
        ("04:59", "night"),
        ("05:00", "morning"),
        ("10:59", "morning"),
        ("11:00", "midday"),
        ("13:59", "midday"),
        ("14:00", "afternoon"),
        ("16:59", "afternoon"),
        ("17:00", "evening"),
        ("20:59", "evening"),
        ("21:00", "night"),
        ("00:00", "night"),
    ],
)
def test_parts_of_the_day_go_by_the_start(start, part):
    found = find([a_meeting(start=start, weekday=WEDNESDAY)])
    assert found.counts["time"] == {part: 1}


def test_now_is_what_runs_or_starts_within_half_an_hour():
    meetings = [
        a_meeting(1, start="11:10"),
        a_meeting(2, start="12:00"),
        a_meeting(3, start="12:30"),
        a_meeting(4, start="12:31"),
        a_meeting(5, start="11:00"),
    ]
    assert sorted(ids(meetings, values={"time": {"now"}})) == [1, 2, 3]


def test_without_a_stated_end_a_meeting_counts_as_over_after_an_hour():
    meeting = a_meeting(duration=None)
    assert ids([meeting], at(2026, 11, 22, 19, 59), values={"time": {"now"}}) == [1]
    assert ids([meeting], at(2026, 11, 22, 20, 0), values={"time": {"now"}}) == []


def test_the_soonest_is_now_when_one_is_under_way():
    assert find([a_meeting(start="11:30"), a_meeting(2)]).soonest == NOON
    assert find([a_meeting()]).soonest == at(2026, 11, 22, 19)
    assert find([a_meeting(weekday=None, start=None)]).soonest is None
