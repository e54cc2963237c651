"""The small map of what was found near, and in words what it cannot show."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fellowships.remembered import ByVersion
from meetings import words
from meetings.filters import Asked
from meetings.finding import Spot
from meetings.geo import KM_PER_MILE
from meetings.maps import frame as frames
from meetings.maps.background import strokes
from meetings.maps.dots import Dot, dots
from meetings.maps.draw import Bar, Town, drawn
from meetings.maps.frame import Frame
from meetings.models import Place
from meetings.offers import count_words
from meetings.search import Found

TRIED = 15  # towns, the largest first: not all labels find room
WIDE_VIEW_MILES = 150.0  # beyond, small towns are not even looked at
LARGE_TOWN = 50_000
BARS = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)

# The same questions come again, and what they find changes with the data, seldom with the minute.
_DRAWN = ByVersion[str](most=128)
_TOWNS = ByVersion[tuple[Town, ...]](most=128)


def small_map(asked: Asked, spot: Spot, label: str, found: Found, version: int) -> str:
    """Drawn, or nothing where there is nothing to draw; at most one query. Both are remembered."""
    key = (get_language(), spot, label, where(asked, spot, label), found.partial, tuple(found.shown))
    kept_for = 0 if settings.DEBUG else version  # while developing, a changed template shows at once
    return _DRAWN.get(kept_for, key, lambda: _drawn(asked, spot, label, found, version))


def _drawn(asked: Asked, spot: Spot, label: str, found: Found, version: int) -> str:
    spots = [one for one in found.shown if one]
    frame = _frame(asked, spot, [one[:2] for one in spots])
    if not spots or frame is None:
        return ""
    marks = dots(spots, frame)
    towns = _TOWNS.get(version, frame, lambda: _towns(frame))
    bars = _bars(asked.unit_in(spot.country))
    picture = drawn(frame, strokes(frame), marks, _here(spot, label), towns, bars)
    number = count_words(len(spots))
    if found.partial:
        number = _("at least %(count)s") % {"count": number}
    said = {"count": number, "where": where(asked, spot, label)}
    picture["title"] = _("Map of %(count)s %(where)s. The list says the same in words.") % said
    picture["notes"] = list(_notes(len(found.shown) - len(spots), marks))
    return render_to_string("components/_map.html", {"map": picture})


def where(asked: Asked, spot: Spot, label: str) -> str:
    """ "within 25 miles of Memphis, TN"; "in Tennessee"."""
    if spot.within:
        return _("in %(place)s") % {"place": label}
    unit = asked.unit_in(spot.country)
    far = words.distance_in_words(asked.miles(unit), unit)
    return _("within %(distance)s of %(place)s") % {"distance": far, "place": label}


def _frame(asked: Asked, spot: Spot, spots: list[tuple[float, float]]) -> Frame | None:
    if spot.within:
        return frames.holding(spots)
    return frames.around(spot.latitude, spot.longitude, asked.miles(asked.unit_in(spot.country)))


def _here(spot: Spot, label: str) -> str:
    """What stands beside the ring: the town alone, for the whole place is said above."""
    if spot.within:
        return ""
    return label.split(",")[0] if spot.slug else capfirst(_("you"))


def _towns(frame: Frame) -> tuple[Town, ...]:
    west, south, east, north = frame.sides
    towns = Place.objects.towns().filter(latitude__range=(south, north))
    if west < -180 or east > 180:
        east, west = (east + 180) % 360 - 180, (west + 180) % 360 - 180
        towns = towns.filter(Q(longitude__gte=west) | Q(longitude__lte=east))
    else:
        towns = towns.filter(longitude__range=(west, east))
    if frame.miles > WIDE_VIEW_MILES:
        towns = towns.filter(population__gte=LARGE_TOWN)
    largest = towns.largest_first().values_list("name", "latitude", "longitude")[:TRIED]
    return tuple(Town(*town) for town in largest)


def _bars(unit: str) -> Iterator[Bar]:
    for far in BARS:
        miles = far / KM_PER_MILE if unit == "km" else float(far)
        yield Bar(miles, words.distance_in_words(miles, unit))


def _notes(unseen: int, marks: list[Dot]) -> Iterator[str]:
    if any(dot.number > 1 for dot in marks):
        yield _("A larger dot is more than one meeting.")
    if any(dot.rough for dot in marks):
        yield _("Hollow dots: we know only roughly where.")
    if unseen:
        yield ngettext(
            "%(number)d is not on the map: it has no exact spot to show.",
            "%(number)d are not on the map: they have no exact spot to show.",
            unseen,
        ) % {"number": unseen}
