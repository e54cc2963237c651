"""Whether a meeting is said to be wrong by enough people: the flag on its page and in lists."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from fellowships import acting
from fellowships.roles import VISITOR
from meetings.changing import change_meeting
from meetings.models import Meeting, Report

ENOUGH = 2  # independent senders; of our own people one is enough
# Asking for a change or a new meeting says nothing against what is listed.
NO_FAULT = (Report.Reason.MISSING, Report.Reason.CHANGE)
COUNTED = (Report.Status.WAITING, Report.Status.ASKED)

Said = tuple[str, str, dt.datetime]


@transaction.atomic
def refresh_flag(meeting_id: int) -> None:
    """Set or take away `Meeting.reported_on`, after a report came in or was decided. Two queries.

    Once set it stays with its date until every report of a fault is decided: it never vanishes by itself.
    """
    # The lock first: of two reports that come in at once the second then sees the first.
    meetings = Meeting.objects.select_for_update().filter(pk=meeting_id)
    flagged: list[dt.date | None] = list(meetings.values_list("reported_on", flat=True))
    if not flagged:
        return
    waiting = Report.objects.filter(meeting=meeting_id, status__in=COUNTED).exclude(reason__in=NO_FAULT)
    said = list(waiting.order_by("made_at", "pk").values_list("origin", "sender_mark", "made_at"))
    day = (flagged[0] or _day_of_enough(said)) if said else None
    if day != flagged[0]:
        with acting.acting_as(acting.role() or VISITOR):
            change_meeting(meeting_id, {"reported_on": day})


def _day_of_enough(said: Iterable[Said]) -> dt.date | None:
    """The date of the report that made it so, in time's order: one sender counts once."""
    senders: set[str] = set()
    for origin, mark, made_at in said:
        senders.add(mark)
        if origin != Report.Origin.VISITOR or len(senders) >= ENOUGH:
            return timezone.localdate(made_at)
    return None
