"""Other meetings as the rows of components/_rows.html, soonest first; bounded, whatever there is."""

from collections.abc import Iterable

from django.db.models import QuerySet

from meetings.cards import Page, card_of
from meetings.filters import Asked
from meetings.finding import Spot, cards, near, online_next
from meetings.labels import Labels
from meetings.models import Meeting, SearchRow, Venue
from meetings.search import Hit, Wanted, search

SHOWN = 10
READ = 200  # a venue with more meetings a week than this shows the first ones
NEAR_SHOWN = 5

Rows = list[dict[str, object]]


def others(meeting: Meeting, moment: int, labels: Labels) -> dict[str, Rows]:
    """More of the `group` and at the `venue`: at most five queries. A hidden venue names no neighbours."""
    of_group: list[Hit] = []
    if meeting.group_id is not None:
        in_group = SearchRow.objects.filter(meeting__group_id=meeting.group_id)
        of_group = _hits(in_group, moment, labels, meeting.pk)
    venue = meeting.venue
    at_venue: list[Hit] = []
    if venue is not None and meeting.near_a_place and not venue.address_hidden:
        at_venue = _hits(SearchRow.objects.filter(meeting__venue=venue), moment, labels, meeting.pk)
    known = {hit.meeting for hit in of_group}
    at_venue = [hit for hit in at_venue if hit.meeting not in known]
    rows = dict(_rows([*of_group, *at_venue], Page(moment, labels)))
    return {
        "group": [rows[hit.meeting] for hit in of_group if hit.meeting in rows],
        "venue": [rows[hit.meeting] for hit in at_venue if hit.meeting in rows],
    }


def chosen(ids: Iterable[int], moment: int, labels: Labels) -> list[tuple[int, dict[str, object]]]:
    """The listed ones of these meetings with their rows, soonest first; at most three queries."""
    return _rows(chosen_hits(ids, moment, labels), Page(moment, labels, lasting=True))


def chosen_hits(ids: Iterable[int], moment: int, labels: Labels) -> list[Hit]:
    """The listed ones of these meetings, soonest first; at most two queries."""
    wanted = list(ids)
    return _hits(SearchRow.objects.filter(pk__in=wanted), moment, labels, 0, len(wanted))


def instead(
    meeting: Meeting | None, moment: int, labels: Labels, data_version: int, shown: int = NEAR_SHOWN
) -> dict[str, Rows]:
    """What one may go to in place of a meeting: `near` its town, and `online`; not that meeting itself."""
    found_near: list[Hit] = []
    unit, itself = "mi", meeting.pk if meeting else 0
    if meeting and (spot := _spot(meeting.venue, meeting.time_zone)):
        unit = Asked().unit_in(spot.country)
        found_near = _but(itself, near(Asked(), spot, moment, labels).hits, shown)
    found_online = _but(itself, online_next(labels, moment, (), data_version), shown)
    rows = dict(_rows([*found_near, *found_online], Page(moment, labels, unit=unit)))
    return {
        "near": [rows[hit.meeting] for hit in found_near if hit.meeting in rows],
        "online": [rows[hit.meeting] for hit in found_online if hit.meeting in rows],
    }


def _but(pk: int, hits: list[Hit], shown: int) -> list[Hit]:
    return [hit for hit in hits if hit.meeting != pk][:shown]


def _spot(venue: Venue | None, time_zone: str) -> Spot | None:
    """Around the venue; around a hidden one only to about 7 miles, as everywhere."""
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    digits = 1 if venue.address_hidden else 4
    point = round(venue.latitude, digits), round(venue.longitude, digits)
    return Spot(*point, country=venue.country, time_zone=venue.time_zone or time_zone)


def _hits(rows: "QuerySet[SearchRow]", moment: int, labels: Labels, but: int, size: int = SHOWN) -> list[Hit]:
    listed = SearchRow.objects.listed() & rows
    narrow = [row for row in listed.order_by("pk")[:READ].narrow() if row[0] != but]
    if not narrow:
        return []
    found = search(
        narrow,
        Wanted(),
        moment,
        fellowships=labels.fellowship_slugs,
        kinds=labels.kinds,
        exceptions=SearchRow.objects.exceptions(narrow),
        size=size,
    )
    return found.hits


def _rows(hits: list[Hit], page: Page) -> list[tuple[int, dict[str, object]]]:
    known = cards(hit.meeting for hit in hits)
    return [
        (hit.meeting, card_of(hit, card, page))
        for hit in hits
        if (card := known.get(hit.meeting)) and card.fellowship in page.labels.fellowships
    ]
