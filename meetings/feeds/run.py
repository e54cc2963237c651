"""One run of a list: fetch, parse, save, and a row that says how it went."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.feeds.alone import alone
from meetings.feeds.download import BackOff, DownloadFailed
from meetings.feeds.fetch import Fetched, fetch_list
from meetings.feeds.kept import keep_list
from meetings.feeds.parsers import PARSERS
from meetings.feeds.records import FeedBytes, Parsed, ParseOptions, Unreadable
from meetings.feeds.rehearsing import rehearse, rehearse_accepted
from meetings.feeds.result import Held, RunResult
from meetings.feeds.save import save_records
from meetings.feeds.work import Progress
from meetings.models import Feed, ImportRun

Outcome = ImportRun.Outcome
LONGEST_RUN: Final = timedelta(hours=6)
WAIT_AT_LEAST: Final = timedelta(hours=1)  # when a server asks us to come later and does not say when


def run_feed(
    feed: Feed,
    *,
    given: FeedBytes | None = None,
    dry_run: bool = False,
    accept_shrink: bool = False,
    progress: Progress | None = None,
) -> RunResult:
    """Read a list from its address, or from the bytes `given`; what is wrong with it is in the result.

    Raises Busy while another run of it is under way. With `dry_run` all is counted and nothing kept.
    """
    if dry_run:
        return _rehearse(feed, given, accept_shrink, progress)
    with alone(feed):
        run = ImportRun.objects.create(feed=feed, started_at=timezone.now())
        try:
            result = _read(feed, run, given, accept_shrink, progress)
        except BaseException as error:
            # The name of the fault only: its message may quote a row.
            why = _("Stopped by a fault in the program (%(fault)s).") % {"fault": type(error).__name__}
            _finish(run, RunResult(outcome=Outcome.FAILED, held_why=why))
            raise
        _finish(run, result)
        return result


def _read(
    feed: Feed, run: ImportRun, given: FeedBytes | None, accept_shrink: bool, progress: Progress | None
) -> RunResult:
    try:
        fetched = Fetched(given) if given else fetch_list(feed)
    except DownloadFailed as why:
        _come_later(feed, why)
        return RunResult(outcome=Outcome.FAILED, held_why=str(why))
    if fetched.not_modified:
        Feed.objects.filter(pk=feed.pk).update(last_good_run=timezone.now())
        return RunResult(outcome=Outcome.NOT_MODIFIED)
    try:
        parsed = parse_list(feed, fetched.data)
    except Unreadable as why:
        return _held(feed, run, None if given else fetched.data, RunResult(held_why=str(why)))
    try:
        result = save_records(feed, run, parsed, accept_shrink=accept_shrink, progress=progress)
    except Held as why:
        told = RunResult(held_why=str(why), difference=rehearse_accepted(feed, parsed).difference)
        return _held(feed, run, None if given else fetched.data, told)
    if not given:
        Feed.objects.filter(pk=feed.pk).update(etag=fetched.etag, last_modified=fetched.last_modified)
    return result


def _rehearse(
    feed: Feed, given: FeedBytes | None, accept_shrink: bool, progress: Progress | None
) -> RunResult:
    try:
        parsed = parse_list(feed, given or fetch_list(feed, conditional=False).data)
    except DownloadFailed as why:
        return RunResult(outcome=Outcome.FAILED, held_why=str(why))
    except Unreadable as why:
        return RunResult(outcome=Outcome.HELD, held_why=str(why))
    return rehearse(feed, parsed, accept_shrink=accept_shrink, progress=progress)


def parse_list(feed: Feed, data: FeedBytes) -> Parsed:
    """Raises Unreadable when it is no such list."""
    if feed.fellowship is None:
        raise Unreadable(_("Nobody has said yet which program this list is of."))
    options = ParseOptions(feed.fellowship.slug, feed.time_zone, _country(feed.covers))
    return PARSERS[feed.kind](data, options)


def _country(covers: list[str]) -> str:
    """The country of all places the list covers, for rows that name none: "US" of ["us-tn", "us-ms"]."""
    countries = {place.partition("-")[0].upper() for place in covers}
    return countries.pop() if len(countries) == 1 else ""


def _come_later(feed: Feed, why: DownloadFailed) -> None:
    if isinstance(why, BackOff):
        wait = max(timedelta(seconds=why.retry_after or 0), WAIT_AT_LEAST)
        Feed.objects.filter(pk=feed.pk).update(not_before=timezone.now() + wait)


def _held(feed: Feed, run: ImportRun, data: FeedBytes | None, told: RunResult) -> RunResult:
    """What was fetched waits with the run for a person; what was given they have."""
    if data:
        keep_list(feed.pk, run.pk, data)
    told.outcome = Outcome.HELD
    return told


def _finish(run: ImportRun, result: RunResult) -> None:
    """Ended corrections are named too: they need nobody's decision, but somebody may want to know."""
    run.outcome, run.finished_at, run.difference = result.outcome, timezone.now(), result.difference
    run.why = "\n".join(filter(None, [result.held_why, *_ended(result), *result.notes]))
    for name, number in result.counts().items():
        setattr(run, name, number)
    run.save()


def close_unfinished(moment: datetime) -> int:
    """Runs that nobody can be working on any more, because their process was cut off; how many."""
    long_ago = ImportRun.objects.filter(outcome=Outcome.RUNNING, started_at__lt=moment - LONGEST_RUN)
    return long_ago.update(
        outcome=Outcome.FAILED, finished_at=moment, why=_("It was cut off before its end.")
    )


def _ended(result: RunResult) -> list[str]:
    return [
        _("The list changed what we had corrected: %(what)s") % {"what": one}
        for one in result.ended_corrections
    ]
