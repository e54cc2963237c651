"""Our own accuracy as the rows of a table on the page of sources."""

import datetime as dt

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.accuracy import REPORT_DAYS, Accuracy

HOUR = dt.timedelta(hours=1)
HOURS_SAID = 48  # longer than this is said in days


def present_accuracy(found: Accuracy) -> list[tuple[str, str]]:
    days = {"days": settings.CONFIRM_DAYS}
    return [
        (_("Meetings listed"), _number(found.listed)),
        (_("Confirmed within %(days)d days") % days, share(found.confirmed, found.listed)),
        (
            _("of these by people: our staff, groups, and reports we accepted"),
            share(found.by_people, found.listed),
        ),
        (_("of these by their list, which changed them then"), share(found.by_lists, found.listed)),
        (_("Reports in the last %(days)d days") % {"days": REPORT_DAYS}, _number(found.received)),
        (_("Decided"), share(found.decided, found.received)),
        (_("Found right, at least in part"), share(found.upheld, found.decided)),
        (_("Half of them were decided within"), time_words(found.half_decided_within)),
    ]


def share(part: int, whole: int) -> str:
    """ "12 of 48 (25 %)"; nothing of nothing is not stated."""
    if not whole:
        return _("Not stated")
    said = {"part": _number(part), "whole": _number(whole), "percent": round(100 * part / whole)}
    return _("%(part)s of %(whole)s (%(percent)d%%)") % said


def time_words(time: dt.timedelta | None) -> str:
    """Whole hours, then whole days, rounded up: never better than it was."""
    if time is None:
        return _("Not stated")
    hours = max(1, -(-time // HOUR))
    if hours <= HOURS_SAID:
        return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    days = -(-hours // 24)
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}


def _number(number: int) -> str:
    return str(number_format(number, force_grouping=True))
