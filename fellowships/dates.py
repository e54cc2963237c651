"""Dates that are known only in part: "2018", "2018-05", "2018-05-31", or ""; and clocks in words."""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def check_partial_date(text: str) -> None:
    """Refuses what is no year, month or day."""
    if _parts(text) is None:
        raise ValidationError(_("Write a year, a month or a day: 2018, 2018-05 or 2018-05-31."))


def partial_date_words(text: str) -> str:
    """ "2018", "May 2018" or "May 31, 2018", in the words of the present language; "" stays empty."""
    parts = _parts(text)
    if parts is None:
        return ""
    year, month, day = parts
    if not month:
        return str(year)
    date = dt.date(year, month, day or 1)
    return date_format(date, "DATE_FORMAT" if day else "YEAR_MONTH_FORMAT")


def clock_words(hour: int, minute: int) -> str:
    """ "7:00 pm"; Django's own words ("7 p.m.") are another style than the rest of our pages."""
    if minute == 0 and hour in (0, 12):
        return gettext("12:00 noon") if hour else gettext("12:00 midnight")
    face = f"{hour % 12 or 12}:{minute:02d}"
    return (gettext("%(clock)s am") if hour < 12 else gettext("%(clock)s pm")) % {"clock": face}


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month, day; 0 for a part that is not known."""
    found = PARTIAL.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        dt.date(year, month or (0 if found[2] else 1), day or (0 if found[3] else 1))
    except ValueError:
        return None
    return year, month, day
