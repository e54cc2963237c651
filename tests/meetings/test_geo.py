import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from meetings.geo import (
    CELL_DEGREES,
    cell_centre,
    cell_of,
    cell_ranges_within,
    cells_within,
    great_circle_miles,
    rows_within,
    squared_miles_from,
)
from tests.oracles import geo as oracle
from tests.world import MEMPHIS, NASHVILLE, OLIVE_BRANCH

FEET_PER_MILE = 5280

latitudes = st.floats(-90, 90) | st.sampled_from([-90.0, -89.9, 0.0, 60.0, 89.9, 90.0])
longitudes = st.floats(-180, 180) | st.sampled_from([-180.0, -179.99, 0.0, 179.99, 180.0])
centres = st.tuples(latitudes, longitudes)
inhabited = st.tuples(st.floats(-55, 66), longitudes)
bearings = st.floats(0, 360)
shares = st.floats(0, 0.9999)


@given(centres, st.sampled_from([1, 2, 5, 10, 25, 50, 100, 400, 3000, 12_000]), shares, bearings)
def test_every_point_within_the_miles_lies_in_one_of_the_cells(centre, miles, share, bearing):
    point = oracle.point_at(*centre, miles * share, bearing)
    assert cell_of(*point) in cells_within(*centre, miles)


@pytest.mark.parametrize("latitude", [-88.0, -60.0, 80.0, 85.0, 88.0])
def test_far_from_the_equator_circles_reach_further_east_than_their_centre_says(latitude):
    cells = set(cells_within(latitude, 20.1, 100))
    assert {cell_of(*oracle.point_at(latitude, 20.1, 99.99, bearing)) for bearing in range(360)} <= cells


@given(centres, st.sampled_from([1, 25, 100, 400]))
def test_no_cell_is_named_twice_and_all_of_them_exist(centre, miles):
    cells = cells_within(*centre, miles)
    assert len(cells) == len(set(cells))
    assert all(0 <= cell < 720 * 1440 for cell in cells)
    assert all(first <= last for first, last in cell_ranges_within(*centre, miles))


def test_around_a_town_few_cells_are_read():
    assert len(cells_within(*MEMPHIS, 25)) <= 30


def test_across_the_date_line_both_sides_are_read():
    cells = cells_within(-16.8, 179.95, 25)
    assert cell_of(-16.8, 179.9) in cells
    assert cell_of(-16.8, -179.9) in cells


def test_the_poles_and_the_date_line_have_cells():
    assert cell_of(90, 180) == cell_of(89.99, -179.99)
    assert cell_of(-90, -180) == 0


@given(centres)
def test_a_point_is_no_further_than_half_a_cell_from_the_centre_of_its_cell(point):
    latitude, longitude = cell_centre(cell_of(*point))
    assert abs(latitude - point[0]) <= CELL_DEGREES / 2 + 1e-9
    assert min(abs(longitude - point[1]), 360 - abs(longitude - point[1])) <= CELL_DEGREES / 2 + 1e-9


@given(inhabited, st.floats(0, 1), bearings)
@pytest.mark.parametrize(
    "miles,limit,feet",
    [(25, 40, 2), (25, 65, 8), (100, 35, 25), (100, 65, 100)],
    ids=lambda value: str(value),
)
def test_distances_are_right_to_a_few_feet(miles, limit, feet, centre, share, bearing):
    assume(abs(centre[0]) <= limit)
    there = oracle.point_at(*centre, miles * share, bearing)
    found = squared_miles_from(*centre)(*there) ** 0.5
    assert abs(found - miles * share) * FEET_PER_MILE <= feet


@given(inhabited, st.lists(st.tuples(shares, bearings), max_size=5))
def test_rows_within_are_those_whose_squared_miles_are_within(centre, ways):
    points = [oracle.point_at(*centre, 50 * share, bearing) for share, bearing in ways]
    rows = [(None, *point) for point in points] + [("nowhere", None, None)]
    far = squared_miles_from(*centre)
    near = [row for row in rows[:-1] if far(*row[1:]) <= 625]
    assert rows_within(rows, (1, 2), *centre, 25) == (near, [far(*row[1:]) for row in near])


def test_across_the_date_line_is_a_short_way():
    assert squared_miles_from(-16.8, 179.95)(-16.8, -179.95) ** 0.5 == pytest.approx(6.6, abs=0.1)
    assert squared_miles_from(-16.8, -179.95)(-16.8, 179.95) ** 0.5 == pytest.approx(6.6, abs=0.1)


@given(centres, centres)
def test_long_ways_are_right_too(one, other):
    assert great_circle_miles(*one, *other) == pytest.approx(oracle.miles(*one, *other), abs=0.5)


def test_known_distances():
    assert great_circle_miles(*MEMPHIS, *NASHVILLE) == pytest.approx(195, abs=2)
    assert great_circle_miles(*MEMPHIS, *OLIVE_BRANCH) == pytest.approx(18, abs=0.5)
