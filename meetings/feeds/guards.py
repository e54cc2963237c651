"""When a run must wait for a person: a list that breaks, empties or shrinks never takes a listing down."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.feeds.matching import Matched
from meetings.feeds.records import Parsed

SHRINK_SHARE = 0.3
SHRINK_MEETINGS = 3


def why_held(parsed: Parsed, matched: Matched) -> str:
    """A sentence that says why the run is refused; empty when it may go on."""
    if not parsed.meetings:
        return _no_meeting(parsed)
    unlisting, listed = matched.would_unlist(), matched.listed_before
    if not unlisting:
        return ""
    numbers = {"unlisting": unlisting, "listed": listed}
    if unlisting == listed:
        return _("All %(listed)d listed meetings would leave the list at once.") % numbers
    if unlisting > SHRINK_MEETINGS and unlisting > listed * SHRINK_SHARE:
        return _("%(unlisting)d of %(listed)d listed meetings would leave the list at once.") % numbers
    return ""


def _no_meeting(parsed: Parsed) -> str:
    if not parsed.rows:
        return _("The list is empty.")
    return ngettext(
        "No meeting can be read from the list's only row.",
        "No meeting can be read from the %(rows)d rows of the list.",
        parsed.rows,
    ) % {"rows": parsed.rows}
