"""Countries, states, addresses and coordinates as lists write them."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from meetings.feeds.clean import identifier, line, text_of
from meetings.feeds.regions import CA_PROVINCES, COUNTRY_CODES, COUNTRY_NAMES, US_STATES

US_ZIP: Final = re.compile(r"^\d{5}(?:-\d{4})?$")
POSTCODES: Final = re.compile(
    r"^(?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[\dW]\s?[A-Z\d]{4}|\d{4})$"
)
UK_AT_END: Final = re.compile(r"^(.*?\D)\s+([A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})$", re.IGNORECASE)
STATE_AND_CODE: Final = re.compile(
    r"^\.?([A-Za-z. ]+?)\.?\s+(\d{5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{4})$"
)
NOWHERE: Final = re.compile(
    r"^(?:virtual|online|zoom|internet|web|phone|telephone|conference call|on-?line meeting"
    r"|n/?a|none|tbd|tba|various)"
    r"(?:\s+(?:only|meeting|mtg|zoom))*$",
    re.IGNORECASE,
)
SEVERAL: Final = 2


@dataclass(frozen=True, slots=True)
class Address:
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Coordinates as far as they can be trusted; `doubtful` says that the list should mend them."""

    latitude: float | None = None
    longitude: float | None = None
    doubtful: bool = False


def read_country(value: object) -> str:
    """ISO alpha-2 of "USA", "U.S.A.", "United States of America", "Canada"; empty when not understood."""
    return _country(text_of(value))


@lru_cache(maxsize=512)
def _country(words: str) -> str:
    letters = re.sub(r"[^A-Z]", "", words.upper())
    if letters in COUNTRY_CODES:
        return letters
    return COUNTRY_NAMES.get(letters, "")


def read_state(value: object) -> str:
    """The state as people write it, "TN" also for "Tennessee", ".TN" and "tn"."""
    return _state(text_of(value))


@lru_cache(maxsize=1_024)
def _state(said: str) -> str:
    words = line(said, 60).strip(" .,")
    short = words.upper().replace(".", "")
    if short in US_STATES or short in CA_PROVINCES:
        return short
    return _BY_NAME.get(words.casefold(), words)


_BY_NAME: Final = {
    name.casefold(): code for table in (US_STATES, CA_PROVINCES) for code, name in table.items()
}


def read_postal_code(value: object) -> str:
    """The postcode; "07102-2303" is one, though phone numbers of other countries look like it."""
    said = identifier(value, 20)
    return said if POSTCODES.match(said.upper()) else line(value, 20)


def country_of(state: str, postal_code: str, longitude: float | None, default: str) -> str:
    """The country of a row that names none: the feed's, else what a state of the US or Canada gives away."""
    if default:
        return default
    western = longitude is None or longitude < -50
    if state in US_STATES and western and (not postal_code or US_ZIP.match(postal_code)):
        return "US"
    return "CA" if state in CA_PROVINCES and western else ""


def is_nowhere(words: str) -> bool:
    """Whether a town or venue is called "Virtual", "Online", "Zoom" or the like."""
    return bool(NOWHERE.match(words.strip()))


def read_address(whole: str) -> Address:
    """Parts of a whole address in one line, read from its end; what is not understood stays in the street."""
    parts = [part.strip() for part in whole.split(",") if part.strip()]
    country = _country_at_end(parts)
    if country:
        parts.pop()
    state, code = "", ""
    while len(parts) > 1 or (parts and country):
        last = parts[-1]
        both = STATE_AND_CODE.match(last)
        if not code and POSTCODES.match(last.upper()):
            code = last.upper()
        elif not state and both and _is_state(both[1]):
            state, code = read_state(both[1]), both[2]
        elif not state and _is_state(last) and (len(parts) > 1 or code == ""):
            state = read_state(last)
        else:
            break
        parts.pop()
    return _with_city(parts, state, code, country)


def _country_at_end(parts: list[str]) -> str:
    if not parts:
        return ""
    last = parts[-1].upper()
    if last in US_STATES or last in CA_PROVINCES:  # "CA" is California, after a province Canada
        return last if len(parts) > 1 and last == "CA" and _is_state(parts[-2]) else ""
    return read_country(last) if len(parts) > 1 or len(last) > SEVERAL else ""


def _is_state(words: str) -> bool:
    return read_state(words) in US_STATES or read_state(words) in CA_PROVINCES


def _with_city(parts: list[str], state: str, code: str, country: str) -> Address:
    city = ""
    found = UK_AT_END.match(parts[-1]) if parts and not code else None
    if found:
        parts[-1], code = found[1].strip(" ,"), found[2].upper()
    if parts and (state or code or country) and (len(parts) > 1 or not re.match(r"[#\d]", parts[0])):
        city = parts.pop()
        numbered = re.match(r"^(\d{4,5})\s+(\D.*)$", city) if not code else None
        if numbered:
            code, city = numbered[1], numbered[2]
    known = {
        city.casefold(),
        "canada",
        "usa",
        "alberta",
        state.casefold(),
        US_STATES.get(state, "").casefold(),
    }
    known.add(CA_PROVINCES.get(state, "").casefold())
    rest = parts if any(part.casefold() not in known for part in parts) else []
    return Address(", ".join(rest), city, state, code, country)


def read_point(latitude: object, longitude: object, country: str = "") -> Point:
    """Coordinates from numbers or strings; none for nothing, zero or nonsense, turned round when swapped."""
    north, east = _number(latitude), _number(longitude)
    if north is None or east is None:
        stated = text_of(latitude).strip() or text_of(longitude).strip()
        return Point(doubtful=bool(stated))
    if abs(north) < 0.01 and abs(east) < 0.01:
        return Point()
    swapped = abs(north) > 90 >= abs(east) or (country in ("US", "CA") and north < 0 < east)
    if swapped:
        north, east = east, north
    if abs(north) > 90 or abs(east) > 180:
        return Point(doubtful=True)
    return Point(round(north, 7), round(east, 7), swapped)


def read_pair(value: object) -> tuple[Point, bool]:
    """A point from "lat,lng", or the middle of "north,south,east,west"; True when it is such an area."""
    parts = text_of(value).split(",")
    if len(parts) == SEVERAL:
        return read_point(parts[0], parts[1]), False
    numbers = [_number(part) for part in parts]
    if len(parts) != SEVERAL * 2 or any(number is None for number in numbers):
        return Point(), False
    north, south, east, west = (number or 0.0 for number in numbers)
    return read_point((north + south) / 2, (east + west) / 2), True


def _number(value: object) -> float | None:
    try:
        number = float(text_of(value).strip())
    except ValueError:
        return None
    return number if math.isfinite(number) else None
