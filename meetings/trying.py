"""Trying a list: read as a run reads it, nothing changed, and what would have changed kept as a run."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.feeds.download import DownloadFailed
from meetings.feeds.fetch import fetch_list
from meetings.feeds.kept import keep_list
from meetings.feeds.records import FeedBytes, Unreadable
from meetings.feeds.rehearsing import rehearse_accepted
from meetings.feeds.result import RunResult
from meetings.feeds.run import parse_list
from meetings.models import Feed, ImportRun


def try_list(feed: Feed, given: FeedBytes | None = None) -> ImportRun:
    """From its address, or from the bytes `given`; those are kept, so that a person may take them in next."""
    started = timezone.now()
    readable = False
    try:
        parsed = parse_list(feed, given or fetch_list(feed, conditional=False).data)
        result, readable = rehearse_accepted(feed, parsed), True
    except (DownloadFailed, Unreadable) as why:
        result = RunResult(held_why=str(why))
    run = ImportRun.objects.create(
        feed=feed,
        started_at=started,
        finished_at=timezone.now(),
        outcome=ImportRun.Outcome.TRIED,
        why=result.held_why,
        difference=result.difference,
        **result.counts(),
    )
    if given and readable:
        keep_list(feed.pk, run.pk, given)
    return run


def lists_to_try() -> "QuerySet[Feed]":
    """Somebody asked for them; a paused list can be tried too. Oldest wish first."""
    asked = Feed.objects.exclude(try_asked_at=None).exclude(address="").exclude(kind=Feed.Kind.DEMO)
    return asked.select_related("fellowship").order_by("try_asked_at")


def try_asked(feed: Feed) -> ImportRun | None:
    """Does what was asked for, once: None when another process took it."""
    if not Feed.objects.filter(pk=feed.pk, try_asked_at=feed.try_asked_at).update(try_asked_at=None):
        return None
    try:
        return try_list(feed)
    except Exception as error:
        # Its message may quote a row, so only its name is told.
        now = timezone.now()
        why = _("Stopped by a fault in the program (%(fault)s).") % {"fault": type(error).__name__}
        tried = ImportRun.Outcome.TRIED
        return ImportRun.objects.create(feed=feed, started_at=now, finished_at=now, outcome=tried, why=why)
