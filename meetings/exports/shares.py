"""What the feeds hold: how many meetings of each program, and which list gave how many of them."""

import datetime as dt
from collections import defaultdict
from typing import Final, NamedTuple

from django.db.models import Count, Q

from fellowships.remembered import ByVersion
from meetings.models import Feed, Meeting
from meetings.times import EVERY_WEEK


class Share(NamedTuple):
    """What one list gives; without a name what our own staff entered to be passed on."""

    name: str
    address: str
    licence: str
    read: dt.datetime | None
    meetings: int


class Shared(NamedTuple):
    """Of one program. `monthly` and `by_appointment` have no place in one format or the other."""

    meetings: int
    monthly: int
    by_appointment: int
    lists: tuple[Share, ...]


class Shares(NamedTuple):
    """`programs` by the number of the fellowship; `kept_back`: lists that stand on our pages only."""

    programs: dict[int, Shared]
    kept_back: int


_SHARES: Final = ByVersion[Shares](most=1)


def shares(version: int) -> Shares:
    """Three queries for each data version."""
    return _SHARES.get(version, "", _shares)


def _shares() -> Shares:
    feeds = Feed.objects.exclude(kind=Feed.Kind.DEMO).in_bulk()
    lists = _of_lists(feeds)
    programs = {
        fellowship: Shared(meetings, monthly, by_appointment, tuple(sorted(lists[fellowship])))
        for fellowship, meetings, monthly, by_appointment in _of_programs()
    }
    return Shares(programs, sum(not feed.republish for feed in feeds.values()))


def _of_programs() -> list[tuple[int, int, int, int]]:
    monthly = Q(by_appointment=False) & ~Q(weeks__in=EVERY_WEEK)
    numbers = {
        "meetings": Count("pk"),
        "monthly": Count("pk", filter=monthly),
        "appointed": Count("pk", filter=Q(by_appointment=True)),
    }
    counted = Meeting.objects.passed_on().order_by().values("fellowship_id").annotate(**numbers)
    return list(counted.values_list("fellowship_id", *numbers))


def _of_lists(feeds: dict[int, Feed]) -> defaultdict[int, list[Share]]:
    """A meeting that stands in two lists is counted in both."""
    found: defaultdict[int, list[Share]] = defaultdict(list)
    rows = Meeting.objects.passed_on().order_by().values_list("fellowship_id", "records__feed_id")
    for fellowship, pk, meetings in rows.annotate(meetings=Count("pk", distinct=True)):
        feed = feeds.get(pk)
        if pk is None:
            found[fellowship].append(Share("", "", "", None, meetings))
        elif feed is not None and feed.republish:
            share = Share(feed.name, feed.address, feed.licence, feed.last_good_run, meetings)
            found[fellowship].append(share)
    return found
