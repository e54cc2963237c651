"""A small map, slowly and obviously: point by point, without cutting, joining or merging anything."""

import itertools
from math import cos, hypot, pi, radians

EARTH = 3958.7613


def pixel(latitude, longitude, middle, miles, wide=320, high=240):
    """Where a point stands in a picture with `miles` from its middle to its upper edge."""
    up = (latitude - middle[0]) * pi / 180 * EARTH
    east = min((longitude - middle[1] + turn for turn in (-360, 0, 360)), key=abs)
    right = east * pi / 180 * EARTH * cos(radians(middle[0]))
    return wide / 2 + right * high / 2 / miles, high / 2 - up * high / 2 / miles


def away(point, line):
    """How far a point is from the nearest stretch of a line."""
    if len(line) == 1:
        return hypot(point[0] - line[0][0], point[1] - line[0][1])
    return min(_from_stretch(point, one, other) for one, other in itertools.pairwise(line))


def _from_stretch(point, one, other):
    (x, y), (ax, ay), (bx, by) = point, one, other
    square = (bx - ax) ** 2 + (by - ay) ** 2
    part = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square if square else 0
    part = max(0, min(1, part))
    return hypot(x - ax - part * (bx - ax), y - ay - part * (by - ay))


def walked(line, steps=7):
    """Points all along a line."""
    return [
        (ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps)
        for (ax, ay), (bx, by) in itertools.pairwise(line)
        for step in range(steps + 1)
    ]


def length(line):
    return sum(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in itertools.pairwise(line))


def corners_of(path):
    """The points of the lines of SVG path data with relative steps ("m1 2 3-4"), by hand."""
    lines, at = [], (0, 0)
    for part in path.split("m")[1:]:
        numbers = part.replace("-", " -").split()
        line = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            at = (at[0] + int(dx), at[1] + int(dy))
            line.append(at)
        lines.append(line)
    return lines


def spots_of(path):
    """The points of dots ("m1 2h0m3-4h0"), by hand."""
    at, found = (0, 0), []
    for part in path.split("m")[1:]:
        dx, dy = part.removesuffix("h0").replace("-", " -").split()
        at = (at[0] + int(dx), at[1] + int(dy))
        found.append(at)
    return found
