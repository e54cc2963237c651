"""Where a meeting is, as Meeting Guide says it: a whole address, its parts, its regions, a point.

Clients drop a row without any words of an address, an online one too, and take one whose address is
approximate for one that nobody can walk to.
"""

from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from meetings.exports.stream import Entry
from meetings.models import Attendance, Venue
from meetings.places.countries import country_name
from meetings.places.regions import US_STATES

NEAR: Final = frozenset({Attendance.IN_PERSON.value, Attendance.HYBRID.value})
ANYWHERE: Final = "Online"  # a clock of no country


def whereabouts(entry: Entry) -> dict[str, Any]:
    """The house where people meet in one, also when it is shut for now; else the town, or the country.

    Empty values are for the caller to leave out."""
    city, state = entry.city or "", entry.state or ""
    country = _country(entry.country or _country_of_zone(entry.time_zone))
    wide = US_STATES.get(state, state) or country
    found: dict[str, Any] = {"city": city, "state": state, "country": country}
    if entry.attendance in NEAR or entry.building_closed:
        found |= _house(entry, city, state, country)
        regions = [part for part in (wide, city, entry.neighborhood) if part]
    else:
        found["formatted_address"] = _joined("", city, state, "", country)
        found["approximate"] = "yes"
        regions = [part for part in (wide, city) if part]
    found["region"] = regions[0] if regions else ""
    found["sub_region"] = regions[1] if len(regions) > 1 else ""
    found["regions"] = regions
    return found


def _house(entry: Entry, city: str, state: str, country: str) -> dict[str, Any]:
    """One with a street or a name can be found, though we may have no point for it."""
    house, code = entry.street or entry.venue or "", entry.postal_code or ""
    exact = entry.located == Venue.Located.EXACT.value and entry.latitude is not None
    said: dict[str, Any] = {
        "location": entry.venue,
        "location_notes": "\n".join(filter(None, (entry.getting_in, entry.transit))),
        "formatted_address": _joined(house, city, state, code, country),
        "address": entry.street,
        "postal_code": code,
        "approximate": "no" if house or exact else "yes",
    }
    if exact and entry.latitude is not None and entry.longitude is not None:
        said["latitude"], said["longitude"] = round(entry.latitude, 5), round(entry.longitude, 5)
    return said


def _joined(house: str, city: str, state: str, postal_code: str, country: str) -> str:
    region = f"{state} {postal_code}" if state and postal_code else state or postal_code
    return ", ".join([part for part in (house, city, region, country) if part]) or ANYWHERE


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
