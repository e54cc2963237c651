"""The frame of every decision of staff: one at a time, on what was seen, with what stood before kept."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from fellowships.acting import acting_as
from fellowships.roles import role_label, role_of
from meetings.fields import snapshot, venue_snapshot
from meetings.forgetting import without_address
from meetings.models import Closure, Decision, Meeting, Report, Suggestion, Venue
from meetings.notices import tell_decided
from meetings.reported import refresh_flag
from meetings.reporting import current_values


class Refused(Exception):
    """A decision that cannot be taken; the message says why and how to go on."""


class AlreadyDecided(Refused):
    """Somebody else was faster."""


class ChangedMeanwhile(Refused):
    """The meeting is not what was seen when the decision was taken."""


@dataclass
class Acting:
    """A decision while it is taken: the rows it holds, locked, and what it makes."""

    decision: Decision
    by: Any
    meeting: Meeting | None = None
    reports: list[Report] = field(default_factory=list)

    def made(self, row: models.Model) -> None:
        """A new row, which undoing takes away again."""
        self.decision.before.setdefault("made", {}).setdefault(row._meta.model_name, []).append(row.pk)


def standing_of(meeting: Meeting) -> str:
    """Names what the meeting, its building and their closures are now; a form carries it. Two queries."""
    near = Q(meeting=meeting.pk) | (Q(venue=meeting.venue_id) if meeting.venue_id else Q(pk=None))
    closed = list(Closure.objects.filter(near).order_by("pk").values_list("pk", "first_day", "last_day"))
    whole = json.dumps([current_values(meeting), closed], sort_keys=True, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


@contextmanager
def deciding(
    kind: str,
    by: Any,
    *,
    meeting: Meeting | None = None,
    reports: Iterable[Report] = (),
    seen: str = "",
    reason: str = "",
) -> Iterator[Acting]:
    """In one transaction: the rows locked and still open, as `seen`; afterwards the decision is written."""
    role = role_of(by)
    with transaction.atomic(), acting_as(role, reason=reason):
        held = _held(reports)
        found = _locked(meeting)
        if found and seen and standing_of(found) != seen:
            raise ChangedMeanwhile(
                _("Someone changed this meeting while you were reading. Here it is as it stands now.")
            )
        decision = Decision(kind=kind, meeting=found, report=held[0] if held else None)
        decision.made_by, decision.role, decision.made_at = by, role, timezone.now()
        decision.before = _before(found, held)
        acting = Acting(decision, by, found, held)
        yield acting
        _finish(acting)


def _held(reports: Iterable[Report]) -> list[Report]:
    """The reports, locked; who was slower waits here and is told."""
    ids = [report.pk for report in reports]
    held = list(Report.objects.select_for_update().filter(pk__in=ids).order_by("pk")) if ids else []
    for report in held:
        if not report.open:
            raise AlreadyDecided(who_decided(report))
    return sorted(held, key=lambda report: ids.index(report.pk))


def _locked(meeting: Meeting | None) -> Meeting | None:
    if meeting is None:
        return None
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def who_decided(report: Report) -> str:
    """ "An editor has decided this on …": who was slower reads it."""
    last = report.decisions.filter(undone_at=None).order_by("-pk").first()
    when = report.decided_at or (last.made_at if last else timezone.now())
    said = {
        "role": role_label(last.role if last else ""),
        "status": report.get_status_display(),
        "when": formats.date_format(timezone.localtime(when), "DATETIME_FORMAT"),
    }
    return _("Already decided, %(when)s (%(role)s): %(status)s. Nothing was done a second time.") % said


def _before(meeting: Meeting | None, reports: list[Report]) -> dict[str, Any]:
    before: dict[str, Any] = {"meetings": {}, "venues": {}, "reports": {}, "suggestions": {}}
    if meeting:
        before["meetings"][str(meeting.pk)] = snapshot(meeting)
    for report in reports:
        before["reports"][str(report.pk)] = {
            "status": report.status,
            "decided_at": report.decided_at and report.decided_at.isoformat(),
            "decided_why": report.decided_why,
            "meeting": report.meeting_id,
            "told_owner_on": report.told_owner_on and report.told_owner_on.isoformat(),
        }
    for one in Suggestion.objects.filter(report__in=[report.pk for report in reports]):
        before["suggestions"][str(one.pk)] = [one.status, one.value_taken]
    return before


def remember_venue(acting: Acting, venue: Venue) -> None:
    """Before a venue is changed: itself, and all that meet there."""
    before = acting.decision.before
    before["venues"][str(venue.pk)] = {**venue_snapshot(venue), "located": venue.located}
    for meeting in venue.meetings.all():
        before["meetings"].setdefault(str(meeting.pk), snapshot(meeting))


def settle(report: Report, status: str, why: str) -> None:
    """Close a report; what of it nobody took is not accepted. `why` is kept without the sender's address."""
    report.status, report.decided_at = status, timezone.now()
    report.decided_why = str(without_address(report, why))[:500]
    report.save(update_fields=["status", "decided_at", "decided_why", "meeting"])
    report.suggestions.filter(status=Suggestion.Status.WAITING).update(status=Suggestion.Status.REJECTED)


def _finish(acting: Acting) -> None:
    decision = acting.decision
    for report in acting.reports:
        if not report.open:
            transaction.on_commit(partial(tell_decided, report.pk))
    if decision.meeting_id:
        refresh_flag(decision.meeting_id)
    ids = [int(pk) for pk in decision.before["meetings"]]
    decision.before["stands"] = {str(one.pk): standing_of(one) for one in Meeting.objects.filter(pk__in=ids)}
    decision.save()
