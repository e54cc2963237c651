"""The file of coast and border lines: levels of detail, each cut into cells, read cell by cell.

An index sorted by cell, then the cells: line by line its kind, how many steps follow, where it begins in the
cell, and the steps, a signed byte east and one north. Only the index stays in memory; the file is mapped.
"""

import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FILE_NAME = "lines.bin"
MARK = b"LINES1\n\0"
COUNT = struct.Struct("<I")
LINE = struct.Struct("<BBHH")  # kind, number of steps, column and row in the cell
LONGEST_STEP, MOST_STEPS = 127, 255


class Kind(IntEnum):
    COAST = 0
    COUNTRY = 1
    STATE = 2
    COUNTY = 3


class Level(NamedTuple):
    """How fine: degrees a cell is wide, steps in a degree, how far lines may be from their source."""

    cell: int
    steps: int
    most: float
    most_abroad: float
    kinds: frozenset[Kind]


REGIONS = frozenset({Kind.COAST, Kind.COUNTRY, Kind.STATE})
LEVELS = (
    Level(2, 1000, 0.002, 0.005, frozenset(Kind)),
    Level(6, 250, 0.02, 0.02, REGIONS),
    Level(30, 50, 0.1, 0.1, REGIONS),
)

Steps = list[tuple[int, int]]
Cells = dict[int, list[tuple[Kind, Steps]]]  # by cell_number; steps from the south-west corner of the cell


def lines_path() -> Path:
    return Path(settings.BASE_DIR) / "fixtures" / "places" / FILE_NAME


def cell_number(level: int, column: int, row: int) -> int:
    """The number of a cell in the index; columns count from 180° west, rows from the south pole."""
    return (level * 180 + row) * 360 + column


def write(path: Path, cells: Mapping[int, Iterable[tuple[Kind, Steps]]]) -> None:
    """The same cells give the same bytes."""
    bodies = [b"".join(_packed(kind, line) for kind, line in lines) for _cell, lines in sorted(cells.items())]
    first = len(MARK) + COUNT.size + 4 * (2 * len(cells) + 1)
    index = array("I", sorted(cells))
    index.extend(accumulate(map(len, bodies), initial=first))
    path.write_bytes(MARK + COUNT.pack(len(cells)) + _little(index).tobytes() + b"".join(bodies))


def _packed(kind: Kind, line: Steps) -> bytes:
    walked = list(_short_steps(line))
    packed = b""
    for start in range(0, len(walked) - 1, MOST_STEPS):
        part = walked[start : start + MOST_STEPS + 1]
        moves = array("b")
        for (x, y), (to_x, to_y) in pairwise(part):
            moves.extend((to_x - x, to_y - y))
        packed += LINE.pack(kind, len(part) - 1, *part[0]) + moves.tobytes()
    return packed


def _short_steps(line: Steps) -> Iterator[tuple[int, int]]:
    """With more points on the way where a stretch is longer than a byte can say."""
    yield line[0]
    for (x, y), (to_x, to_y) in pairwise(line):
        parts = -(-max(abs(to_x - x), abs(to_y - y)) // LONGEST_STEP)
        for part in range(1, parts):
            yield x + (to_x - x) * part // parts, y + (to_y - y) * part // parts
        yield to_x, to_y


def _little(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":  # pragma: no cover
        numbers.byteswap()
    return numbers


class LineFile:
    """A file of lines, open for reading."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        begins = len(MARK) + COUNT.size
        (number,) = COUNT.unpack_from(self._bytes, len(MARK))
        index = array("I")
        index.frombytes(self._bytes[begins : begins + 4 * (2 * number + 1)])
        _little(index)
        self._cells, self._begins = index[:number], index[number:]

    def within(
        self, level: int, west: int, south: int, east: int, north: int
    ) -> Iterator[tuple[Kind, Steps]]:
        """Lines that may touch a frame, in steps of the level from 180° west and the south pole.

        West may lie below nothing and east beyond 360°: there the world begins again.
        """
        size = LEVELS[level].cell * LEVELS[level].steps
        around = 360 // LEVELS[level].cell
        for row in range(max(south // size, 0), north // size + 1):
            for column in range(west // size, east // size + 1):
                cell = cell_number(level, column % around, row)
                for kind, xs, ys in self._lines(cell, column * size, row * size):
                    if max(xs) >= west and min(xs) <= east and max(ys) >= south and min(ys) <= north:
                        yield kind, list(zip(xs, ys, strict=True))

    def _lines(self, cell: int, left: int, low: int) -> Iterator[tuple[Kind, list[int], list[int]]]:
        found = bisect_left(self._cells, cell)
        if found == len(self._cells) or self._cells[found] != cell:
            return
        at, end = self._begins[found], self._begins[found + 1]
        while at < end:
            kind, number, x, y = LINE.unpack_from(self._bytes, at)
            at += LINE.size
            moves = array("b", self._bytes[at : at + 2 * number])
            at += 2 * number
            xs = list(accumulate(moves[::2], initial=left + x))
            yield Kind(kind), xs, list(accumulate(moves[1::2], initial=low + y))


@lru_cache(maxsize=1)
def our_lines() -> LineFile:
    return LineFile(lines_path())
