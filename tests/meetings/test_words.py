import datetime as dt

import pytest
from django.utils import translation

from meetings import words
from meetings.language_names import language_name, language_names
from meetings.times import Occurrence, Pattern, instant, occurrence_on
from meetings.zone_names import zone_long, zone_short

CHICAGO, KOLKATA, SYDNEY = "America/Chicago", "Asia/Kolkata", "Australia/Sydney"
SUNDAY = dt.date(2026, 11, 22)
TUESDAY = dt.date(2026, 11, 24)


def at(day, hour, minute=0, zone=CHICAGO):
    return instant(day, hour * 60 + minute, zone)


def held(day, hour, minute=0, duration=90, zone=CHICAGO):
    return occurrence_on(Pattern((day.weekday() + 1) % 7, hour * 60 + minute, duration, zone), day)


@pytest.mark.parametrize(
    "hour,minute,said",
    [
        (0, 0, "12:00 midnight"),
        (0, 30, "12:30 am"),
        (9, 5, "9:05 am"),
        (12, 0, "12:00 noon"),
        (12, 15, "12:15 pm"),
        (19, 0, "7:00 pm"),
        (23, 59, "11:59 pm"),
    ],
)
def test_a_clock_is_read_as_people_say_it(hour, minute, said):
    assert words.clock(at(SUNDAY, hour, minute), CHICAGO) == said


def test_a_skipped_hour_shows_the_clock_people_will_see():
    assert words.clock(at(dt.date(2026, 3, 8), 2, 30), CHICAGO) == "3:30 am"


@pytest.mark.parametrize(
    "hour,minute,duration,said",
    [
        (19, 0, 90, "7:00 – 8:30 pm"),
        (7, 0, 60, "7:00 – 8:00 am"),
        (11, 30, 60, "11:30 am – 12:30 pm"),
        (11, 0, 60, "11:00 am – 12:00 noon"),
        (12, 0, 60, "12:00 noon – 1:00 pm"),
        (23, 0, 90, "11:00 pm – 12:30 am"),
        (19, 0, None, "7:00 pm"),
    ],
)
def test_a_span_names_both_ends_and_guesses_none(hour, minute, duration, said):
    assert words.span(held(SUNDAY, hour, minute, duration), duration, CHICAGO) == said


@pytest.mark.parametrize(
    "zone,day,short,long",
    [
        (CHICAGO, SUNDAY, "CST", "Central Standard Time"),
        (CHICAGO, dt.date(2026, 7, 1), "CDT", "Central Daylight Time"),
        (KOLKATA, SUNDAY, "IST", "India Standard Time"),
        ("Europe/Dublin", dt.date(2026, 7, 1), "IST", "Irish Standard Time"),
        ("Asia/Shanghai", SUNDAY, "CST", "China Standard Time"),
        ("Asia/Manila", SUNDAY, "PST", "Philippine Standard Time"),
        (SYDNEY, SUNDAY, "AEDT", "Australian Eastern Daylight Time"),
        ("America/Sao_Paulo", SUNDAY, "Sao Paulo time", "Sao Paulo time"),
        ("Asia/Kathmandu", SUNDAY, "Kathmandu time", "Kathmandu time"),
        ("UTC", SUNDAY, "UTC", "Coordinated Universal Time"),
        ("No/Such_Zone", SUNDAY, "UTC", "Coordinated Universal Time"),
    ],
)
def test_a_zone_has_a_short_name_and_one_to_read_aloud(zone, day, short, long):
    moment = at(day, 12, 0, zone)
    assert (zone_short(zone, moment), zone_long(zone, moment)) == (short, long)


@pytest.mark.parametrize(
    "date,said",
    [
        (SUNDAY, "Today, Sunday 22 November"),
        (SUNDAY + dt.timedelta(days=1), "Tomorrow, Monday 23 November"),
        (TUESDAY, "Tuesday 24 November"),
        (dt.date(2027, 1, 3), "Sunday 3 January 2027"),
    ],
)
def test_a_day_heading_says_today_and_tomorrow(date, said):
    assert words.day_heading(date, SUNDAY) == said


@pytest.mark.parametrize(
    "occurrence,moment,said",
    [
        (held(SUNDAY, 19), at(SUNDAY, 19, 7), "On now, started 7 minutes ago"),
        (held(SUNDAY, 19), at(SUNDAY, 19, 1), "On now, started 1 minute ago"),
        (held(SUNDAY, 19), at(SUNDAY, 19), "On now, just started"),
        (held(SUNDAY, 1, 0, 600), at(SUNDAY, 3, 30), "On now, started 2 hours 30 minutes ago"),
        (held(SUNDAY, 19), at(SUNDAY, 18, 35), "In 25 minutes"),
        (held(SUNDAY, 19), at(SUNDAY, 19) - 30, "In 1 minute"),
        (held(SUNDAY, 19), at(SUNDAY, 17, 30), "In 90 minutes"),
        (held(SUNDAY, 19), at(SUNDAY, 17, 29), "Today 7:00 pm CST"),
        (held(SUNDAY, 19), at(SUNDAY - dt.timedelta(days=1), 19), "Tomorrow 7:00 pm CST"),
        (held(TUESDAY, 19), at(SUNDAY, 12), "Tuesday 7:00 pm CST"),
        (held(TUESDAY, 19), at(TUESDAY - dt.timedelta(days=7), 12), "Tuesday 24 November, 7:00 pm CST"),
        (held(dt.date(2026, 12, 12), 10), at(SUNDAY, 12), "Saturday 12 December, 10:00 am CST"),
        (held(SUNDAY, 12, 0, 60), at(SUNDAY - dt.timedelta(days=1), 13), "Tomorrow 12:00 noon CST"),
    ],
)
def test_how_soon_is_said_as_one_would_say_it(occurrence, moment, said):
    assert words.when(occurrence, moment, CHICAGO) == said


def test_a_meeting_over_midnight_is_still_on_after_it():
    monday = SUNDAY + dt.timedelta(days=1)
    assert words.when(held(SUNDAY, 23), at(monday, 0, 10), CHICAGO) == "On now, started 70 minutes ago"


def test_beside_its_clock_a_meeting_is_named_by_its_day_alone():
    saturday = SUNDAY - dt.timedelta(days=1)
    assert words.soon(held(SUNDAY, 19), at(SUNDAY, 17, 29), CHICAGO) == "Today"
    assert words.soon(held(SUNDAY, 19), at(saturday, 19), CHICAGO) == "Tomorrow"
    assert words.soon(held(TUESDAY, 19), at(SUNDAY, 12), CHICAGO) == "Tuesday"
    assert words.soon(held(SUNDAY, 19), at(SUNDAY, 18, 35), CHICAGO) == "In 25 minutes"


def test_a_day_is_that_of_the_meetings_own_zone():
    occurrence = held(dt.date(2026, 11, 24), 6, 15, zone=KOLKATA)
    assert words.when(occurrence, at(dt.date(2026, 11, 22), 19), KOLKATA) == "Tomorrow 6:15 am IST"


def test_one_that_is_over_is_named_by_its_date():
    occurrence = Occurrence(SUNDAY, at(SUNDAY, 9), at(SUNDAY, 10))
    monday = at(SUNDAY + dt.timedelta(days=1), 9)
    assert words.when(occurrence, monday, CHICAGO) == "Sunday 22 November, 9:00 am CST"


@pytest.mark.parametrize(
    "weeks,weekday,said",
    [
        (0, 2, "Every Tuesday"),
        (0b11111, 0, "Every Sunday"),
        (0b100001, 6, "1st and last Saturday of the month"),
        (0b1111, 6, "1st, 2nd, 3rd and 4th Saturday of the month"),
        (0b100000, 1, "Last Monday of the month"),
        (0b10000, 0, "5th Sunday of the month"),
    ],
)
def test_weeks_of_the_month_are_named(weeks, weekday, said):
    assert words.weeks_in_words(weeks, weekday) == said


@pytest.mark.parametrize(
    "duration,said",
    [
        (None, "Not stated"),
        (0, "Not stated"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (90, "1 hour 30 minutes"),
        (121, "2 hours 1 minute"),
        (1440, "24 hours"),
    ],
)
def test_a_length_is_given_in_hours_and_minutes(duration, said):
    assert words.length_in_words(duration) == said


@pytest.mark.parametrize(
    "miles,unit,approximate,said",
    [
        (2.34, "mi", False, "2.3 miles"),
        (1.04, "mi", False, "1 mile"),
        (0.4, "mi", False, "less than 1 mile"),
        (0.4, "km", True, "less than 1 km"),
        (9.97, "mi", False, "10 miles"),
        (24.6, "mi", False, "25 miles"),
        (2.5, "km", True, "about 4 km"),
        (1.2, "mi", True, "about 1 mile"),
        (1, "km", False, "1.6 km"),
    ],
)
def test_a_distance_is_no_more_exact_than_it_is_known(miles, unit, approximate, said):
    assert words.distance_in_words(miles, unit, approximate) == said


@pytest.mark.parametrize(
    "slugs,said",
    [
        (["open", "women"], "Open: anyone may come"),
        (["closed"], "Closed: only for people who come for themselves"),
        (["speaker"], "Open or closed: not stated"),
        (["open", "closed"], "Listed as open and as closed: ask before you go"),
    ],
)
def test_open_and_closed_are_explained_and_never_guessed(slugs, said):
    assert words.openness_words(slugs) == said


def test_attendance_is_said_in_words():
    assert words.attendance_words("hybrid") == "In person and online"
    assert words.attendance_words("") == "Not stated"


@pytest.mark.parametrize(
    "code,said",
    [
        ("es", "Spanish"),
        ("es-MX", "Mexican Spanish"),
        ("pt-BR", "Brazilian Portuguese"),
        ("ase", "American Sign Language"),
        ("zh-Hant-HK", "Chinese"),
        ("fr-CA", "French"),
        ("qqq", "qqq"),
    ],
)
def test_a_language_has_a_name(code, said):
    assert language_name(code) == said


def test_languages_are_named_once_and_nonsense_is_left_out():
    assert language_names(["es", "es", None, 7, "", "en"]) == ["Spanish", "English"]


def test_words_follow_the_language_of_the_page():
    with translation.override("es"):
        assert words.weekday_name(0) == "domingo"
        assert words.distance_in_words(2.34, "mi") == "2.3 millas"
