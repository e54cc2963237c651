"""How alike two meetings are, and why, in words."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from fellowships.text import fold, fold_words
from meetings import words
from meetings.geo import great_circle_miles
from meetings.models import LAST_WEEK, AlsoListed, Feed, Meeting, SourceRecord, Venue, Weekday

NEAR_MINUTES: Final = 15
NEAR_METERS: Final = 150
METERS_IN_A_MILE: Final = 1609.344
CELL: Final = 0.002  # degrees: about 220 m of latitude, and more than 150 m of longitude up to 47°
FAR_NORTH: Final = 47.0
STEPS: Final = (-1, 0, 1)
# What counts how much of 100.
SAME_PLACE, SAME_WAY_IN, NAMES, SAME_START = 45, 45, 35, 20
DIAL_DIGITS: Final = 11  # more than these hold the number of one conference, too
FIELDS: Final = (
    *"pk name fellowship weekday start weeks attendance online_url phone phone_notes".split(),
    *"venue__street venue__city venue__latitude venue__longitude venue__located".split(),
)
Cell = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    score: int
    why: str


@dataclass(frozen=True, slots=True)
class One:
    """A listed meeting, with what is compared of it; `lists` are the numbers of all lists that name it."""

    pk: int
    name: str
    fellowship: int
    weekday: int
    start: time
    weeks: int
    street: str  # folded, with its town; empty for none
    point: tuple[float, float] | None  # of exact coordinates only: a whole town shares rough ones
    link: str
    phone: str
    lists: frozenset[int]

    @property
    def minutes(self) -> int:
        return self.start.hour * 60 + self.start.minute

    def stands(self) -> Iterator[Cell]:
        """The cells that others find it in."""
        day = (self.fellowship, self.weekday)
        if self.point:
            yield (*day, *_square(self.point))
        yield from ((*day, words) for words in self._words())

    def asks(self) -> Iterator[Cell]:
        """The cells in which those stand that may be the same."""
        day = (self.fellowship, self.weekday)
        if self.point:
            row, column = _square(self.point)
            wide = 1 if abs(self.point[0]) < FAR_NORTH else 2
            for down in STEPS:
                for across in range(-wide, wide + 1):
                    yield (*day, row + down, column + across)
        yield from ((*day, words) for words in self._words())

    def _words(self) -> Iterator[str]:
        yield from filter(None, (self.street, self.link, self.phone))


def likeness(one: One, other: One) -> Likeness | None:
    """None for two that cannot be one: other times, places or weeks, or both in one and the same list."""
    apart = abs(one.minutes - other.minutes)
    if one.lists & other.lists or apart > NEAR_MINUTES or _other_weeks(one.weeks, other.weeks):
        return None
    place, way_in = _place_words(one, other), _way_in_words(one, other)
    if not place and not way_in:
        return None
    names = round(fuzz.token_set_ratio(" ".join(fold_words(one.name)), " ".join(fold_words(other.name))))
    score = (SAME_PLACE if place else 0) + (SAME_WAY_IN if way_in else 0) + NAMES * names // 100
    score += SAME_START - apart
    told = [_when_words(one, other), place, way_in, _("names alike: %(score)d of 100") % {"score": names}]
    return Likeness(min(100, score), "; ".join(filter(None, told)))


def to_compare() -> Iterator[One]:
    """All listed meetings with a day and a time; three queries."""
    lists = _lists()
    rows = Meeting.objects.listed().real().filter(weekday__isnull=False, start__isnull=False)
    for values in rows.order_by("pk").values(*FIELDS).iterator(chunk_size=5000):
        yield _one(values, lists.get(values["pk"], frozenset()))


def _lists() -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    records = SourceRecord.objects.exclude(feed__kind=Feed.Kind.DEMO).filter(present=True)
    for meeting, feed in records.values_list("meeting", "feed").iterator(chunk_size=5000):
        found[meeting].add(feed)
    for meeting, feed in AlsoListed.objects.values_list("record__meeting", "feed"):
        found[meeting].add(feed)
    return {pk: frozenset(feeds) for pk, feeds in found.items()}


def _one(row: dict[str, Any], lists: frozenset[int]) -> One:
    here = row["attendance"] in ("in-person", "hybrid")
    exact = here and row["venue__located"] == Venue.Located.EXACT and row["venue__latitude"] is not None
    street = fold(row["venue__street"] or "") if here else ""
    return One(
        pk=row["pk"],
        name=row["name"],
        fellowship=row["fellowship"],
        weekday=row["weekday"],
        start=row["start"],
        weeks=row["weeks"],
        street=f"{street} {fold(row['venue__city'] or '')}" if street else "",
        point=(row["venue__latitude"], row["venue__longitude"]) if exact else None,
        link=_link(row["online_url"]),
        phone=_phone(row["phone"], row["phone_notes"]),
        lists=lists,
    )


def _square(point: tuple[float, float]) -> tuple[int, int]:
    return int(point[0] // CELL), int(point[1] // CELL)


def _other_weeks(one: int, other: int) -> bool:
    """First and third Monday are two meetings; "last" may be the fourth or fifth."""
    last = (one | other) & LAST_WEEK
    return bool(one and other and not last and not one & other)


def _place_words(one: One, other: One) -> str:
    if one.point and other.point:
        meters = great_circle_miles(*one.point, *other.point) * METERS_IN_A_MILE
        if meters <= NEAR_METERS:
            return _("%(meters)d m apart") % {"meters": round(meters)}
    return _("same street and town") if one.street and one.street == other.street else ""


def _way_in_words(one: One, other: One) -> str:
    if one.link and one.link == other.link:
        return _("same online link")
    return _("same number to dial") if one.phone and one.phone == other.phone else ""


def _when_words(one: One, other: One) -> str:
    values = {
        "day": Weekday(one.weekday).label,
        "time": words.clock_words(one.start.hour, one.start.minute),
        "other": words.clock_words(other.start.hour, other.start.minute),
    }
    same = one.start == other.start
    return (_("%(day)s %(time)s") if same else _("%(day)s %(time)s and %(other)s")) % values


def _link(address: str) -> str:
    """Server and path: passwords in the query differ from list to list, the meeting is one."""
    parts = urlsplit(address) if address else None
    if parts is None or not parts.path.strip("/"):
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"


def _phone(number: str, notes: str) -> str:
    """A number that many conferences share says nothing without the code behind it."""
    digits = re.sub(r"\D", "", number)
    if not digits or len(digits) > DIAL_DIGITS:
        return digits
    code = re.sub(r"\D", "", notes)
    return f"{digits},{code}" if code else ""
