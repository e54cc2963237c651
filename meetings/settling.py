"""What staff do with a task of the queue beside taking fields: confirm, close, take off, mended, skip."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fellowships.acting import acting_as
from fellowships.roles import role_of
from meetings.changing import change_meeting, confirm_meetings, save_published
from meetings.deciding import Refused, deciding, settle
from meetings.forgetting import without_address
from meetings.models import Closure, Decision, Meeting, Report, Suggestion
from meetings.proposing import may_publish, propose_removal
from meetings.reported import refresh_flag
from meetings.reporting import current_values
from meetings.scope import scope_of

SAID_CLOSED: Final = (Report.Reason.CLOSED, Report.Reason.NOBODY_THERE)
LONGEST_CLOSURE: Final = dt.timedelta(days=3 * 366)


def confirm(meeting: Meeting, by: Any, *, seen: str = "") -> Decision:
    """It is held as written: what visitors said about it is answered with that."""
    _may_change(meeting, by)
    why = _("We asked, and it is held as this page says.")
    reports = _reported(meeting)
    with deciding(
        Decision.Kind.CONFIRM, by, meeting=meeting, reports=reports, seen=seen, reason=_("Still true")
    ) as acting:
        confirm_meetings([meeting.pk], timezone.localdate(), role_of(by))
        for report in acting.reports:
            settle(report, Report.Status.REJECTED, why)
    return acting.decision


def close(
    meeting: Meeting, by: Any, *, until: dt.date | None, why: str = "", building: bool = False, seen: str = ""
) -> Decision:
    """From today, that last day included; None is until further notice. Shown at once, ends by itself."""
    _may_change(meeting, by)
    today = timezone.localdate()
    if until is not None and not today <= until <= today + LONGEST_CLOSURE:
        raise Refused(_("Choose a last day from today on, at most three years away, or leave it empty."))
    reported = _reported(meeting)
    reports, why = [one for one in reported if one.reason in SAID_CLOSED], _unnamed(reported, why)
    with deciding(Decision.Kind.CLOSE, by, meeting=meeting, reports=reports, seen=seen) as acting:
        closure = Closure(first_day=today, last_day=until, reason=why[:255])
        if building and meeting.venue is not None and scope_of(by).covers(meeting.venue):
            closure.venue = meeting.venue
        else:
            closure.meeting = meeting
        save_published(closure, reason=why)
        acting.made(closure)
        for report in acting.reports:
            settle(report, Report.Status.ACCEPTED, why)
    return acting.decision


def unlist(meeting: Meeting, by: Any, *, why: str, seen: str = "") -> Decision:
    """Off the list; by who may not publish, a proposal to a publisher."""
    _may_change(meeting, by)
    if not why.strip():
        raise Refused(_("Say why it is taken off the list: a few words are enough."))
    may, reported = may_publish(by), _reported(meeting)
    reports, why = reported if may else [], _unnamed(reported, why)
    with deciding(
        Decision.Kind.UNLIST, by, meeting=meeting, reports=reports, seen=seen, reason=why
    ) as acting:
        if may:
            gone = {"status": Meeting.Status.UNLISTED, "unlisted_why": why[:255]}
            change_meeting(meeting.pk, gone)
            for report in acting.reports:
                settle(report, Report.Status.ACCEPTED, why)
        elif proposal := propose_removal(meeting, why):
            acting.made(proposal)
    return acting.decision


def mended(report: Report, by: Any, *, why: str = "") -> Decision:
    """It was changed by hand since, as the report asked: fields that say so now count as accepted."""
    if report.meeting is None:
        raise Refused(_("Add the meeting first."))
    _may_change(report.meeting, by)
    _may_decide(report, by)
    with deciding(Decision.Kind.CHANGE, by, meeting=report.meeting, reports=[report]) as acting:
        standing = current_values(report.meeting)
        left = False
        for one in report.suggestions.filter(status=Suggestion.Status.WAITING):
            if standing.get(one.field) == one.value_to:
                one.status, one.value_taken = Suggestion.Status.ACCEPTED, one.value_to
                one.save(update_fields=["status", "value_taken"])
            else:
                left = True
        settle(acting.reports[0], Report.Status.PARTLY if left else Report.Status.ACCEPTED, why)
    return acting.decision


def skip(by: Any, *, meeting: Meeting | None = None, report: Report | None = None) -> Decision:
    """Later, for this person only; nothing is written but that."""
    return Decision.objects.create(
        kind=Decision.Kind.SKIP,
        meeting=meeting,
        report=report,
        made_by=by,
        role=role_of(by),
        made_at=timezone.now(),
    )


def release(reports: Iterable[Report], by: Any) -> int:
    """Held ones of a burst into the queue."""
    held = _held_ones(reports, by)
    with transaction.atomic(), acting_as(role_of(by)):
        found = list(held.select_for_update().values_list("pk", "meeting"))
        Report.objects.filter(pk__in=[pk for pk, _meeting in found]).update(status=Report.Status.WAITING)
        for meeting in sorted({pk for _report, pk in found if pk}):
            refresh_flag(meeting)
    return len(found)


def refuse_together(reports: Iterable[Report], by: Any, why: str) -> int:
    """Held ones of a burst, each with a decision of its own, so that each can be undone."""
    number = 0
    for report in _held_ones(reports, by).select_related("meeting"):
        with deciding(Decision.Kind.REJECT, by, meeting=report.meeting, reports=[report]) as acting:
            settle(acting.reports[0], Report.Status.REJECTED, why)
        number += 1
    return number


def _held_ones(reports: Iterable[Report], by: Any) -> models.QuerySet[Report]:
    held = Report.objects.filter(pk__in=[one.pk for one in reports], status=Report.Status.HELD)
    return Report.objects.filter(pk__in=scope_of(by).limit(held).values("pk")).order_by("pk")


def _reported(meeting: Meeting) -> list[Report]:
    """Open reports by visitors and contacts; what staff proposed waits for a publisher all the same."""
    found = meeting.reports.filter(status__in=Report.OPEN).exclude(origin=Report.Origin.STAFF)
    return list(found.order_by("pk"))


def _unnamed(reports: Iterable[Report], why: str) -> str:
    """Words that are published and kept, without the address of anybody who reported it."""
    for report in reports:
        why = without_address(report, why)
    return why


def _may_change(meeting: Meeting, by: Any) -> None:
    if not by.has_perm("meetings.change_meeting") or not scope_of(by).covers(meeting):
        raise PermissionDenied(_("This meeting is not yours to change."))


def _may_decide(report: Report, by: Any) -> None:
    if report.origin == Report.Origin.STAFF and not may_publish(by):
        raise PermissionDenied(_("This waits for a publisher."))
