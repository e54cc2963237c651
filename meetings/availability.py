"""Whether meetings can be gone to: their exceptions as the database has them. Evaluated when read."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from meetings.exceptions import UNTIL_FURTHER_NOTICE, Closed, Exceptions, Moved, holiday_name
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
    cancelled, moved = _single_dates(ids, since)
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
            moved=tuple(moved.get(meeting, ())),
            closed_for_now=closed_for_now,
            closed_on_holidays=meeting in on_holidays,
            also_online=attendance != "in-person",
            country=country or "",
            state=state or "",
        )
        for meeting, venue, attendance, closed_for_now, country, state in meetings
    }


def _single_dates(
    ids: Collection[int], since: dt.date
) -> tuple[dict[int, set[dt.date]], dict[int, list[Moved]]]:
    """Cancelled dates, and those that are held on another date instead; one query."""
    cancelled: dict[int, set[dt.date]] = {}
    moved: dict[int, list[Moved]] = {}
    dates = Cancellation.objects.filter(
        Q(date__gte=since) | Q(moved_to_date__gte=since), meeting_id__in=ids
    ).order_by("date")
    for meeting, date, to, at in dates.values_list("meeting_id", "date", "moved_to_date", "moved_to_start"):
        if to is None:
            cancelled.setdefault(meeting, set()).add(date)
        else:
            start = at.hour * 60 + at.minute if at else None
            moved.setdefault(meeting, []).append(Moved(date, to, start))
    return cancelled, moved
