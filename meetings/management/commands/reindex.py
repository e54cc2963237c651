"""Derive everything that the search reads again, or prove that it agrees with the meetings."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from fellowships import version
from meetings.reindex import check, reindex_all


class Command(BaseCommand):
    help = "Derives the search rows and words of every meeting again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; fail if a meeting's rows are not what they should be",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        number = reindex_all()
        version.bump()
        self.stdout.write(_("%(number)d meetings indexed again.") % {"number": number})

    def _check(self) -> None:
        wrong = check()
        if wrong:
            shown = ", ".join(str(pk) for pk in wrong[:20])
            raise CommandError(
                _("%(number)d meetings do not agree with their search rows (%(shown)s). Run reindex.")
                % {"number": len(wrong), "shown": shown}
            )
        self.stdout.write(_("All search rows agree with their meetings."))
