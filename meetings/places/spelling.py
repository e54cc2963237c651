"""Spelling help: the names nearest to one that nobody bears, the larger places first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

from fellowships.text import fold
from meetings.places import table

FLOOR = {"US": 2_000, "CA": 5_000, "GB": 5_000, "IE": 5_000, "AU": 5_000, "NZ": 5_000}
FLOOR_ELSEWHERE = 15_000
OTHER_NAMES_FLOOR = 1_000_000
POOL = 200
EDIT = 1.3  # what one slip costs, in powers of ten of people
FIRST_LETTER = 0.7  # people rarely miss the first letter


def slips(key: str) -> int:
    """How many slips a name of that length may hold and still be taken for another."""
    return 0 if len(key) < 4 else 1 if len(key) < 6 else 2 if len(key) < 9 else 3


@lru_cache(maxsize=1)
def known_names() -> tuple[list[str], list[str], list[int]]:
    """Keys, slugs and people of the larger places; read from the baked table once in a process."""
    keys, slugs, people = [], [], []
    for fields in table.lines(table.table_path()):
        country, kind, population = fields[0], fields[3], int(fields[9])
        if kind != "city" or population >= FLOOR.get(country, FLOOR_ELSEWHERE):
            row = table.row_of(fields)
            others = row.other_keys if row.population >= OTHER_NAMES_FLOOR else ()
            for key in (fold(row.name), *others):
                keys.append(key)
                slugs.append(row.slug)
                people.append(row.population)
    return keys, slugs, people


def slugs_like(key: str, limit: int) -> list[str]:
    """Slugs of the places whose name is nearest, best first."""
    keys, slugs, people = known_names()
    return list(dict.fromkeys(slugs[index] for index in nearest(key, keys, people)))[:limit]


def nearest(key: str, keys: Sequence[str], people: Sequence[int]) -> Iterable[int]:
    """Where in `keys` the nearest stand, best first."""
    most = slips(key)
    if not most:
        return []
    found = process.extract(key, keys, scorer=OSA.distance, score_cutoff=most, limit=POOL)
    return sorted(
        (index for _, _, index in found),
        key=lambda index: score(key, keys[index], people[index]),
        reverse=True,
    )


def score(key: str, other: str, people: int) -> float:
    bonus = FIRST_LETTER if key[0] == other[0] else 0.0
    return log10(people + 10) - EDIT * OSA.distance(key, other) + bonus
