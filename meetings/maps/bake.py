"""Bake the file of coast and border lines. Development only; see fixtures/places/README.md."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import cos, floor, radians
from typing import Any

from meetings.maps.cutting import Line, Point, cut, simpler
from meetings.maps.lines import LEVELS, Cells, Kind, Level, Steps, cell_number
from meetings.maps.topology import Degrees, arcs_of, owners

Arc = tuple[Kind, list[Degrees]]
OURS = frozenset({"840", "630", "316", "580", "850", "016"})  # countries that the file of US counties holds
CHUNK = 64  # points: longer lines are cut into such, or each would be tried against hundreds of cells
NEAR_THE_BORDER = 0.08  # degrees: an outer edge of a county as near as this to a land border is no coast


def bake(counties: Mapping[str, Any], countries: Mapping[str, Any]) -> Cells:
    """All cells of all levels, by their numbers: counties of the US, the other countries of the world."""
    world, borders = _of_the_world(countries)
    ours = list(_of_the_us(counties, borders))
    cells: Cells = defaultdict(list)
    for number, level in enumerate(LEVELS):
        for arcs, most in ((ours, level.most), (world, level.most_abroad)):
            for cell, kind, piece in _pieces(arcs, number, most):
                cells[cell].append((kind, piece))
    return cells


def _of_the_world(countries: Mapping[str, Any]) -> tuple[list[Arc], list[Degrees]]:
    """Coasts and borders outside the US, and the points of the borders of the US."""
    arcs = arcs_of(countries)
    held = owners(countries["objects"]["countries"]["geometries"], lambda one: str(one.get("id") or one))
    found: list[Arc] = []
    borders: list[Degrees] = []
    for number, countries_there in held.items():
        if countries_there & OURS:
            borders += arcs[number] if len(countries_there) > 1 else ()
        else:
            kind = Kind.COUNTRY if len(countries_there) > 1 else Kind.COAST
            found += [(kind, part) for part in _on_the_map(arcs[number])]
    return found, borders


def _of_the_us(counties: Mapping[str, Any], borders: Iterable[Degrees]) -> Iterator[Arc]:
    arcs = arcs_of(counties)
    held = owners(counties["objects"]["counties"]["geometries"], lambda one: str(one["id"]))
    known = _Near(borders)
    for number, there in held.items():
        if len({county[:2] for county in there}) > 1:
            yield Kind.STATE, arcs[number]
        elif len(there) > 1:
            yield Kind.COUNTY, arcs[number]
        else:
            for part in _on_the_map(arcs[number]):
                yield from _edge(part, known)


def _on_the_map(arc: list[Degrees]) -> Iterator[list[Degrees]]:
    """Without the seams that close polygons along 180° and at the pole: nothing is there."""
    part = [arc[0]]
    for one, other in itertools.pairwise(arc):
        seam = (abs(one[0]) > 179.99 and abs(other[0]) > 179.99) or (one[1] < -89 and other[1] < -89)
        if seam or abs(one[0] - other[0]) > 180:
            yield part
            part = []
        part.append(other)
    yield part


class _Near:
    """Whether a point lies near one of many points and the stretches between them."""

    def __init__(self, points: Iterable[Degrees]) -> None:
        self.squares: set[tuple[int, int]] = set()
        before: Degrees | None = None
        for x, y in points:
            steps = 1
            if before and abs(before[0] - x) + abs(before[1] - y) < 8:
                steps = 1 + int(max(abs(before[0] - x), abs(before[1] - y)) / NEAR_THE_BORDER)
            for step in range(steps):
                part = step / steps
                there = (x + (before[0] - x) * part, y + (before[1] - y) * part) if before else (x, y)
                self.squares.add(_square(there))
            before = (x, y)

    def __contains__(self, point: Degrees) -> bool:
        x, y = _square(point)
        return any((x + dx, y + dy) in self.squares for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def _square(point: Degrees) -> tuple[int, int]:
    return floor(point[0] / NEAR_THE_BORDER), floor(point[1] / NEAR_THE_BORDER)


def _edge(arc: list[Degrees], borders: _Near) -> Iterator[Arc]:
    """An outer edge of the US, parted into coast and land border."""
    if len(arc) < 2:
        return
    part, kind = [arc[0]], None
    for one, other in itertools.pairwise(arc):
        now = Kind.COUNTRY if one in borders and other in borders else Kind.COAST
        if kind is not None and now != kind:
            yield kind, part
            part = [one]
        kind = now
        part.append(other)
    yield kind or Kind.COAST, part


def _pieces(arcs: Iterable[Arc], number: int, most: float) -> Iterator[tuple[int, Kind, Steps]]:
    """What stands in which cell of a level."""
    level = LEVELS[number]
    for kind, arc in arcs:
        line = _simpler(arc, most)
        if kind in level.kinds and not _too_small(line, most):
            for start in range(0, len(line) - 1, CHUNK):
                for column, row, piece in _in_cells(line[start : start + CHUNK + 1], level):
                    yield cell_number(number, column, row), kind, piece


def _too_small(line: Line, most: float) -> bool:
    """A rock in the sea is not worth its bytes."""
    xs, ys = [x for x, _y in line], [y for _x, y in line]
    return line[0] == line[-1] and max(max(xs) - min(xs), max(ys) - min(ys)) < 2 * most


def _simpler(arc: list[Degrees], most: float) -> list[Point]:
    """East and west shrink with the latitude: degrees are compared as miles are."""
    shrink = max(cos(radians(sum(y for _x, y in arc) / len(arc))), 0.05)
    flat = simpler([(x * shrink, y) for x, y in arc], most)
    return [(x / shrink, y) for x, y in flat]


def _in_cells(line: list[Point], level: Level) -> Iterator[tuple[int, int, Steps]]:
    """The parts of a line by column and row of their cells, in whole steps from its south-west corner."""
    size = level.cell
    spots = [(x + 180, y + 90) for x, y in line]
    columns = [min(int(x // size), 360 // size - 1) for x, _y in spots]
    rows = [min(int(y // size), 180 // size - 1) for _x, y in spots]
    for column in range(min(columns), max(columns) + 1):
        for row in range(min(rows), max(rows) + 1):
            left, low = column * size, row * size
            for piece in cut(spots, (left, low, left + size, low + size)):
                steps = [(round((x - left) * level.steps), round((y - low) * level.steps)) for x, y in piece]
                thin = [step for at, step in enumerate(steps) if not at or step != steps[at - 1]]
                if len(thin) > 1:
                    yield column, row, thin
