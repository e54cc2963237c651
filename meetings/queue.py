"""What to look at next, by harm: who stands before a locked door tonight comes first."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from django.conf import settings
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Mod
from django.utils import timezone

from meetings.exceptions import from_text
from meetings.models import Decision, Meeting, Report, SearchRow
from meetings.proposing import may_publish
from meetings.scope import scope_of
from meetings.times import weekday_of
from meetings.upcoming import NEVER, Upcoming

SKIP_HOURS: Final = 4
SOON: Final = dt.timedelta(hours=24)
MOST_REPORTS: Final = 500  # more than anybody decides in a day; the oldest are read
MOST_DUE: Final = 100
STAFF_ONLY: Final = (Report.Reason.CHANGE, Report.Reason.REMOVE, Report.Reason.MISSING)


class Rank(IntEnum):
    LATE = 0  # waited two weeks: for publishers
    SOON = 1  # reported, and on within a day
    REPORTED = 2
    PUBLISH = 3  # new ones, and changes by colleagues
    DUE = 4  # to be confirmed
    LATER = 5  # skipped by this person some hours ago


@dataclass(frozen=True, slots=True, order=True)
class Task:
    """A report, or a meeting that is due; sorts by what comes first."""

    rank: Rank
    position: int
    number: int
    report: int | None = None
    meeting: int | None = None

    @property
    def key(self) -> str:
        return f"report-{self.report}" if self.report else f"meeting-{self.meeting}"


def tasks(person: Any, now: dt.datetime) -> list[Task]:
    """Reports first, in order; meetings that are due only when no report is left. At most six queries."""
    skipped = _skipped(person, now)
    found = sorted(_reported(person, now, skipped))
    if not found or found[0].rank == Rank.LATER:
        found = sorted([*found, *_due(person, now, skipped)])
    return found


def next_task(person: Any, now: dt.datetime) -> Task | None:
    found = tasks(person, now)
    return found[0] if found else None


def task_of(key: str) -> Task | None:
    """The task that an address names, without its rank."""
    kind, _line, number = key.partition("-")
    if kind not in ("report", "meeting") or not number.isdecimal() or len(number) > 10:
        return None
    pk = int(number)
    return Task(Rank.REPORTED, 0, pk, **{kind: pk})


def _skipped(person: Any, now: dt.datetime) -> set[tuple[int | None, int | None]]:
    since = now - dt.timedelta(hours=SKIP_HOURS)
    kinds = (Decision.Kind.SKIP, Decision.Kind.PASS_ON)
    rows = Decision.objects.filter(made_by=person, kind__in=kinds, made_at__gt=since, undone_at=None)
    return {
        (report, None if report else meeting)
        for report, meeting in rows.values_list("report_id", "meeting_id")[:MOST_REPORTS]
    }


def _reported(person: Any, now: dt.datetime, skipped: set[tuple[int | None, int | None]]) -> list[Task]:
    rows = list(
        waiting(person, now)
        .order_by("made_at", "pk")
        .values_list("pk", "meeting_id", "reason", "origin", "escalated_at", "made_at")[:MOST_REPORTS]
    )
    begins = _begins({row[1] for row in rows if row[1]}, now)
    publisher = may_publish(person)
    found = []
    for pk, meeting, reason, origin, late, made_at in rows:
        start = begins.get(meeting, NEVER)
        if (pk, None) in skipped:
            rank = Rank.LATER
        elif late and publisher:
            rank = Rank.LATE
        elif origin == Report.Origin.STAFF or reason in STAFF_ONLY:
            rank = Rank.PUBLISH
        else:
            rank = Rank.SOON if start <= int((now + SOON).timestamp()) else Rank.REPORTED
        said = int(made_at.timestamp())
        first = said if rank == Rank.PUBLISH else min(start, said + NEVER // 2)
        found.append(Task(rank, first, pk, pk, meeting))
    return found


def waiting(person: Any, now: dt.datetime) -> Any:
    """Reports that this person can decide now: not those held or asked back, unless they waited too long."""
    rows = scope_of(person).limit(Report.objects.all())
    status = Q(status=Report.Status.WAITING)
    if may_publish(person):
        return rows.filter(status | Q(status__in=Report.OPEN, escalated_at__isnull=False))
    recommended = Decision.objects.filter(kind=Decision.Kind.ACCEPT, undone_at=None, report__isnull=False)
    return (
        rows.filter(status).exclude(origin=Report.Origin.STAFF).exclude(pk__in=recommended.values("report"))
    )


def _begins(ids: Iterable[int], now: dt.datetime) -> dict[int, int]:
    """When each is on next, in seconds; one query."""
    moment = int(now.timestamp())
    upcoming = Upcoming(moment, "")
    rows = SearchRow.objects.filter(pk__in=list(ids), status__gt=SearchRow.Status.HIDDEN)
    found = {}
    for pk, day, start, duration, zone, weeks, text in rows.values_list(
        "pk", "weekday", "start", "duration", "time_zone", "weeks", "exceptions"
    ):
        pattern = (day, start, duration, zone, weeks)
        when = upcoming.excepting(from_text(text), pattern) if text else upcoming[pattern]
        found[pk] = when.start
    return found


def due(person: Any, today: dt.date) -> Any:
    """Listed meetings that nobody confirmed within CONFIRM_DAYS, of this person's scope."""
    since = today - dt.timedelta(days=settings.CONFIRM_DAYS)
    rows = scope_of(person).limit(Meeting.objects.listed())
    return rows.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=since))


def _due(person: Any, now: dt.datetime, skipped: set[tuple[int | None, int | None]]) -> list[Task]:
    """Some that are on soonest: the database knows the days, the exact order is worked out here."""
    today = timezone.localdate(now)
    days = Mod(F("weekday") + Value(7 - weekday_of(today)), Value(7), output_field=IntegerField())
    clock = timezone.localtime(now).time()
    later = Case(When(weekday=weekday_of(today), start__lt=clock, then=Value(7)), default=days)
    rows = due(person, today).filter(weekday__isnull=False).order_by(later, "start", "pk")
    ids = list(rows.values_list("pk", flat=True)[:MOST_DUE])
    return [
        Task(Rank.LATER if (None, pk) in skipped else Rank.DUE, start, pk, None, pk)
        for pk, start in _begins(ids, now).items()
    ]
