"""Where a meeting is and how to get there. Of a hidden address nothing but the town leaves this module."""

from collections.abc import Iterable
from urllib.parse import quote

from django.utils.translation import gettext as _

from fellowships.page_language import said
from fellowships.text import fold
from meetings.models import Meeting, Venue
from meetings.places.countries import country_name

TELLING_LENGTH = 5  # shorter names and streets ("Hall") stand in too many texts to mean the place


def present_place(meeting: Meeting) -> dict[str, object] | None:
    """None for what one cannot walk into."""
    if not meeting.near_a_place:
        return None
    venue = meeting.venue
    if venue is None:
        return {"lines": [], "not_stated": True}
    if venue.address_hidden:
        return {"lines": [venue.town] if venue.town else [], "hidden": True}
    lines = address_lines(venue)
    return {
        "lines": lines,
        "not_stated": not lines and not directions(venue),
        "approximate": venue.located != Venue.Located.EXACT,
        "building_kind": said(venue.building_kind).words or _("Not stated"),
        "getting_in": venue.getting_in or _("Not stated"),
        "transit": venue.transit or _("Not stated"),
        "directions": directions(venue),
    }


def town_of(meeting: Meeting) -> str:
    return meeting.venue.town if meeting.venue else ""


def address_lines(venue: Venue) -> list[str]:
    """As on an envelope; empty for a hidden address."""
    if venue.address_hidden:
        return []
    town = " ".join(part for part in (venue.town, venue.postal_code) if part)
    country = said(country_name(venue.country)).words if venue.country not in ("", "US") else ""
    lines = (venue.name, venue.street, venue.neighborhood, town, country)
    return list(dict.fromkeys(line for line in lines if line))


def directions(venue: Venue) -> list[dict[str, str]]:
    """Links to the visitor's own map app, by name and address; none for a hidden or unknown address."""
    if venue.address_hidden:
        return []
    wanted = quote(_searched(venue))
    if not wanted:
        return []
    return [
        {"label": _("Map app of this phone"), "url": f"geo:0,0?q={wanted}"},
        {"label": _("OpenStreetMap"), "url": f"https://www.openstreetmap.org/search?query={wanted}"},
        {"label": _("Google Maps"), "url": f"https://www.google.com/maps/search/?api=1&query={wanted}"},
        {"label": _("Apple Maps"), "url": f"https://maps.apple.com/?q={wanted}"},
    ]


def _searched(venue: Venue) -> str:
    if not venue.street and venue.latitude is not None and not venue.approximate:
        return f"{venue.latitude:.5f},{venue.longitude:.5f}"
    if not venue.street and not venue.name:
        return ""
    region = " ".join(part for part in (venue.state, venue.postal_code) if part)
    country = country_name(venue.country) if venue.country else ""
    return ", ".join(part for part in (venue.name, venue.street, venue.city, region, country) if part)


def gives_away(text: str, venue: Venue | None) -> bool:
    """Whether a text of the list names the street or building of a hidden address."""
    if venue is None or not venue.address_hidden:
        return False
    return names_the_place(text, (venue.name, venue.street, venue.getting_in))


def names_the_place(text: str, telling: Iterable[str]) -> bool:
    """Whether a text holds one of these names, street or way in."""
    folded = fold(text)
    return any(len(part) >= TELLING_LENGTH and part in folded for part in map(fold, telling))


def harmless(text: str, venue: Venue | None) -> str:
    """The text, or nothing where it would give a hidden address away."""
    return "" if gives_away(text, venue) else text
