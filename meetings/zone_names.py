"""What people call a time zone at a given instant: short for the eye, in full for the ear."""

from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from meetings.times import local

# By the abbreviation of the zone tables, where it means one thing only.
NAMES = {
    "UTC": noop("Coordinated Universal Time"),
    "GMT": noop("Greenwich Mean Time"),
    "BST": noop("British Summer Time"),
    "WET": noop("Western European Time"),
    "WEST": noop("Western European Summer Time"),
    "CET": noop("Central European Time"),
    "CEST": noop("Central European Summer Time"),
    "EET": noop("Eastern European Time"),
    "EEST": noop("Eastern European Summer Time"),
    "MSK": noop("Moscow Time"),
    "EST": noop("Eastern Standard Time"),
    "EDT": noop("Eastern Daylight Time"),
    "CST": noop("Central Standard Time"),
    "CDT": noop("Central Daylight Time"),
    "MST": noop("Mountain Standard Time"),
    "MDT": noop("Mountain Daylight Time"),
    "PST": noop("Pacific Standard Time"),
    "PDT": noop("Pacific Daylight Time"),
    "AKST": noop("Alaska Standard Time"),
    "AKDT": noop("Alaska Daylight Time"),
    "HST": noop("Hawaii Standard Time"),
    "HDT": noop("Hawaii Daylight Time"),
    "AST": noop("Atlantic Standard Time"),
    "ADT": noop("Atlantic Daylight Time"),
    "NST": noop("Newfoundland Standard Time"),
    "NDT": noop("Newfoundland Daylight Time"),
    "ChST": noop("Chamorro Standard Time"),
    "SST": noop("Samoa Standard Time"),
    "CAT": noop("Central Africa Time"),
    "EAT": noop("East Africa Time"),
    "WAT": noop("West Africa Time"),
    "SAST": noop("South Africa Standard Time"),
    "IST": noop("India Standard Time"),
    "IDT": noop("Israel Daylight Time"),
    "PKT": noop("Pakistan Standard Time"),
    "HKT": noop("Hong Kong Time"),
    "JST": noop("Japan Standard Time"),
    "KST": noop("Korea Standard Time"),
    "WIB": noop("Western Indonesia Time"),
    "WITA": noop("Central Indonesia Time"),
    "WIT": noop("Eastern Indonesia Time"),
    "AWST": noop("Australian Western Standard Time"),
    "ACST": noop("Australian Central Standard Time"),
    "ACDT": noop("Australian Central Daylight Time"),
    "AEST": noop("Australian Eastern Standard Time"),
    "AEDT": noop("Australian Eastern Daylight Time"),
    "NZST": noop("New Zealand Standard Time"),
    "NZDT": noop("New Zealand Daylight Time"),
}
# Zones whose people use the same letters for another time.
NAMESAKES = {
    ("Europe/Dublin", "IST"): noop("Irish Standard Time"),
    ("Asia/Jerusalem", "IST"): noop("Israel Standard Time"),
    ("Asia/Tel_Aviv", "IST"): noop("Israel Standard Time"),
    ("Asia/Manila", "PST"): noop("Philippine Standard Time"),
    ("America/Havana", "CST"): noop("Cuba Standard Time"),
    ("America/Havana", "CDT"): noop("Cuba Daylight Time"),
}
IN_CHINA = noop("China Standard Time")


def zone_short(time_zone: str, instant: int) -> str:
    """As on a clock: "CST"; "Sao Paulo time" where the zone tables know only an offset."""
    return short_name(time_zone, local(instant, time_zone).tzname() or "")


def zone_long(time_zone: str, instant: int) -> str:
    """To be read aloud: "Central Standard Time"."""
    return _long_name(time_zone, local(instant, time_zone).tzname() or "", get_language())


@lru_cache(maxsize=1024)
def _long_name(time_zone: str, letters: str, _language: str | None) -> str:
    name = NAMESAKES.get((time_zone, letters)) or NAMES.get(letters)
    if letters == "CST" and time_zone.startswith("Asia/"):
        name = IN_CHINA
    return _(name) if name else _city_time(time_zone)


def short_name(time_zone: str, letters: str) -> str:
    """The same as `zone_short` where the letters are known already."""
    return letters if letters.isalpha() else _city_time(time_zone)


def _city_time(time_zone: str) -> str:
    city = time_zone.rpartition("/")[2].replace("_", " ")
    return _("%(city)s time") % {"city": city}
