"""What lies elsewhere: the nearest meeting of a programme, and how many are near places or in countries."""

from dataclasses import dataclass
from math import sqrt

from django.core.cache import cache
from django.db.models import Count

from meetings.finding import Spot, cards
from meetings.geo import cell_centre, cells_within, great_circle_miles, squared_miles_from
from meetings.models import Place, SearchRow

NEAREST_RINGS = (50, 150, 400)  # miles


@dataclass(frozen=True, slots=True)
class Nearest:
    meeting: int
    miles: float
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
    best: tuple[float, int, float, float] | None = None
    for pk, latitude, longitude in rows.values_list("pk", "latitude", "longitude"):
        if latitude is None or longitude is None:
            continue
        square = far(latitude, longitude)
        if best is None or square < best[0]:
            best = (square, pk, latitude, longitude)
    if best is None or sqrt(best[0]) > limit:
        return None
    card = cards([best[1]])[best[1]]
    miles = great_circle_miles(spot.latitude, spot.longitude, best[2], best[3])
    return Nearest(best[1], miles, card.text.get("town", ""))


def counts_near(places: list[Place], miles: float = 25) -> dict[int, int]:
    """Meetings within some miles of each place, by the place's id: one query for all of them."""
    cells: dict[int, set[int]] = {
        place.pk: set(cells_within(place.latitude, place.longitude, miles)) for place in places
    }
    every = set().union(*cells.values()) if cells else set()
    rows = list(
        SearchRow.objects.listed().filter(cell__in=every).values_list("cell", "latitude", "longitude")
    )
    by_cell: dict[int, list[tuple[float, float]]] = {}
    for cell, latitude, longitude in rows:
        if latitude is not None and longitude is not None:
            by_cell.setdefault(cell, []).append((latitude, longitude))
    counts: dict[int, int] = {}
    for place in places:
        far = squared_miles_from(place.latitude, place.longitude)
        counts[place.pk] = sum(
            far(*point) <= miles * miles for cell in cells[place.pk] for point in by_cell.get(cell, ())
        )
    return counts


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
