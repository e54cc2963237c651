"""Read one list of meetings from a file or an address."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from fellowships import version
from meetings.feeds.described import Description, Misuse, described_feed, given_bytes
from meetings.feeds.parsers import PARSERS
from meetings.feeds.records import FeedBytes
from meetings.feeds.result import Busy, RunResult
from meetings.feeds.run import run_feed
from meetings.models import Feed, ImportRun


class Command(BaseCommand):
    help = (
        "Reads a list of meetings. One that broke, emptied or shrank changes nothing and waits for a person. "
        "Without --republish its meetings are on pages but in no export."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source", metavar="SOURCE", help="a file or a web address; for bmlt the root server"
        )
        parser.add_argument("--kind", required=True, choices=sorted(PARSERS))
        parser.add_argument("--fellowship", required=True, help="the program's short name, such as na")
        parser.add_argument(
            "--name", default="", help="which list this is; else the address or the file's name"
        )
        parser.add_argument(
            "--timezone", default="", help="for rows that name none, such as America/New_York"
        )
        parser.add_argument("--formats", default="", metavar="FILE", help="a saved GetFormats answer")
        parser.add_argument(
            "--service-bodies", default="", metavar="FILE", help="a saved GetServiceBodies answer"
        )
        parser.add_argument(
            "--covers", action="append", default=[], help="the whole list of a country (us) or state (us-tn)"
        )
        parser.add_argument("--republish", action="store_true", help="its owner lets us pass it on")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument(
            "--accept-shrink", action="store_true", help="take it even if much leaves the list"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        words = _description(options)
        try:
            data = given_bytes(words)
            feed, changed = described_feed(words)
            if changed and not options["dry_run"]:
                _save(feed)
            result = self._run(feed, data, options)
        except (Misuse, Busy) as why:
            raise CommandError(str(why)) from None
        self._tell(feed, result, options["dry_run"])

    def _run(self, feed: Feed, data: FeedBytes | None, options: dict[str, Any]) -> RunResult:
        return run_feed(
            feed,
            given=data,
            dry_run=options["dry_run"],
            accept_shrink=options["accept_shrink"],
            progress=self._progress if sys.stderr.isatty() else None,
        )

    def _progress(self, done: int, rows: int) -> None:
        self.stderr.write(f"\r{done:,} / {rows:,}", ending="\n" if done >= rows else "")
        self.stderr.flush()

    def _tell(self, feed: Feed, result: RunResult, dry_run: bool) -> None:
        self.stdout.write(str(result))
        for ended in result.ended_corrections:
            self.stdout.write(_("The list changed what we had corrected: %(what)s") % {"what": ended})
        if result.outcome == ImportRun.Outcome.NOT_MODIFIED:
            self.stdout.write(_("The list has not changed since it was last read."))
        if not result.good:
            outcome = ImportRun.Outcome(result.outcome).label
            raise CommandError(
                _("%(outcome)s: %(why)s Every listing is as it was.")
                % {"outcome": outcome, "why": result.held_why}
            )
        if dry_run:
            self.stdout.write(_("This was a dry run: nothing was changed."))


def _description(options: dict[str, Any]) -> Description:
    covers = [place for words in options["covers"] for place in words.split(",") if place.strip()]
    return Description(
        source=options["source"],
        kind=options["kind"],
        fellowship=options["fellowship"],
        name=options["name"].strip(),
        time_zone=options["timezone"].strip(),
        formats=options["formats"],
        service_bodies=options["service_bodies"],
        covers=covers,
        republish=options["republish"],
    )


def _save(feed: Feed) -> None:
    """What a list covers decides where pages say "none here"."""
    with transaction.atomic():
        feed.save()
        version.bump()
