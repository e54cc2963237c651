"""From records to meetings: one transaction that either takes a whole list or leaves everything as it was."""

from django.db import transaction
from django.utils import timezone

from fellowships import version
from meetings.demo import delete_demo
from meetings.feeds.also import save_also_listed
from meetings.feeds.bodies import save_bodies, save_groups
from meetings.feeds.changes import update_changed
from meetings.feeds.guards import why_held
from meetings.feeds.leaving import unlist_gone
from meetings.feeds.matching import BATCH, Matched, batches, match
from meetings.feeds.problems import save_problems
from meetings.feeds.publish import create_new
from meetings.feeds.records import Parsed
from meetings.feeds.result import Held, RunResult
from meetings.feeds.statistics import refresh_statistics
from meetings.feeds.venues import VenueBook
from meetings.feeds.work import Progress, Work
from meetings.formats import Vocabulary
from meetings.models import Feed, ImportRun, Meeting
from meetings.reindex import reindex


def save_records(
    feed: Feed,
    run: ImportRun,
    parsed: Parsed,
    *,
    accept_shrink: bool = False,
    progress: Progress | None = None,
) -> RunResult:
    """Take in what a list says. Raises Held, having written nothing, when a person must look first."""
    with transaction.atomic():
        # First, because this row's lock makes a second run of the same list wait for this one.
        Feed.objects.filter(pk=feed.pk).update(last_good_run=timezone.now())
        matched = match(feed, parsed, Vocabulary.for_feed(feed))
        if not accept_shrink and (why := why_held(parsed, matched)):
            raise Held(why)
        work = _write(feed, run, parsed, matched, progress)
        return RunResult(
            created=work.created,
            updated=work.updated,
            unchanged=len(matched.unchanged),
            unlisted=work.unlisted,
            also_listed=len(matched.also),
            problems=save_problems(work, parsed, matched),
            ended_corrections=work.ended_corrections,
            notes=work.notes,
        )


def _write(feed: Feed, run: ImportRun, parsed: Parsed, matched: Matched, progress: Progress | None) -> Work:
    bodies, published = save_bodies(feed, run, parsed)
    book = VenueBook(feed, run)
    rows = [*matched.new, *(row for row, _known in matched.changed if row.record.listed)]
    work = Work(feed, run, book, bodies, {}, rows=len(matched.new) + len(matched.changed), progress=progress)
    if rows:
        book.read(rows, parsed)
        book.make()
        work.groups = save_groups(feed, run, rows, bodies)
    create_new(work, matched.new)
    update_changed(work, matched.changed)
    unlist_gone(work, matched.gone)
    published |= save_also_listed(work, parsed, matched)
    _publish(work, published)
    return work


def _publish(work: Work, published: bool) -> None:
    """Bring what is derived up to date and raise the data version, if anything visitors see has changed."""
    venues = work.book.save_changes()
    for batch in batches(venues, BATCH):
        work.touched.update(Meeting.objects.filter(venue__in=batch).values_list("pk", flat=True))
    if work.created:
        delete_demo()
    if work.touched:
        reindex(sorted(work.touched))
    if work.touched or published or work.said_otherwise:
        version.bump()
    refresh_statistics(work.created)
