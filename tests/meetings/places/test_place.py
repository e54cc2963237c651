import pytest

from meetings.models import Place
from meetings.models.place import PlaceName, PlaceTable
from meetings.places.gazetteer import by_slug

pytestmark = pytest.mark.usefixtures("places")


def inside(slug):
    return Place.objects.inside(by_slug(slug)).largest_first()


def test_the_towns_of_a_state_are_the_largest_first_and_without_itself():
    towns = list(inside("tennessee-us").towns().values_list("slug", flat=True))
    assert towns[:2] == ["nashville-tn", "memphis-tn"]
    assert set(inside("tennessee-us").values_list("admin1", flat=True)) == {"TN"}
    assert not inside("tennessee-us").filter(slug="tennessee-us").exists()


def test_a_country_holds_its_towns_and_states():
    slugs = set(inside("united-kingdom").values_list("slug", flat=True))
    assert {"london-gb", "england-gb"} <= slugs
    assert "united-kingdom" not in slugs


def test_nobody_says_which_towns_are_a_countys():
    assert not inside("shelby-county-tn").exists()


@pytest.mark.parametrize(
    "slug, name",
    [
        ("memphis-tn", "Memphis, TN"),
        ("shelby-county-tn", "Shelby County, TN"),
        ("berlin-de", "Berlin, State of Berlin, Germany"),
        ("united-kingdom", "United Kingdom"),
        ("00901", "San Juan, PR 00901"),
    ],
)
def test_a_place_is_written_as_people_tell_it_from_others(slug, name):
    assert str(by_slug(slug)) == name


def test_names_and_tables_are_named_in_the_admin():
    assert str(PlaceName(key="nuevayork")) == "nuevayork"
    assert str(PlaceTable(name="places")) == "places"
