"""Where a venue stands and which clocks it has: by its coordinates, else its postcode, else its town."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import tzfpy
from django.utils.translation import gettext as _

from meetings.feeds.records import Problem, VenueRecord
from meetings.feeds.values import ZONES
from meetings.geo import great_circle_miles
from meetings.models import ImportProblem, Place, Venue
from meetings.places.locator import Locator

Kind = ImportProblem.Kind
# Further than this from the stated ZIP or town, coordinates are more likely wrong than the address.
FAR_MILES: Final = 100


@dataclass(frozen=True, slots=True)
class Placed:
    latitude: float | None = None
    longitude: float | None = None
    located: str = Venue.Located.NOWHERE
    time_zone: str = ""
    by_coordinates: bool = False
    kind: str = ""  # of the problem, when there is one
    sentence: str = ""

    def problem(self, key: str, raw: str) -> Problem:
        return Problem(self.kind, key, self.sentence, raw)


class Placer:
    """Places many venues with a few queries."""

    def __init__(self, venues: Iterable[VenueRecord]) -> None:
        self.locator = Locator.for_addresses(_address(venue) for venue in venues)

    def place(self, venue: VenueRecord) -> Placed:
        stated = self.locator.locate(*_address(venue))
        point = _coordinates(venue)
        if point is None:
            return _by_address(venue, stated)
        if stated is not None:
            miles = great_circle_miles(*point, stated.latitude, stated.longitude)
            if miles > FAR_MILES:
                return _doubtful(stated, miles)
        zone = zone_at(*point) or (stated.time_zone if stated else "")
        located = Venue.Located.TOWN if venue.approximate else Venue.Located.EXACT
        return Placed(*point, located, zone, by_coordinates=True)


def _address(venue: VenueRecord) -> tuple[str, str, str, str]:
    return (venue.postal_code, venue.city, venue.state, venue.country)


def zone_at(latitude: float, longitude: float) -> str:
    """The IANA zone of a point; empty at sea."""
    zone = str(tzfpy.get_tz(longitude, latitude))
    return zone if zone in ZONES and not zone.startswith("Etc/") else ""


def _coordinates(venue: VenueRecord) -> tuple[float, float] | None:
    if venue.latitude is None or venue.longitude is None:
        return None
    on_earth = -90 <= venue.latitude <= 90 and -180 <= venue.longitude <= 180
    nowhere = abs(venue.latitude) < 0.01 and abs(venue.longitude) < 0.01
    return (venue.latitude, venue.longitude) if on_earth and not nowhere else None


def _by_address(venue: VenueRecord, stated: Place | None) -> Placed:
    if stated is not None:
        return Placed(stated.latitude, stated.longitude, _how(stated), stated.time_zone)
    address = ", ".join(filter(None, [venue.street, venue.city, venue.state, venue.postal_code]))
    sentence = _(
        "It gives no usable coordinates, and its address (%(address)s) names no postcode or town we know: "
        "it is listed, but nobody finds it by distance."
    ) % {"address": address or _("none")}
    return Placed(kind=Kind.NO_PLACE, sentence=sentence)


def _doubtful(stated: Place, miles: float) -> Placed:
    sentence = _(
        "Its coordinates lie %(miles)d miles from %(place)s, which its address names: "
        "it is placed by its address."
    ) % {"miles": miles, "place": stated.label}
    return Placed(
        stated.latitude,
        stated.longitude,
        _how(stated),
        stated.time_zone,
        kind=Kind.DOUBTFUL_COORDINATES,
        sentence=sentence,
    )


def _how(stated: Place) -> str:
    return Venue.Located.POSTCODE if stated.kind == Place.Kind.ZIP else Venue.Located.TOWN
