"""Asking a reporter back, and passing a report on to the owner of the list."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.deciding import Refused, deciding
from meetings.feeds.clean import blank_people, clip
from meetings.fields import field_label, value_words
from meetings.forgetting import without_address
from meetings.mailing import send
from meetings.models import Decision, Report, ReportMessage, SourceRecord
from meetings.notices import tell_asked
from meetings.presenting.joining import web_link
from meetings.presenting.meeting import address
from meetings.scope import scope_of

LONGEST_QUESTION = 2_000


@dataclass(frozen=True, slots=True)
class Owner:
    """Who keeps the list, and how to reach them: by mail, on a page of their own, or in other words."""

    name: str
    email: str = ""
    url: str = ""
    words: str = ""


def ask_back(report: Report, text: str, by: Any) -> Decision:
    """A question on the report's private page; by mail we only say that it is there."""
    _may(report, by)
    question = str(without_address(report, text)).strip()
    if not question:
        raise Refused(_("Write what you want to ask."))
    if report.origin == Report.Origin.STAFF:
        raise Refused(_("This was made by a colleague: ask them yourself."))
    with deciding(Decision.Kind.ASK, by, meeting=report.meeting, reports=[report]) as acting:
        held = acting.reports[0]
        message = ReportMessage.objects.create(
            report=held, from_staff=True, text=question[:LONGEST_QUESTION], made_at=timezone.now()
        )
        acting.made(message)
        held.status = Report.Status.ASKED
        held.save(update_fields=["status"])
        transaction.on_commit(lambda: tell_asked(held.pk))
    return acting.decision


def owner_of(report: Report) -> Owner | None:
    """Of the list that has the meeting now: as the list's row says, else the service body's own site."""
    meeting = report.meeting
    if meeting is None:
        return None
    records = SourceRecord.objects.filter(meeting=meeting, present=True).select_related("feed")
    record = records.order_by("pk").first()
    contact = record.feed.owner_contact.strip() if record else ""
    body = meeting.service_body
    if record and contact:
        return _owner(record.feed.name, contact)
    if body and (body.website or body.helpline):
        return Owner(body.name, url=web_link(body.website), words=body.helpline)
    return None


def _owner(name: str, contact: str) -> Owner:
    try:
        validate_email(contact.removeprefix("mailto:"))
    except ValidationError:
        return Owner(name, url=web_link(contact), words="" if web_link(contact) else contact)
    return Owner(name, email=contact.removeprefix("mailto:"))


def owner_text(report: Report) -> str:
    """What the owner reads: the meeting, what should differ, the note without anybody's name or number."""
    meeting = report.meeting
    if meeting is None:
        return ""
    lines = [
        _("Somebody told us of a meeting in your list: %(name)s.") % {"name": meeting.name},
        settings.SITE_URL + address(meeting),
        str(report.get_reason_display()) + ".",
    ]
    for one in report.suggestions.all():
        change = {
            "field": field_label(one.field),
            "from": value_words(one.field, one.value_from),
            "to": value_words(one.field, one.value_to),
        }
        lines.append(_("%(field)s: %(from)s → %(to)s") % change)
    if report.note:
        lines.append(_("They wrote: %(note)s") % {"note": report.note})
    lines.append(_("We have not checked this. Please put your list right if it is so."))
    return "\n".join(_without_people(line, report) for line in lines)


def _without_people(line: str, report: Report) -> str:
    """Our own link stays as it is."""
    if line.startswith(settings.SITE_URL):
        return line
    words = line.replace(report.email, "") if report.email else line
    return clip(blank_people(words), 2_000)


def pass_on(report: Report, by: Any) -> Decision:
    """Tell the owner by mail, or note that the person has told them on the owner's own page."""
    _may(report, by)
    owner = owner_of(report)
    if owner is None:
        raise Refused(_("We do not know how to reach the owner of this list."))
    text = owner_text(report)
    with deciding(Decision.Kind.PASS_ON, by, meeting=report.meeting, reports=[report]) as acting:
        held = acting.reports[0]
        held.told_owner_on = timezone.localdate()
        held.save(update_fields=["told_owner_on"])
        if owner.email:
            subject = _("A meeting in your list may have changed")
            transaction.on_commit(lambda: send("owner", [owner.email], subject, {"text": text}))
    return acting.decision


def _may(report: Report, by: Any) -> None:
    if not by.has_perm("meetings.change_report") or not scope_of(by).covers(report):
        raise PermissionDenied(_("This report is not yours to answer."))
