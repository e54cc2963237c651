import pytest

from meetings.places.locator import Locator, locate

pytestmark = pytest.mark.usefixtures("places")


@pytest.mark.parametrize(
    "address, slug",
    [
        (("38103", "Memphis", "TN", "US"), "38103"),
        (("38103-1234", "", "TN", ""), "38103"),
        (("38103", "", "", ""), "38103"),
        (("", "Memphis", "Tennessee", ""), "memphis-tn"),
        ((" ", "memphis ", "tn", "USA"), "memphis-tn"),
        (("99999", "Olive Branch", "MS", "USA"), "olive-branch-ms"),
        (("", "Saint Louis", "MO", ""), "st-louis-mo"),
        (("", "Springfield", "IL", ""), "springfield-il"),
        (("", "London", "", "UK"), "london-gb"),
        (("N6A 1A1", "London", "ON", "CA"), "london-ontario-ca"),
        (("", "London", "Ontario", ""), "london-ontario-ca"),
        (("10115", "Berlin", "", "Germany"), "berlin-de"),
        (("10115", "Berlin", "", ""), "berlin-de"),
        (("00901", "San Juan", "PR", "US"), "00901"),
        (("", "New York", "NY", "US"), "new-york-city-ny"),
        (("", "San Juan", "PR", "US"), "san-juan-pr"),
        (("00901", "San Juan", "", "Puerto Rico"), "00901"),
        (("38103", "Memphis", "", "US"), "38103"),
    ],
)
def test_an_address_is_placed_by_its_zip_or_else_its_town(address, slug):
    assert locate(*address).slug == slug


@pytest.mark.parametrize(
    "address",
    [
        ("", "", "", ""),
        ("", "", "TN", "US"),
        ("", "Springfield", "", "US"),
        ("", "Tennessee", "", ""),
        ("38103", "", "", "DE"),
        ("38103", "Nowhere at All", "GA", "US"),
        ("38103", "Nowhere at All", "", ""),
        ("\0", "😀", "'", "??"),
    ],
)
def test_a_doubt_leaves_an_address_without_a_place(address):
    assert locate(*address) is None


def test_a_zip_of_another_state_loses_against_the_town():
    assert locate("38103", "Nashville", "TN", "").slug == "38103"
    assert locate("10115", "Nashville", "TN", "").slug == "nashville-tn"


def test_many_addresses_cost_one_query(django_assert_num_queries):
    addresses = [("38103", "Memphis", "TN", ""), ("", "London", "", "GB"), ("", "Nashville", "TN", "")] * 50
    with django_assert_num_queries(1):
        locator = Locator.for_addresses(addresses)
        found = [locator.locate(*address) for address in addresses]
    assert [place.slug for place in found[:3]] == ["38103", "london-gb", "nashville-tn"]


def test_no_address_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Locator.for_addresses([]).locate("38103", "Memphis") is None
