"""Distances of a BMLT question: a radius, or as far as it takes to find so many meetings (bmlt.md 2.2)."""

from array import array
from collections.abc import Iterable
from typing import Final

from fellowships.text import fold
from meetings.exports.bmlt_query import Circle
from meetings.exports.bmlt_where import Row
from meetings.geo import KM_PER_MILE, great_circle_miles
from meetings.models import Place
from meetings.places import gazetteer

# Radii that are tried when a number of meetings is asked for, in the unit of the question.
LADDER: Final = (
    *(0.0625, 0.125, 0.1875, 0.25, 0.4375, 0.5, 0.5625, 0.75, 0.8125, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5),
    *(2.75, 3.0, 3.25, 3.5, 3.75, 4.0, 4.25, 4.5, 4.75, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 8.5, 9.0, 9.5),
    *(10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 17.5, 20.0, 22.5, 25.0, 27.5, 30.0, 35.0, 40.0, 45.0, 50.0, 60.0),
    *(70.0, 80.0, 90.0, 100.0, 150.0, 200.0),
)


def circle_at(address: str, width: float) -> Circle | None:
    """Around the place that an address names, by our own table of places; None where it knows none.

    Asks nobody outside. The town is the point: no list of streets is kept here. At most three queries.
    """
    answer = gazetteer.find(address)
    place = answer.place or next((one for one in answer.places if _named_in(one, address)), None)
    return Circle(place.latitude, place.longitude, width, in_km=False) if place else None


def _named_in(place: Place, address: str) -> bool:
    """Whether the address says that town: not one spelt nearly so."""
    return fold(place.name) in fold(address)


def miles_of(rows: Iterable[Row], circle: Circle) -> tuple["array[int]", dict[int, float]]:
    """Their numbers in the same order, and the miles of those that can be walked to and have a place."""
    ids, miles = array("q"), {}
    for row in rows:
        ids.append(row.pk)
        if row.latitude is not None and row.longitude is not None:
            miles[row.pk] = great_circle_miles(circle.latitude, circle.longitude, row.latitude, row.longitude)
    return ids, miles


def within(ids: "array[int]", miles: dict[int, float], circle: Circle) -> "array[int]":
    """Those inside of the circle; all of them for a question about distances alone."""
    if circle.width is None:
        return ids
    unit = KM_PER_MILE if circle.in_km else 1.0
    far = {pk: miles[pk] * unit for pk in ids if pk in miles}
    radius = circle.width if circle.width >= 0 else _auto_radius(far.values(), int(-circle.width))
    return array("q", (pk for pk in ids if far.get(pk, radius + 1) <= radius))


def _auto_radius(distances: Iterable[float], number: int) -> float:
    """The smallest of the ladder with so many inside; its last where there are fewer."""
    found = sorted(distances)
    if number > len(found):
        return LADDER[-1]
    needed = found[number - 1] if number else 0.0
    return next((radius for radius in LADDER if radius >= needed), LADDER[-1])
