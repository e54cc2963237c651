"""Whether meetings can be gone to: their exceptions as the database has them. Evaluated when read."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from meetings.exceptions import UNTIL_FURTHER_NOTICE, Closed, Exceptions, holiday_name
from meetings.models import Cancellation, Closure, Meeting
from meetings.times import local

__all__ = ["CLOSED_ON_HOLIDAYS", "Closed", "Exceptions", "exceptions_of", "holiday_name"]

CLOSED_ON_HOLIDAYS = "closed-on-holidays"


def exceptions_of(ids: Collection[int], moment: int) -> dict[int, Exceptions]:
    """Exceptions of the meetings, in four queries whatever their number; past ones are left out."""
    if not ids:
        return {}
    # Zones reach a day either way.
    since = local(moment, "UTC").date() - dt.timedelta(days=2)
    meetings = list(
        Meeting.objects.filter(pk__in=ids).values_list(
            "id", "venue_id", "attendance", "closed_for_now", "venue__country", "venue__state"
        )
    )
    venues = {row[1] for row in meetings if row[1]}
    by_meeting: dict[int, list[Closed]] = {}
    by_venue: dict[int, list[Closed]] = {}
    for meeting, venue, first, last, reason in (
        Closure.objects.filter(
            Q(meeting_id__in=ids) | Q(venue_id__in=venues), Q(last_day=None) | Q(last_day__gte=since)
        )
        .order_by("pk")
        .values_list("meeting_id", "venue_id", "first_day", "last_day", "reason")
    ):
        closed = Closed(first, last or UNTIL_FURTHER_NOTICE, reason)
        (by_meeting if meeting else by_venue).setdefault(meeting or venue or 0, []).append(closed)
    cancelled: dict[int, set[dt.date]] = {}
    for meeting, date in Cancellation.objects.filter(meeting_id__in=ids, date__gte=since).values_list(
        "meeting_id", "date"
    ):
        cancelled.setdefault(meeting, set()).add(date)
    on_holidays = set(
        Meeting.formats.through.objects.filter(
            meeting_id__in=ids, format__slug=CLOSED_ON_HOLIDAYS
        ).values_list("meeting_id", flat=True)
    )
    return {
        meeting: Exceptions(
            meeting_closed=tuple(by_meeting.get(meeting, ())),
            venue_closed=tuple(by_venue.get(venue or 0, ())),
            cancelled=frozenset(cancelled.get(meeting, ())),
            closed_for_now=closed_for_now,
            closed_on_holidays=meeting in on_holidays,
            also_online=attendance != "in-person",
            country=country or "",
            state=state or "",
        )
        for meeting, venue, attendance, closed_for_now, country, state in meetings
    }
