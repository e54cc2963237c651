"""What part of the world a map shows, and where a point of it stands in the picture. Pure."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from meetings.geo import MILES_PER_DEGREE

WIDE, HIGH = 320, 240  # of the picture, in its own units: as many as pixels on a narrow phone
ROOM = 1.06  # around what must be in it
LEAST_MILES, MOST_MILES = 5.0, 2500.0  # from the middle to the upper edge, around a region
NORTHERNMOST = 84.0  # degrees: beyond, one cosine for the whole picture is a lie

Spot = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True, slots=True)
class Frame:
    """Equirectangular: a degree of longitude is as wide everywhere as in the middle."""

    latitude: float
    longitude: float
    miles: float  # from the middle to the upper edge

    @property
    def per_mile(self) -> float:
        return HIGH / 2 / self.miles

    @property
    def per_degree(self) -> tuple[float, float]:
        """Pixels that a degree of longitude and one of latitude are long."""
        high = MILES_PER_DEGREE * self.per_mile
        return high * cos(radians(self.latitude)), high

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """West, south, east, north; west or east may lie beyond 180°."""
        across, up = self.per_degree
        east, north = WIDE / 2 / across, HIGH / 2 / up
        return (
            self.longitude - east,
            self.latitude - north,
            self.longitude + east,
            self.latitude + north,
        )

    def pixels(self, spots: Iterable[Spot]) -> list[tuple[int, int]]:
        """Where points stand in the picture, or would beside it."""
        (across, up), latitude, longitude = self.per_degree, self.latitude, self.longitude
        return [
            (
                round(WIDE / 2 + ((east - longitude + 180) % 360 - 180) * across),
                round(HIGH / 2 - (north - latitude) * up),
            )
            for north, east in spots
        ]


def around(latitude: float, longitude: float, miles: float) -> Frame | None:
    """With a whole circle in it; None where no such picture would be true."""
    return _true_to_life(Frame(latitude, longitude, miles * ROOM))


def holding(spots: Iterable[Spot]) -> Frame | None:
    """With all of these points in it; None for none, or where no such picture would be true."""
    points = list(spots)
    if not points:
        return None
    latitudes = [latitude for latitude, _longitude in points]
    south, north = min(latitudes), max(latitudes)
    west, east = _west_and_east([longitude for _latitude, longitude in points])
    middle = (south + north) / 2
    across = (east - west) / 2 * cos(radians(middle)) * HIGH / WIDE
    half = max((north - south) / 2, across) * MILES_PER_DEGREE * ROOM
    return _true_to_life(Frame(middle, (west + east) / 2, max(half, LEAST_MILES)))


def _west_and_east(longitudes: list[float]) -> tuple[float, float]:
    """The shorter way around the world that meets them all; east may lie beyond 180°."""
    ordered = sorted(set(longitudes))
    gaps = [(there - here, there) for here, there in itertools.pairwise(ordered)]
    widest, begins = max([*gaps, (ordered[0] + 360 - ordered[-1], ordered[0])])
    return begins, begins + 360 - widest


def _true_to_life(frame: Frame) -> Frame | None:
    _west, south, _east, north = frame.sides if abs(frame.latitude) < NORTHERNMOST else (0, 0, 0, 90)
    if frame.miles > MOST_MILES or max(north, -south) > NORTHERNMOST:
        return None
    return frame
