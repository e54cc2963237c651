"""The week at a glance: how many of what was found start on which day, in which part of it."""

from collections import Counter
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from meetings.facets import TIMES
from meetings.reachable import PARTS, WEEK_SECONDS
from meetings.search import DAYS, Found
from meetings.times import local, weekday_of
from meetings.upcoming import Words

SHADES = 3


def glance(found: Found, moment: int, zone: str, where: str = "") -> dict[str, Any] | None:
    """A table of five parts of the day and seven days, `where` in its title.

    A meeting counts once: by its next time, if that is under way or within 7 days. None where nothing has a
    time, and where not all could be read: a part of the days would look like the week.
    """
    if found.partial:
        return None
    last = moment + WEEK_SECONDS
    counted = Counter(when.words for when in found.whens if when.start < last)
    numbers: Counter[tuple[str, str]] = Counter()
    for said, number in counted.items():
        numbers[_day(said), _part(said)] += number
    if not numbers:
        return None
    most, today = max(numbers.values()), weekday_of(local(moment, zone).date())
    rows = [[numbers[day, part] for day in DAYS] for part in PARTS]
    return {
        "caption": _caption(where),
        "days": [
            {"label": str(WEEKDAYS_ABBR[(day - 1) % 7]), "today": day == today} for day in range(len(DAYS))
        ],
        "rows": [
            {"part": name, "hours": hours, "cells": [_cell(number, most) for number in row]}
            for (name, hours), row in zip(_part_names(), rows, strict=True)
        ],
    }


def _caption(where: str) -> str:
    if not where:
        return _("How many start when in the next 7 days")
    return _("How many start when, %(where)s, in the next 7 days") % {"where": where}


def _day(said: Words) -> str:
    return next(day for day in said.days if day in DAYS)


def _part(said: Words) -> str:
    return next(part for part in said.times if part in PARTS)


def _cell(number: int, most: int) -> dict[str, int]:
    return {"number": number, "shade": -(-number * SHADES // most)}


def _part_names() -> list[tuple[str, str]]:
    """Each part of the day and its hours, in the order of PARTS, as the filters call them."""
    named = [str(TIMES[part]).partition(", ") for part in PARTS]
    return [(name, hours) for name, _comma, hours in named]
