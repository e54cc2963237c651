"""A meeting's place in the parts lists have: their own words, unless somebody changed the venue since."""

from typing import NamedTuple

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


def listed_place(entry: Entry) -> ListedPlace:
    """What `as_listed` keeps (meetings/feeds/as_listed.py) counts where our words are still those of then."""
    ours = {
        "name": entry.venue or "",
        "street": entry.street or "",
        "neighborhood": entry.neighborhood or "",
        "city": entry.city or "",
        "county": entry.county or "",
        "state": entry.state or "",
        "postal_code": entry.postal_code or "",
        "getting_in": entry.getting_in or "",
        "transit": entry.transit or "",
    }
    said: dict[str, list[str]] = msgspec.json.decode(entry.as_listed) if entry.as_listed else {}
    theirs = {name: words for name, (was, *words) in said.items() if was == ours[name]}

    def one(name: str) -> str:
        return theirs[name][0] if name in theirs else ours[name]

    borough, neighborhood = theirs.get("neighborhood") or ("", ours["neighborhood"])
    trains, buses = theirs.get("transit") or (ours["transit"], "")
    return ListedPlace(
        one("name"),
        one("street"),
        borough,
        neighborhood,
        one("city"),
        one("county"),
        one("state"),
        one("postal_code"),
        one("getting_in"),
        trains,
        buses,
    )
