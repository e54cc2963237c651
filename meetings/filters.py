"""What a visitor asked of the finder: read from the query string, and written back into links.

Every value is a slug; unknown ones are ignored. `Asked.parse(query).query()` gives the same question back in
one fixed order: `parse(query(asked)) == asked` is a law, tested.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from fellowships.paper import LAYOUTS
from meetings.geo import KM_PER_MILE
from meetings.labels import OPENNESS, SLIPS, Labels
from meetings.models import Attendance
from meetings.search import DAYS, NOW, TIMES, TODAY, TOMORROW
from meetings.times import is_zone

T = TypeVar("T")
RADII = (1, 2, 5, 10, 25, 50, 100)
DEFAULT_RADIUS = 25
UNITS = ("mi", "km")
SORTS = ("soonest", "distance")
DAY_SLUGS = (TODAY, TOMORROW, *DAYS)
TIME_SLUGS = (NOW, *(name for name, _begins in TIMES))
MANY = ("fellowship", "day", "time", "type", "format", "attendance", "language", "access", "slips")
TEXT_LENGTH = 100
VALUES_LIMIT = 40
SLUG = re.compile(r"[a-z0-9-]+", re.ASCII)
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
MILES_COUNTRIES = frozenset({"US", "GB"})


@dataclass(frozen=True, slots=True)
class Asked:
    near: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius: int = DEFAULT_RADIUS
    unit: str = ""  # empty: as the place's country uses
    fellowship: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    attendance: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    q: str = ""
    sort: str = "soonest"
    page: int = 1
    tz: str = ""
    layout: tuple[str, ...] = ()  # for paper: fellowships/paper.py

    @classmethod
    def parse(cls, query: QueryDict, labels: Labels) -> "Asked":
        known = _known_values(labels)
        latitude, longitude = _coordinates(query)
        return cls(
            near=_text(query.get("near", "")),
            latitude=latitude,
            longitude=longitude,
            radius=_one_of(_number(query.get("radius", "")), RADII, DEFAULT_RADIUS),
            unit=_one_of(query.get("unit", ""), UNITS, ""),
            q=_text(query.get("q", "")),
            sort=_one_of(query.get("sort", ""), SORTS, "soonest"),
            page=max(1, min(_number(query.get("page", "")) or 1, 100_000)),
            tz=_zone(query.get("tz", "")),
            layout=_many(query.getlist("layout"), LAYOUTS),
            **{name: _many(query.getlist(name), known[name]) for name in MANY},
        )

    def items(self) -> list[tuple[str, str]]:
        """(name, value) pairs in a fixed order, defaults left out."""
        pairs: list[tuple[str, str]] = []
        if self.near:
            pairs.append(("near", self.near))
        if self.latitude is not None and self.longitude is not None:
            pairs += [("lat", f"{self.latitude:.2f}"), ("lng", f"{self.longitude:.2f}")]
        if self.radius != DEFAULT_RADIUS:
            pairs.append(("radius", str(self.radius)))
        pairs += [(name, value) for name in MANY for value in getattr(self, name)]
        rest = {"unit": self.unit, "q": self.q, "tz": self.tz}
        pairs += [(name, value) for name, value in rest.items() if value]
        pairs += [("layout", value) for value in self.layout]
        if self.sort != "soonest":
            pairs.append(("sort", self.sort))
        if self.page != 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def query(self) -> str:
        return urlencode(self.items())

    def link(self, path: str) -> str:
        query = self.query()
        return f"{path}?{query}" if query else path

    def without(self, name: str, value: str = "") -> "Asked":
        """The question with one value (or all of that name) taken away, from its first page."""
        kept = tuple(one for one in getattr(self, name) if value and one != value)
        return self.only(**{name: kept})

    def with_value(self, name: str, value: str) -> "Asked":
        """The question with one value more, from its first page."""
        return self.only(**{name: tuple(sorted({*getattr(self, name), value}))})

    def at_page(self, page: int) -> "Asked":
        return replace(self, page=page)

    def only_page(self) -> "Asked":
        """The question on a page whose path names the place: one typed or measured is no part of it."""
        return replace(self, near="", latitude=None, longitude=None)

    def only(self, **changes: object) -> "Asked":
        return replace(self, page=1, **changes)  # type: ignore[arg-type]

    @property
    def in_our_words(self) -> bool:
        """Made of slugs alone: nothing that somebody typed, and not where somebody is."""
        return (
            self.latitude is None and not self.q and (not self.near or SLUG.fullmatch(self.near) is not None)
        )

    @property
    def filtered(self) -> bool:
        return any(getattr(self, name) for name in MANY)

    def dimensions(self) -> dict[str, frozenset[str]]:
        """The filters as meetings/search.py names them: `type` is two of its dimensions."""
        kinds = frozenset(self.type)
        found = {
            "day": frozenset(self.day),
            "time": frozenset(self.time),
            "fellowship": frozenset(self.fellowship),
            "attendance": frozenset(self.attendance),
            "openness": kinds & OPENNESS,
            "who": kinds - OPENNESS,
            "format": frozenset(self.format),
            "access": frozenset(self.access),
            "language": frozenset(self.language),
            "slips": frozenset(self.slips),
        }
        return {name: values for name, values in found.items() if values}

    def miles(self, unit: str) -> float:
        return self.radius if unit == "mi" else self.radius / KM_PER_MILE

    def unit_in(self, country: str) -> str:
        return self.unit or ("mi" if country in MILES_COUNTRIES else "km")


def _known_values(labels: Labels) -> Mapping[str, Collection[str] | re.Pattern[str]]:
    axes: dict[str, set[str]] = {"type": set(), "format": set(), "access": set()}
    for label in labels.formats.values():
        axes[label.axis].add(label.slug)
    return {
        "fellowship": labels.by_fellowship_slug,
        "day": DAY_SLUGS,
        "time": TIME_SLUGS,
        "attendance": Attendance.values,
        "language": LANGUAGE_TAG,
        "slips": SLIPS,
        **axes,
    }


def _many(values: Iterable[str], known: Collection[str] | re.Pattern[str]) -> tuple[str, ...]:
    """Known values, each once, sorted; `day=monday,tuesday` reads as `day=monday&day=tuesday`."""
    found: set[str] = set()
    for value in list(values)[:VALUES_LIMIT]:
        for one in value[:400].split(","):
            good = known.fullmatch(one) if isinstance(known, re.Pattern) else one in known
            if good:
                found.add(one)
    return tuple(sorted(found)[:VALUES_LIMIT])


def _text(value: str) -> str:
    return " ".join(value.replace("\x00", " ").split())[:TEXT_LENGTH].strip()


def _one_of(value: T, known: Collection[T], otherwise: T) -> T:
    return value if value in known else otherwise


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _coordinates(query: QueryDict) -> tuple[float | None, float | None]:
    """Two decimals at most are kept: about half a mile, whatever a program sends."""
    try:
        latitude, longitude = float(query.get("lat", "")), float(query.get("lng", ""))
    except ValueError:
        return None, None
    if not (isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        return None, None
    return round(latitude, 2) + 0.0, round(longitude, 2) + 0.0


def _zone(value: str) -> str:
    return value if 0 < len(value) <= 64 and value.isascii() and is_zone(value) else ""
