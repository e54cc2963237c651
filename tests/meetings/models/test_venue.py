import pytest

from meetings.models import Group, ServiceBody, Venue
from tests.meetings.models.refusing import refused
from tests.world import make_feed, make_fellowship, make_group, make_service_body, make_venue

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("point", [(91, 0), (-90.5, 0), (0, 180.5), (0, -181), (35.1, None), (None, -90.0)])
def test_coordinates_off_the_earth_or_half_of_them_are_refused(point):
    with refused("venue_coordinates_are_on_earth"):
        make_venue(point=point)


@pytest.mark.parametrize("point", [(90, 180), (-90, -180), (None, None), (0, 0)])
def test_coordinates_on_earth_or_none_are_kept(point):
    venue = make_venue(point=point)
    venue.refresh_from_db()
    assert (venue.latitude, venue.longitude) == point


@pytest.mark.parametrize(
    "make,field,constraint",
    [
        (make_venue, "key", "one_venue_per_list_key"),
        (make_group, "key", "one_group_per_list_key"),
        (make_service_body, "source_id", "one_service_body_per_list_id"),
    ],
)
def test_a_list_knows_one_by_each_of_its_keys(make, field, constraint):
    feed, other = make_feed("One"), make_feed("Other")
    make(feed=feed, **{field: "7"})
    make(feed=other, **{field: "7"})
    make(feed=feed, **{field: ""})
    make(feed=feed, **{field: ""})
    with refused(constraint):
        make(feed=feed, **{field: "7"})


def test_a_service_body_outlives_the_one_it_is_part_of():
    region = make_service_body("Region")
    area = make_service_body("Area", parent=region)
    assert list(region.children.all()) == [area]
    region.delete()
    area.refresh_from_db()
    assert area.parent is None


def test_a_venue_is_called_by_what_is_known_of_it():
    known = [
        Venue(name="Hall", street="1 Way", city="Memphis"),
        Venue(street="1 Way", city="Memphis"),
        Venue(city="Memphis"),
        Venue(),
    ]
    assert [str(venue) for venue in known] == ["Hall", "1 Way", "Memphis", "Venue without a name"]


def test_a_town_has_its_state_where_there_is_one():
    assert Venue(city="Memphis", state="TN").town == "Memphis, TN"
    assert Venue(city="Monaco").town == "Monaco"


@pytest.mark.parametrize("located", Venue.Located.values)
def test_only_coordinates_are_exact(located):
    assert Venue(located=located).approximate is (located != "exact")


def test_names_are_what_they_are_called():
    na = make_fellowship()
    assert str(ServiceBody(name="Area", fellowship=na)) == "Area"
    assert str(Group(name="Lamp", fellowship=na)) == "Lamp"
