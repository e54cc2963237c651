"""The search against a slow and obvious one, for random meetings and questions."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tests.meetings.searching import CHICAGO, FAMILY, a_meeting, at, find
from tests.oracles import search as oracle

OPTIONS = {
    "day": "today tomorrow sunday monday tuesday wednesday thursday friday saturday".split(),
    "time": "now morning midday afternoon evening night".split(),
    "fellowship": "na ha aa nar-anon".split(),
    "attendance": "in-person online phone hybrid".split(),
    "openness": "open closed".split(),
    "who": "women beginners".split(),
    "format": "discussion speaker".split(),
    "access": "wheelchair child-care".split(),
    "language": "es pl".split(),
    "slips": "yes no ask".split(),
}
MEMPHIS = (35.15, -90.05)
# None of them as far from Memphis as another, and none at the edge of a radius.
POINTS = [None, MEMPHIS, (35.2, -90.0), (34.96, -89.83), (35.15, -90.18), (35.5, -89.6), (36.17, -86.78)]
ZONES = [CHICAGO, "America/New_York", "Asia/Kolkata"]
# The nights of both changes of the clock, a holiday and an ordinary week of Memphis.
STARTS_OF_WEEKS = [at(2026, 10, 29), at(2026, 3, 5), at(2026, 11, 20), at(2026, 6, 1)]
moments = st.builds(
    lambda week, minutes: week + 60 * minutes, st.sampled_from(STARTS_OF_WEEKS), st.integers(0, 7200)
)
DATES = [dt.date(2026, 3, 1) + dt.timedelta(days=n) for n in (*range(5, 20), *range(240, 285))]
spans = st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(DATES)).map(sorted).map(tuple), max_size=2)
# Onto other days, onto usual ones, to another time of the same day, and out of the night of a changed clock.
starts = st.sampled_from([None, 0, 150, 600, 1140, 1410])
moves = st.dictionaries(st.sampled_from(DATES), st.tuples(st.sampled_from(DATES), starts), max_size=12)
some_words = st.fixed_dictionaries(
    {
        name: st.sets(st.sampled_from(OPTIONS[name]), max_size=size)
        for name, size in {
            "openness": 1,
            "who": 2,
            "format": 1,
            "access": 2,
            "language": 1,
            "slips": 1,
        }.items()
    }
)
exceptions = st.fixed_dictionaries(
    {},
    optional={
        "cancelled": st.sets(st.sampled_from(DATES), max_size=8),
        "moved": moves,
        "closed": spans,
        "venue_closed": spans,
        "closed_for_now": st.booleans(),
    },
)


@st.composite
def meetings_of_a_list(draw):
    found = []
    for number in range(1, draw(st.integers(1, 9)) + 1):
        by_appointment = draw(st.integers(0, 9)) == 0
        found.append(
            a_meeting(
                number,
                weekday=None if by_appointment else draw(st.integers(0, 6)),
                start=None
                if by_appointment
                else draw(st.sampled_from([0, 30, 90, 150, 300, 720, 1140, 1380])),
                duration=draw(st.sampled_from([None, 30, 60, 90, 1440])),
                zone=draw(st.sampled_from(ZONES)),
                weeks=draw(st.sampled_from([0, 0, 0, 1, 33])),
                fellowship=draw(st.sampled_from(OPTIONS["fellowship"])),
                attendance=draw(st.sampled_from(OPTIONS["attendance"])),
                words=draw(some_words),
                point=draw(st.sampled_from(POINTS)),
                **(draw(exceptions) if draw(st.booleans()) else {}),
            )
        )
    return found


@st.composite
def questions(draw):
    # Programmes and the words of the time often: what they ask for is the least simple.
    names = draw(st.sets(st.sampled_from(["fellowship", "day", "time", "access", *OPTIONS]), max_size=3))
    return {
        "point": draw(st.sampled_from([None, None, MEMPHIS])),
        "miles": draw(st.sampled_from([25, 5, 100])),
        "values": {name: draw(st.sets(st.sampled_from(OPTIONS[name]), max_size=3)) for name in sorted(names)},
        "only": draw(st.none() | st.frozensets(st.integers(1, 9), min_size=5)),
        "family": draw(st.sampled_from([FAMILY, FAMILY, frozenset()])),
        "near_only": draw(st.sampled_from([False, False, True])),
        "online_only": draw(st.sampled_from([False, False, True])),
        "list_zone": draw(st.sampled_from(["", *ZONES])),
        "by_distance": draw(st.booleans()),
    }


@given(meetings_of_a_list(), questions(), moments)
def test_the_same_meetings_are_found_in_the_same_order(meetings, question, moment):
    found = find(meetings, moment, **question)
    expected = oracle.results(meetings, oracle.Question(**question), moment)
    assert [hit.meeting for hit in found.hits] == [one.meeting["id"] for one in expected]
    assert found.total == len(expected)
    assert [hit.occurrence and hit.occurrence.start for hit in found.hits] == [one.start for one in expected]
    assert [hit.attendance for hit in found.hits] == [one.attendance for one in expected]
    assert [hit.miles and round(hit.miles, 1) for hit in found.hits] == [
        one.miles and round(one.miles, 1) for one in expected
    ]
    assert found.soonest == oracle.soonest(meetings, oracle.Question(**question), moment)


@given(meetings_of_a_list(), questions(), moments)
def test_every_count_is_what_asking_again_finds(meetings, question, moment):
    found = find(meetings, moment, **question)
    asked = oracle.Question(**question)
    expected = oracle.counts(meetings, asked, moment, OPTIONS)
    assert {name: +counter for name, counter in found.counts.items()} == {
        name: +counter for name, counter in expected.items()
    }
    assert found.without == oracle.without(meetings, asked, moment)
    assert found.family == oracle.left_out(meetings, asked, moment)


@given(meetings_of_a_list(), questions(), moments, st.integers(1, 4))
def test_pages_continue_each_other(meetings, question, moment, size):
    everything = find(meetings, moment, **question).hits
    pages = [find(meetings, moment, first=first, size=size, **question).hits for first in range(0, 12, size)]
    assert [hit for page in pages for hit in page] == everything
