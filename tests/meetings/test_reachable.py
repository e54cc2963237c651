"""What could be gone to within a week, against the slow and obvious answer."""

import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.filters import Asked
from meetings.finding import Spot, online
from meetings.labels import labels
from meetings.models import Meeting, Place
from meetings.nearby import nearest
from meetings.nearest import nearest_of_each
from meetings.reachable import reachable
from tests.meetings.asking import HOUR, NOON
from tests.oracles import reachable as oracle
from tests.world import (
    CHICAGO,
    MEMPHIS,
    NASHVILLE,
    OLIVE_BRANCH,
    WEST_MEMPHIS,
    make_feed,
    make_fellowship,
    make_meeting,
    make_meetings,
    make_venue,
    publish,
)

pytestmark = pytest.mark.django_db
SLUGS = ("na", "ha", "nar-anon", "smart")
MOMENTS = [NOON, NOON + 9 * HOUR + 600, NOON + 55 * HOUR, NOON + 6 * 24 * HOUR + 1800]
DAY = dt.timedelta(days=1)


def spot(point=MEMPHIS, country="US", state="TN"):
    return Spot(*point, country, CHICAGO, state)


def ask(slugs=SLUGS, point=MEMPHIS, miles=25, moment=NOON, **place):
    known = labels()
    ids = [known.by_fellowship_slug[slug].pk for slug in slugs]
    found = reachable(spot(point, **place), ids, miles, moment, known)
    return dict(zip(slugs, (found[pk] for pk in ids), strict=True))


def compare_with_oracle(meetings, found, point, miles, moment):
    for slug, one in found.items():
        expected = oracle.reachable(meetings, slug, point, miles, moment)
        assert oracle.week_of(one.week) == expected.week, slug
        assert one.total == sum(expected.week.values())
        assert (one.soonest.meeting if one.soonest else None) == expected.soonest
        assert (one.online_now, one.online_week) == (expected.online_now, expected.online_week)
        assert (one.nearest is None) == (expected.nearest is None)
        if one.nearest:
            assert one.nearest.miles == pytest.approx(expected.nearest[1], rel=1e-3)


@pytest.fixture
def four(shared_world):
    make_fellowship("smart")
    return shared_world


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("point, miles", [(MEMPHIS, 25), (MEMPHIS, 5), (NASHVILLE, 25), (OLIVE_BRANCH, 100)])
def test_the_small_world_is_as_the_oracle_says(four, point, miles, moment):
    meetings = [oracle.described(one) for one in Meeting.objects.all()]
    compare_with_oracle(meetings, ask(point=point, miles=miles, moment=moment), point, miles, moment)


def _random_meeting(chance):
    attendance = chance.choice(["in-person", "in-person", "hybrid", "online", "phone"])
    point = chance.choice([MEMPHIS, WEST_MEMPHIS, OLIVE_BRANCH, NASHVILLE, (41.9, -87.6), (51.5, -0.1)])
    changes = {
        "fellowship": chance.choice(SLUGS),
        "weekday": chance.randrange(7),
        "start": f"{chance.randrange(24):02}:{chance.choice(['00', '30'])}",
        "duration": chance.choice([None, 30, 60, 90, 240]),
        "time_zone": chance.choice([CHICAGO, CHICAGO, "America/New_York"]),
        "weeks": chance.choice([0, 0, 0, 1, 33]),
        "attendance": attendance,
    }
    if attendance in ("online", "hybrid"):
        changes |= {"online_url": "https://video.example/j/1", "online_kind": "video"}
    if attendance == "phone":
        changes["phone"] = "+1 555 0100"
    if attendance in ("in-person", "hybrid"):
        changes["venue"] = make_venue(point=point)
    return changes


@pytest.mark.parametrize(
    "seed", [0, 3, *(pytest.param(seed, marks=pytest.mark.fuzz) for seed in range(10, 30))]
)
def test_random_worlds_are_as_the_oracle_says(db, seed):
    chance = random.Random(seed)
    for slug in SLUGS:
        make_fellowship(slug)
    made = make_meetings(*(_random_meeting(chance) for _ in range(40)))
    today = dt.date(2026, 11, 22)
    for meeting in chance.sample(made, 8):
        if meeting.venue:
            meeting.venue.closures.create(first_day=today - DAY, last_day=today + chance.randrange(9) * DAY)
        meeting.cancellations.create(date=today + chance.randrange(8) * DAY)
    publish(*made)
    meetings = [oracle.described(one) for one in Meeting.objects.all()]
    for moment in MOMENTS[seed % 2 :: 2]:
        found = ask(miles=25, moment=moment)
        compare_with_oracle(meetings, found, MEMPHIS, 25, moment)


def test_four_programmes_cost_as_many_queries_as_one_and_forty_meetings_as_two(four):
    ask()

    def cost(slugs):
        with CaptureQueriesContext(connection) as captured:
            ask(slugs)
        return len(captured)

    # data version, rows, what may stop them, cells and points of the nearest, cards, whole lists, their lists
    assert cost(SLUGS) == 8
    make_meetings(*({"fellowship": slug, "weekday": day} for slug in SLUGS for day in range(7)))
    labels()
    assert cost(SLUGS) <= 8
    assert cost(("na",)) <= 6


def test_online_numbers_are_those_of_the_finder(four):
    for moment in MOMENTS:
        for slug, one in ask(moment=moment).items():
            asked = Asked(fellowship=(slug,), time=("now",))
            assert one.online_now == online(asked, moment, labels(), CHICAGO).total


def test_each_nearest_is_that_of_the_finder(four):
    chance = random.Random(7)
    places = [MEMPHIS, NASHVILLE, (36.5, -86.9), (41.9, -87.6), (47.6, -122.3), (51.5, -0.1), (-33.9, 151.2)]
    for slug in ("smart", "ca", "aa"):
        make_fellowship(slug)
        for point in chance.sample(places, 4):
            make_meeting(fellowship=slug, venue=make_venue(point=point))
    ids = list(labels().fellowships)
    for point in [*places, (0.0, 0.0), (35.9, -88.9), (64.8, -147.7)]:
        expected = {pk: nearest(spot(point), pk) for pk in ids}
        found = nearest_of_each(spot(point), ids)
        assert found == {pk: (one.meeting, one.miles) for pk, one in expected.items() if one}


def test_a_whole_state_counts_what_is_held_in_it_and_names_no_nearest(four):
    state = Place(
        slug="x", name="Tennessee", admin1="TN", admin1_name="Tennessee", country="US", kind="state",
        latitude=35.8, longitude=-86.3, time_zone=CHICAGO,
    )  # fmt: skip
    known = labels()
    ids = {slug: known.by_fellowship_slug[slug].pk for slug in SLUGS}
    found = reachable(Spot.of(state), list(ids.values()), 25, NOON, known)
    assert found[ids["ha"]].total == 1
    assert found[ids["smart"]].nearest is None
    assert found[ids["na"]].total == ask(("na",), miles=25)["na"].total - 1  # Olive Branch lies elsewhere


def test_lists_are_named_with_their_date_and_cover_or_not(four):
    read = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
    make_feed("HA of Tennessee", fellowship=make_fellowship("ha"), covers=["us-tn"], last_good_run=read)
    make_feed("HA, never read", fellowship=make_fellowship("ha"), covers=["us-tn"])
    found = ask()
    assert {slug: one.covered for slug, one in found.items()} == {
        "na": True,
        "ha": True,
        "nar-anon": False,
        "smart": False,
    }
    assert [one.name for one in found["na"].lists] == ["Invented list"]
    assert [(one.name, one.read) for one in found["ha"].lists] == [("HA of Tennessee", read)]
    assert found["smart"].lists == ()
    assert not ask(state="GA")["na"].covered


def test_nothing_asked_for_costs_nothing(four, django_assert_num_queries):
    known = labels()
    with django_assert_num_queries(0):
        assert reachable(spot(), [], 25, NOON, known) == {}


def test_what_is_online_is_counted_once_a_minute_and_not_for_each_place(four):
    """Closed buildings are looked for only where online meetings are counted."""
    publish()

    def counted(point, moment):
        with CaptureQueriesContext(connection) as captured:
            found = ask(point=point, moment=moment)
        online_numbers = {slug: (one.online_now, one.online_week) for slug, one in found.items()}
        return online_numbers, any("hybrid" in query["sql"] for query in captured)

    first, read = counted(MEMPHIS, NOON)
    assert read
    assert any(week for _now, week in first.values())
    assert counted(OLIVE_BRANCH, NOON) == (first, False)
    assert counted(MEMPHIS, NOON + 60)[1]
