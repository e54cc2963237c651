"""Where a venue stands that a person wrote: typed coordinates, else its postcode, else its town."""

import pytest

from meetings.models import Venue
from meetings.placing import place_venue
from tests.world import CHICAGO, MEMPHIS, NASHVILLE, make_place, make_venue, make_zip

pytestmark = pytest.mark.django_db
ZIP = (35.1440, -90.0480)


@pytest.fixture
def places(db):
    make_place("Memphis", "TN")
    make_place("Nashville", "TN", point=NASHVILLE)
    make_zip("38103", point=ZIP)


def written(**changes):
    return Venue(**{"city": "Memphis", "state": "TN", "postal_code": "38103", "country": "US", **changes})


def where(venue):
    return venue.latitude, venue.longitude, venue.located


def test_the_postcode_places_a_new_venue_and_says_its_clocks(places):
    venue = written()
    place_venue(venue)
    assert (*where(venue), venue.time_zone) == (*ZIP, "postcode", CHICAGO)


def test_the_town_does_where_there_is_no_postcode(places):
    venue = written(postal_code="")
    place_venue(venue)
    assert where(venue) == (*MEMPHIS, "town")


def test_typed_coordinates_win_and_are_exact(places):
    venue = written(latitude=35.2, longitude=-90.1)
    place_venue(venue)
    assert (*where(venue), venue.time_zone) == (35.2, -90.1, "exact", CHICAGO)


def test_an_unknown_address_is_not_placed_and_may_be_saved(places):
    venue = written(postal_code="", city="Nowhere at All", state="")
    place_venue(venue)
    venue.save()
    assert (*where(venue), venue.time_zone) == (None, None, "nowhere", "")


def test_a_new_town_moves_the_venue_and_another_street_does_not(places):
    venue = make_venue(latitude=35.15, longitude=-90.05)
    venue.street = "2 Made-Up Street"
    place_venue(venue)
    assert where(venue) == (35.15, -90.05, "exact")
    venue.city, venue.postal_code = "Nashville", ""
    place_venue(venue)
    assert where(venue) == (*NASHVILLE, "town")


def test_coordinates_taken_out_leave_the_place_to_the_address(places):
    venue = make_venue()
    venue.latitude = venue.longitude = None
    place_venue(venue)
    assert where(venue) == (*ZIP, "postcode")


def test_a_time_zone_that_a_person_chose_stays(places):
    venue = make_venue()
    venue.time_zone, venue.postal_code = "America/New_York", "38103-1234"
    place_venue(venue)
    assert venue.time_zone == "America/New_York"
