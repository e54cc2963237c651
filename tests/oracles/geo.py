"""Distances on a sphere, by vectors from its middle: nothing in common with the code it judges."""

from math import atan2, cos, radians, sin, sqrt

EARTH_RADIUS_MILES = 3958.7613


def miles(latitude, longitude, to_latitude, to_longitude):
    one, other = _vector(latitude, longitude), _vector(to_latitude, to_longitude)
    across = [one[y] * other[z] - one[z] * other[y] for y, z in ((1, 2), (2, 0), (0, 1))]
    along = sum(a * b for a, b in zip(one, other, strict=True))
    return EARTH_RADIUS_MILES * atan2(sqrt(sum(part * part for part in across)), along)


def point_at(latitude, longitude, miles, bearing):
    """The point so many miles away in that direction (degrees from north), longitude within ±180."""
    angle, turn = miles / EARTH_RADIUS_MILES, radians(bearing)
    x, y, z = _vector(latitude, longitude)
    east = (-sin(radians(longitude)), cos(radians(longitude)), 0.0)
    north = (-z * cos(radians(longitude)), -z * sin(radians(longitude)), cos(radians(latitude)))
    there = [
        old * cos(angle) + (n * cos(turn) + e * sin(turn)) * sin(angle)
        for old, n, e in zip((x, y, z), north, east, strict=True)
    ]
    flat = sqrt(there[0] ** 2 + there[1] ** 2)
    return _degrees(atan2(there[2], flat)), _degrees(atan2(there[1], there[0]))


def _vector(latitude, longitude):
    up, around = radians(latitude), radians(longitude)
    return cos(up) * cos(around), cos(up) * sin(around), sin(up)


def _degrees(angle):
    return angle / radians(1)
