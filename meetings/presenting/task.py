"""A task of the queue as the strings its page shows: the meeting as now, what was said, what was decided."""

from typing import Any, Final

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from fellowships.roles import role_label
from meetings import words
from meetings.deciding import standing_of
from meetings.models import Decision, Meeting, Report
from meetings.presenting.dates import present_dates
from meetings.presenting.joining import tel
from meetings.presenting.meeting import address, exceptions_in
from meetings.presenting.place import address_lines

RELATED: Final = ("fellowship", "group", "service_body", "venue", "search_row")
EARLIER: Final = 10


def present_task(meeting: Meeting | None, report: Report | None, moment: int) -> dict[str, Any]:
    """The same number of queries however much was said before."""
    return {
        "meeting": _meeting(meeting, moment) if meeting else None,
        "report": _report(report) if report else None,
        "others": _others(meeting, report) if meeting else [],
        "earlier": _earlier(meeting) if meeting else [],
        "seen": standing_of(meeting) if meeting else "",
    }


def _meeting(meeting: Meeting, moment: int) -> dict[str, Any]:
    dates = present_dates(meeting, exceptions_in(meeting), moment)
    body = meeting.service_body
    number = body.helpline if body else ""
    return {
        "name": meeting.name,
        "fellowship": meeting.fellowship.name,
        "group": str(meeting.group or ""),
        "status": meeting.get_status_display(),
        "url": address(meeting) if meeting.status != Meeting.Status.DRAFT else "",
        "preview_url": reverse("admin:meetings_meeting_preview", args=[meeting.pk]),
        "edit_url": reverse("admin:meetings_meeting_change", args=[meeting.pk]),
        "next": dates["next"],
        "no_date": dates["no_date"],
        "usual": dates["usual"],
        "notices": dates["notices"],
        "attendance": words.attendance_words(meeting.attendance),
        "where": _where(meeting),
        "joining": ", ".join(one for one in (meeting.online_url, meeting.phone) if one),
        "notes": meeting.notes,
        "confirmed": _confirmed(meeting),
        "reported": meeting.reported_on and formats.date_format(meeting.reported_on, "DATE_FORMAT"),
        "body": body.name if body else "",
        "number": number,
        "tel": tel(number),
    }


def _where(meeting: Meeting) -> list[str]:
    """Staff see a hidden address, and that it is hidden."""
    venue = meeting.venue
    if venue is None:
        return []
    if not venue.address_hidden:
        return address_lines(venue)
    lines = [one for one in (venue.name, venue.street, venue.town) if one]
    return [*lines, _("Visitors see the town only.")]


def _confirmed(meeting: Meeting) -> str:
    if meeting.confirmed_on is None:
        return _("Not confirmed by a person yet.")
    day = formats.date_format(meeting.confirmed_on, "DATE_FORMAT")
    if not meeting.confirmed_by:
        return _("Confirmed on %(date)s.") % {"date": day}
    return _("Confirmed on %(date)s (%(role)s).") % {"date": day, "role": role_label(meeting.confirmed_by)}


def _report(report: Report) -> dict[str, Any]:
    return {
        "pk": report.pk,
        "reason": report.get_reason_display(),
        "who": _who(report),
        "made": _moment(report.made_at),
        "note": report.note,
        "status": report.get_status_display(),
        "open": report.open,
        "held": report.status == Report.Status.HELD,
        "staff": report.origin == Report.Origin.STAFF,
        "missing": report.meeting_id is None,
        "fellowship": str(report.fellowship or ""),
        "late": report.escalated_at is not None,
        "answer": report.decided_why,
        "told_owner": report.told_owner_on and formats.date_format(report.told_owner_on, "DATE_FORMAT"),
        "mail": bool(report.email),
        "messages": [
            {"ours": one.from_staff, "text": one.text, "made": _moment(one.made_at)}
            for one in report.messages.all()
        ],
    }


def _who(report: Report) -> str:
    said = str(report.get_origin_display())
    return f"{said} ({role_label(report.role)})" if report.origin == Report.Origin.STAFF else said


def _moment(at: Any) -> str:
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")


def _others(meeting: Meeting, report: Report | None) -> list[dict[str, str]]:
    """Other open reports on the same meeting."""
    rows = meeting.reports.filter(status__in=Report.OPEN).exclude(pk=report.pk if report else 0)
    return [_line(one) for one in rows.order_by("-pk")[:EARLIER]]


def _line(report: Report) -> dict[str, str]:
    return {
        "url": reverse("admin:meetings_report_change", args=[report.pk]),
        "what": str(report.get_reason_display()),
        "who": _who(report),
        "when": _moment(report.made_at),
        "status": str(report.get_status_display()),
        "note": report.note,
        "answer": report.decided_why,
    }


def _earlier(meeting: Meeting) -> list[dict[str, str]]:
    """What was said and decided before, newest first."""
    closed = meeting.reports.exclude(status__in=Report.OPEN).order_by("-decided_at", "-pk")[:EARLIER]
    decisions = meeting.decisions.exclude(kind=Decision.Kind.SKIP).order_by("-pk")[:EARLIER]
    return [*(_line(one) for one in closed), *(_decision(one) for one in decisions)]


def _decision(decision: Decision) -> dict[str, str]:
    undone = _("Undone") if decision.undone_at else ""
    return {
        "what": str(decision.get_kind_display()),
        "who": role_label(decision.role),
        "when": _moment(decision.made_at),
        "status": undone,
    }
