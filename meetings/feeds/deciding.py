"""A person decides on a reading that waits: take it in as it is, put it aside, or have the list read anew."""

from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.feeds.kept import drop_run, kept_list
from meetings.feeds.result import Busy, RunResult
from meetings.feeds.run import run_feed
from meetings.models import Feed, ImportRun

Outcome, Decided = ImportRun.Outcome, ImportRun.Decision
WAITING: Final = (Outcome.HELD, Outcome.TRIED)


class NotNow(Exception):
    """It cannot be decided so; the message says why and what to do instead."""


def why_not(run: ImportRun) -> str:
    """Why nobody can take this reading in, as a sentence; empty when somebody can."""
    if run.decision:
        return _decided_words(run)
    if run.outcome not in WAITING:
        return _("This reading does not wait for anybody.")
    if run.difference is None:
        return _("This answer is no list that we can read, so there is nothing in it to take in.")
    later = ImportRun.objects.filter(feed=run.feed_id, pk__gt=run.pk)
    if later.filter(outcome__in=(Outcome.GOOD, Outcome.NOT_MODIFIED)).exists():
        return _("The list was read well after this: what stands here is out of date.")
    if later.filter(outcome=Outcome.HELD).exists():
        return _("A newer reading of this list waits: decide on that one.")
    return ""


def approve(run: ImportRun, person: Any) -> RunResult:
    """Take in exactly what was read then; raises NotNow. Of two people at once one wins."""
    data = kept_list(run.feed_id, run.pk)
    _claim(run, person, Decided.APPROVED)
    try:
        if data is None:
            raise NotNow(_("What was read then is gone by now (it is kept for 14 days)."))
        result = run_feed(run.feed, given=data, accept_shrink=True)
        if not result.good:
            raise NotNow(result.held_why)
    except Busy as busy:
        _give_back(run)
        raise NotNow(str(busy)) from None
    except BaseException:
        _give_back(run)
        raise
    drop_run(run.feed_id, run.pk)
    return result


def refuse(run: ImportRun, person: Any) -> None:
    """Every listing stays as it is, and what was read goes; raises NotNow."""
    with transaction.atomic():
        if not _mark(run, person, Decided.REFUSED):
            raise NotNow(_decided_words(ImportRun.objects.get(pk=run.pk)))
    drop_run(run.feed_id, run.pk)


def accept_anew(run: ImportRun, person: Any) -> None:
    """The next reading of the list's address is taken in, even if much leaves it; raises NotNow."""
    if not run.feed.address or not run.feed.enabled:
        raise NotNow(_("This list has no address that is read: give the file again under “Try it”."))
    with transaction.atomic():
        _claim(run, person, Decided.APPROVED)
        asked = Feed.objects.filter(pk=run.feed_id)
        asked.update(accept_next=True, run_asked_at=timezone.now(), etag="", last_modified="")


def _claim(run: ImportRun, person: Any, decision: str) -> None:
    if why := why_not(ImportRun.objects.get(pk=run.pk)):
        raise NotNow(why)
    if not _mark(run, person, decision):
        raise NotNow(_decided_words(ImportRun.objects.get(pk=run.pk)))


def _mark(run: ImportRun, person: Any, decision: str) -> bool:
    """One statement, so that of two only one changes the row."""
    waiting = ImportRun.objects.filter(pk=run.pk, decision="", outcome__in=WAITING)
    return bool(waiting.update(decision=decision, decided_by=person, decided_at=timezone.now()))


def _give_back(run: ImportRun) -> None:
    ImportRun.objects.filter(pk=run.pk).update(decision="", decided_by=None, decided_at=None)


def _decided_words(run: ImportRun) -> str:
    if not run.decision:
        return _("This reading does not wait for anybody.")
    values = {"who": run.decided_by or _("somebody"), "what": run.get_decision_display().lower()}
    return _("%(who)s decided on this reading before you: %(what)s.") % values
