"""Meetings as dots: those that would touch are one, and the larger the more there are. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from meetings.maps.frame import HIGH, WIDE, Frame

MOST_DOTS = 60
APART = 6  # pixels: what stands nearer than this to a dot is part of it
LARGER = (2, 6)  # meetings from which a dot is larger

# How search rows say that the spot of a meeting may be shown; whoever has no such token is on no map.
EXACT_SPOT, ROUGH_SPOT = "Px", "Pa"
Pixel = tuple[int, int]
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
    different = Counter(points)
    numbers: Counter[Pixel] = Counter()
    exact: set[Pixel] = set()
    pixels = frame.pixels((latitude, longitude) for latitude, longitude, _rough in different)
    for pixel, ((*_spot, rough), number) in zip(pixels, different.items(), strict=True):
        if 0 <= pixel[0] <= WIDE and 0 <= pixel[1] <= HIGH:
            numbers[pixel] += number
            if not rough:
                exact.add(pixel)
    apart = APART
    numbers, exact = _merged(numbers, exact, apart)
    while len(numbers) > MOST_DOTS:
        apart += 2
        numbers, exact = _merged(numbers, exact, apart)
    return [Dot(*pixel, number, pixel not in exact) for pixel, number in numbers.items()]


def _merged(numbers: Counter[Pixel], exact: set[Pixel], apart: int) -> tuple[Counter[Pixel], set[Pixel]]:
    """The most first: each takes in what stands near it and is smaller."""
    merged: Counter[Pixel] = Counter()
    certain: set[Pixel] = set()
    squares: dict[Pixel, list[Pixel]] = {}
    for pixel in sorted(numbers, key=lambda one: (-numbers[one], one)):
        home = next((other for other in _around(pixel, squares, apart) if _touch(pixel, other, apart)), pixel)
        if home is pixel:
            squares.setdefault((pixel[0] // apart, pixel[1] // apart), []).append(pixel)
        merged[home] += numbers[pixel]
        if pixel in exact:
            certain.add(home)
    return merged, certain


def _around(pixel: Pixel, squares: dict[Pixel, list[Pixel]], apart: int) -> Iterator[Pixel]:
    column, row = pixel[0] // apart, pixel[1] // apart
    for x in (column, column - 1, column + 1):
        for y in (row, row - 1, row + 1):
            yield from squares.get((x, y), ())


def _touch(one: Pixel, other: Pixel, apart: int) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 <= apart * apart
