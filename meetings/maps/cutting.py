"""Polylines cut at the edges of a rectangle, made simpler, and joined again. Pure, in whatever unit."""

from collections.abc import Iterable, Sequence
from math import hypot

Point = tuple[float, float]
Line = Sequence[Point]
Rectangle = tuple[float, float, float, float]  # left, low, right, high


def cut(line: Line, frame: Rectangle) -> list[list[Point]]:
    """The parts of a line inside a rectangle, with new points where it crosses the edges."""
    left, low, right, high = frame
    pieces: list[list[Point]] = []
    here: list[Point] = []
    before, before_inside = line[0], _inside(line[0], frame)
    if before_inside:
        here.append(before)
    for point in line[1:]:
        x, y = point
        inside = left <= x <= right and low <= y <= high
        if inside and before_inside:
            here.append(point)
        else:
            crossing = _crossing(before, point, frame)
            if crossing:
                first, last = crossing
                if not before_inside:
                    here = [first]
                here.append(last)
            if not inside and here:
                pieces.append(here)
                here = []
        before, before_inside = point, inside
    return [piece for piece in (*pieces, here) if len(piece) > 1]


def _inside(point: Point, frame: Rectangle) -> bool:
    return frame[0] <= point[0] <= frame[2] and frame[1] <= point[1] <= frame[3]


def _crossing(one: Point, other: Point, frame: Rectangle) -> tuple[Point, Point] | None:
    """The part of a straight stretch inside (Liang and Barsky); the same whichever way it is walked."""
    if other < one:
        crossing = _crossing(other, one, frame)
        return crossing and (crossing[1], crossing[0])
    (x, y), (dx, dy) = one, (other[0] - one[0], other[1] - one[1])
    begins, ends = 0.0, 1.0
    left, low, right, high = frame
    for step, room in ((-dx, x - left), (dx, right - x), (-dy, y - low), (dy, high - y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            begins = max(begins, room / step)
        else:
            ends = min(ends, room / step)
    if begins > ends:
        return None
    return _at(one, other, begins), _at(one, other, ends)


def _at(one: Point, other: Point, part: float) -> Point:
    if part in (0.0, 1.0):
        return other if part else one
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


def simpler(line: Line, most: float) -> list[Point]:
    """Without the points that lie within `most` of the line without them (Douglas and Peucker)."""
    kept = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        far, index = _farthest(line, first, last)
        if far > most:
            kept.add(index)
            open_parts += [(first, index), (index, last)]
    return [line[index] for index in sorted(kept)]


def _farthest(line: Line, first: int, last: int) -> tuple[float, int]:
    """How far the farthest point between two lies from the straight line between them."""
    (x, y), (to_x, to_y) = line[first], line[last]
    dx, dy = to_x - x, to_y - y
    length = hypot(dx, dy)
    far, index = 0.0, first
    for number in range(first + 1, last):
        there_x, there_y = line[number][0] - x, line[number][1] - y
        if length:
            along = (there_x * dx + there_y * dy) / length
            away = (
                abs(there_x * dy - there_y * dx) / length
                if 0 <= along <= length
                else min(hypot(there_x, there_y), hypot(there_x - dx, there_y - dy))
            )
        else:
            away = hypot(there_x, there_y)
        if away > far:
            far, index = away, number
    return far, index


def joined(pieces: Iterable[Line]) -> list[list[Point]]:
    """Pieces that begin where another ends, as one line; what is there twice, once."""
    ending: dict[Point, list[Point]] = {}
    lines: list[list[Point]] = []
    seen: set[tuple[Point, ...]] = set()
    for piece in pieces:
        if tuple(piece) in seen:
            continue
        seen.add(tuple(piece))
        before = ending.pop(piece[0], None)
        if before is None:
            line = list(piece)
            lines.append(line)
        else:
            line = before
            line.extend(piece[1:])
        ending[line[-1]] = line
    return lines
