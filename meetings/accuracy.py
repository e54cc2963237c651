"""How accurate we are ourselves, in numbers: for the page of sources and for `report_quality`."""

import datetime as dt
from dataclasses import dataclass
from statistics import median

from django.conf import settings
from django.db.models import Count, Q

from meetings.feeds.publish import CONFIRMED_BY_LIST
from meetings.models import Feed, Meeting, Report

REPORT_DAYS = 90
UPHELD = frozenset({Report.Status.ACCEPTED, Report.Status.PARTLY})


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of meetings that are listed and real; of reports by others than us in the last 90 days."""

    listed: int
    by_people: (
        int  # confirmed within settings.CONFIRM_DAYS by a person: ours, a group's, or a report we accepted
    )
    by_lists: int  # by their list's own date of change
    received: int
    decided: int
    upheld: int
    half_decided_within: dt.timedelta | None

    @property
    def confirmed(self) -> int:
        return self.by_people + self.by_lists


def accuracy(now: dt.datetime) -> Accuracy:
    """Two queries, whatever there is."""
    since = now.date() - dt.timedelta(days=settings.CONFIRM_DAYS)
    fresh, by_list = Q(confirmed_on__gte=since), Q(confirmed_by=CONFIRMED_BY_LIST)
    meetings = Meeting.objects.listed().real().order_by()
    counted = meetings.aggregate(
        listed=Count("pk"),
        by_people=Count("pk", filter=fresh & ~by_list),
        by_lists=Count("pk", filter=fresh & by_list),
    )
    made = Report.objects.filter(made_at__gte=now - dt.timedelta(days=REPORT_DAYS))
    of_others = made.exclude(origin=Report.Origin.STAFF).exclude(meeting__records__feed__kind=Feed.Kind.DEMO)
    rows = list(of_others.values_list("made_at", "decided_at", "status"))
    waited = [(decided - at).total_seconds() for at, decided, _status in rows if decided is not None]
    return Accuracy(
        **counted,
        received=len(rows),
        decided=len(waited),
        upheld=sum(1 for _at, decided, status in rows if decided is not None and status in UPHELD),
        half_decided_within=dt.timedelta(seconds=median(waited)) if waited else None,
    )
