"""The town a point lies in or by."""

from __future__ import annotations

from django.db.models import Q

from meetings.geo import great_circle_miles
from meetings.models.place import Place

REACHES = (0.2, 1.0, 5.0)  # degrees: about 14, 70 and 350 miles to the north and south


def nearest_town(latitude: float, longitude: float) -> Place | None:
    """The nearest town, in one query where towns are near and three at most; None far out at sea."""
    for reach in REACHES:
        towns = Place.objects.towns().filter(box(latitude, longitude, reach))
        found = min(
            towns,
            key=lambda town: great_circle_miles(latitude, longitude, town.latitude, town.longitude),
            default=None,
        )
        if found:
            return found
    return None


def box(latitude: float, longitude: float, reach: float) -> Q:
    """A square of so many degrees each way, across 180° too."""
    near = Q(longitude__range=(longitude - reach, longitude + reach))
    if longitude - reach < -180:
        near |= Q(longitude__gte=longitude - reach + 360)
    if longitude + reach > 180:
        near |= Q(longitude__lte=longitude + reach - 360)
    return Q(latitude__range=(latitude - reach, latitude + reach)) & near
