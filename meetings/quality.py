"""How good each list is, in numbers: for staff, for the list's owner and for the page of sources."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from meetings.models import Attendance, Feed, Format, ImportProblem, ImportRun, Meeting, Venue
from meetings.times import EVERY_WEEK

OPEN_OR_CLOSED = ("open", "closed")
HAS_A_PLACE = (Attendance.IN_PERSON, Attendance.HYBRID)
SAYS_OPEN_OR_CLOSED = Exists(
    Meeting.formats.through._default_manager.filter(
        meeting=OuterRef("pk"), format__in=Format.objects.filter(slug__in=OPEN_OR_CLOSED)
    )
)


@dataclass(slots=True)
class FeedQuality:
    """Of one list; every number but `problems` counts its listed meetings."""

    feed: Feed
    listed: int = 0
    no_coordinates: int = 0
    approximate: int = 0
    no_end: int = 0
    open_not_stated: int = 0
    monthly: int = 0
    last_read: datetime | None = None
    last_outcome: str = ""
    last_why: str = ""
    problems: dict[str, int] = field(default_factory=dict)  # by kind

    @property
    def problem_count(self) -> int:
        return sum(self.problems.values())


def feed_qualities() -> list[FeedQuality]:
    """Every real list by name, in four queries."""
    feeds = Feed.objects.exclude(kind=Feed.Kind.DEMO).select_related("fellowship").order_by("name")
    found = {feed.pk: FeedQuality(feed, last_read=feed.last_good_run) for feed in feeds}
    for row in _meeting_numbers():
        if quality := found.get(row["records__feed"]):
            quality.listed = row["in_all"]
            quality.no_coordinates, quality.approximate = row["nowhere"], row["rough"]
            quality.no_end, quality.open_not_stated = row["no_end"], row["silent"]
            quality.monthly = row["monthly"]
    for feed, kinds in _open_problems().items():
        if feed in found:
            found[feed].problems = kinds
    for run in _last_runs():
        if run.feed_id in found:
            found[run.feed_id].last_outcome, found[run.feed_id].last_why = run.outcome, run.why
    return list(found.values())


def _meeting_numbers() -> list[Any]:
    here = Q(attendance__in=HAS_A_PLACE)
    nowhere = Q(venue=None) | Q(venue__latitude=None)
    rough = Q(venue__latitude__isnull=False) & ~Q(venue__located=Venue.Located.EXACT)
    rows = (
        Meeting.objects.listed()
        .alias(says_open=SAYS_OPEN_OR_CLOSED)
        .values("records__feed")
        .order_by()
        .annotate(
            in_all=Count("pk"),
            nowhere=Count("pk", filter=here & nowhere),
            rough=Count("pk", filter=here & rough),
            no_end=Count("pk", filter=Q(duration=None)),
            silent=Count("pk", filter=Q(says_open=False)),
            monthly=Count("pk", filter=~Q(weeks__in=EVERY_WEEK) & Q(by_appointment=False)),
        )
    )
    return list(rows)


def _open_problems() -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = ImportProblem.objects.filter(ended_run=None).values("feed", "kind").order_by("feed", "kind")
    for row in rows.annotate(number=Count("pk")):
        found[row["feed"]][row["kind"]] = row["number"]
    return found


def _last_runs() -> list[ImportRun]:
    """The last reading of every list; one that was only tried is none."""
    read = ImportRun.objects.exclude(outcome=ImportRun.Outcome.TRIED)
    newer = read.filter(feed=OuterRef("feed"), pk__gt=OuterRef("pk"))
    return list(read.filter(~Exists(newer)).defer("difference"))
