"""A meeting's place in the parts lists have: their own words, unless somebody changed the venue since."""

from typing import Final, NamedTuple

import msgspec

from meetings.exports.stream import Entry


class ListedPlace(NamedTuple):
    """`town` is BMLT's municipality, `neighborhood` what is smaller than the borough."""

    name: str
    street: str
    borough: str
    neighborhood: str
    town: str
    county: str
    state: str
    postal_code: str
    getting_in: str
    trains: str
    buses: str


# A field of our venue that lists have in parts: the part that holds ours, and all of them.
PARTS: Final = {
    "neighborhood": ("neighborhood", ("borough", "neighborhood")),
    "city": ("town", ("town",)),
    "transit": ("trains", ("trains", "buses")),
}


def listed_place(entry: Entry) -> ListedPlace:
    """What `as_listed` keeps (meetings/feeds/as_listed.py) counts where our words are still those of then."""
    ours = ListedPlace(
        entry.venue or "",
        entry.street or "",
        "",
        entry.neighborhood or "",
        entry.city or "",
        entry.county or "",
        entry.state or "",
        entry.postal_code or "",
        entry.getting_in or "",
        entry.transit or "",
        "",
    )
    return _in_their_words(ours, entry.as_listed) if entry.as_listed else ours


def _in_their_words(ours: ListedPlace, as_listed: str) -> ListedPlace:
    said: dict[str, list[str]] = msgspec.json.decode(as_listed)
    theirs: dict[str, str] = {}
    for name, (was, *words) in said.items():
        ours_in, parts = PARTS.get(name, (name, (name,)))
        if was == getattr(ours, ours_in):
            theirs.update(zip(parts, words, strict=True))
    return ours._replace(**theirs)
