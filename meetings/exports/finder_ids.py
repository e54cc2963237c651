"""From a question to the finder to the meetings that may be passed on: all of them, by number.

What a program gets is what a visitor would find on all the pages of the same search, less what may not be
passed on. Without any question it is all that may be passed on.
"""

from array import array
from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from meetings import finding
from meetings.filters import MANY, Asked
from meetings.finding import Spot
from meetings.labels import Labels
from meetings.models import Meeting, Place, SearchRow
from meetings.places import gazetteer
from meetings.querysets import MeetingQuerySet
from meetings.search import Row, Wanted, reach, search
from meetings.text_search import text_meetings

# So many are named one by one in a query; of more, all that may be passed on are read and compared.
NAMED: Final = 5_000
OFFERED: Final = 5


class NoSuchPlace(Exception):
    """`near` names no place, or several: the status and a sentence for `{"message": …}`."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.message, self.status = message, status


def ids_asked(asked: Asked, moment: int, labels: Labels) -> "array[int]":
    """Numbers of the meetings, ascending; see `columns_asked`."""
    return array("q", (row[0] for row in columns_asked(asked, moment, labels)))


def columns_asked(asked: Asked, moment: int, labels: Labels, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The meetings' numbers, each with those columns, ascending; raises NoSuchPlace before the first."""
    found = _found(asked, moment, labels) if _searches(asked) else None
    meetings = Meeting.objects.passed_on().order_by("pk")
    if found is None:
        meetings = _of_programmes(meetings, asked, labels)
    elif len(found) <= NAMED:
        meetings = meetings.filter(pk__in=found)
    rows = meetings.values_list("pk", *columns).iterator(chunk_size=5000)
    return rows if found is None else (row for row in rows if row[0] in found)


def spot_asked(asked: Asked) -> Spot | None:
    """Where to look around, if the question says so: a slug, a ZIP, "Memphis, TN", or a point."""
    if asked.near:
        return Spot.of(gazetteer.by_slug(asked.near.lower()) or _place_named(asked.near))
    if asked.latitude is None or asked.longitude is None:
        return None
    return Spot.at(asked.latitude, asked.longitude, gazetteer.nearest_town(asked.latitude, asked.longitude))


def _place_named(text: str) -> Place:
    answer = gazetteer.find(text)
    if answer.place is not None:
        return answer.place
    names = {"near": text, "places": ", ".join(place.slug for place in answer.places[:OFFERED])}
    if answer.kind == gazetteer.Kind.SEVERAL:
        raise NoSuchPlace(_("Several places are called “%(near)s”. Ask for one: %(places)s.") % names, 400)
    if answer.places:
        raise NoSuchPlace(_("We do not know “%(near)s”. Perhaps: %(places)s.") % names, 404)
    raise NoSuchPlace(_("We do not know “%(near)s”. Give a town with its state, or a US ZIP.") % names, 404)


def _searches(asked: Asked) -> bool:
    """Whether more is asked than a programme, which needs no search."""
    if asked.near or asked.latitude is not None or asked.q:
        return True
    return any(getattr(asked, name) for name in MANY if name != "fellowship")


def _of_programmes(meetings: MeetingQuerySet, asked: Asked, labels: Labels) -> MeetingQuerySet:
    if not asked.fellowship:
        return meetings
    return meetings.filter(fellowship__in=[labels.by_fellowship_slug[slug].pk for slug in asked.fellowship])


def _found(asked: Asked, moment: int, labels: Labels) -> set[int]:
    """What the finder finds, on all its pages."""
    spot = spot_asked(asked)
    meetings = text_meetings(asked.q)
    if spot is None:
        wanted = _wanted_anywhere(asked, labels, meetings)
        rows = _rows_anywhere(meetings)
    else:
        wanted = finding.wanted_near(asked, spot, labels, meetings)
        rows = finding.held_in(spot).narrow() if spot.within else finding.rows_near(asked, spot)
    known = labels.fellowship_slugs
    rows = [row for row in rows if row[6] in known]
    found = search(
        reach(rows, wanted.latitude, wanted.longitude, wanted.miles),
        wanted,
        moment,
        fellowships=known,
        kinds=labels.kinds,
        exceptions=SearchRow.objects.exceptions(rows),
        size=len(rows),
    )
    return {hit.meeting for hit in found.hits}


def _wanted_anywhere(asked: Asked, labels: Labels, meetings: frozenset[int] | None) -> Wanted:
    """Days and times in the zone of the page that lists them: the visitor's, else the site's."""
    zone = asked.tz or settings.TIME_ZONE
    return Wanted(values=asked.dimensions(), family=labels.family, meetings=meetings, list_zone=zone)


def _rows_anywhere(meetings: frozenset[int] | None) -> list[Row]:
    rows = SearchRow.objects.listed()
    return (rows if meetings is None else rows.filter(pk__in=meetings)).narrow()
