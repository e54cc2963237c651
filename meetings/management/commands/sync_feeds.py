"""Read every list that has an address."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.feeds.result import RunResult
from meetings.feeds.sync import sync_feeds
from meetings.models import Feed, ImportRun


class Command(BaseCommand):
    help = "Reads every list that has an address. One that is broken never stops the others."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--due", action="store_true", help="only lists whose time has come")

    def handle(self, *args: Any, **options: Any) -> None:
        bad = sync_feeds(due=options["due"], report=self._tell)
        if bad:
            raise CommandError(
                ngettext("%(bad)d list needs a look.", "%(bad)d lists need a look.", bad) % {"bad": bad}
            )

    def _tell(self, feed: Feed, result: RunResult) -> None:
        said = str(result)
        if not result.good:
            said = f"{ImportRun.Outcome(result.outcome).label}: {result.held_why}"
        elif result.outcome == ImportRun.Outcome.NOT_MODIFIED:
            said = _("not changed since it was last read")
        self.stdout.write(f"{feed.name}: {said}")
