"""Where a Meeting Guide row says its meeting is: parts, whole addresses, coordinates, regions."""

import re
from dataclasses import replace
from typing import Any

from meetings.feeds.clean import line, text_of
from meetings.feeds.records import ParseOptions, VenueRecord
from meetings.feeds.regions import CA_PROVINCES, US_STATES
from meetings.feeds.whereabouts import (
    Address,
    Point,
    country_of,
    is_nowhere,
    read_address,
    read_country,
    read_pair,
    read_point,
    read_postal_code,
    read_state,
)


def read_place(row: dict[str, Any], options: ParseOptions) -> tuple[VenueRecord, bool]:
    """The venue of a row, and whether its coordinates are doubtful."""
    address = _address(row)
    point, area = _point(row, address.country or options.country)
    region = _region(row)
    country = address.country or country_of(
        address.state, address.postal_code, point.longitude, options.country
    )
    town = address.city or ("" if _is_wide(region) else region)
    return VenueRecord(
        name=line(row.get("location")),
        street=address.street,
        city=town,
        state=address.state,
        postal_code=address.postal_code,
        country=country,
        latitude=point.latitude,
        longitude=point.longitude,
        approximate=area or _approximate(row.get("approximate"), address, point),
        region=region,
    ), point.doubtful


def _address(row: dict[str, Any]) -> Address:
    """The parts where they are given, else read from the whole address, which some put into `address`."""
    street = line(row.get("address"))
    city = line(row.get("city"), 120)
    whole = line(row.get("formatted_address"))
    if not whole and not city and "," in street and read_address(street).city:
        whole, street = street, ""
    found = read_address(whole) if whole else Address()
    return replace(
        found,
        street=street or found.street,
        city=city or found.city,
        state=read_state(row.get("state")) or found.state,
        postal_code=read_postal_code(row.get("postal_code")) or found.postal_code,
        country=read_country(row.get("country")) or found.country,
    )


def _point(row: dict[str, Any], country: str) -> tuple[Point, bool]:
    point = read_point(row.get("latitude"), row.get("longitude"), country)
    if point.latitude is None and row.get("coordinates"):
        return read_pair(row.get("coordinates"))
    return point, False


def _approximate(said: object, address: Address, point: Point) -> bool:
    words = text_of(said).strip().lower()
    if said is True or words in ("yes", "true", "1"):
        return True
    if said is False or words in ("no", "false", "0"):
        return False
    return point.latitude is not None and not address.street


def _region(row: dict[str, Any]) -> str:
    regions = row.get("regions")
    listed = [line(part, 120) for part in regions[:5]] if isinstance(regions, list) else []
    return line(row.get("region"), 120) or next((part for part in listed if part), "")


def _is_wide(region: str) -> bool:
    """Whether a region is no town: a state, "Online", "North", "District 5"."""
    states = {name.casefold() for table in (US_STATES, CA_PROVINCES) for name in (*table, *table.values())}
    vague = re.match(
        r"^(?:district|zone|area|region|other|unassigned|north|south|east|west)\b|.*\d", region, re.IGNORECASE
    )
    return not region or bool(vague) or is_nowhere(region) or region.casefold() in states
