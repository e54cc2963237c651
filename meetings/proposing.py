"""A change by staff that waits for a publisher: a report of our own, field by field."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from fellowships import acting
from meetings.fields import MOVES, VENUE_MOVES, VENUE_PREFIX, as_json, snapshot, venue_snapshot, version_of
from meetings.models import Meeting, Report, Suggestion, Venue
from meetings.reported import refresh_flag


def may_publish(person: Any) -> bool:
    """Whether what this person adds, moves or removes takes effect at once."""
    return bool(person.has_perm("meetings.publish_meeting"))


def waiting_part(
    values: Mapping[str, Any], moves: Iterable[str] = MOVES
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split values into what takes effect at once and what waits for a publisher."""
    held = frozenset(moves)
    now = {name: value for name, value in values.items() if name not in held}
    return now, {name: value for name, value in values.items() if name in held}


def propose_change(meeting: Meeting, values: Mapping[str, Any], note: str = "") -> Report | None:
    """A report by the person acting; `values` as the model or a form holds them. None: nothing differs."""
    before = snapshot(meeting)
    return _propose(meeting, Report.Reason.CHANGE, before, _as_json(values), note)


def propose_venue_change(venue: Venue, values: Mapping[str, Any], note: str = "") -> Report | None:
    """The same for a venue, as a report on the first of its meetings; None also when it has no meeting."""
    meeting = venue.meetings.order_by("-status", "pk").first()
    if meeting is None:
        return None
    before = {f"{VENUE_PREFIX}{name}": value for name, value in venue_snapshot(venue).items()}
    after = {f"{VENUE_PREFIX}{name}": as_json(value) for name, value in values.items()}
    return _propose(meeting, Report.Reason.CHANGE, before, after, note)


def propose_listing(meeting: Meeting, note: str = "") -> Report | None:
    """Ask a publisher to list a draft."""
    return propose_change(meeting, {"status": Meeting.Status.LISTED}, note)


def propose_removal(meeting: Meeting, why: str) -> Report | None:
    after = {"status": Meeting.Status.UNLISTED.value, "unlisted_why": why[:255]}
    return _propose(meeting, Report.Reason.REMOVE, snapshot(meeting), after, why)


def venue_waiting_part(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    return waiting_part(values, VENUE_MOVES)


def _as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: sorted(as_json(one) for one in value) if name == "formats" else as_json(value)
        for name, value in values.items()
    }


def _propose(
    meeting: Meeting, reason: str, before: Mapping[str, Any], after: Mapping[str, Any], note: str
) -> Report | None:
    differing = {name: value for name, value in after.items() if before.get(name) != value}
    if not differing:
        return None
    with transaction.atomic():
        report = Report.objects.create(
            meeting=meeting,
            fellowship=meeting.fellowship,
            reason=reason,
            origin=Report.Origin.STAFF,
            note=note,
            made_by=acting.person(),
            role=acting.role(),
            base_version=version_of(meeting),
            made_at=timezone.now(),
        )
        Suggestion.objects.bulk_create(
            Suggestion(report=report, field=name, value_from=before.get(name), value_to=value)
            for name, value in differing.items()
        )
        refresh_flag(meeting.pk)  # one of us says it should not be listed: visitors are told
    return report
