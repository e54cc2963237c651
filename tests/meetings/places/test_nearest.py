import pytest

from meetings.models import Place
from meetings.places.nearest import nearest_town

pytestmark = pytest.mark.django_db


def make_town(slug, latitude, longitude, kind="city"):
    return Place.objects.create(
        slug=slug, key=slug, name=slug, country="US", kind=kind, latitude=latitude, longitude=longitude,
        time_zone="UTC", population=1,
    )  # fmt: skip


def test_the_nearest_town_is_found_and_no_other_kind_of_place(django_assert_num_queries):
    make_town("far", 35.3, -90.1)
    near = make_town("near", 35.15, -90.05)
    make_town("zip", 35.14, -90.04, kind="zip")
    with django_assert_num_queries(1):
        assert nearest_town(35.14, -90.04) == near


def test_it_looks_further_where_towns_are_few(django_assert_num_queries):
    town = make_town("outback", -24, 134)
    with django_assert_num_queries(3):
        assert nearest_town(-25, 137) == town


def test_it_looks_across_the_date_line_both_ways():
    town = make_town("east", -17, -179.95)
    assert nearest_town(-17, 179.99) == town
    other = make_town("west", 10, 179.95)
    assert nearest_town(10, -179.99) == other


@pytest.mark.parametrize("point", [(0, -140), (90, 0), (-90, 180), (float("nan"), 0), (1e9, -1e9)])
def test_far_from_everywhere_there_is_none(point):
    make_town("somewhere", 35, -90)
    assert nearest_town(*point) is None
