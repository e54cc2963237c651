"""Which lists are the whole list for a place, which lists some meetings stand in, and when they were read."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from meetings.finding import Spot
from meetings.models import Feed, SourceRecord

# Of more meetings a part says as well whose lists they are, and the question stays small.
MOST_LOOKED_UP = 2000


class ListRead(NamedTuple):
    """A list of a programme, and when it was last read well."""

    fellowship: int
    name: str
    read: datetime | None


def covering_lists(spot: Spot) -> list[ListRead]:
    """Those that are the whole list for this place's country or state: one query."""
    country = spot.country.lower()
    here = {country, f"{country}-{spot.state.lower()}"} if spot.state else {country}
    lists = Feed.objects.filter(enabled=True, last_good_run__isnull=False, fellowship__isnull=False)
    rows = lists.order_by("name").values_list("fellowship_id", "name", "last_good_run", "covers")
    return [
        ListRead(fellowship or 0, name, read)
        for fellowship, name, read, covers in rows
        if not here.isdisjoint(covers or ())
    ]


def lists_of(meetings: Sequence[int]) -> list[ListRead]:
    """Those that these meetings stand in, programme by programme: one query."""
    if not meetings:
        return []
    records = SourceRecord.objects.filter(meeting__in=meetings[:MOST_LOOKED_UP]).order_by("feed__name")
    rows = records.values_list("meeting__fellowship_id", "feed__name", "feed__last_good_run").distinct()
    return [ListRead(fellowship or 0, name, read) for fellowship, name, read in rows]
