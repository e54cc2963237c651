"""Days, times, lengths, dates and zones as lists write them; None or empty when they cannot be read."""

import re
from datetime import date, time
from functools import lru_cache
from typing import Final
from zoneinfo import available_timezones

from meetings.feeds.clean import text_of

DAY: Final = 24 * 60
LONGEST: Final = 12 * 60  # an end further off than this is a slip, such as 7:00 for 19:00

CLOCK: Final = re.compile(
    r"^(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.0+)?)?)?\s*(?P<half>[ap])?\.?\s*(?:m\.?)?$",
    re.IGNORECASE,
)
DIGITS: Final = re.compile(r"^\d{3,4}$")
WORDS: Final = {"noon": 12 * 60, "midday": 12 * 60, "mediodia": 12 * 60, "midnight": DAY}
LENGTH: Final = re.compile(r"^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.0+)?)?$")
DAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "sunday sun su domingo dom dimanche sonntag",
            "monday mon mo lunes lun lundi montag",
            "tuesday tue tues tu martes mardi dienstag",
            "wednesday wed weds we miercoles miércoles mie mercredi mittwoch",
            "thursday thu thur thurs th jueves jue jeudi donnerstag",
            "friday fri fr viernes vie vendredi freitag",
            "saturday sat sa sabado sábado sab samedi samstag",
        )
    )
    for name in names.split()
}
DATE: Final = re.compile(r"^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:\D|$)")


def read_weekday(value: object, first: int = 0) -> int | None:
    """The day as 0 = Sunday; numbers count from `first`, names are understood, 7 is Sunday where 0 is."""
    words = text_of(value).strip().lower().rstrip(".")
    if not words:
        return None
    if words in DAYS:
        return DAYS[words]
    if not re.fullmatch(r"\d(?:\.0)?", words):
        return None
    number = int(words[0]) - first
    if first == 0 and number == 7:
        return 0
    return number if 0 <= number <= 6 else None


def read_minutes(value: object) -> int | None:
    """Minutes after midnight, 1440 for 24:00; understands 19:30, 19:30:00, 7:30 PM, 7pm, 0730 and Noon."""
    words = text_of(value).strip().lower()
    if words in WORDS:
        return WORDS[words]
    if DIGITS.match(words):
        return _minutes(int(words[:-2]), int(words[-2:]), "")
    found = CLOCK.match(words)
    if found is None or (found["minute"] is None and found["half"] is None):
        return None
    return _minutes(int(found["hour"]), int(found["minute"] or 0), found["half"] or "")


def _minutes(hour: int, minute: int, half: str) -> int | None:
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    total = hour * 60 + minute
    return total if minute < 60 and total <= DAY else None


def read_start(value: object, weekday: int) -> tuple[int, time] | None:
    """Weekday and wall time; 24:00 on Saturday is 00:00 on Sunday."""
    minutes = read_minutes(value)
    if minutes is None:
        return None
    return (weekday + minutes // DAY) % 7, time(minutes % DAY // 60, minutes % 60)


def read_length(value: object) -> int | None:
    """Minutes of "01:30:00", "1:30" or "24:00:00"; None for nothing, for 00:00:00 and for more than a day."""
    found = LENGTH.match(text_of(value).strip())
    if found is None:
        return None
    minutes = int(found[1]) * 60 + int(found[2])
    return minutes if 0 < minutes <= DAY else None


def minutes_between(start: time, end: object) -> int | None:
    """Minutes until the end, over midnight too; None without an end or with one over 12 hours off."""
    stop = read_minutes(end)
    if stop is None:
        return None
    length = (stop - start.hour * 60 - start.minute) % DAY
    return length if 0 < length <= LONGEST else None


def read_date(value: object) -> date | None:
    """The day of 2020-11-02 21:55:00, 12/22/18 or 4/4/2021 10:28:35 AM (month first, unless it cannot be)."""
    found = DATE.match(text_of(value).strip())
    if found is None:
        return None
    one, two, three = (int(part) for part in found.groups())
    if len(found[1]) == 4:
        year, month, day = one, two, three
    else:
        year, month, day = (three + 2000 if three < 100 else three), one, two
        if month > 12:
            month, day = day, month
    try:
        return date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if "/" in name or name == "UTC"}


def read_zone(value: object) -> str:
    """The IANA name, or empty; abbreviations are refused: BST is Bangladesh to some and Britain to others."""
    return _zones().get(text_of(value).strip().lower().replace(" ", "_"), "")
