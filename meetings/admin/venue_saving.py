"""What follows when a person changes a venue: what waits, and the clocks of its meetings."""

from typing import Any

from django.db import transaction

from meetings.changing import change_meetings
from meetings.fields import VENUE_MOVES
from meetings.models import Attendance, Meeting, Venue
from meetings.proposing import may_publish, propose_venue_change


def keep_what_waits(person: Any, venue: Venue, before: Venue) -> list[str]:
    """Put back what only a publisher changes at once, and ask for it; the names of those fields.

    Where no listed meeting is held, nobody is sent to a wrong door: then nothing waits.
    """
    moved = [name for name in sorted(VENUE_MOVES) if getattr(venue, name) != getattr(before, name)]
    listed = Meeting.objects.filter(venue=before, status=Meeting.Status.LISTED)
    if not moved or may_publish(person) or not listed.exists():
        return []
    wanted = {name: getattr(venue, name) for name in moved}
    for name in moved:
        setattr(venue, name, getattr(before, name))
    propose_venue_change(before, wanted)
    return moved


def clocks_follow(venue: Venue, zone_before: str) -> None:
    """Meetings that people walk to have the clocks of their venue, unless they had others before."""
    if not venue.time_zone or venue.time_zone == zone_before:
        return
    there = Meeting.objects.filter(
        venue=venue, time_zone=zone_before, attendance__in=(Attendance.IN_PERSON, Attendance.HYBRID)
    )
    with transaction.atomic():
        change_meetings({pk: {"time_zone": venue.time_zone} for pk in there.values_list("pk", flat=True)})
