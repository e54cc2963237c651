"""Say how good each list is, and how accurate we are ourselves."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.accuracy import Accuracy, accuracy
from meetings.models import ImportProblem, ImportRun
from meetings.quality import FeedQuality, feed_qualities


class Command(BaseCommand):
    help = "Prints, for every list: when it was read, what it lists, what it does not say and what is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        qualities = feed_qualities()
        if not qualities:
            self.stdout.write(_("No list has been read yet."))
        for quality in qualities:
            self.stdout.write("\n".join(_lines(quality)))
        self.stdout.write("\n".join(_our_own(accuracy(timezone.now()))))


def _our_own(found: Accuracy) -> list[str]:
    return [
        _("Listed %(listed)d · confirmed lately by people %(people)d, by their lists %(lists)d")
        % {"listed": found.listed, "people": found.by_people, "lists": found.by_lists},
        _("Reports %(received)d · decided %(decided)d · found right %(upheld)d")
        % {"received": found.received, "decided": found.decided, "upheld": found.upheld},
    ]


def _lines(quality: FeedQuality) -> list[str]:
    read = _("never")
    if quality.last_read:
        read = f"{timezone.localtime(quality.last_read):%Y-%m-%d %H:%M}"
    lines = [
        f"{quality.feed.name} ({quality.feed.get_kind_display()})",
        _("  last good reading: %(when)s") % {"when": read},
        _("  listed %(listed)d · no coordinates %(nowhere)d · placed roughly %(rough)d") % {
            "listed": quality.listed,
            "nowhere": quality.no_coordinates,
            "rough": quality.approximate,
        },
        _("  no end stated %(no_end)d · open or closed not stated %(silent)d") % {
            "no_end": quality.no_end,
            "silent": quality.open_not_stated,
        },
    ]  # fmt: skip
    if quality.last_outcome in (ImportRun.Outcome.HELD, ImportRun.Outcome.FAILED):
        outcome = ImportRun.Outcome(quality.last_outcome).label
        lines.append(_("  last run: %(outcome)s. %(why)s") % {"outcome": outcome, "why": quality.last_why})
    names = dict(ImportProblem.Kind.choices)
    lines += [f"  {names.get(kind, kind)}: {number}" for kind, number in quality.problems.items()]
    return lines
