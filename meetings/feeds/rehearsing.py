"""The same as a run, the list's own row included, and then all of it undone."""

from django.db import transaction
from django.utils import timezone

from meetings.feeds.difference import Seen, compare, look, marks
from meetings.feeds.records import Parsed
from meetings.feeds.result import Held, RunResult
from meetings.feeds.save import save_records
from meetings.feeds.work import Progress
from meetings.models import Feed, ImportRun


def rehearse(
    feed: Feed, parsed: Parsed, *, accept_shrink: bool = False, progress: Progress | None = None
) -> RunResult:
    """What a run would count, or why it would be held."""
    try:
        return _undone(feed, parsed, accept_shrink, progress)[0]
    except Held as why:
        return RunResult(outcome=ImportRun.Outcome.HELD, held_why=str(why))


def rehearse_accepted(feed: Feed, parsed: Parsed) -> RunResult:
    """What a run that a person accepts would count, with its difference; `held_why` if one must accept it."""
    held_why = ""
    try:
        result, seen = _undone(feed, parsed)
    except Held as why:
        held_why = str(why)
        result, seen = _undone(feed, parsed, accept_shrink=True)
    result.held_why = held_why
    result.difference = compare(seen, result.ended_corrections)
    return result


def _undone(
    feed: Feed, parsed: Parsed, accept_shrink: bool = False, progress: Progress | None = None
) -> tuple[RunResult, Seen]:
    with transaction.atomic():
        before = marks()
        feed.save()
        run = ImportRun.objects.create(feed=feed, started_at=timezone.now())
        try:
            result = save_records(feed, run, parsed, accept_shrink=accept_shrink, progress=progress)
            return result, look(feed, run, before)
        finally:
            transaction.set_rollback(True)
