"""Which venue a row of a sheet means: the same, one that exists, or a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting, Venue
from meetings.placing import place_venue
from meetings.sheets.columns import VENUE


@dataclass(slots=True)
class NewVenue:
    """Placed and not saved; rows with the same address share it."""

    venue: Venue

    @property
    def words(self) -> str:
        parts = (getattr(self.venue, name) for name in VENUE.values())
        return ", ".join(part for part in parts if part)


def venue_of(
    meeting: Meeting | None,
    texts: Mapping[str, str],
    known: Mapping[int, Venue],
    new: dict[tuple[str, ...], NewVenue],
) -> Venue | NewVenue | None:
    """The venue named by number, where the address beside it is its own; else the one of that address.

    A sheet never changes a venue: that would move the other meetings that are held there.
    """
    base = meeting.venue if meeting else None
    if number := texts.get("venue_id", ""):
        found = base if base and number == str(base.pk) else known.get(_number(number))
        if found is None:
            raise ValueError(_("venue_id: there is no venue %(id)s that you may use.") % {"id": number[:20]})
        base = found
    address = tuple(texts.get(column, _said(base, name)) for column, name in VENUE.items())
    if base is not None and (address == _address(base) or (number and not any(address))):
        return base
    if not any(address):
        return None
    exact: Any = dict(zip(VENUE.values(), address, strict=True))
    return Venue.objects.filter(**exact).order_by("pk").first() or _made(address, exact, new)


def _made(address: tuple[str, ...], values: Any, new: dict[tuple[str, ...], NewVenue]) -> NewVenue:
    if address not in new:
        for name, value in values.items():
            most = getattr(Venue._meta.get_field(name), "max_length", None)
            if most and len(value) > most:
                raise ValueError(_("%(column)s: this is too long.") % {"column": name})
        venue = Venue(**values)
        place_venue(venue)
        new[address] = NewVenue(venue)
    return new[address]


def _said(venue: Venue | None, name: str) -> str:
    return str(getattr(venue, name)) if venue else ""


def _address(venue: Venue) -> tuple[str, ...]:
    return tuple(_said(venue, name) for name in VENUE.values())


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
