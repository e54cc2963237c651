"""Meetings as dots: those that would touch are one, and the larger the more there are. Pure."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from meetings.maps.frame import HIGH, WIDE, Frame

MOST_DOTS = 60
APART = 6  # pixels: what stands nearer than this to a dot is part of it
LARGER = (2, 6)  # meetings from which a dot is larger

# How search rows say that the spot of a meeting may be shown; whoever has no such token is on no map.
EXACT_SPOT, ROUGH_SPOT = "Px", "Pa"
Shown = tuple[float, float, bool]  # latitude, longitude, whether that is only roughly the spot


def shown(rows: Iterable[tuple[str, float | None, float | None]]) -> list[Shown | None]:
    """Where a map may show each of these search rows (tokens, latitude, longitude); None for nowhere."""
    roughly = _Roughly()
    return [
        (latitude, longitude, rough)
        if (rough := roughly[tokens]) is not None and latitude is not None and longitude is not None
        else None
        for tokens, latitude, longitude in rows
    ]


class _Roughly(dict[str, bool | None]):
    """By tokens whether the spot is only known roughly; None where it is not to be shown."""

    def __missing__(self, tokens: str) -> bool | None:
        said = frozenset(tokens.split(",")) & {EXACT_SPOT, ROUGH_SPOT}
        found = self[tokens] = ROUGH_SPOT in said if said else None
        return found


class Dot(NamedTuple):
    x: int
    y: int
    number: int
    rough: bool  # of all its meetings the spot is only known roughly

    @property
    def size(self) -> int:
        return sum(self.number >= least for least in LARGER)


def dots(points: Iterable[Shown], frame: Frame) -> list[Dot]:
    """At most 60, each where the most of its meetings are; what is outside of the frame is left out."""
    pixels: Counter[tuple[int, int]] = Counter()
    exact: set[tuple[int, int]] = set()
    for (latitude, longitude, rough), number in Counter(points).items():
        pixel = frame.pixel(latitude, longitude)
        if 0 <= pixel[0] <= WIDE and 0 <= pixel[1] <= HIGH:
            pixels[pixel] += number
            if not rough:
                exact.add(pixel)
    apart = APART
    found = _merged(pixels, exact, apart)
    while len(found) > MOST_DOTS:
        apart += 2
        found = _merged(pixels, exact, apart)
    return found


def _merged(pixels: Counter[tuple[int, int]], exact: set[tuple[int, int]], apart: int) -> list[Dot]:
    numbers: dict[tuple[int, int], int] = {}
    certain: set[tuple[int, int]] = set()
    squares: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for pixel in sorted(pixels, key=lambda one: (-pixels[one], one)):
        column, row = pixel[0] // apart, pixel[1] // apart
        near = [
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in squares.get((x, y), ())
        ]
        home = next((other for other in near if _touch(pixel, other, apart)), None)
        if home is None:
            home = pixel
            squares.setdefault((column, row), []).append(pixel)
        numbers[home] = numbers.get(home, 0) + pixels[pixel]
        if pixel in exact:
            certain.add(home)
    return [Dot(*pixel, number, pixel not in certain) for pixel, number in numbers.items()]


def _touch(one: tuple[int, int], other: tuple[int, int], apart: int) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 <= apart * apart
