"""The file of lines: baked from two small topologies, written, read, cut and joined again."""

import json

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from meetings.maps import bake as module
from meetings.maps.cutting import cut, joined, simpler
from meetings.maps.lines import LEVELS, Kind, LineFile, cell_number, lines_path, our_lines, write
from tests.oracles import maps as oracle

UNIT = {"scale": [0.01, 0.01], "translate": [-92.0, 34.0]}
# Two states of two counties and one, side by side, the sea to the south; a neighbor country to the north.
COUNTIES = {
    "transform": UNIT,
    "arcs": [
        [[100, 100], [0, 100]],  # 0: between the counties of the first state
        [[200, 100], [0, 100]],  # 1: between the states
        [[100, 200], [-100, 0], [0, -100], [100, 0]],  # 2: around the first county
        [[100, 100], [100, 0]],  # 3: the coast of the second county
        [[200, 200], [-100, 0]],  # 4: its border in the north
        [[200, 100], [100, 0], [0, 100], [-100, 0]],  # 5: around the third
    ],
    "objects": {
        "counties": {
            "geometries": [
                {"id": "47001", "type": "Polygon", "arcs": [[0, 2]]},
                {"id": "47002", "type": "MultiPolygon", "arcs": [[[3, 1, 4, -1]]]},
                {"id": "05001", "type": "Polygon", "arcs": [[5, -2]]},
            ]
        }
    },
}
COUNTRIES = {
    "transform": UNIT,
    "arcs": [
        [[0, 200], [300, 0]],  # 0: what the US shares with its neighbor
        [[300, 200], [0, -100], [-300, 0], [0, 100]],  # 1: the US coast, known better from the counties
        [[300, 200], [0, 50], [-300, 0], [0, -50]],  # 2: the neighbor's coast
        [[500, 200], [0, 50]],  # 3: between two countries further on
        [[500, 250], [50, 0], [0, -50], [-50, 0]],
        [[500, 250], [-50, 0], [0, -50], [50, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"id": "840", "type": "Polygon", "arcs": [[0, 1]]},
                {"id": "124", "type": "Polygon", "arcs": [[-1, 2]]},
                {"id": "111", "type": "Polygon", "arcs": [[3, 4]]},
                {"id": "222", "type": "Polygon", "arcs": [[-4, 5]]},
            ]
        }
    },
}


def read(path, west, south, east, north, level=0):
    steps = LEVELS[level].steps
    frame = [round(side * steps) for side in (west + 180, south + 90, east + 180, north + 90)]
    return [
        (kind, [(x / steps - 180, y / steps - 90) for x, y in line])
        for kind, line in LineFile(path).within(level, *frame)
    ]


@pytest.fixture(scope="module")
def baked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lines")
    for name, topology in (("counties", COUNTIES), ("countries", COUNTRIES)):
        (folder / f"{name}.json").write_text(json.dumps(topology))
    path = folder / "lines.bin"
    call_command("bake_lines", folder / "counties.json", folder / "countries.json", to=path, stdout=None)
    return path


def ends(path, kind):
    return sorted(
        tuple(sorted(tuple(round(side, 2) for side in end) for end in (line[0], line[-1])))
        for found, line in read(path, -93, 33, -85, 38)
        if found == kind
    )


def lengths(path, kind, *frame):
    return round(sum(oracle.length(line) for found, line in read(path, *frame) if found == kind), 1)


AROUND = (-93, 33, -85, 38)


def test_each_border_is_there_once_under_what_it_parts(baked):
    assert lengths(baked, Kind.COUNTY, *AROUND) == 1.0
    assert lengths(baked, Kind.STATE, *AROUND) == 1.0
    # The northern border of the US by its counties, and the one between two others.
    assert lengths(baked, Kind.COUNTRY, *AROUND) == pytest.approx(3.0 + 0.5, abs=0.2)
    # The US coast by its counties (3 + 2), the neighbor's (4), the two others' (1.5 each).
    assert lengths(baked, Kind.COAST, *AROUND) == pytest.approx(5.0 + 4.0 + 3.0, abs=0.2)


def test_coarser_levels_have_no_counties(baked):
    kinds = {level: {kind for kind, _line in read(baked, *AROUND, level)} for level in (0, 1, 2)}
    assert kinds[0] == set(Kind)
    assert kinds[1] == kinds[2] == set(Kind) - {Kind.COUNTY}


def test_only_the_cells_of_a_frame_are_read(baked):
    assert read(baked, 10, 10, 11, 11) == []
    west = [line for _kind, line in read(baked, -92.0, 35.0, -91.9, 36.0)]
    assert all(min(x for x, _y in line) <= -91.9 for line in west)


def test_seams_at_180_degrees_are_no_coast():
    seam = [(179.0, 1.0), (180.0, 1.0), (180.0, 2.0), (179.0, 2.0)]
    parts = list(module._on_the_map(seam))
    assert parts == [[(179.0, 1.0), (180.0, 1.0)], [(180.0, 2.0), (179.0, 2.0)]]


@pytest.mark.parametrize(
    "line",
    [
        [(0, 0), (2000, 2000)],  # longer than a byte can say
        [(x % 7, x) for x in range(300)],  # more steps than a byte can count
        [(5, 5), (5, 6)],
    ],
)
def test_a_line_of_any_length_is_read_as_it_was_written(tmp_path, line):
    write(tmp_path / "lines", {cell_number(0, 45, 62): [(Kind.COAST, line)]})
    found = [part for _kind, part in LineFile(tmp_path / "lines").within(0, 90_000, 124_000, 91_999, 125_999)]
    whole = joined([[(x - 90_000, y - 124_000) for x, y in part] for part in found])
    assert len(whole) == 1
    assert (whole[0][0], whole[0][-1]) == (line[0], line[-1])
    assert all(oracle.away(point, whole[0]) <= 1 for point in line)
    assert all(oracle.away(point, line) <= 1 for point in whole[0])


def test_the_world_begins_again_at_180_degrees(tmp_path):
    write(tmp_path / "lines", {cell_number(0, 0, 45): [(Kind.COAST, [(100, 100), (200, 100)])]})
    file = LineFile(tmp_path / "lines")
    beyond = [line for _kind, line in file.within(0, 359_500, 90_000, 360_500, 90_500)]
    assert beyond == [[(360_100, 90_100), (360_200, 90_100)]]


def test_our_file_is_small_and_holds_a_coast_a_border_a_state_and_a_county():
    assert lines_path().stat().st_size < 1_200_000
    around_new_york = {kind for kind, _line in our_lines().within(0, 105_000, 130_000, 107_000, 131_500)}
    assert around_new_york == {Kind.COAST, Kind.STATE, Kind.COUNTY}
    seventh = {kind for kind, _line in our_lines().within(1, 25_000, 33_000, 26_000, 35_000)}
    assert Kind.COUNTRY in seventh


numbers = st.integers(-20, 20)
lines = st.lists(st.tuples(numbers, numbers), min_size=2, max_size=8)


@given(line=lines)
def test_a_line_cut_at_a_frame_is_what_a_slow_walk_finds_inside(line):
    pieces = cut(line, (-7, -5, 9, 11))
    assert all(-7.001 <= x <= 9.001 and -5.001 <= y <= 11.001 for piece in pieces for x, y in piece)
    assert all(oracle.away(point, line) < 0.001 for piece in pieces for point in piece)
    for point in oracle.walked(line):
        if -7 < point[0] < 9 and -5 < point[1] < 11:
            assert any(oracle.away(point, piece) < 0.001 for piece in pieces)


@given(line=lines, most=st.sampled_from([0.5, 2, 5]))
def test_a_simpler_line_keeps_its_ends_and_strays_no_further_than_allowed(line, most):
    short = simpler(line, most)
    assert (short[0], short[-1]) == (line[0], line[-1])
    assert set(short) <= set(line)
    assert all(oracle.away(point, short) <= most + 0.001 for point in line)
