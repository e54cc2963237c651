"""Reading all lists that have an address. One that is broken never stops the others."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.feeds.result import Busy, RunResult
from meetings.feeds.run import run_feed
from meetings.models import Feed, ImportRun

log = logging.getLogger("recovery.feeds")
EARLY: Final = timedelta(minutes=30)  # so that a daily timer reads a daily list every day
Report = Callable[[Feed, RunResult], None]


def feeds_to_read(*, due: bool, moment: datetime) -> list[Feed]:
    """Enabled lists with an address; with `due` those whose time has come and whose server may be asked."""
    feeds = (
        Feed.objects.filter(enabled=True)
        .exclude(Q(address="") | Q(kind=Feed.Kind.DEMO))
        .select_related("fellowship")
    )
    if not due:
        return list(feeds)
    return [feed for feed in feeds if _is_due(feed, moment)]


def _is_due(feed: Feed, moment: datetime) -> bool:
    if feed.not_before and feed.not_before > moment:
        return False
    wait = timedelta(hours=feed.every_hours) - EARLY
    return feed.last_good_run is None or feed.last_good_run + wait <= moment


def sync_feeds(*, due: bool, report: Report, moment: datetime | None = None) -> int:
    """Read every list, telling `report` of each; how many did not end well."""
    bad = 0
    for feed in feeds_to_read(due=due, moment=moment or timezone.now()):
        result = _run(feed)
        report(feed, result)
        bad += not result.good
    return bad


def _run(feed: Feed) -> RunResult:
    try:
        return run_feed(feed)
    except Busy as busy:
        return RunResult(outcome=ImportRun.Outcome.FAILED, held_why=str(busy))
    except Exception as error:
        # Its message may quote a row, so only its name is told.
        log.error("Reading list %s stopped with %s", feed.pk, type(error).__name__)
        why = _("Stopped by a fault in the program (%(fault)s).") % {"fault": type(error).__name__}
        return RunResult(outcome=ImportRun.Outcome.FAILED, held_why=why)
