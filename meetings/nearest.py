"""The nearest meeting of each of several programmes, in two queries however far away they are.

The same answers as meetings/nearby.py, which looks further and further out for one programme.
"""

from collections.abc import Collection
from math import sqrt
from typing import NamedTuple

from meetings.finding import Spot
from meetings.geo import cell_centre, great_circle_miles, squared_miles_from
from meetings.models import SearchRow
from meetings.nearby import NEAREST_RINGS

# From a cell's middle to its corner, on both sides of a distance between two of them.
CELL_MILES = 25
# What the flat formula may be wrong by, beside the sphere's.
BEND = 0.1
FAR_CELLS = 9


class Point(NamedTuple):
    square: float
    meeting: int
    latitude: float
    longitude: float
    cell: int


def nearest_of_each(spot: Spot, fellowships: Collection[int]) -> dict[int, tuple[int, float]]:
    """{programme: (meeting, miles)}, without the programmes that have no meeting to walk into."""
    if not fellowships:
        return {}
    listed = SearchRow.objects.listed().filter(fellowship_id__in=fellowships, cell__gte=0).order_by()
    cells: dict[int, list[tuple[float, int]]] = {}
    for fellowship, cell in listed.values_list("fellowship_id", "cell").distinct():
        miles = great_circle_miles(spot.latitude, spot.longitude, *cell_centre(cell))
        cells.setdefault(fellowship, []).append((miles, cell))
    to_read = {cell for found in cells.values() for cell in _worth_reading(found)}
    points: dict[int, list[Point]] = {}
    far = squared_miles_from(spot.latitude, spot.longitude)
    rows = listed.filter(cell__in=to_read) if to_read else listed.none()
    for fellowship, pk, north, east, cell in rows.values_list(
        "fellowship_id", "pk", "latitude", "longitude", "cell"
    ):
        if north is not None and east is not None:
            points.setdefault(fellowship, []).append(Point(far(north, east), pk, north, east, cell))
    return {
        fellowship: _measured(spot, _best(found, cells[fellowship])) for fellowship, found in points.items()
    }


def _worth_reading(cells: list[tuple[float, int]]) -> set[int]:
    """The cells that may hold the nearest meeting, and those that `nearest` reads when all are far."""
    reach = min(cells)[0] * (1 + BEND) + CELL_MILES
    return {cell for miles, cell in cells if miles <= reach} | set(_far_cells(cells))


def _far_cells(cells: list[tuple[float, int]]) -> list[int]:
    return [cell for _miles, cell in sorted(cells)[:FAR_CELLS]]


def _best(points: list[Point], cells: list[tuple[float, int]]) -> Point:
    best = min(points)
    if sqrt(best.square) <= NEAREST_RINGS[-1]:
        return best
    far_cells = set(_far_cells(cells))
    return min((point for point in points if point.cell in far_cells), default=best)


def _measured(spot: Spot, point: Point) -> tuple[int, float]:
    miles = great_circle_miles(spot.latitude, spot.longitude, point.latitude, point.longitude)
    return point.meeting, miles
