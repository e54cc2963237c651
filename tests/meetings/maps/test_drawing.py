"""Frames, dots, lines and labels of a small map, against a slow and obvious one."""

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.maps.background import MOST_CHARACTERS, drawn_lines, path_of, strokes, written
from meetings.maps.dots import APART, MOST_DOTS, dots, shown
from meetings.maps.draw import Bar, Town, drawn
from meetings.maps.frame import HIGH, WIDE, Frame, around, holding
from meetings.maps.lines import LEVELS, Kind, our_lines
from tests.oracles import maps as oracle

MEMPHIS, NEW_YORK, SUVA = (35.15, -90.05), (40.71, -74.0), (-18.14, 178.44)
ADAK, LONDON = (51.88, -176.65), (51.5, -0.12)
near_memphis = st.tuples(
    st.integers(3483, 3547).map(lambda n: n / 100), st.integers(-9048, -8962).map(lambda n: n / 100)
)
points = st.lists(st.tuples(near_memphis, st.booleans()).map(lambda one: (*one[0], one[1])), max_size=90)


def inside(pixel):
    return 0 <= pixel[0] <= WIDE and 0 <= pixel[1] <= HIGH


@given(points=points)
def test_every_meeting_is_in_a_dot_within_a_few_pixels_of_its_true_spot(points):
    frame = around(*MEMPHIS, 25)
    found = dots(points, frame)
    true = [oracle.pixel(*point[:2], MEMPHIS, frame.miles) for point in points]
    assert sum(dot.number for dot in found) == len(points)
    assert len(found) <= MOST_DOTS
    for dot in found:
        assert min(hypot(dot.x - x, dot.y - y) for x, y in true) < 1
    if len({(round(x), round(y)) for x, y in true}) <= MOST_DOTS:
        for x, y in true:
            assert min(hypot(dot.x - x, dot.y - y) for dot in found) <= APART + 1


def test_dots_that_would_touch_are_one_and_say_how_many_they_are():
    frame = around(*MEMPHIS, 25)
    same = [(*MEMPHIS, False)] * 4 + [(35.151, -90.051, True)] * 2
    (dot,) = dots(same, frame)
    assert (dot.number, dot.size, dot.rough) == (6, 2, False)
    assert [dot.rough for dot in dots(same[4:], frame)] == [True]


@pytest.mark.parametrize("tokens, rough", [("1,2,Les,Px", False), ("Pa", True), ("1,Sask", None), ("", None)])
def test_only_rows_that_say_so_are_shown(tokens, rough):
    spot = None if rough is None else (35.0, -90.0, rough)
    assert shown([(tokens, 35.0, -90.0), (tokens, None, None)]) == [spot, None]


@pytest.mark.parametrize("place", [MEMPHIS, NEW_YORK, SUVA, ADAK, LONDON])
@pytest.mark.parametrize("miles", [5, 25, 100])
def test_every_line_stands_within_a_pixel_or_so_of_its_source(place, miles):
    frame = around(*place, miles)
    level = 0 if miles < 100 else 1
    steps = LEVELS[level].steps
    west, south, east, north = frame.sides
    edges = [round(side * steps) for side in (west + 180, south + 90, east + 180, north + 90)]
    source = [
        [oracle.pixel(y / steps - 90, (x / steps) % 360 - 180, place, frame.miles) for x, y in line]
        for _kind, line in our_lines().within(level, *edges)
    ]
    lines = [line for _kind, path in strokes(frame) for line in oracle.corners_of(path)]
    off = 1.5 if sum(len(path) for _kind, path in strokes(frame)) < MOST_CHARACTERS * 0.7 else 3
    for point in (point for line in lines for point in oracle.walked(line, 3)):
        assert inside(point)
        assert min(oracle.away(point, line) for line in source) <= off


def test_lines_keep_within_their_characters_and_counties_go_first():
    ragged = [(x, 20 + 3 * (x % 2)) for x in range(321)]
    lines = {Kind.COAST: [ragged], Kind.COUNTY: [[(0, y), (320, y + 1)] for y in range(0, 240, 2)]}
    found = dict(written(lines))
    assert set(found) == {Kind.COAST}
    assert 0 < sum(map(len, found.values())) <= MOST_CHARACTERS
    assert set(dict(written({**lines, Kind.COAST: [ragged[:60]], Kind.COUNTY: lines[Kind.COUNTY][:9]}))) == {
        Kind.COAST,
        Kind.COUNTY,
    }


def test_streets_are_not_drawn_into_the_river():
    assert strokes(around(*MEMPHIS, 10)) != ()
    assert strokes(around(*MEMPHIS, 2)) == ()


def test_across_180_degrees_both_sides_stand_in_one_picture():
    frame = holding([(-17.8, 179.9), (-17.0, -179.8)])
    assert frame.miles < 100
    assert all(map(inside, frame.pixels([(-17.8, 179.9), (-17.0, -179.8)])))
    assert drawn_lines(frame, our_lines())[Kind.COAST]


@pytest.mark.parametrize(
    "spots", [[], [(89.5, 10.0)], [(-60.0, 0.0), (65.0, 100.0)], [(0.0, 0.0), (0.0, 170.0)]]
)
def test_what_no_flat_picture_shows_truly_is_left_out(spots):
    assert holding(spots) is None


def test_a_single_spot_of_a_region_gets_some_room():
    assert holding([(35.0, -90.0)]) == Frame(35.0, -90.0, 5.0)


@given(lines=st.lists(st.lists(st.tuples(st.integers(0, 320), st.integers(0, 240)), min_size=2, max_size=6)))
def test_path_data_say_each_point_in_few_characters(lines):
    assert oracle.corners_of(path_of(lines)) == lines


def test_labels_touch_neither_each_other_nor_the_edge_nor_the_bar():
    frame = around(*MEMPHIS, 25)
    towns = [
        Town("Memphis", *MEMPHIS),
        Town("Memphis beside it", 35.152, -90.05),
        Town("Germantown", 35.09, -89.81),
        Town("Too far up", 35.535, -90.05),
        *(Town(f"Town {number}", 34.9 + number / 20, -90.4) for number in range(9)),
    ]
    texts = drawn(frame, (), [], "Memphis", towns, [Bar(100, "100 miles"), Bar(10, "10 miles")])["texts"]
    said = [text["text"] for text in texts]
    assert said[:2] == ["10 miles", "Memphis"]
    assert "Germantown" in said
    assert len(said) <= 2 + 5
    boxes = [(one["x"], one["y"], len(one["text"]) * 7) for one in texts]
    for number, (x, y, wide) in enumerate(boxes):
        assert x - wide / 2 >= 0
        assert x + wide / 2 <= WIDE
        assert 11 <= y <= HIGH
        for other_x, other_y, other_wide in boxes[:number]:
            assert abs(x - other_x) >= (wide + other_wide) / 2 or abs(y - other_y) >= 13


def test_the_bar_is_as_long_as_it_says():
    frame = around(*MEMPHIS, 25)
    picture = drawn(frame, (), [], "", [], [Bar(500, "500 miles"), Bar(20, "20 miles"), Bar(10, "10 miles")])
    assert picture["texts"][0]["text"] == "20 miles"
    long = int(picture["bar"].partition("h")[2].partition("v")[0])
    ten_miles_east = oracle.pixel(35.15, -90.05 + 20 / 69.09 / 0.8176, MEMPHIS, frame.miles)[0] - WIDE / 2
    assert long == pytest.approx(ten_miles_east, abs=1)
