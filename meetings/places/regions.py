"""States and countries as people name them; every key here is folded (`fellowships.text.fold`)."""

from __future__ import annotations

from fellowships.text import fold
from meetings.places.countries import COUNTRIES

US_STATES: dict[str, str] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico",
    "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip

# In addresses these stand where a state stands; GeoNames and ISO 3166 count them as countries.
US_TERRITORIES = frozenset({"PR", "GU", "VI", "AS", "MP"})

# GeoNames numbers these; people write the postal abbreviation.
POSTAL_CODES: dict[str, dict[str, str]] = {
    "CA": {
        "01": "ab", "02": "bc", "03": "mb", "04": "nb", "05": "nl", "07": "ns", "08": "on", "09": "pe",
        "10": "qc", "11": "sk", "12": "yt", "13": "nt", "14": "nu",
    },
    "AU": {
        "01": "act", "02": "nsw", "03": "nt", "04": "qld", "05": "sa", "06": "tas", "07": "vic", "08": "wa",
    },
}  # fmt: skip

# Abbreviations from before the two-letter codes, and Spanish names.
STATE_ALIASES: dict[str, str] = {
    "ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "cal": "CA", "colo": "CO", "conn": "CT",
    "del": "DE", "washingtondc": "DC", "fla": "FL", "ill": "IL", "ind": "IN", "kan": "KS", "kans": "KS",
    "mass": "MA", "mich": "MI", "minn": "MN", "miss": "MS", "mont": "MT", "neb": "NE", "nebr": "NE",
    "nev": "NV", "okla": "OK", "ore": "OR", "penn": "PA", "penna": "PA", "tenn": "TN", "tex": "TX",
    "wash": "WA", "wis": "WI", "wisc": "WI", "wyo": "WY",
    "nuevayork": "NY", "nuevajersey": "NJ", "nuevomexico": "NM", "carolinadelnorte": "NC",
    "carolinadelsur": "SC", "dakotadelnorte": "ND", "dakotadelsur": "SD", "virginiaoccidental": "WV",
    "pensilvania": "PA", "luisiana": "LA", "misisipi": "MS", "misuri": "MO", "tejas": "TX",
    "oregon": "OR", "nuevohampshire": "NH", "distritodecolumbia": "DC",
}  # fmt: skip

COUNTRY_ALIASES: dict[str, str] = {
    "usa": "US", "unitedstatesofamerica": "US", "america": "US", "estadosunidos": "US", "eeuu": "US",
    "uk": "GB", "greatbritain": "GB", "britain": "GB", "reinounido": "GB", "granbretana": "GB",
    "eire": "IE", "republicofireland": "IE", "irlanda": "IE", "holland": "NL", "thenetherlands": "NL",
    "paisesbajos": "NL", "uae": "AE", "turkey": "TR", "turquia": "TR", "ivorycoast": "CI",
    "czechrepublic": "CZ", "capeverde": "CV", "burma": "MM", "swaziland": "SZ", "drc": "CD", "macau": "MO",
    "macedonia": "MK", "russianfederation": "RU", "rusia": "RU", "korea": "KR", "republicofkorea": "KR",
    "bosnia": "BA", "trinidad": "TT", "vaticancity": "VA", "thebahamas": "BS", "thegambia": "GM",
    "easttimor": "TL", "virginislands": "VI", "usvi": "VI",
    "alemania": "DE", "deutschland": "DE", "belgica": "BE", "brasil": "BR", "dinamarca": "DK", "espana": "ES",
    "filipinas": "PH", "francia": "FR", "grecia": "GR", "hungria": "HU", "islandia": "IS", "italia": "IT",
    "japon": "JP", "noruega": "NO", "nuevazelanda": "NZ", "polonia": "PL", "republicadominicana": "DO",
    "rumania": "RO", "sudafrica": "ZA", "suecia": "SE", "suiza": "CH", "ucrania": "UA",
}  # fmt: skip

STATE_BY_KEY: dict[str, str] = (
    STATE_ALIASES | {fold(name): code for code, name in US_STATES.items()} | {c.lower(): c for c in US_STATES}
)
COUNTRY_BY_KEY: dict[str, str] = (
    {code.lower(): code for code in COUNTRIES}
    | {fold(name): code for code, name in COUNTRIES.items()}
    | COUNTRY_ALIASES
)
KEYS_OF_STATE: dict[str, frozenset[str]] = {
    code: frozenset(key for key, of in STATE_BY_KEY.items() if of == code) for code in US_STATES
}
KEYS_OF_COUNTRY: dict[str, frozenset[str]] = {
    code: frozenset(key for key, of in COUNTRY_BY_KEY.items() if of == code) for code in COUNTRIES
}


def us_state(text: str) -> str | None:
    """The two letters of a state of the US, from its code, name or old abbreviation."""
    return STATE_BY_KEY.get(fold(text))


def country_code(text: str) -> str | None:
    """The two letters of a country (ISO 3166), from its code or a name people use."""
    return COUNTRY_BY_KEY.get(fold(text))


def state_keys(country: str, admin1: str, admin1_name: str) -> frozenset[str]:
    """All folded ways to write one state or province."""
    if country == "US":
        return KEYS_OF_STATE.get(admin1, frozenset())
    keys = {fold(admin1_name), POSTAL_CODES.get(country, {}).get(admin1, "")}
    return frozenset(keys - {""})


def country_keys(country: str) -> frozenset[str]:
    """All folded ways to write one country."""
    return KEYS_OF_COUNTRY.get(country, frozenset())
