"""Places by the names people call them, in one query, and which of several is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, cast

from django.db.models import F

from meetings.models.place import Place
from meetings.places.regions import US_STATES, US_TERRITORIES, country_keys, state_keys

TIMES_AS_LARGE = 10


def named(keys: Collection[str]) -> dict[str, list[Place]]:
    """Places by each of the folded keys, be it their name or another name of theirs."""
    own = Place.objects.filter(key__in=keys).annotate(matched=F("key"))
    other = Place.objects.filter(other_names__key__in=keys).annotate(matched=F("other_names__key"))
    places: dict[str, list[Place]] = defaultdict(list)
    for place in own.union(other, all=True):
        places[cast(Any, place).matched].append(place)
    return places


def fitting(places: Iterable[Place], qualifier: str) -> list[Place]:
    """Those in the state or country of that key; "CA" is California before it is Canada."""
    if not qualifier:
        return list(places)
    by_state, by_country = [], []
    for place in places:
        states, countries = ways(place)
        if qualifier in states or any(qualifier == s + c for s in states for c in countries):
            by_state.append(place)
        elif qualifier in countries:
            by_country.append(place)
    is_state = qualifier.upper() in US_STATES
    return by_state if by_state and is_state else by_state + by_country


def ways(place: Place) -> tuple[Collection[str], Collection[str]]:
    """The folded ways to write the state and the country a place lies in."""
    countries = country_keys(place.country)
    if place.country in US_TERRITORIES:
        countries = countries | {key + us for key in countries for us in country_keys("US")}
    if place.kind == Place.Kind.COUNTRY:
        return (), ()
    if place.kind == Place.Kind.STATE:
        return (), countries
    return state_keys(place.country, place.admin1, place.admin1_name), countries


def ranked(weights: Mapping[Place, float]) -> tuple[list[Place], bool]:
    """The places, largest first, and whether the first is so much larger that it is the one meant.

    A state or country does not compete with a town of its name inside it: "New York" is the city.
    """
    order = sorted(weights, key=lambda place: (-weights[place], place.slug))
    towns = [place for place in order if place.kind == Place.Kind.CITY]
    held_back = [
        region
        for region in order
        if region.kind in (Place.Kind.STATE, Place.Kind.COUNTRY)
        and any(lies_in(town, region) and weights[town] * TIMES_AS_LARGE > weights[region] for town in towns)
    ]
    contest = [place for place in order if place not in held_back]
    places = contest + held_back
    clear = len(contest) == 1 or (
        len(contest) > 1 and weights[contest[0]] >= TIMES_AS_LARGE * max(weights[contest[1]], 1)
    )
    return places, clear


def lies_in(town: Place, region: Place) -> bool:
    if town.country != region.country:
        return False
    return region.kind == Place.Kind.COUNTRY or town.admin1 == region.admin1
