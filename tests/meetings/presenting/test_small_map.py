"""The small map of the finder's pages: what stands on it, and what never does."""

import re

import pytest

from meetings.finding import Spot, near
from meetings.labels import labels
from meetings.models import Venue
from meetings.presenting.small_map import small_map
from tests.meetings.asking import around, ask, asked
from tests.meetings.searching import NOON
from tests.oracles import maps as oracle
from tests.world import MEMPHIS, SUNDAY, make_meeting, make_meetings, make_place, make_venue, publish

pytestmark = pytest.mark.django_db
HIDDEN_AT = (35.2468, -89.9135)


def picture(context):
    return re.search(r"<svg.*</svg>", context["map"], re.DOTALL)[0]


def spots(context, kind="dot"):
    paths = re.findall(rf'<path class="{kind} s\d" d="([^"]+)"', context["map"])
    return {spot for path in paths for spot in oracle.spots_of(path)}


def add(name="Another", **venue):
    return make_meeting(name, weekday=SUNDAY, venue=make_venue(**venue))


def test_dots_stand_where_the_venues_are(shared_world):
    add(point=(35.30, -89.90))
    there = tuple(map(round, oracle.pixel(35.30, -89.90, MEMPHIS, 25 * 1.06)))
    assert there in spots(around())
    assert (160, 120) in spots(around())


@pytest.mark.parametrize("place", ["memphis-tn", "tennessee-us"])
def test_a_hidden_address_changes_no_byte_of_the_picture(shared_world, place):
    make_place("Tennessee", "TN", slug="tennessee-us", kind="state", key="tennessee")
    before = picture(around(place=place))
    hidden = add("Safe House Group", point=HIDDEN_AT, address_hidden=True)
    assert picture(around(place=place)) == before
    assert "2 are not on the map: they have no exact spot to show." in around(place=place)["map"]
    hidden.venue.address_hidden = False
    hidden.venue.save()
    publish(hidden)
    assert picture(around(place=place)) != before


def test_a_spot_that_is_only_roughly_known_is_hollow(shared_world):
    add(point=(35.30, -89.90), located=Venue.Located.TOWN)
    assert spots(around(), "hole") == {tuple(map(round, oracle.pixel(35.30, -89.90, MEMPHIS, 25 * 1.06)))}
    assert "Hollow dots: we know only roughly where." in around()["map"]


def test_the_world_has_one_hidden_address_which_is_only_counted(shared_world):
    assert around()["heading"].startswith("10 meetings")
    assert "1 is not on the map: it has no exact spot to show." in around()["map"]


def test_it_says_in_words_what_it_shows_and_where(shared_world):
    assert "Map of 9 meetings within 25 miles of Memphis, TN. The list says the same" in around()["map"]
    assert "within 10 miles of" in around("radius=10")["map"]
    assert '<svg role="img" aria-labelledby="map-title"' in around()["map"]


def test_filters_hold_on_the_map_too(shared_world):
    assert "Map of 1 meeting within" in around("day=wednesday")["map"]


def test_without_a_spot_to_show_there_is_no_map(shared_world):
    assert around("q=nothing-of-that-name")["map"] == ""
    assert "map" not in ask("/meetings/online/")


def test_the_place_and_the_largest_towns_are_named(shared_world):
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", around()["map"])
    assert texts[:2] == ["20 miles", "Memphis"]
    assert "Olive Branch" in texts
    assert "Nashville" not in texts


def test_other_units_have_a_bar_of_their_own(shared_world):
    assert "20 km</text>" in around("unit=km")["map"]


def test_a_name_from_a_list_is_escaped(shared_world):
    shared_world.olive_branch_ms.name = "<b>Olive</b>"
    shared_world.olive_branch_ms.save()
    assert "&lt;b&gt;Olive" in around()["map"]


def test_a_whole_state_is_framed_by_what_is_found_in_it(shared_world):
    make_place("Tennessee", "TN", slug="tennessee-us", kind="state", key="tennessee")
    add(point=(35.9, -86.9))
    found = around(place="tennessee-us")["map"]
    assert "Map of 10 meetings in Tennessee, United States. " in found
    assert "<circle" not in found
    # The two farthest apart stand at both sides of the picture.
    assert min(x for x, _y in spots({"map": found})) < 30
    assert max(x for x, _y in spots({"map": found})) > 290


def test_it_is_small(shared_world):
    venues = [make_venue(point=(34.9 + number % 10 / 20, -90.35 + number // 10 / 15)) for number in range(90)]
    make_meetings(*({"name": "Many", "weekday": SUNDAY, "venue": venue} for venue in venues))
    found = around()["map"]
    assert "Map of 99 meetings" in found
    assert len(found.encode()) < 2500


def test_it_is_drawn_once_for_a_version_of_the_data_and_anew_for_what_else_is_found(
    shared_world, django_assert_num_queries
):
    place, known, question = shared_world.memphis, labels(), asked()
    found = near(question, Spot.of(place), NOON, known)
    fewer = near(asked("day=wednesday"), Spot.of(place), NOON, known)
    with django_assert_num_queries(1):
        maps = [small_map(question, Spot.of(place), place.label, one, 77) for one in (found, fewer, found)]
    assert maps[0] == maps[2] != maps[1]
