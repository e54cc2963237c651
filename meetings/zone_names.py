"""What people call a time zone at a given instant: short for the eye, in full for the ear."""

from functools import lru_cache

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from meetings.times import local

# By the abbreviation of the zone tables, where it means one thing only.
NAMES = {
    "UTC": gettext_noop("Coordinated Universal Time"),
    "GMT": gettext_noop("Greenwich Mean Time"),
    "BST": gettext_noop("British Summer Time"),
    "WET": gettext_noop("Western European Time"),
    "WEST": gettext_noop("Western European Summer Time"),
    "CET": gettext_noop("Central European Time"),
    "CEST": gettext_noop("Central European Summer Time"),
    "EET": gettext_noop("Eastern European Time"),
    "EEST": gettext_noop("Eastern European Summer Time"),
    "MSK": gettext_noop("Moscow Time"),
    "EST": gettext_noop("Eastern Standard Time"),
    "EDT": gettext_noop("Eastern Daylight Time"),
    "CST": gettext_noop("Central Standard Time"),
    "CDT": gettext_noop("Central Daylight Time"),
    "MST": gettext_noop("Mountain Standard Time"),
    "MDT": gettext_noop("Mountain Daylight Time"),
    "PST": gettext_noop("Pacific Standard Time"),
    "PDT": gettext_noop("Pacific Daylight Time"),
    "AKST": gettext_noop("Alaska Standard Time"),
    "AKDT": gettext_noop("Alaska Daylight Time"),
    "HST": gettext_noop("Hawaii Standard Time"),
    "HDT": gettext_noop("Hawaii Daylight Time"),
    "AST": gettext_noop("Atlantic Standard Time"),
    "ADT": gettext_noop("Atlantic Daylight Time"),
    "NST": gettext_noop("Newfoundland Standard Time"),
    "NDT": gettext_noop("Newfoundland Daylight Time"),
    "ChST": gettext_noop("Chamorro Standard Time"),
    "SST": gettext_noop("Samoa Standard Time"),
    "CAT": gettext_noop("Central Africa Time"),
    "EAT": gettext_noop("East Africa Time"),
    "WAT": gettext_noop("West Africa Time"),
    "SAST": gettext_noop("South Africa Standard Time"),
    "IST": gettext_noop("India Standard Time"),
    "IDT": gettext_noop("Israel Daylight Time"),
    "PKT": gettext_noop("Pakistan Standard Time"),
    "HKT": gettext_noop("Hong Kong Time"),
    "JST": gettext_noop("Japan Standard Time"),
    "KST": gettext_noop("Korea Standard Time"),
    "WIB": gettext_noop("Western Indonesia Time"),
    "WITA": gettext_noop("Central Indonesia Time"),
    "WIT": gettext_noop("Eastern Indonesia Time"),
    "AWST": gettext_noop("Australian Western Standard Time"),
    "ACST": gettext_noop("Australian Central Standard Time"),
    "ACDT": gettext_noop("Australian Central Daylight Time"),
    "AEST": gettext_noop("Australian Eastern Standard Time"),
    "AEDT": gettext_noop("Australian Eastern Daylight Time"),
    "NZST": gettext_noop("New Zealand Standard Time"),
    "NZDT": gettext_noop("New Zealand Daylight Time"),
}
# Zones whose people use the same letters for another time.
NAMESAKES = {
    ("Europe/Dublin", "IST"): gettext_noop("Irish Standard Time"),
    ("Asia/Jerusalem", "IST"): gettext_noop("Israel Standard Time"),
    ("Asia/Tel_Aviv", "IST"): gettext_noop("Israel Standard Time"),
    ("Asia/Manila", "PST"): gettext_noop("Philippine Standard Time"),
    ("America/Havana", "CST"): gettext_noop("Cuba Standard Time"),
    ("America/Havana", "CDT"): gettext_noop("Cuba Daylight Time"),
}
IN_CHINA = gettext_noop("China Standard Time")


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
