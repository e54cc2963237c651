"""What one could go to of each compared programme around a place this week, in words and as a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings import words
from meetings.cards import Page, card_of, meeting_address
from meetings.coverage import ListRead
from meetings.filters import Asked
from meetings.finding import Spot
from meetings.labels import FellowshipLabel, Labels
from meetings.models import Place
from meetings.offers import count_words
from meetings.presenting.small_map import where
from meetings.reachable import PARTS, Reachable, Week, reachable
from meetings.times import local

EVERY_DAY = 7
# The picture: where its cells begin and how large they are, in its own units.
LEFT, TOP, WIDE, HIGH = 70, 20, 27, 26
SHADES = 3


@dataclass(frozen=True, slots=True)
class Around:
    """What all the words of one page share."""

    place: Place
    asked: Asked
    page: Page

    @property
    def here(self) -> str:
        """ "within 25 miles of Memphis, TN"; "in Tennessee"."""
        return where(self.asked, Spot.of(self.place), self.place.label)


def near_parts(
    place: Place, programmes: Sequence[FellowshipLabel], asked: Asked, moment: int, labels: Labels
) -> list[dict[str, Any]]:
    """A part of the page for each programme, in their order; at most eight queries for all."""
    unit = asked.unit_in(place.country)
    found = reachable(Spot.of(place), [one.pk for one in programmes], asked.miles(unit), moment, labels)
    around = Around(place, asked, Page(moment, labels, unit))
    return [_part(found[one.pk], one, around) for one in programmes]


def _part(found: Reachable, one: FellowshipLabel, around: Around) -> dict[str, Any]:
    query = around.asked.only(near="", fellowship=(one.slug,))
    here = reverse("finder-near", args=[around.place.slug])
    return {
        "slug": one.slug,
        "name": one.name,
        "sentences": _sentences(found, one, around),
        "picture": picture(found.week) if found.total else None,
        "picture_title": _("%(programme)s: meetings by day and part of the day, %(here)s")
        % {"programme": one.short_name, "here": around.here},
        "soonest": _soonest(found, around.page),
        "all_url": query.link(here) if found.total else "",
        "others_url": "" if found.total else query.only(fellowship=()).link(here),
        "nearest": _nearest(found, one, around),
        "online": _online(found, one),
        "finder": "" if found.total and found.covered else one.finder or one.website,
        "lists": [_list(read, around.page.moment) for read in found.lists],
    }


def _sentences(found: Reachable, one: FellowshipLabel, around: Around) -> list[str]:
    """ "None" only of a programme whose list covers the place; else that we do not have the list."""
    said = {"here": around.here, "programme": one.short_name, "place": around.place.label}
    if not found.total and found.covered:
        return [_("None here: the list of %(programme)s has no meeting in the next 7 days %(here)s.") % said]
    if not found.total:
        return [
            _("We do not have the list of %(programme)s for %(place)s.") % said,
            _("So we cannot say that there is none."),
        ]
    count = count_words(found.total)
    said["count"] = _("at least %(count)s") % {"count": count} if found.partial else count
    if found.covered:
        return [_("In the next 7 days, %(here)s: %(count)s.") % said, _days(found)]
    return [
        _("In the next 7 days, %(here)s, we know of %(count)s.") % said,
        _days(found),
        _("There may be more: we do not have the whole list of %(programme)s for this place.") % said,
    ]


def _days(found: Reachable) -> str:
    if len(found.days) == EVERY_DAY:
        return _("There is one on every day of the week.")
    days = words.joined([words.weekday_name(day) for day in found.days])
    return ngettext("All on one day: %(days)s.", "On %(number)d days: %(days)s.", len(found.days)) % {
        "number": len(found.days),
        "days": days,
    }


def _soonest(found: Reachable, page: Page) -> dict[str, object] | None:
    return card_of(found.soonest, found.card, page) if found.soonest and found.card else None


def _nearest(found: Reachable, one: FellowshipLabel, around: Around) -> dict[str, str] | None:
    best = found.nearest
    if best is None:
        return None
    unit = around.page.unit
    far = words.distance_in_words(best.miles, unit, approximate=True)
    said = {"town": best.town or _("a town not stated"), "distance": far}
    text = _("The nearest we know of is in %(town)s, %(distance)s away") % said
    if best.miles <= around.asked.miles(unit):
        text = _("One in %(town)s, %(distance)s away, is not held in the next 7 days") % said
    return {"text": text, "url": meeting_address(one.slug, best.slug, best.meeting)}


def _online(found: Reachable, one: FellowshipLabel) -> dict[str, str]:
    """What can be joined from anywhere, with the list that holds just these."""
    asked = Asked(fellowship=(one.slug,))
    if found.online_now:
        now = ngettext("%(number)d on now", "%(number)d on now", found.online_now)
        text = _("Online or by phone: %(now)s or within 30 minutes") % {
            "now": now % {"number": found.online_now}
        }
        return {"text": text, "url": asked.only(time=("now",)).link(reverse("online"))}
    if found.online_week:
        count = count_words(found.online_week)
        text = _("Online or by phone: %(count)s in the next 7 days, none right now") % {"count": count}
        return {"text": text, "url": asked.link(reverse("online"))}
    return {"text": _("We know of none online or by phone in the next 7 days."), "url": ""}


def _list(one: ListRead, moment: int) -> str:
    if one.read is None:
        return _("From the list “%(name)s”.") % {"name": one.name}
    day = local(int(one.read.timestamp()), settings.TIME_ZONE).date()
    today = local(moment, settings.TIME_ZONE).date()
    said = _("today") if day == today else words.date_words(day, today)
    return _("From the list “%(name)s”, read %(day)s.") % {"name": one.name, "day": said}


def picture(week: Week) -> dict[str, Any]:
    """Seven days across, five parts of the day down: where each stands, and its number."""
    most = max(map(max, week))
    return {
        "days": [
            {"label": str(WEEKDAYS_ABBR[(day - 1) % 7]), "x": LEFT + day * WIDE + WIDE // 2}
            for day in range(EVERY_DAY)
        ],
        "parts": [
            {
                "label": label,
                "y": TOP + number * HIGH + 17,
                "numbers": [week[day][number] for day in range(EVERY_DAY)],
                "cells": [
                    _cell(day, number, week[day][number], most)
                    for day in range(EVERY_DAY)
                    if week[day][number]
                ],
            }
            for number, label in enumerate(_part_names())
        ],
    }


def _cell(day: int, part: int, number: int, most: int) -> dict[str, int]:
    x, y = LEFT + day * WIDE, TOP + part * HIGH
    shade = -(-number * SHADES // most)
    return {"number": number, "shade": shade, "x": x, "y": y, "tx": x + WIDE // 2, "ty": y + 17}


def _part_names() -> list[str]:
    names = {
        "morning": _("Morning"),
        "midday": _("Midday"),
        "afternoon": _("Afternoon"),
        "evening": _("Evening"),
        "night": _("Night"),
    }
    return [names[part] for part in PARTS]
