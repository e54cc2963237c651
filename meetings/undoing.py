"""Taking a decision back within ten minutes: everything is as it was, and history tells both."""

import datetime as dt
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from fellowships.acting import acting_as
from fellowships.roles import role_of
from meetings.changing import change_meetings, change_venue, delete_published
from meetings.deciding import Refused, standing_of
from meetings.fields import as_python
from meetings.models import Closure, Decision, Meeting, Report, ReportMessage, Suggestion, Venue
from meetings.proposing import may_publish
from meetings.reported import refresh_flag

MINUTES: Final = 10


def can_be_undone(decision: Decision, now: dt.datetime) -> bool:
    fresh = now - decision.made_at <= dt.timedelta(minutes=MINUTES)
    return fresh and decision.undone_at is None


def undo(decision: Decision, by: Any) -> Decision:
    """Bring back what stood before; refused after ten minutes or when somebody changed something since."""
    reason = _("A decision was undone")
    with transaction.atomic(), acting_as(role_of(by), reason=reason):
        held = Decision.objects.select_for_update().get(pk=decision.pk)
        _may_undo(held, by)
        before = held.before
        _refuse_decided_again(held)
        _refuse_changed(before)
        _bring_back_meetings(before)
        _bring_back_reports(before)
        _take_away(before.get("made", {}))
        held.undone_at = timezone.now()
        held.save(update_fields=["undone_at"])
        for pk in _meetings_of(held):
            refresh_flag(pk)
    return held


def _may_undo(decision: Decision, by: Any) -> None:
    if decision.made_by_id != by.pk and not may_publish(by):
        raise PermissionDenied(_("Only who decided it, or a publisher, can undo this."))
    if decision.undone_at is not None:
        raise Refused(_("This has been undone already."))
    if not can_be_undone(decision, timezone.now()):
        raise Refused(
            _("A decision can be undone for 10 minutes. Open the meeting’s history to bring back a version.")
        )


def _refuse_decided_again(decision: Decision) -> None:
    """Reports are locked before meetings, as by every decision: two at once never wait for each other."""
    ids = [int(pk) for pk in decision.before.get("reports", {})]
    list(Report.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    later = Decision.objects.filter(report__in=ids, pk__gt=decision.pk, undone_at=None)
    if later.exclude(kind=Decision.Kind.SKIP).exists():
        raise Refused(_("Somebody has decided on this report since. Undo that first, or leave it so."))


def _refuse_changed(before: dict[str, Any]) -> None:
    stands = before.get("stands", {})
    rows = Meeting.objects.select_for_update().filter(pk__in=[int(pk) for pk in stands]).order_by("pk")
    changed = [meeting for meeting in rows if standing_of(meeting) != stands[str(meeting.pk)]]
    if changed:
        raise Refused(
            _("Someone changed “%(name)s” since. Open its history to bring back a version.")
            % {"name": changed[0].name}
        )


def _bring_back_meetings(before: dict[str, Any]) -> None:
    for pk, values in before.get("venues", {}).items():
        change_venue(int(pk), values, reason=_("A decision was undone"))
    earlier = {
        int(pk): {name: as_python(name, value) for name, value in values.items()}
        for pk, values in before.get("meetings", {}).items()
    }
    if earlier:
        change_meetings(earlier)


def _bring_back_reports(before: dict[str, Any]) -> None:
    for pk, was in before.get("reports", {}).items():
        Report.objects.filter(pk=int(pk)).update(
            status=was["status"],
            decided_at=was["decided_at"] and parse_datetime(was["decided_at"]),
            decided_why=was["decided_why"],
            meeting=was["meeting"],
            told_owner_on=was["told_owner_on"] and parse_date(was["told_owner_on"]),
        )
    for pk, (status, taken) in before.get("suggestions", {}).items():
        Suggestion.objects.filter(pk=int(pk)).update(status=status, value_taken=taken)


def _take_away(made: dict[str, list[int]]) -> None:
    """A closure and a question go; a new meeting becomes a draft, a new venue stays without meetings."""
    for closure in Closure.objects.filter(pk__in=made.get("closure", [])):
        delete_published(closure)
    ReportMessage.objects.filter(pk__in=made.get("reportmessage", [])).delete()
    Report.objects.filter(pk__in=made.get("report", []), origin=Report.Origin.STAFF).delete()
    if new := made.get("meeting"):
        change_meetings({pk: {"status": Meeting.Status.DRAFT} for pk in new})
    for venue in Venue.objects.filter(pk__in=made.get("venue", []), meetings=None):
        delete_published(venue)


def _meetings_of(decision: Decision) -> list[int]:
    return [decision.meeting_id] if decision.meeting_id else []
