"""Cells and distances by plain arithmetic: no GIS library, the same on both databases.

Miles everywhere inside. The distance formula and its accuracy (1 foot at 25 miles) are an equirectangular
projection with a first-order correction for the latitude.
"""

from collections.abc import Callable, Iterable
from math import asin, ceil, copysign, cos, floor, radians, sin, sqrt
from typing import Any, TypeVar

CELL_DEGREES = 0.25
CELLS_AROUND = 1440
CELL_BANDS = 720
EARTH_RADIUS_MILES = 3958.7613
MILES_PER_DEGREE = EARTH_RADIUS_MILES * radians(1)
KM_PER_MILE = 1.609344

PointRow = TypeVar("PointRow", bound=tuple[Any, ...])


def cell_of(latitude: float, longitude: float) -> int:
    """The number of the quarter-degree cell that holds a point."""
    band = min(floor((latitude + 90) / CELL_DEGREES), CELL_BANDS - 1)
    return band * CELLS_AROUND + floor((longitude + 180) / CELL_DEGREES) % CELLS_AROUND


def cells_within(latitude: float, longitude: float, miles: float) -> list[int]:
    """Every cell that a circle may touch, across 180° too."""
    cells: list[int] = []
    for first, last in cell_ranges_within(latitude, longitude, miles):
        cells.extend(range(first, last + 1))
    return cells


def cell_ranges_within(latitude: float, longitude: float, miles: float) -> list[tuple[int, int]]:
    """The same cells as (first, last) runs, one or two per band of latitude."""
    reach = miles / MILES_PER_DEGREE
    south, north = max(latitude - reach, -90.0), min(latitude + reach, 90.0)
    width = _degrees_wide(max(abs(south), abs(north)), miles)
    first_band = floor((south + 90) / CELL_DEGREES)
    last_band = min(floor((north + 90) / CELL_DEGREES), CELL_BANDS - 1)
    west = floor((longitude - width + 180) / CELL_DEGREES)
    count = ceil((longitude + width + 180) / CELL_DEGREES) - west
    columns = _column_runs(west, min(max(count, 1), CELLS_AROUND))
    return [
        (band * CELLS_AROUND + left, band * CELLS_AROUND + right)
        for band in range(first_band, last_band + 1)
        for left, right in columns
    ]


def _degrees_wide(latitude: float, miles: float) -> float:
    shrink = cos(radians(min(latitude, 90.0)))
    if shrink < 0.01:
        return 180.0
    return min(miles / (MILES_PER_DEGREE * shrink), 180.0)


def _column_runs(west: int, count: int) -> list[tuple[int, int]]:
    left = west % CELLS_AROUND
    right = left + count - 1
    if right < CELLS_AROUND:
        return [(left, right)]
    return [(left, CELLS_AROUND - 1), (0, right - CELLS_AROUND)]


def squared_miles_from(latitude: float, longitude: float) -> Callable[[float, float], float]:
    """A function from (latitude, longitude) to the square of the miles from here."""
    along, bend = _projection(latitude)

    def squared_miles(there_latitude: float, there_longitude: float) -> float:
        north = there_latitude - latitude
        east = there_longitude - longitude
        if east > 180:
            east -= 360
        elif east < -180:
            east += 360
        dx = east * (along - north * bend)
        dy = north * MILES_PER_DEGREE
        return dx * dx + dy * dy

    return squared_miles


def rows_within(
    rows: Iterable[PointRow], columns: tuple[int, int], latitude: float, longitude: float, miles: float
) -> tuple[list[PointRow], list[float]]:
    """Rows within reach, and the squares of their miles; `columns` says where latitude and longitude stand.

    The formula of `squared_miles_from` once more: calling it for each of thousands of rows costs too much.
    """
    latitude_at, longitude_at = columns
    along, bend = _projection(latitude)
    reach = miles * miles
    found: list[PointRow] = []
    squares: list[float] = []
    for row in rows:
        north, east = row[latitude_at], row[longitude_at]
        if north is None or east is None:
            continue
        north -= latitude
        east -= longitude
        if east > 180 or east < -180:
            east -= copysign(360, east)
        dx = east * (along - north * bend)
        dy = north * MILES_PER_DEGREE
        square = dx * dx + dy * dy
        if square <= reach:
            found.append(row)
            squares.append(square)
    return found, squares


def _projection(latitude: float) -> tuple[float, float]:
    """Miles per degree eastward at a latitude, and what they shrink by for each degree further north."""
    along = MILES_PER_DEGREE * cos(radians(latitude))
    return along, radians(1) * sin(radians(latitude)) * MILES_PER_DEGREE / 2


def great_circle_miles(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Exact at any distance, for the few long ones ("the nearest is 195 miles away")."""
    half_north = radians(to_latitude - latitude) / 2
    half_east = radians(to_longitude - longitude) / 2
    inner = sin(half_north) ** 2 + cos(radians(latitude)) * cos(radians(to_latitude)) * sin(half_east) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(inner)))


def cell_centre(cell: int) -> tuple[float, float]:
    band, column = divmod(cell, CELLS_AROUND)
    return (band + 0.5) * CELL_DEGREES - 90, (column + 0.5) * CELL_DEGREES - 180
