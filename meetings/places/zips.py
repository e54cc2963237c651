"""What the `zipcodes` package knows: ZIPs, post-office towns GeoNames lacks, and counties of the US."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from statistics import fmean
from typing import NamedTuple
from zoneinfo import available_timezones

import tzfpy
import zipcodes

from fellowships.text import fold, fold_words
from meetings.places.names import spellings
from meetings.places.regions import US_STATES, US_TERRITORIES
from meetings.places.table import Row

PREFIXES: tuple[str, ...] = tuple("0123456789")
COUNTY_WORDS = ("County", "Parish", "Borough", "Census Area", "Municipality")


class Zip(NamedTuple):
    """One ZIP; `state` and `county` as the Postal Service names them."""

    code: str
    city: str
    state: str
    county: str
    latitude: float
    longitude: float
    time_zone: str


def read_zips(prefixes: Iterable[str] | None = None) -> Iterator[Zip]:
    """ZIPs of the states and territories; military ones have no coordinates and are left out."""
    zones = available_timezones()
    for prefix in prefixes or PREFIXES:
        for found in zipcodes.similar_to(prefix):  # type: ignore[no-untyped-call]
            latitude, longitude = float(found["lat"] or 0), float(found["long"] or 0)
            if found["state"] not in US_STATES and found["state"] not in US_TERRITORIES:
                continue
            if latitude or longitude:
                zone = found["timezone"]
                yield Zip(
                    found["zip_code"], found["city"], found["state"], found["county"], latitude, longitude,
                    zone if zone in zones else tzfpy.get_tz(longitude, latitude),
                )  # fmt: skip


def keys_of(found: Zip) -> tuple[str, ...]:
    """The folded slugs and names of all places that a ZIP is a part of."""
    city, county, state = fold(found.city), fold(found.county), found.state.lower()
    return (found.code, city, city + state, county, county + state)


def zip_row(found: Zip) -> Row:
    return row(found.code, "zip", found.city, found.state, [found], 0)


def post_office_rows(zips: Iterable[Zip], known: Collection[tuple[str, str]]) -> Iterator[Row]:
    """Towns that have a post office but no line in GeoNames' table; `known` holds its (state, key)s."""
    groups: dict[tuple[str, str], list[Zip]] = defaultdict(list)
    for found in zips:
        if found.state in US_STATES and fold_words(found.city):
            groups[found.state, "-".join(fold_words(found.city))].append(found)
    for (state, name), members in sorted(groups.items()):
        if not any((state, key) in known for key in spellings(name.split("-"))):
            yield row(f"{name}-{state.lower()}", "city", members[0].city, state, members, 0)


def county_rows(zips: Iterable[Zip], people: Mapping[tuple[str, str], int]) -> Iterator[Row]:
    """Counties stand in the middle of their ZIPs and have the people of their towns, by (state, key)."""
    groups: dict[tuple[str, str], list[Zip]] = defaultdict(list)
    towns: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for found in zips:
        if found.county.endswith(COUNTY_WORDS) and found.state in US_STATES:
            groups[found.state, found.county].append(found)
            for key in spellings(fold_words(found.city)):
                towns[found.state, key][found.county] += 1
    sums: Counter[tuple[str, str]] = Counter()
    for (state, key), counties in towns.items():
        sums[state, counties.most_common(1)[0][0]] += people.get((state, key), 0)
    for (state, county), members in sorted(groups.items()):
        slug = "-".join([*fold_words(county), state.lower()])
        yield row(slug, "county", county, state, members, sums[state, county])


def row(slug: str, kind: str, name: str, state: str, zips: list[Zip], population: int) -> Row:
    """A place in the middle of the ZIPs, in the zone of most of them."""
    country = state if state in US_TERRITORIES else "US"
    return Row(
        country, state if country == "US" else "", slug, kind, "", name,
        round(fmean(found.latitude for found in zips), 4), round(fmean(found.longitude for found in zips), 4),
        Counter(found.time_zone for found in zips).most_common(1)[0][0], population,
    )  # fmt: skip
