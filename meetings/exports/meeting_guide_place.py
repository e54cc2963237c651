"""Where a meeting is, as Meeting Guide says it: a whole address, its parts, its regions, a point.

Clients drop a row without any words of an address, an online one too, and take one whose address is
approximate for one that nobody can walk to.
"""

from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from meetings.exports.stream import Entry
from meetings.models import Attendance, Venue
from meetings.places.countries import country_name
from meetings.places.regions import US_STATES

NEAR: Final = frozenset({Attendance.IN_PERSON.value, Attendance.HYBRID.value})
ANYWHERE: Final = "Online"  # a clock of no country


class Whereabouts(NamedTuple):
    """Strings are empty, and the point None, where there is nothing to say."""

    formatted: str
    approximate: str
    venue: str
    street: str
    city: str
    state: str
    postal_code: str
    country: str
    latitude: float | None
    longitude: float | None
    regions: tuple[str, ...]


def whereabouts(entry: Entry) -> Whereabouts:
    """The house where people meet in one, also when it is shut for now; else the town, or the country."""
    city, state = entry.city or "", entry.state or ""
    country = _country(entry.country or _country_of_zone(entry.time_zone))
    regions = tuple(filter(None, (US_STATES.get(state, state) or country, city, entry.neighborhood)))
    if entry.attendance not in NEAR and not entry.building_closed:
        formatted = _joined("", city, state, "", country)
        return Whereabouts(formatted, "yes", "", "", city, state, "", country, None, None, regions[:2])
    venue, street, code = entry.venue or "", entry.street or "", entry.postal_code or ""
    exact = entry.located == Venue.Located.EXACT and entry.latitude is not None
    found = Whereabouts(
        _joined(street or venue, city, state, code, country),
        "no" if street or venue or exact else "yes",
        venue,
        street,
        city,
        state,
        code,
        country,
        None,
        None,
        regions,
    )
    if not exact or entry.latitude is None or entry.longitude is None:
        return found
    return found._replace(latitude=round(entry.latitude, 5), longitude=round(entry.longitude, 5))


def _joined(house: str, city: str, state: str, postal_code: str, country: str) -> str:
    region = f"{state} {postal_code}".strip()
    return ", ".join(filter(None, (house, city, region, country))) or ANYWHERE


@lru_cache(maxsize=256)
def _country(code: str) -> str:
    """As on an envelope; other programs write USA."""
    return "USA" if code == "US" else country_name(code)


@lru_cache(maxsize=1024)
def _country_of_zone(zone: str) -> str:
    """The country of a clock; empty for one of no country, such as UTC, or an old name."""
    return _zone_table().get(zone, "")


@lru_cache(maxsize=1)
def _zone_table() -> dict[str, str]:
    lines = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
