import datetime as dt

import pytest

from tests.meetings.searching import (
    MONDAY,
    SATURDAY,
    THURSDAY,
    TUESDAY,
    a_meeting,
    at,
    find,
    ids,
)

MEMPHIS = (35.15, -90.05)


def words(**dimensions):
    return {"words": {name: set(slugs.split()) for name, slugs in dimensions.items()}}


# Where


def test_further_than_the_radius_is_not_found():
    nashville = a_meeting(point=(36.17, -86.78))
    assert ids([nashville], point=MEMPHIS, miles=100) == []
    assert find([nashville], point=MEMPHIS, miles=250).hits[0].miles == pytest.approx(196, abs=2)


def test_online_is_never_near_even_with_coordinates():
    kinds = ("in-person", "online", "phone", "hybrid")
    meetings = [a_meeting(number, attendance=kind) for number, kind in enumerate(kinds, 1)]
    assert ids(meetings, point=MEMPHIS, near_only=True) == [1, 4]
    assert find(meetings, point=MEMPHIS, near_only=True).counts["attendance"] == {"in-person": 1, "hybrid": 1}


def test_from_afar_one_joins_all_but_those_in_person():
    kinds = ("in-person", "online", "phone", "hybrid")
    meetings = [a_meeting(number, attendance=kind) for number, kind in enumerate(kinds, 1)]
    assert ids(meetings, online_only=True) == [2, 3, 4]


def test_a_place_without_coordinates_is_nowhere_near():
    assert ids([a_meeting(point=None)], point=MEMPHIS) == []
    assert ids([a_meeting(point=None)]) == [1]


# What


def test_open_and_who_it_is_for_must_both_hold():
    meetings = [
        a_meeting(1, **words(openness="open", who="women")),
        a_meeting(2, **words(openness="open")),
        a_meeting(3, **words(openness="closed", who="women")),
    ]
    assert ids(meetings, values={"openness": {"open"}, "who": {"women"}}) == [1]
    assert ids(meetings, values={"openness": {"open", "closed"}, "who": {"women"}}) == [1, 3]


def test_formats_are_alternatives():
    kinds = ("discussion", "speaker", "step-study")
    meetings = [a_meeting(number, **words(format=kind)) for number, kind in enumerate(kinds, 1)]
    assert ids(meetings, values={"format": {"discussion", "speaker"}}) == [1, 2]


def test_of_access_all_must_hold():
    meetings = [
        a_meeting(1, **words(access="wheelchair")),
        a_meeting(2, **words(access="wheelchair child-care")),
        a_meeting(3),
    ]
    assert ids(meetings, values={"access": {"wheelchair"}}) == [1, 2]
    assert ids(meetings, values={"access": {"wheelchair", "child-care"}}) == [2]


def test_access_counts_are_of_those_that_say_it_too():
    meetings = [
        a_meeting(1, **words(access="wheelchair")),
        a_meeting(2, **words(access="wheelchair child-care")),
        a_meeting(3, **words(access="child-care")),
    ]
    found = find(meetings, values={"access": {"wheelchair"}})
    assert found.counts["access"] == {"wheelchair": 2, "child-care": 1}
    assert found.without == {"access": 3}


def test_an_option_counts_what_choosing_it_would_find():
    meetings = [
        a_meeting(1, weekday=MONDAY, fellowship="ha"),
        a_meeting(2, weekday=MONDAY),
        a_meeting(3, weekday=TUESDAY),
    ]
    found = find(meetings, values={"fellowship": {"na"}, "day": {"monday"}})
    assert [hit.meeting for hit in found.hits] == [2]
    assert found.counts["fellowship"] == {"na": 1, "ha": 1}
    assert (found.counts["day"]["monday"], found.counts["day"]["tuesday"]) == (1, 1)
    assert found.without == {"fellowship": 2, "day": 2}


def test_one_that_fails_in_two_ways_counts_nowhere():
    meetings = [a_meeting(1, weekday=MONDAY, start="09:00", **words(openness="open", format="speaker"))]
    for values in (
        {"day": {"friday"}, "time": {"night"}},
        {"openness": {"closed"}, "format": {"discussion"}},
        {"day": {"friday"}, "openness": {"closed"}},
        {"day": {"friday"}, "fellowship": {"ha"}},
    ):
        found = find(meetings, values=values)
        assert not any(counter.total() for counter in found.counts.values())
        assert set(found.without.values()) == {0}


def test_a_text_search_looks_only_at_what_its_words_found():
    assert ids([a_meeting(1), a_meeting(2)], only=frozenset({2})) == [2]
    assert ids([a_meeting(1)], only=frozenset()) == []


# Family and friends


def test_meetings_for_family_are_counted_but_not_mixed_in():
    meetings = [
        a_meeting(1),
        a_meeting(2, fellowship="nar-anon"),
        a_meeting(3, fellowship="nar-anon", start="10:00"),
    ]
    found = find(meetings, values={"day": {"today"}})
    assert [hit.meeting for hit in found.hits] == [1]
    assert found.family == 1
    assert found.counts["fellowship"] == {"na": 1, "nar-anon": 1}
    assert found.counts["day"]["sunday"] == 1


def test_meetings_for_family_are_found_when_asked_for():
    meetings = [a_meeting(1), a_meeting(2, fellowship="nar-anon")]
    found = find(meetings, values={"fellowship": {"nar-anon"}})
    assert [hit.meeting for hit in found.hits] == [2]
    assert (found.family, found.without) == (0, {"fellowship": 1})


def test_beside_another_programme_an_option_for_family_counts_once():
    found = find([a_meeting(1), a_meeting(2, fellowship="nar-anon")], values={"fellowship": {"na"}})
    assert found.counts["fellowship"] == {"na": 1, "nar-anon": 1}
    assert found.without == {"fellowship": 1}


# Closures, cancelled dates, holidays


def test_a_cancelled_date_moves_a_meeting_to_the_next():
    meetings = [a_meeting(1, cancelled={dt.date(2026, 11, 22)}), a_meeting(2, weekday=SATURDAY)]
    assert ids(meetings) == [2, 1]


def test_a_hybrid_meeting_in_a_closed_venue_is_online():
    meeting = a_meeting(attendance="hybrid", venue_closed=[(dt.date(2026, 11, 1), dt.date(2026, 11, 30))])
    assert ids([meeting], point=MEMPHIS, near_only=True) == []
    found = find([meeting], online_only=True, values={"attendance": {"online"}})
    assert [(hit.meeting, hit.attendance) for hit in found.hits] == [(1, "online")]


def test_a_hybrid_meeting_is_near_again_when_its_venue_opens_before_the_next_date():
    meeting = a_meeting(attendance="hybrid", venue_closed=[(dt.date(2026, 11, 1), dt.date(2026, 11, 21))])
    assert find([meeting], point=MEMPHIS, near_only=True).hits[0].attendance == "hybrid"


def test_in_a_closed_venue_a_meeting_in_person_waits_until_it_opens():
    meeting = a_meeting(venue_closed=[(dt.date(2026, 11, 1), dt.date(2026, 11, 30))])
    assert find([meeting]).hits[0].occurrence.date == dt.date(2026, 12, 6)


def test_one_closed_for_now_is_found_last_and_on_no_day():
    meetings = [a_meeting(1, closed_for_now=True), a_meeting(2, weekday=SATURDAY)]
    assert ids(meetings) == [2, 1]
    assert ids(meetings, values={"day": {"sunday"}}) == []


def test_one_closed_on_holidays_is_never_offered_on_the_holiday():
    thanksgiving_morning = at(2026, 11, 26, 9)
    meetings = [
        a_meeting(1, weekday=THURSDAY, start="10:00", holidays=True),
        a_meeting(2, weekday=THURSDAY, start="11:00"),
    ]
    found = find(meetings, thanksgiving_morning)
    assert [hit.meeting for hit in found.hits] == [2, 1]
    assert found.hits[1].occurrence.date == dt.date(2026, 12, 3)
    assert ids(meetings, thanksgiving_morning, values={"day": {"today"}}) == [2]


def test_nothing_is_found_in_nothing():
    found = find([])
    assert (found.hits, found.total, found.family, found.without, found.soonest) == ([], 0, 0, {}, None)
