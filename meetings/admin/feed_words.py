"""How a list stands, and when it is read next, in a sentence."""

from datetime import timedelta
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from meetings.models import Feed, ImportRun

Outcome = ImportRun.Outcome


def state_words(feed: Any) -> str:
    """`feed` as the list of lists reads it."""
    if feed.kind == Feed.Kind.DEMO:
        return str(Feed.Kind.DEMO.label)
    if not feed.enabled:
        return _("Paused")
    if feed.last_outcome in (Outcome.HELD, Outcome.FAILED):
        words = {"outcome": Outcome(feed.last_outcome).label, "when": moment_words(feed.last_began)}
        return _("%(outcome)s, %(when)s") % words
    if feed.last_good_run is None:
        return _("Never read")
    return _("Read %(when)s") % {"when": moment_words(feed.last_good_run)}


def next_words(feed: Any) -> str:
    """When it is read next. The timer is the machine's: `sync_feeds --due`."""
    if not feed.address:
        return _("It has no address: it is read when somebody gives its file.")
    if not feed.enabled:
        return _("It is paused: it is not read, but it can be tried.")
    if feed.not_before and feed.not_before > timezone.now():
        when = moment_words(feed.not_before)
        return _("Its server asked us to wait: it is not read before %(when)s.") % {"when": when}
    if feed.run_asked_at:
        when = moment_words(feed.run_asked_at)
        return _("Somebody asked for it on %(when)s: it is read at the next turn of the timer.") % {
            "when": when
        }
    if feed.last_good_run is None:
        return _("It is read at the next turn of the timer.")
    when = moment_words(feed.last_good_run + timedelta(hours=feed.every_hours))
    return _("It is read next by the timer about %(when)s.") % {"when": when}


def moment_words(moment: Any) -> str:
    return formats.date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
