"""Where a venue that a person wrote stands, and which clocks it has: saves nothing, refuses nothing."""

from typing import Final

from meetings.feeds.placing import Placer, zone_at
from meetings.feeds.records import VenueRecord
from meetings.models import Venue

ADDRESS: Final = ("postal_code", "city", "state", "country")


def place_venue(venue: Venue) -> None:
    """Set coordinates, how they were found, and the time zone. Call it before saving.

    Coordinates that a person typed win and are exact; those of an unchanged address stay; else the postcode
    says where it is, else the town. A time zone that a person chose stays. Two queries at most.
    """
    before = Venue.objects.filter(pk=venue.pk).first() if venue.pk else None
    point = _point(venue)
    if point and (before is None or point != _point(before)):
        _take(venue, before, Venue.Located.EXACT, zone_at(*point))
    elif point is None or before is None or _moved(venue, before):
        _by_address(venue, before)


def _by_address(venue: Venue, before: Venue | None) -> None:
    record = VenueRecord(**{name: getattr(venue, name) for name in ADDRESS}, street=venue.street)
    found = Placer([record]).place(record)
    venue.latitude, venue.longitude = found.latitude, found.longitude
    _take(venue, before, found.located, found.time_zone)


def _take(venue: Venue, before: Venue | None, located: str, zone: str) -> None:
    venue.located = located
    chosen = venue.time_zone and (before is None or venue.time_zone != before.time_zone)
    if zone and not chosen:
        venue.time_zone = zone


def _point(venue: Venue) -> tuple[float, float] | None:
    if venue.latitude is None or venue.longitude is None:
        return None
    return venue.latitude, venue.longitude


def _moved(venue: Venue, before: Venue) -> bool:
    return any(getattr(venue, name) != getattr(before, name) for name in ADDRESS)
