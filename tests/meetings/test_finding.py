"""Which rows a question reads, and what lies elsewhere."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings import finding
from meetings.finding import Spot, cards, online_next
from meetings.labels import labels
from meetings.models import Place
from meetings.nearby import counts_by_country, counts_near, nearest
from meetings.text_search import text_meetings
from tests.meetings.asking import HOUR, NOON, around, ask, asked, names, number
from tests.oracles import geo
from tests.world import MEMPHIS, NASHVILLE, make_group, make_meeting, make_place, make_venue, publish

pytestmark = pytest.mark.django_db


def spot(point=MEMPHIS, **changes):
    return Spot(
        **{"latitude": point[0], "longitude": point[1], "country": "US", "time_zone": "UTC", **changes}
    )


def test_a_place_is_looked_around_or_within(shared_world):
    town = Spot.of(make_place("Cordova", "TN"))
    state = Spot.of(make_place("Tennessee", "TN", slug="tennessee-us", kind=Place.Kind.STATE))
    country = Spot.of(make_place("United States", "", slug="united-states", kind=Place.Kind.COUNTRY))
    assert (town.within, state.within, country.within) == (False, True, True)
    assert (state.state, state.state_name) == ("TN", "Tennessee")
    assert (country.state, country.state_name) == ("", "")


@pytest.mark.parametrize("written", ["TN", "Tennessee", "TENNESSEE"])
def test_a_state_holds_meetings_however_their_lists_write_it(shared_world, written):
    make_meeting("Elsewhere", venue=make_venue(state=written, city="Jackson", point=(35.61, -88.81)))
    make_place("Tennessee", "TN", slug="tennessee-us", kind=Place.Kind.STATE)
    page = around(place="tennessee-us")
    assert {"Elsewhere", "River Group"} <= set(names(page))
    assert "Olive Branch Group" not in names(page)


def test_a_country_holds_all_its_states(shared_world):
    make_place("United States", "", slug="united-states", kind=Place.Kind.COUNTRY)
    page = around(place="united-states")
    assert {"River Group", "Olive Branch Group"} <= set(names(page))
    assert page["heading"] == "11 meetings in United States"


@pytest.mark.parametrize(
    "text, found",
    [
        ("lamp", {"Lamp Group", "Bridge Group"}),  # Lamp Hall is where the second one is
        ("LÁMP", {"Lamp Group", "Bridge Group"}),
        ("lamp group", {"Lamp Group", "Bridge Group"}),
        ("group lam", {"Lamp Group", "Bridge Group"}),
        ("lam group", set()),  # only the last word may be unfinished
        ("olive bra", {"Olive Branch Group"}),
        ("nashville", {"River Group"}),
        ("quiet house", set()),
        ("secret", set()),
        ("nobody", set()),
    ],
)
def test_words_find_names_groups_venues_and_towns(shared_world, text, found):
    assert set(names(ask(f"/meetings/?q={text}"))) == found


def test_a_group_is_found_by_its_name(shared_world):
    make_meeting("Monday night", group=make_group("Invented Pine Group"))
    assert names(ask("/meetings/?q=pine")) == ["Monday night"]


def test_no_text_leaves_nothing_out_and_text_without_words_leaves_everything_out(shared_world):
    assert text_meetings("") is None
    assert text_meetings("!?") == frozenset()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=120))
def test_any_text_is_looked_for(shared_world, text):
    found = text_meetings(text)
    assert found is None or isinstance(found, frozenset)


def test_an_unlisted_meeting_is_found_by_nothing(shared_world):
    shared_world.lamp.status = "unlisted"
    shared_world.lamp.save()
    publish(shared_world.lamp)
    for context in (around(), ask("/meetings/?q=lamp+group"), ask("/meetings/?fellowship=na")):
        assert "Lamp Group" not in names(context)


def test_online_next_is_worked_out_once_a_minute(shared_world):
    known = labels()

    def queries(moment):
        with CaptureQueriesContext(connection) as captured:
            hits = online_next(known, moment, (), known.version)
        assert len(hits) == 2
        return len(captured)

    cache.clear()
    assert queries(NOON) > 0
    assert queries(NOON + 30) == 0
    assert queries(NOON + 60) > 0


def test_online_next_is_of_the_programmes_asked_for(shared_world):
    known = labels()
    assert online_next(known, NOON, ("ha",), known.version) == []
    assert len(online_next(known, NOON, ("na",), known.version)) == 2


def test_no_cards_cost_no_query(shared_world, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert cards([]) == {}
    with django_assert_num_queries(1):
        assert len(cards([shared_world.lamp.pk, shared_world.olive.pk, 999_999])) == 2


def test_the_nearest_is_the_nearest_by_the_great_circle(shared_world):
    points = [(36.16, -86.78), (36.5, -86.9), (38.2, -85.7), (41.9, -87.6), (34.0, -118.2), (51.5, -0.1)]
    for index, point in enumerate(points):
        make_meeting(f"At {index}", fellowship="smart", venue=make_venue(point=point, city=f"Town {index}"))
    programme = labels().by_fellowship_slug["smart"].pk
    for here in (MEMPHIS, NASHVILLE, (47.6, -122.3), (-33.9, 151.2), (0.0, 0.0), (41.0, -87.0)):
        best = min(points, key=lambda point: geo.miles(*here, *point))
        found = nearest(spot(here), programme)
        assert found.town == f"Town {points.index(best)}, TN"
        assert found.miles == pytest.approx(geo.miles(*here, *best), rel=1e-6)


def test_the_nearest_is_none_where_there_is_none(shared_world):
    assert nearest(spot(), 999_999) is None
    make_meeting("Afar", fellowship="smart", attendance="online", venue=None, online_url="https://x.example/")
    assert nearest(spot(), labels().by_fellowship_slug["smart"].pk) is None


@pytest.mark.parametrize("query", ["", "day=tuesday", "radius=100", "fellowship=ha&radius=100", "q=group"])
def test_numbers_near_several_places_are_those_of_their_pages(shared_world, query):
    make_place("Tennessee", "TN", slug="tennessee-us", kind=Place.Kind.STATE)
    places = list(Place.objects.order_by("slug"))
    counted = counts_near(asked(query), places, NOON, labels())
    for place in places:
        found = finding.near(asked(query), Spot.of(place), NOON, labels())
        assert counted[place.pk] == found.total, place.slug
    assert counts_near(asked(query), [], NOON, labels()) == {}


def test_meetings_are_counted_by_country(shared_world):
    make_meeting("Berlin", venue=make_venue(country="DE", point=(52.5, 13.4)), time_zone="Europe/Berlin")
    make_meeting("Nowhere", venue=make_venue(country=""))
    make_meeting("Away", attendance="online", venue=None, online_url="https://video.example/j/1")
    cache.clear()
    assert counts_by_country() == [("US", 12), ("DE", 1)]


@pytest.mark.parametrize(
    "query, first",
    [
        ("", ["Evening Line", "Lantern Online"]),
        ("day=wednesday", ["Bridge Group"]),  # not at hand on a Sunday
        ("day=today&day=friday", ["Evening Line", "Harbor Group"]),
    ],
)
def test_of_thousands_those_at_hand_or_asked_for_are_read_and_the_number_is_a_least(
    shared_world, monkeypatch, query, first
):
    whole = number(ask("/meetings/?fellowship=na")["heading"])
    monkeypatch.setattr(finding, "TEXT_LIMIT", 5)
    page = ask(f"/meetings/?fellowship=na&{query}", NOON + HOUR)
    assert names(page)[: len(first)] == first
    assert page["heading"].startswith("Narcotics Anonymous: at least ")
    assert number(page["heading"]) <= whole


def test_a_country_of_thousands_counts_what_is_at_hand(shared_world, monkeypatch):
    make_place("United States", "", slug="united-states", kind=Place.Kind.COUNTRY)
    monkeypatch.setattr(finding, "TEXT_LIMIT", 5)
    page = around(place="united-states")
    assert page["heading"] == "At least 8 meetings in United States"
    assert names(page)[0] == "Open Ended Group"
