"""What lies elsewhere: the nearest meeting of a programme, and how many are near places or in countries."""

from dataclasses import dataclass
from math import sqrt

from django.core.cache import cache
from django.db.models import Count

from meetings.filters import Asked
from meetings.finding import Spot, cards, rows_near, wanted_near
from meetings.geo import cell_centre, cell_of, cells_within, great_circle_miles, squared_miles_from
from meetings.labels import Labels
from meetings.models import Place, SearchRow
from meetings.search import COORDINATES, Row, search
from meetings.text_search import text_meetings

NEAREST_RINGS = (50, 150, 400)  # miles
LATITUDE, LONGITUDE = COORDINATES


@dataclass(frozen=True, slots=True)
class Nearest:
    meeting: int
    miles: float
    slug: str
    town: str


def nearest(spot: Spot, fellowship: int) -> Nearest | None:
    """The nearest listed meeting of a programme that one can walk into, wherever it is."""
    for miles in NEAREST_RINGS:
        best = _nearest_in(spot, fellowship, cells_within(spot.latitude, spot.longitude, miles), miles)
        if best:
            return best
    of_fellowship = SearchRow.objects.filter(fellowship_id=fellowship, status__gt=0, cell__gte=0)
    cells = list(of_fellowship.order_by().values_list("cell", flat=True).distinct())
    # The nearest meeting lies in one of the nearest cells: half a cell's diagonal may reorder a few.
    cells.sort(key=lambda cell: great_circle_miles(spot.latitude, spot.longitude, *cell_centre(cell)))
    return _nearest_in(spot, fellowship, cells[:9], float("inf"))


def _nearest_in(spot: Spot, fellowship: int, cells: list[int], limit: float) -> Nearest | None:
    rows = SearchRow.objects.listed().filter(fellowship_id=fellowship, cell__in=cells)
    far = squared_miles_from(spot.latitude, spot.longitude)
    points = (
        (far(latitude, longitude), pk, latitude, longitude)
        for pk, latitude, longitude in rows.values_list("pk", "latitude", "longitude")
        if latitude is not None and longitude is not None
    )
    best = min(points, default=None)
    if best is None or sqrt(best[0]) > limit:
        return None
    text = cards([best[1]])[best[1]].text
    miles = great_circle_miles(spot.latitude, spot.longitude, best[2], best[3])
    return Nearest(best[1], miles, text.get("slug", "meeting"), text.get("town", ""))


def counts_near(asked: Asked, places: list[Place], moment: int, labels: Labels) -> dict[int, int]:
    """What the same question finds near each place, by the place's id.

    One query for all towns, one for each state or country, one for what may stop a meeting.
    """
    spots = {place.pk: Spot.of(place) for place in places}
    rows = {pk: rows_near(asked, spot) for pk, spot in spots.items() if spot.within}
    rows.update(_rows_of_towns(asked, {pk: spot for pk, spot in spots.items() if not spot.within}))
    exceptions = SearchRow.objects.exceptions(row for found in rows.values() for row in found)
    meetings = text_meetings(asked.q)
    return {
        pk: search(
            rows[pk],
            wanted_near(asked, spot, labels, meetings),
            moment,
            fellowships=labels.fellowship_slugs,
            kinds=labels.kinds,
            exceptions=exceptions,
            size=1,
        ).total
        for pk, spot in spots.items()
    }


def _rows_of_towns(asked: Asked, spots: dict[int, Spot]) -> dict[int, list[Row]]:
    """The rows of the cells around each, read once for all of them."""
    cells = {
        pk: cells_within(spot.latitude, spot.longitude, asked.miles(asked.unit_in(spot.country)))
        for pk, spot in spots.items()
    }
    every = sorted({cell for around in cells.values() for cell in around})
    by_cell: dict[int, list[Row]] = {}
    for row in SearchRow.objects.listed().in_cells(every).narrow() if every else ():
        by_cell.setdefault(cell_of(float(row[LATITUDE] or 0), float(row[LONGITUDE] or 0)), []).append(row)
    return {pk: [row for cell in around for row in by_cell.get(cell, ())] for pk, around in cells.items()}


def counts_by_country() -> list[tuple[str, int]]:
    """(country code, listed in-person meetings), the most first; kept for ten minutes."""
    kept: list[tuple[str, int]] | None = cache.get("countries")
    if kept is None:
        listed = SearchRow.objects.listed().exclude(meeting__venue__country="")
        counted = (
            listed.filter(cell__gte=0).values_list("meeting__venue__country").annotate(number=Count("pk"))
        )
        kept = sorted(((country, number) for country, number in counted), key=lambda row: -row[1])
        cache.set("countries", kept, 600)
    return kept
