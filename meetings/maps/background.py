"""Coast and border lines of a frame as the data of SVG paths, within a number of characters."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from meetings.maps.cutting import Point, cut, joined, simpler
from meetings.maps.frame import HIGH, WIDE, Frame
from meetings.maps.lines import LEVELS, Kind, LineFile, our_lines

MOST_CHARACTERS = 1300  # of all lines of a map: what is left of a page of 14,600 bytes
# Our lines are up to half a mile off: a map of a few streets would put a meeting into the river.
LEAST_MILES = 3.0
FINE_DEGREES, MIDDLING_DEGREES = 2.3, 16.0  # tall: beyond, the next coarser level is read
# Pixels that a line may be off, and whether counties are drawn: the first that is short enough is taken.
TRIES = ((0.7, True), (1.2, True), (0.7, False), (1.2, False), (2.0, False), (4.0, False), (8.0, False))

Pixels = list[tuple[int, int]]
Strokes = tuple[tuple[Kind, str], ...]


@lru_cache(maxsize=64)
def strokes(frame: Frame) -> Strokes:
    """Of each kind of line that is there its path; the same places are looked for again and again."""
    return written(drawn_lines(frame, our_lines())) if frame.miles >= LEAST_MILES else ()


def written(lines: dict[Kind, list[list[Point]]]) -> Strokes:
    """In few enough characters: what is too small to see goes first, then counties, then detail."""
    for off, counties in TRIES:
        found = tuple(
            (kind, path_of(_thinned(line, off) for line in lines[kind]))
            for kind in sorted(lines, reverse=True)
            if counties or kind != Kind.COUNTY
        )
        if sum(len(path) for _kind, path in found) <= MOST_CHARACTERS:
            return tuple((kind, path) for kind, path in found if path)
    return ()


def drawn_lines(frame: Frame, file: LineFile) -> dict[Kind, list[list[Point]]]:
    """The lines of a frame in its pixels, whole where the file has them in pieces."""
    level = level_for(frame)
    steps = LEVELS[level].steps
    west, south, east, north = frame.sides
    left, low, right, high = [degrees * steps for degrees in (west + 180, south + 90, east + 180, north + 90)]
    pieces: dict[Kind, list[list[Point]]] = {}
    for kind, line in file.within(level, int(left // 1), int(low // 1), int(right) + 1, int(high) + 1):
        pieces.setdefault(kind, []).extend(cut(line, (left, low, right, high)))
    across, up = (pixels / steps for pixels in frame.per_degree)
    return {
        kind: [[((x - left) * across, HIGH - (y - low) * up) for x, y in line] for line in joined(found)]
        for kind, found in pieces.items()
    }


def level_for(frame: Frame) -> int:
    _west, south, _east, north = frame.sides
    return 0 if north - south < FINE_DEGREES else 1 if north - south < MIDDLING_DEGREES else 2


def _thinned(line: Sequence[Point], off: float) -> Pixels:
    """To whole pixels; nothing of what is smaller than may be seen."""
    xs, ys = [x for x, _y in line], [y for _x, y in line]
    if max(max(xs) - min(xs), max(ys) - min(ys)) < 2 * off:
        return []
    pixels: Pixels = []
    for x, y in simpler(line, off):
        pixel = (min(max(round(x), 0), WIDE), min(max(round(y), 0), HIGH))
        if not pixels or pixel != pixels[-1]:
            pixels.append(pixel)
    return pixels


def path_of(lines: Iterable[Pixels]) -> str:
    """Path data with relative steps: "m10 20 3-4 5 6m1 1 2 2"."""
    parts: list[str] = []
    at_x = at_y = 0
    for line in lines:
        if len(line) < 2:
            continue
        command = "m"
        for x, y in line:
            dx, dy = x - at_x, y - at_y
            parts.append(f"{command or (' ' if dx >= 0 else '')}{dx}{' ' if dy >= 0 else ''}{dy}")
            at_x, at_y, command = x, y, ""
    return "".join(parts)
