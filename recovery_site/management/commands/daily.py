"""All that is due today; what a timer runs."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.contacts import ask_contacts
from meetings.corrections import end_corrections
from meetings.duplicates import find_duplicates
from meetings.escalation import escalate
from meetings.feeds.kept import KEEP_DAYS, drop_kept
from meetings.feeds.result import RunResult
from meetings.feeds.run import close_unfinished
from meetings.feeds.sync import sync_feeds
from meetings.forgetting import forget_addresses
from meetings.models import Feed
from meetings.notices import tell_escalated, tell_staff
from meetings.reindex import reindex_ended
from recovery_site.backup import back_up

log = logging.getLogger("recovery.daily")
Part = Callable[[], str]


class Command(BaseCommand):
    help = "Does all that is due: lists, closures, deletions, backup. A part that fails stops no other."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [name for name, part in self._parts() if not self._do(name, part)]
        if failed:
            names = ", ".join(str(name) for name in failed)
            raise CommandError(_("These parts need a look: %(names)s.") % {"names": names})

    def _parts(self) -> Iterator[tuple[Promise, Part]]:
        """The backup first: what the rest does wrong can then be undone."""
        yield gettext_lazy("backup"), _backup
        yield gettext_lazy("runs that were cut off"), _unfinished
        yield gettext_lazy("lists"), self._lists
        yield gettext_lazy("corrections that ran out"), _corrections
        yield gettext_lazy("closures that ended"), _closures
        yield gettext_lazy("meetings that look like one"), _duplicates
        yield gettext_lazy("reports that waited too long"), _escalation
        yield gettext_lazy("addresses of reporters"), _addresses
        yield gettext_lazy("deletions"), _deletions
        yield gettext_lazy("notices"), _notices
        yield gettext_lazy("questions to groups"), _contacts

    def _do(self, name: Promise, part: Part) -> bool:
        try:
            said = part()
        except Exception as error:
            # The message of a fault may quote a row or a person, so only its kind is told.
            log.error("The daily part “%s” stopped with %s", name, type(error).__name__)
            fault = error if isinstance(error, CommandError) else type(error).__name__
            self.stderr.write(f"{name}: {fault}")
            return False
        self.stdout.write(f"{name}: {said}")
        return True

    def _lists(self) -> str:
        bad = sync_feeds(due=True, report=self._tell)
        if bad:
            raise CommandError(_("%(bad)d of the lists were held or failed") % {"bad": bad})
        return _("read")

    def _tell(self, feed: Feed, result: RunResult) -> None:
        self.stdout.write(f"  {feed.name}: {result.held_why or result}")


def _backup() -> str:
    path = back_up(timezone.localdate())
    return path.name if path else _("left to the tools of the database server")


def _unfinished() -> str:
    return str(close_unfinished(timezone.now()))


def _corrections() -> str:
    return str(end_corrections(timezone.localdate()))


def _duplicates() -> str:
    return _("%(number)d new suspicions") % {"number": find_duplicates(timezone.now())}


def _closures() -> str:
    return _("%(number)d meetings looked at") % {"number": reindex_ended()}


def _deletions() -> str:
    files = drop_kept(timezone.now() - timedelta(days=KEEP_DAYS))
    return _("%(number)d files of held runs") % {"number": files}


def _escalation() -> str:
    late = escalate(timezone.now())
    tell_escalated(late)
    return str(len(late))


def _addresses() -> str:
    return _("%(number)d deleted") % {"number": forget_addresses(timezone.now())}


def _notices() -> str:
    return _("%(number)d sent") % {"number": tell_staff(timezone.now())}


def _contacts() -> str:
    return _("%(number)d groups asked") % {"number": ask_contacts(timezone.localdate())}
