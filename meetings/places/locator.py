"""Where an address without coordinates lies: by its ZIP in the US, else by its town."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from fellowships.text import fold, fold_words
from meetings.models.place import Place
from meetings.places.named import named, ranked, ways
from meetings.places.names import spellings
from meetings.places.regions import US_TERRITORIES, country_code, us_state

Address = tuple[str, str, str, str]
ZIP = re.compile(r"\s*(\d{5})(?:-?\d{4})?\s*")
KEYS_A_QUERY = 400
TOWN_OR_REGION = (Place.Kind.CITY, Place.Kind.STATE, Place.Kind.COUNTRY)


class Locator:
    """Places for a set of addresses, each (postal code, city, state, country) as a list writes them."""

    def __init__(self, places: dict[str, list[Place]]) -> None:
        self.places = places

    @classmethod
    def for_addresses(cls, addresses: Iterable[Address]) -> Locator:
        """One query for every 400 different ZIPs and towns."""
        keys = {key for address in set(addresses) for key in keys_of(address)}
        places: dict[str, list[Place]] = {}
        for some in in_parts(sorted(keys), KEYS_A_QUERY):
            places |= named(some)
        return cls(places)

    def locate(self, postal_code: str, city: str, state: str = "", country: str = "") -> Place | None:
        """The ZIP if state and country allow it, else the town; None when that leaves a doubt."""
        country = country_of(state, country)
        if country in ("", "US", *US_TERRITORIES):
            for place in self.places.get(zip_of(postal_code), []):
                if agrees(place, city, state, country):
                    return place
        return self.town(city, state, country)

    def town(self, city: str, state: str, country: str) -> Place | None:
        keys = spellings(fold_words(city))
        found = [place for key in keys for place in self.places.get(key, []) if place.kind in TOWN_OR_REGION]
        if country:
            found = [place for place in found if place.country == country]
        if state and fold(state).upper() != country:
            found = [place for place in found if fold(state) in ways(place)[0]]
        order, clear = ranked({place: place.population for place in found})
        if order and order[0].kind == Place.Kind.CITY and (clear or state):
            return order[0]
        return None


def locate(postal_code: str, city: str, state: str = "", country: str = "") -> Place | None:
    """One address by itself, in one query; for many use `Locator.for_addresses`."""
    address = (postal_code, city, state, country)
    return Locator.for_addresses([address]).locate(*address)


def keys_of(address: Address) -> Iterator[str]:
    postal_code, city, _, _ = address
    yield from filter(None, [zip_of(postal_code), *spellings(fold_words(city))])


def zip_of(postal_code: str) -> str:
    match = ZIP.fullmatch(postal_code)
    return match[1] if match else ""


def country_of(state: str, country: str) -> str:
    """Two letters, or nothing if the address says none; a US state or territory says which."""
    code = country_code(country) or ""
    if code in ("", "US"):
        if fold(state).upper() in US_TERRITORIES:
            return fold(state).upper()
        if us_state(state):
            return "US"
    return code


def agrees(place: Place, city: str, state: str, country: str) -> bool:
    """Whether the ZIP lies where the rest of the address says; alone it needs at least a word for it."""
    if state:
        return us_state(state) == place.admin1 if place.admin1 else fold(state).upper() == place.country
    if country:
        return country == place.country
    return not city or fold(city) == fold(place.name)


def in_parts(keys: Sequence[str], size: int) -> Iterator[list[str]]:
    iterator = iter(keys)
    while part := list(islice(iterator, size)):
        yield part
