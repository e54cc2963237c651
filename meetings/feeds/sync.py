"""Reading all lists that have an address. One that is broken never stops the others."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.feeds.result import Busy, RunResult
from meetings.feeds.run import run_feed
from meetings.models import Feed, ImportRun
from meetings.trying import lists_to_try, try_asked

log = logging.getLogger("recovery.feeds")
EARLY: Final = timedelta(minutes=30)  # so that a daily timer reads a daily list every day
AGAIN: Final = timedelta(minutes=50)  # after a failure, however often the timer asks
Report = Callable[[Feed, RunResult], None]
Outcome = ImportRun.Outcome
READINGS: Final = ImportRun.objects.filter(feed=OuterRef("pk")).exclude(outcome=Outcome.TRIED).order_by("-pk")


def feeds_to_read(*, due: bool, moment: datetime) -> list[Feed]:
    """Enabled lists with an address; with `due` those whose time has come and whose server may be asked.

    First those that somebody asked for.
    """
    feeds = (
        Feed.objects.filter(enabled=True)
        .exclude(Q(address="") | Q(kind=Feed.Kind.DEMO))
        .select_related("fellowship")
        .annotate(last_began=Subquery(READINGS.values("started_at")[:1]))
        .annotate(last_outcome=Subquery(READINGS.values("outcome")[:1]))
        .order_by(F("run_asked_at").asc(nulls_last=True), "name")
    )
    if not due:
        return list(feeds)
    return [feed for feed in feeds if is_due(feed, moment)]


def is_due(feed: Feed, moment: datetime) -> bool:
    """`feed` as `feeds_to_read` reads it."""
    if feed.not_before and feed.not_before > moment:
        return False
    if feed.run_asked_at:
        return True
    wait = timedelta(hours=feed.every_hours) - EARLY
    began: datetime | None = feed.last_began  # type: ignore[attr-defined]
    outcome: str = feed.last_outcome  # type: ignore[attr-defined]
    if began and outcome in (Outcome.HELD, Outcome.FAILED):
        return began + (wait if outcome == Outcome.HELD else AGAIN) <= moment
    return feed.last_good_run is None or feed.last_good_run + wait <= moment


def sync_feeds(*, due: bool, report: Report, moment: datetime | None = None) -> int:
    """Read every list, telling `report` of each, then try those to be tried; how many did not end well."""
    bad = 0
    for feed in feeds_to_read(due=due, moment=moment or timezone.now()):
        result = _run(feed)
        report(feed, result)
        bad += not result.good
    for feed in lists_to_try():
        try_asked(feed)
    return bad


def _run(feed: Feed) -> RunResult:
    """What somebody asked for is done now; what they accepted holds until the list could be read."""
    Feed.objects.filter(pk=feed.pk).update(run_asked_at=None)
    result = _read(feed)
    if feed.accept_next and result.outcome != Outcome.FAILED:
        Feed.objects.filter(pk=feed.pk).update(accept_next=False)
    return result


def _read(feed: Feed) -> RunResult:
    try:
        return run_feed(feed, accept_shrink=feed.accept_next)
    except Busy as busy:
        return RunResult(outcome=Outcome.FAILED, held_why=str(busy))
    except Exception as error:
        # Its message may quote a row, so only its name is told.
        log.error("Reading list %s stopped with %s", feed.pk, type(error).__name__)
        why = _("Stopped by a fault in the program (%(fault)s).") % {"fault": type(error).__name__}
        return RunResult(outcome=Outcome.FAILED, held_why=why)
