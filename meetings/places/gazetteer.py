"""What a visitor typed, as a place of our own table. Never asks anybody outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from fellowships.text import fold, fold_words
from meetings.models.place import Place
from meetings.places import spelling
from meetings.places.locator import Locator, locate
from meetings.places.named import TIMES_AS_LARGE, fitting, named, ranked
from meetings.places.names import spellings
from meetings.places.nearest import nearest_town
from meetings.places.regions import COUNTRY_BY_KEY, STATE_BY_KEY, state_keys

__all__ = ["Answer", "Kind", "Locator", "by_slug", "find", "locate", "nearest_town"]

LONGEST_TEXT = 120
MOST_WORDS = 8
MOST_LEADING_WORDS = 4  # "1407 Union Avenue, Memphis": so many may be no part of the place
SHORTEST_NAME = 4  # of a name in the midst of other words
ZIP = re.compile(r"(?<![\w-])(\d{5})(?:-?\d{4})?(?![\w-])")
SLUG = re.compile(r"[a-z0-9-]{1,100}")
LEADING = frozenset("in near at around the city town of area cerca de en la ciudad".split())


class Kind(StrEnum):
    ONE = "one"
    SEVERAL = "several"
    SUGGESTIONS = "suggestions"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Answer:
    """With `one`, `place` is it and `places` the others of that name; else `places` is the list to offer."""

    kind: Kind
    place: Place | None = None
    places: tuple[Place, ...] = ()


NOTHING = Answer(Kind.NOTHING)


class Reading(NamedTuple):
    """One way to read the words: some before the name, the name, and the state or country after it."""

    leading: list[str]
    name: list[str]
    qualifier: str


def find(text: str, *, limit: int = 10) -> Answer:
    """The place a visitor means by what they typed, in at most three queries; any text is fine."""
    text = text[:LONGEST_TEXT].replace("\0", " ")
    match = ZIP.search(text)
    code = match[1] if match else ""
    words = fold_words(ZIP.sub(" ", text))[:MOST_WORDS]
    readings = list(read(words))
    keys = {key for reading in readings for key in spellings(reading.name)}
    places = named(keys | {code} - {""}) if keys or code else {}
    for place in places.get(code, []) if code else []:
        if not words or not words_of(place).isdisjoint({*words, "".join(words)}):
            return Answer(Kind.ONE, place)
    if code and not words:
        return offer(zips_like(code), limit)
    return by_name(readings, places, limit) or by_parts(words, readings, places, limit)


def by_slug(slug: str) -> Place | None:
    """Asks nothing for what cannot be a slug: a database may refuse to read it."""
    if SLUG.fullmatch(slug) is None:
        return None
    return Place.objects.filter(slug=slug).first()


def read(words: list[str]) -> Iterator[Reading]:
    """All readings, the likelier first: no leading words, and the longest name."""
    for start in range(min(MOST_LEADING_WORDS + 1, len(words))):
        for end in range(len(words), start, -1):
            yield Reading(words[:start], words[start:end], "".join(words[end:]))


def words_of(place: Place) -> set[str]:
    """Words that may stand beside a ZIP: its town and state. "75001 Paris" is not in Texas."""
    return {*fold_words(place.name), fold(place.name), *state_keys("US", place.admin1, place.admin1_name)}


def zips_like(code: str) -> list[Place]:
    """ZIPs that begin like it: those with another last digit first, then the nearest by number."""
    same = Place.objects.filter(key__gte=f"{code[:3]}00", key__lte=f"{code[:3]}99", kind=Place.Kind.ZIP)
    return sorted(
        same, key=lambda place: (place.key[:4] != code[:4], abs(int(place.key) - int(code)), place.key)
    )


def by_name(readings: list[Reading], places: dict[str, list[Place]], limit: int) -> Answer | None:
    """The places of exactly that name, in that state or country."""
    for reading in readings:
        if LEADING.issuperset(reading.leading) and (weights := weighted(reading, places)):
            found, clear = ranked(weights)
            if clear:
                return Answer(Kind.ONE, found[0], tuple(found[1:limit]))
            return Answer(Kind.SEVERAL, None, tuple(found[:limit]))
    return None


def weighted(reading: Reading, places: dict[str, list[Place]]) -> dict[Place, float]:
    """Places that fit the reading, with their people; one spelt in another way counts for a tenth."""
    written = spellings(reading.name)[0]
    return {
        place: place.population if key == written else place.population / TIMES_AS_LARGE
        for key in reversed(spellings(reading.name))
        for place in fitting(places.get(key, []), reading.qualifier)
    }


def by_parts(words: list[str], readings: list[Reading], places: dict[str, list[Place]], limit: int) -> Answer:
    """What may be meant: a part of the words, that name in other states, or a name spelt nearly so."""
    weights = first_of(filter(is_amid, readings), places) or {
        **first_of(filter(is_last, readings), places),
        **first_of(map(unqualified, filter(is_first, readings)), places),
    }
    found = ranked(weights)[0]
    if len(found) < limit:
        found += [place for place in spelt_nearly(words, limit) if place not in found]
    return offer(found, limit)


def first_of(readings: Iterable[Reading], places: dict[str, list[Place]]) -> dict[Place, float]:
    return next(filter(None, (weighted(reading, places) for reading in readings)), {})


def is_amid(reading: Reading) -> bool:
    """A name with its state or country after other words: "1407 Union Avenue, Memphis, TN"."""
    return bool(reading.leading and reading.qualifier) and len("".join(reading.name)) >= SHORTEST_NAME


def is_last(reading: Reading) -> bool:
    """A name after other words: "downtown Nashville"."""
    return bool(reading.leading) and not reading.qualifier and len("".join(reading.name)) >= SHORTEST_NAME


def is_first(reading: Reading) -> bool:
    """A name before words that say no state or country: "Memphis, XX"."""
    length = len("".join(reading.name))
    return not reading.leading and length >= max(SHORTEST_NAME, len(reading.qualifier))


def unqualified(reading: Reading) -> Reading:
    return reading._replace(qualifier="")


def spelt_nearly(words: list[str], limit: int) -> list[Place]:
    """Spelling help, within the state or country if one is named after the name."""
    for end in range(len(words) - 1, 0, -1):
        qualifier = "".join(words[end:])
        if qualifier in STATE_BY_KEY:
            return spelt_nearly_in(STATE_BY_KEY[qualifier], "".join(words[:end]), limit)
        if qualifier in COUNTRY_BY_KEY:
            return fitting(in_order(spelling.slugs_like("".join(words[:end]), spelling.POOL)), qualifier)[
                :limit
            ]
    for end in range(len(words), 0, -1):
        if slugs := spelling.slugs_like("".join(words[:end]), limit):
            return in_order(slugs)
    return []


def spelt_nearly_in(state: str, key: str, limit: int) -> list[Place]:
    towns = Place.objects.towns().filter(country="US", admin1=state)
    rows = list(towns.values_list("key", "population", "slug"))
    best = spelling.nearest(key, [row[0] for row in rows], [row[1] for row in rows])
    return in_order([rows[index][2] for index in best][:limit])


def in_order(slugs: list[str]) -> list[Place]:
    places = {place.slug: place for place in Place.objects.filter(slug__in=slugs)} if slugs else {}
    return [places[slug] for slug in slugs if slug in places]


def offer(places: Iterable[Place], limit: int) -> Answer:
    offered = tuple(places)[:limit]
    return Answer(Kind.SUGGESTIONS, None, offered) if offered else NOTHING
