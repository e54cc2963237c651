"""What a list says of a place in other words than the venue we made of it, kept for exports in its own form.

Rows that name one building share a venue, which has the fullest words of any of them; and a venue has one
town and one line of bus and train, where BMLT has boroughs, quarters and a field for each. The list's words
are kept beside ours: exports give them while the venue still says ours, so that no edit of staff is undone.
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from meetings.feeds.records import VenueRecord

WORDS: Final = "name street county state postal_code getting_in".split()
PARTED: Final = "neighborhood city transit".split()


def as_listed(row: VenueRecord | None, ours: Mapping[str, Any] | None) -> str:
    """As JSON, {our field: [our words, the list's]}; empty where our words are the list's.

    `ours` are the venue's values by name. Where the list has several parts for a field, all of them follow.
    """
    if row is None or ours is None:
        return ""
    found = {name: [ours[name], getattr(row, name)] for name in WORDS if getattr(row, name) != ours[name]}
    parts = _parts(row)
    plain = {
        "neighborhood": ["", ours["neighborhood"]],
        "city": [ours["city"]],
        "transit": [ours["transit"], ""],
    }
    found.update({name: [ours[name], *parts[name]] for name in PARTED if parts[name] != plain[name]})
    return msgspec.json.encode(found).decode() if found else ""


def _parts(row: VenueRecord) -> dict[str, list[str]]:
    if not row.as_listed:
        return {"neighborhood": ["", row.neighborhood], "city": [row.city], "transit": [row.transit, ""]}
    borough, quarter, town, trains, buses = row.as_listed
    return {"neighborhood": [borough, quarter], "city": [town], "transit": [trains, buses]}
