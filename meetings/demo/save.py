"""Putting the demonstration into the database and taking it out again. Nothing else may ever be deleted."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from fellowships import version
from fellowships.models import Fellowship
from meetings.demo import words
from meetings.demo.invent import Invention, Inventor
from meetings.feeds.history import create_all, create_meetings
from meetings.models import (
    Cancellation,
    Closure,
    Feed,
    Format,
    Group,
    ImportRun,
    Meeting,
    Place,
    SourceRecord,
    Venue,
)
from meetings.reindex import reindex

NAME = "Demonstration (invented meetings)"


class CannotInvent(Exception):
    """There is a reason not to make a demonstration; the message says which."""


def make_demo(today: dt.date | None = None) -> int:
    """Invent the meetings and return their number; 0 if they are there already."""
    with transaction.atomic():
        if Feed.objects.filter(kind=Feed.Kind.DEMO).exists():
            return 0
        if Meeting.objects.listed().real().exists():
            raise CannotInvent("There are real meetings here; invented ones must not stand among them.")
        made = _save(today or timezone.localdate())
        version.bump()
    return made


def _towns() -> list[Place]:
    towns = list(Place.objects.towns().filter(country="US").largest_first()[: words.US_TOWNS])
    abroad = Place.objects.towns().filter(slug__in=words.TOWNS_ABROAD).largest_first()
    return towns + list(abroad)


def _save(today: dt.date) -> int:
    towns, fellowships = _towns(), {row.slug: row for row in Fellowship.objects.published()}
    if not towns:
        raise CannotInvent("There are no places yet: run `manage.py load_places` first.")
    if not fellowships:
        raise CannotInvent("There are no programs yet: run `manage.py load_fellowships` first.")
    feed = Feed.objects.create(kind=Feed.Kind.DEMO, name=NAME, enabled=False, last_good_run=timezone.now())
    run = ImportRun.objects.create(feed=feed, started_at=timezone.now())
    made = Inventor(feed, fellowships, today).invent(towns)
    _save_invention(run, made)
    run.created, run.outcome, run.finished_at = len(made.meetings), ImportRun.Outcome.GOOD, timezone.now()
    run.save()
    return len(made.meetings)


def _save_invention(run: ImportRun, made: Invention) -> None:
    known = dict(Format.objects.values_list("slug", "pk"))
    create_all(run, made.venues)
    create_all(run, made.groups)
    formats = [frozenset(known[slug] for slug in slugs if slug in known) for slugs in made.formats]
    create_meetings(run, made.meetings, formats)
    create_all(run, made.closures)
    create_all(run, made.cancellations)
    SourceRecord.objects.bulk_create(
        _record(run, meeting, number) for number, meeting in enumerate(made.meetings)
    )
    reindex(meeting.pk for meeting in made.meetings)


def _record(run: ImportRun, meeting: Meeting, number: int) -> SourceRecord:
    key = f"demo:{number}"
    digest = hashlib.sha256(key.encode()).hexdigest()
    return SourceRecord(
        key=key, feed=run.feed, meeting=meeting, digest=digest, said={}, first_run=run, changed_run=run
    )


def delete_demo() -> int:
    """Take the demonstration away and return how many meetings went; one query if there is none.

    Call it in the transaction that lists the first real meeting.
    """
    feed = Feed.objects.filter(kind=Feed.Kind.DEMO).first()
    if feed is None:
        return 0
    with transaction.atomic():
        meetings = list(Meeting.objects.filter(records__feed=feed).values_list("pk", flat=True))
        venues = list(Venue.objects.filter(feed=feed).values_list("pk", flat=True))
        _delete(Closure, Closure.objects.filter(venue__feed=feed).values_list("pk", flat=True))
        _delete(
            Cancellation,
            Cancellation.objects.filter(meeting__records__feed=feed).values_list("pk", flat=True),
        )
        apps.get_model("meetings", "HistoricalMeeting_formats").objects.filter(
            meeting_id__in=meetings
        ).delete()
        _delete(Meeting, meetings)
        _delete(Group, Group.objects.filter(feed=feed).values_list("pk", flat=True))
        _delete(Venue, venues)
        _delete(Feed, [feed.pk])
        version.bump()
    return len(meetings)


def _delete(model: type[models.Model], ids: Iterable[int]) -> None:
    """Rows and their history: of invented ones nothing needs to be remembered."""
    gone = list(ids)
    model._default_manager.filter(pk__in=gone).delete()
    model.history.filter(id__in=gone).delete()  # type: ignore[attr-defined]
