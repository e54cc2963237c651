"""What a person saved in the form of a meeting: at once what may, the rest as a report that waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils import timezone

from fellowships import acting
from meetings.changing import change_meeting
from meetings.fields import MOVES, as_json, snapshot
from meetings.models import Meeting, Report
from meetings.proposing import may_publish, propose_change, propose_removal, waiting_part

Values = Mapping[str, Any]
# Nobody sees a draft: all of it may be mended at once, but for what would make it public.
MOVES_OF_A_DRAFT: Final = frozenset(("status", "merged_into", "republish"))


@dataclass(slots=True)
class Saved:
    """Names of fields that took effect, names of fields that wait, and the reports that hold those."""

    applied: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


def save_changes(person: Any, pk: int, values: Values, reason: str = "", until: date | None = None) -> Saved:
    """Write what differs from the meeting as it is now."""
    meeting = Meeting.objects.get(pk=pk)
    before = snapshot(meeting)
    differing = {name: value for name, value in values.items() if as_json(value) != before[name]}
    now, later = _parts(person, meeting, differing)
    if now:
        change_meeting(pk, now, reason=reason, until=until)
    return Saved(list(now), list(later), _proposed(meeting, later, reason))


def _parts(person: Any, meeting: Meeting, values: Values) -> tuple[dict[str, Any], dict[str, Any]]:
    if may_publish(person):
        return dict(values), {}
    draft = meeting.status == Meeting.Status.DRAFT
    now, later = waiting_part(values, MOVES_OF_A_DRAFT if draft else MOVES)
    if "status" in later and "unlisted_why" in now:
        later["unlisted_why"] = now.pop("unlisted_why")
    return now, later


def _proposed(meeting: Meeting, values: dict[str, Any], note: str) -> list[Report]:
    """Leaving the list is a report of its own: what else was changed can be accepted without it."""
    rest = dict(values)
    reports = []
    if rest.get("status") == Meeting.Status.UNLISTED:
        del rest["status"]
        reports.append(propose_removal(meeting, rest.pop("unlisted_why", "") or note))
    if rest:
        reports.append(propose_change(meeting, rest, note))
    return [report for report in reports if report is not None]


def confirmed_today() -> dict[str, Any]:
    """What "checked today" writes."""
    return {"confirmed_on": timezone.localdate(), "confirmed_by": acting.role()}
