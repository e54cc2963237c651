"""One date held on another day instead: in the search, on results, on the page and in the calendar file."""

import datetime as dt
from itertools import takewhile
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from fellowships import version
from meetings.availability import exceptions_of
from meetings.changing import save_published
from meetings.exceptions import Closed, Exceptions, Moved, from_text
from meetings.exports.icalendar import meeting_calendar
from meetings.finding import online_next
from meetings.labels import labels
from meetings.models import Cancellation, Closure, SearchRow
from meetings.reindex import check
from meetings.times import Pattern, instant
from tests.meetings.asking import ask, row_named
from tests.meetings.searching import NOON, a_meeting, at, find, ids
from tests.meetings.views.pages import in_days, text_of, weekday_in
from tests.world import CHICAGO, make_meeting

SUNDAY, TUESDAY, WEDNESDAY = (dt.date(2026, 11, day) for day in (22, 24, 25))
NEXT_TUESDAY = dt.date(2026, 12, 1)
TUESDAYS = Pattern(2, 19 * 60, 60, CHICAGO)
INSTEAD = Moved(TUESDAY, WEDNESDAY, 18 * 60)


def starts(exceptions, number=3, moment=NOON, pattern=TUESDAYS):
    found = exceptions.upcoming(pattern, moment)
    return [dt.datetime.fromtimestamp(next(found).start, ZoneInfo(CHICAGO)) for _each in range(number)]


def wall(day, hour):
    return dt.datetime.combine(day, dt.time(hour), ZoneInfo(CHICAGO))


def test_it_is_held_once_on_the_other_day_and_then_as_usual():
    assert starts(Exceptions(moved=(INSTEAD,))) == [
        wall(WEDNESDAY, 18),
        wall(NEXT_TUESDAY, 19),
        wall(dt.date(2026, 12, 8), 19),
    ]


def test_without_another_time_it_is_the_usual_one():
    assert starts(Exceptions(moved=(Moved(TUESDAY, WEDNESDAY),)), 1) == [wall(WEDNESDAY, 19)]


def test_the_same_day_at_another_time():
    assert starts(Exceptions(moved=(Moved(TUESDAY, TUESDAY, 20 * 60),)), 2) == [
        wall(TUESDAY, 20),
        wall(NEXT_TUESDAY, 19),
    ]


def test_moved_onto_a_usual_date_it_is_held_twice_that_day_but_never_twice_at_once():
    assert starts(Exceptions(moved=(Moved(TUESDAY, NEXT_TUESDAY, 18 * 60),)), 2) == [
        wall(NEXT_TUESDAY, 18),
        wall(NEXT_TUESDAY, 19),
    ]
    assert starts(Exceptions(moved=(Moved(TUESDAY, NEXT_TUESDAY),)), 2) == [
        wall(NEXT_TUESDAY, 19),
        wall(dt.date(2026, 12, 8), 19),
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"cancelled": frozenset({WEDNESDAY})},
        {"meeting_closed": (Closed(WEDNESDAY, WEDNESDAY),)},
        {"venue_closed": (Closed(WEDNESDAY, WEDNESDAY),)},
    ],
)
def test_a_closed_or_cancelled_day_is_no_day_to_move_to(more):
    assert starts(Exceptions(moved=(INSTEAD,), **more), 1) == [wall(NEXT_TUESDAY, 19)]


def test_a_date_the_meeting_no_longer_has_is_not_held_elsewhere():
    thursdays = Pattern(4, 19 * 60, 60, CHICAGO)
    assert starts(Exceptions(moved=(INSTEAD,)), 1, pattern=thursdays) == [wall(dt.date(2026, 11, 26), 19)]


def test_closed_for_now_is_not_held_on_another_day_either():
    assert Exceptions(moved=(INSTEAD,), closed_for_now=True).next_occurrence(TUESDAYS, NOON) is None


def test_moves_come_back_from_their_text():
    exceptions = Exceptions(moved=(INSTEAD, Moved(NEXT_TUESDAY, NEXT_TUESDAY)))
    assert from_text(exceptions.as_text()) == exceptions


# In the search


def test_the_finder_knows_it_under_the_day_and_time_of_that_once():
    meeting = a_meeting(weekday=2, moved={TUESDAY: (WEDNESDAY, 10 * 60)})
    assert ids([meeting], values={"day": {"wednesday"}, "time": {"morning"}}) == [1]
    assert ids([meeting], values={"day": {"tuesday"}}) == []
    assert ids([meeting], values={"time": {"evening"}}) == []
    assert ids([meeting], at(2026, 11, 25, 9, 45), values={"time": {"now"}}) == [1]
    (hit,) = find([meeting]).hits
    assert (hit.occurrence.date, hit.occurrence.start) == (WEDNESDAY, at(2026, 11, 25, 10))


# From the database, by the clock of today


def moved_meeting(ahead=2, to=4, at_=dt.time(18), **changes):
    """Of which the date so many days ahead is held on another."""
    meeting = make_meeting("Moved Group", **{"weekday": weekday_in(ahead), **changes})
    save_published(
        Cancellation(
            meeting=meeting, date=in_days(ahead), moved_to_date=in_days(to), moved_to_start=at_, reason="Snow"
        )
    )
    return meeting


def now():
    return int(timezone.now().timestamp())


def words_of(day):
    return f"{day:%A} {day.day} {day:%B}"


@pytest.mark.django_db
def test_the_search_row_holds_it_and_no_longer_when_the_other_day_is_over():
    meeting = moved_meeting()
    row = SearchRow.objects.get(pk=meeting.pk)
    assert row.status == SearchRow.Status.LISTED_WITH_EXCEPTIONS
    assert from_text(row.exceptions).moved == (Moved(in_days(2), in_days(4), 18 * 60),)
    assert not check()
    usual_is_past = now() + 5 * 86_400
    assert exceptions_of([meeting.pk], usual_is_past)[meeting.pk].moved
    assert not exceptions_of([meeting.pk], usual_is_past + 5 * 86_400)[meeting.pk].moved


@pytest.mark.django_db
def test_the_page_says_when_it_is_held_instead(client):
    text = text_of(client, moved_meeting())
    usual, instead = words_of(in_days(2)), words_of(in_days(4))
    assert f"On {usual} it is held on {instead} at 6:00 pm instead." in text
    assert f"{instead}, 6:00 – 7:00 pm" in text
    assert f"Not on {usual}" not in text


@pytest.mark.django_db
def test_another_time_on_the_same_day_is_said_so(client):
    text = text_of(client, moved_meeting(ahead=2, to=2, at_=dt.time(20)))
    assert f"On {words_of(in_days(2))} it is held at 8:00 pm instead." in text


@pytest.mark.django_db
def test_a_move_onto_a_closed_day_says_only_that_the_usual_date_falls_out(client):
    meeting = moved_meeting()
    save_published(Closure(meeting=meeting, first_day=in_days(4), last_day=in_days(4)))
    text = text_of(client, meeting)
    assert f"Not on {words_of(in_days(2))}." in text
    assert "instead." not in text


@pytest.mark.django_db
def test_a_result_stands_under_its_other_day_and_says_what_it_was_moved_from(shared_world):
    moved_meeting(start="10:00")
    row = row_named(ask("/meetings/near/memphis-tn/?q=moved", now()), "Moved Group")
    assert row["clock"] == "6:00 – 7:00 pm"
    assert f"Moved from {words_of(in_days(2))}" in row["notes"]


@pytest.mark.django_db
def test_a_result_that_comes_before_the_moved_date_says_that_the_usual_one_falls_out(shared_world):
    moved_meeting(ahead=2, to=12)
    row = row_named(ask("/meetings/near/memphis-tn/?q=moved", now()), "Moved Group")
    assert f"Not on {words_of(in_days(2))}: moved to another day" in row["notes"]


@pytest.mark.django_db
def test_what_is_online_next_holds_one_moved_from_a_day_far_off(shared_world):
    """Only rows of the weekdays at hand are read, and those with exceptions."""
    meeting = moved_meeting(ahead=4, to=0, at_=dt.time(23, 59), attendance="online", fellowship="na")
    found = online_next(labels(version.current()), now(), (), version.current())
    assert meeting.pk in [hit.meeting for hit in found]


# In calendar files


def expanded(ics, days=40):
    start = dt.datetime.now(dt.UTC)
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(ics)).between(
        start - dt.timedelta(days=2), start + dt.timedelta(days=days)
    )
    return sorted(int(one["DTSTART"].dt.timestamp()) for one in found)


@pytest.mark.django_db
def test_another_program_reads_the_moved_date_from_the_file():
    meeting = moved_meeting()
    moment = now()
    first, *usual = expanded(meeting_calendar(meeting, moment))
    assert first == instant(in_days(4), 18 * 60, CHICAGO)
    assert usual[:2] == [instant(in_days(day), 19 * 60, CHICAGO) for day in (9, 16)]


@pytest.mark.django_db
def test_the_moved_date_is_an_event_of_the_same_series():
    parsed = icalendar.Calendar.from_ical(meeting_calendar(moved_meeting(), now()))
    series, instead = parsed.walk("VEVENT")
    assert series["UID"] == instead["UID"]
    assert instead["RECURRENCE-ID"].dt.date() == series["DTSTART"].dt.date() == in_days(2)
    assert (instead["STATUS"], instead["SUMMARY"], instead["CLASS"]) == (
        "CONFIRMED",
        "Appointment",
        "PRIVATE",
    )
    assert "RRULE" not in instead


DAYS = st.integers(0, 30).map(lambda days: dt.date(2026, 11, 20) + dt.timedelta(days=days))
MINUTES = st.sampled_from([None, 0, 600, 1380])


@pytest.mark.django_db
@given(
    moves=st.dictionaries(DAYS, st.tuples(DAYS, MINUTES), max_size=20),
    cancelled=st.sets(DAYS, max_size=4),
    closed=st.none() | st.tuples(DAYS, DAYS).map(sorted),
    weekday=st.integers(0, 6),
)
def test_any_moves_read_the_same_in_another_program(moves, cancelled, closed, weekday):
    meeting = make_meeting(weekday=weekday)
    for day in cancelled - moves.keys():
        Cancellation.objects.create(meeting=meeting, date=day)
    for day, (to, start) in moves.items():
        at_ = None if start is None else dt.time(start // 60)
        Cancellation.objects.create(meeting=meeting, date=day, moved_to_date=to, moved_to_start=at_)
    if closed:
        Closure.objects.create(meeting=meeting, first_day=closed[0], last_day=closed[1])
    exceptions = exceptions_of([meeting.pk], NOON)[meeting.pk]
    pattern = Pattern(weekday, 19 * 60, 60, CHICAGO)
    last = NOON + 60 * 86_400
    expected = {
        one.start for one in takewhile(lambda one: one.start < last, exceptions.upcoming(pattern, NOON))
    }
    parsed = icalendar.Calendar.from_ical(meeting_calendar(meeting, NOON))
    start = dt.datetime.fromtimestamp(NOON, dt.UTC)
    read = recurring_ical_events.of(parsed).between(
        start - dt.timedelta(days=9), start + dt.timedelta(days=60)
    )
    assert {int(one["DTSTART"].dt.timestamp()) for one in read} == expected
