"""The week at a glance: how many of what was found start on which day, in which part of it."""

from collections import Counter

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fellowships.remembered import ByVersion
from meetings.facets import TIMES
from meetings.reachable import PARTS, WEEK_SECONDS, Week
from meetings.search import DAYS, Found
from meetings.times import local, weekday_of
from meetings.upcoming import Words

SHADES = 3

_WRITTEN = ByVersion[str](most=256)


def glance(found: Found, moment: int, zone: str, where: str = "", version: int = 0) -> str:
    """A table of five parts of the day and seven days, `where` in its title.

    A meeting counts once: by its next time, if that is under way or within 7 days. Nothing where none has a
    time, and where not all could be read: a part of the days would look like the week.
    """
    week = week_of(found, moment)
    if found.partial or not any(map(any, week)):
        return ""
    today = weekday_of(local(moment, zone).date())
    key = (get_language(), week, today, where)
    kept_for = 0 if settings.DEBUG else version  # while developing, a changed template shows at once
    return _WRITTEN.get(kept_for, key, lambda: _written(week, today, where))


def week_of(found: Found, moment: int) -> Week:
    """Weekday (0 = Sunday) by part of the day, on the clock that the list shows."""
    last = moment + WEEK_SECONDS
    numbers: Counter[tuple[str, str]] = Counter()
    for said, number in Counter(when.words for when in found.whens if when.start < last).items():
        numbers[_day(said), _part(said)] += number
    return tuple(tuple(numbers[day, part] for part in PARTS) for day in DAYS)


def _written(week: Week, today: int, where: str) -> str:
    most = max(map(max, week))
    table = {
        "caption": _caption(where),
        "days": [
            {"label": str(WEEKDAYS_ABBR[(day - 1) % 7]), "today": day == today} for day in range(len(DAYS))
        ],
        "rows": [
            {"part": name, "hours": hours, "cells": [_cell(day[number], most) for day in week]}
            for number, (name, hours) in enumerate(_part_names())
        ],
    }
    return render_to_string("components/_glance.html", {"glance": table})


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
