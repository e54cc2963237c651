"""A small map as strings and whole numbers that its template only writes down. Pure."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from meetings.maps.background import Strokes
from meetings.maps.dots import Dot
from meetings.maps.frame import HIGH, WIDE, Frame

MOST_LABELS = 5  # beside the place that was searched for
LETTER_WIDE, LETTER_HIGH = 7.7, 15  # of the labels, rather too large than too small
RING = 8  # how far the ring around the searched place reaches
BAR_LEFT, BAR_LOW = 8, 232
LONGEST_BAR = 130
KINDS = ("coast", "country", "state", "county")  # by Kind, as the styles name them


class Town(NamedTuple):
    name: str
    latitude: float
    longitude: float


class Bar(NamedTuple):
    """A distance and what it is called."""

    miles: float
    text: str


class _Box(NamedTuple):
    left: int
    top: int
    right: int
    low: int

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.low
            and other.top < self.low
        )


def drawn(
    frame: Frame,
    strokes: Strokes,
    found: Iterable[Dot],
    here: str,
    towns: Iterable[Town],
    bars: Iterable[Bar],
) -> dict[str, Any]:
    """`here` is what the ring in the middle is called; empty for none. `bars`: the longest first."""
    bar, taken = _bar(frame, bars)
    texts = [bar["text"]] if bar else []
    if here:
        middle = _Box(WIDE // 2 - RING, HIGH // 2 - RING, WIDE // 2 + RING, HIGH // 2 + RING)
        taken.append(middle)
        texts += _labels([(here, WIDE // 2, HIGH // 2)], taken, RING)[:1]
    others = [town for town in towns if town.name != here]
    pixels = frame.pixels(town[1:] for town in others)
    spots = [(town.name, *pixel) for town, pixel in zip(others, pixels, strict=True)]
    texts += _labels(spots, taken, 3)[:MOST_LABELS]
    return {
        "lines": [{"kind": KINDS[kind], "path": path} for kind, path in strokes],
        "dots": _paths(found),
        "bar": bar["path"] if bar else "",
        "ring": bool(here),
        "texts": texts,
    }


def _paths(found: Iterable[Dot]) -> list[dict[str, str]]:
    """A path for the dots of one size, each a round end of a stroke without length; hollow ones again."""
    ordered = sorted(found, key=lambda dot: (-dot.size, dot.y, dot.x))
    paths = []
    for size in sorted({dot.size for dot in ordered}, reverse=True):
        same = [dot for dot in ordered if dot.size == size]
        paths.append({"class": f"dot s{size}", "path": _spots(same)})
        if any(dot.rough for dot in same):
            paths.append({"class": f"hole s{size}", "path": _spots(dot for dot in same if dot.rough)})
    return paths


def _spots(same: Iterable[Dot]) -> str:
    path, at_x, at_y = "", 0, 0
    for dot in same:
        dx, dy = dot.x - at_x, dot.y - at_y
        path += f"m{dx}{' ' if dy >= 0 else ''}{dy}h0"
        at_x, at_y = dot.x, dot.y
    return path


def _bar(frame: Frame, bars: Iterable[Bar]) -> tuple[dict[str, Any] | None, list[_Box]]:
    """The longest bar that is short enough, and the room it takes."""
    for bar in bars:
        long = round(bar.miles * frame.per_mile)
        if long <= LONGEST_BAR:
            wide = _wide(bar.text)
            middle = BAR_LEFT + max(long, wide) // 2
            path = f"M{BAR_LEFT} {BAR_LOW - 6}v6h{long}v-6"
            room = _Box(0, BAR_LOW - 10 - LETTER_HIGH, BAR_LEFT + max(long, wide) + 6, HIGH)
            return {"path": path, "text": _text(bar.text, middle, BAR_LOW - 10)}, [room]
    return None, []


def _labels(spots: Iterable[tuple[str, int, int]], taken: list[_Box], away: int) -> list[dict[str, Any]]:
    """Each above or below its spot; one that would touch another, or the edge above or below, is left out."""
    found = []
    for name, x, y in spots:
        half = _wide(name) // 2 + 1
        middle = min(max(x, half), WIDE - half)
        for base in (y - away - 4, y + away + LETTER_HIGH - 3):
            box = _Box(middle - half, base - LETTER_HIGH + 3, middle + half, base + 4)
            if box.top >= 0 and box.low <= HIGH and box.left >= 0 and not any(map(box.meets, taken)):
                taken.append(box)
                found.append(_text(name, middle, base))
                break
    return found


def _wide(text: str) -> int:
    return round(len(text) * LETTER_WIDE)


def _text(text: str, x: int, y: int) -> dict[str, Any]:
    return {"text": text, "x": x, "y": y}
