"""GetServerInfo and GetCoverageArea: what kind of server this is, and where its meetings are."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from django.db.models import Max, Min, Q
from django.http import QueryDict

from fellowships.remembered import ByVersion
from meetings.exports.bmlt_fields import KEYS
from meetings.exports.bmlt_mount import Mount
from meetings.exports.stream import json_list
from meetings.models import Venue

# The newest BMLT release of which we have all that it brought (service_body_name in 4.0.0, several values of
# meeting_key_value in 4.1.0): clients compare this number to know what they may ask.
VERSION: Final = (4, 1, 0)
HALF, WHOLE_TURN = 180.0, 360.0
ZOOM: Final = "6"


class Box(NamedTuple):
    """Corners of all shown positions; over the 180th meridian `west` is more than `east`."""

    north: float
    west: float
    south: float
    east: float

    @property
    def middle(self) -> tuple[float, float]:
        turn = WHOLE_TURN if self.west > self.east else 0.0
        longitude = (self.west + self.east + turn) / 2
        return (self.north + self.south) / 2, longitude - WHOLE_TURN if longitude > HALF else longitude


_BOXES = ByVersion[tuple[Box, ...]](most=32)


def get_coverage_area(mount: Mount, _query: QueryDict) -> Iterator[bytes]:
    """All corners are 0 where no meeting has a position."""
    box = coverage(mount) or Box(0.0, 0.0, 0.0, 0.0)
    corners = {
        "nw_corner_longitude": _number(box.west),
        "nw_corner_latitude": _number(box.north),
        "se_corner_longitude": _number(box.east),
        "se_corner_latitude": _number(box.south),
    }
    return json_list([[corners]])


def get_server_info(mount: Mount, _query: QueryDict) -> Iterator[bytes]:
    """All that clients read; what would tell how this server is run or paid for is there and empty."""
    major, minor, patch = VERSION
    box = coverage(mount)
    latitude, longitude = box.middle if box else (0.0, 0.0)
    info: dict[str, str | bool] = {
        "version": f"{major}.{minor}.{patch}",
        "versionInt": str(major * 1_000_000 + minor * 1_000 + patch),
        "langs": "en",
        "nativeLang": "en",
        "centerLongitude": _number(longitude),
        "centerLatitude": _number(latitude),
        "centerZoom": ZOOM,
        "defaultDuration": "01:00:00",
        "regionBias": "",
        "charSet": "UTF-8",
        "distanceUnits": "mi",
        "semanticAdmin": "0",
        "emailEnabled": "0",
        "emailIncludesServiceBodies": "0",
        "changesPerMeeting": "0",
        "meeting_states_and_provinces": "",
        "meeting_counties_and_sub_provinces": "",
        "available_keys": ",".join((*KEYS, "root_server_uri", "format_shared_id_list")),
        "google_api_key": "",
        "dbVersion": "",
        "dbPrefix": "",
        "meeting_time_zones_enabled": "1",
        "phpVersion": "",
        "auto_geocoding_enabled": False,
        "county_auto_geocoding_enabled": False,
        "zip_auto_geocoding_enabled": False,
        "commit": "",
        "default_closed_status": False,
        "aggregator_mode_enabled": False,
    }
    return json_list([[info]])


def coverage(mount: Mount) -> Box | None:
    """Of the positions that GetSearchResults gives; one query for each data version."""
    held = _BOXES.get(mount.version, mount.fellowship.pk, lambda: _boxes(mount))
    return held[0] if held else None


def _boxes(mount: Mount) -> tuple[Box, ...]:
    """None or one. Of the two ways around the earth the narrower."""
    shown = mount.meetings().filter(
        venue__located=Venue.Located.EXACT, venue__address_hidden=False, venue__latitude__isnull=False
    )
    latitude, longitude = "venue__latitude", "venue__longitude"
    found = shown.order_by().aggregate(
        north=Max(latitude),
        south=Min(latitude),
        least=Min(longitude),
        most=Max(longitude),
        first_in_the_east=Min(longitude, filter=Q(venue__longitude__gte=0)),
        last_in_the_west=Max(longitude, filter=Q(venue__longitude__lt=0)),
    )
    return () if found["north"] is None else (_narrower(**found),)


def _narrower(
    north: float,
    south: float,
    least: float,
    most: float,
    first_in_the_east: float | None,
    last_in_the_west: float | None,
) -> Box:
    plain = Box(north, least, south, most)
    if first_in_the_east is None or last_in_the_west is None:
        return plain
    around = last_in_the_west - first_in_the_east + WHOLE_TURN
    return Box(north, first_in_the_east, south, last_in_the_west) if around < most - least else plain


def _number(value: float) -> str:
    return f"{round(value, 10) or 0.0:.10f}".rstrip("0").rstrip(".")
