"""A report in the words that its sender reads on a private page."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import words
from meetings.fields import field_label, value_words
from meetings.models import Meeting, Report, Suggestion
from meetings.presenting.meeting import address

ADDRESS_KEPT = 90  # days


def private_address(report: Report) -> str:
    return settings.SITE_URL + reverse("report-outcome", args=[report.token])


def present_report(report: Report) -> dict[str, object]:
    """What its sender reads: two queries, for the fields and the messages."""
    today = timezone.localdate()
    return {
        "reason": report.get_reason_display(),
        "sent_on": _day(report.made_at, today),
        "note": report.note,
        "state": state_words(report.status),
        "answer": report.decided_why,
        "decided_on": _day(report.decided_at, today),
        "told_on": words.date_words(report.told_owner_on, today) if report.told_owner_on else "",
        "fields": [_field(one) for one in report.suggestions.all()],
        "messages": [
            {"from_staff": one.from_staff, "text": one.text, "on": _day(one.made_at, today)}
            for one in report.messages.all()
        ],
        "may_reply": report.open,
        "address_until": _kept_until(report, today),
        "meeting": report.meeting.name if report.meeting else "",
        "meeting_url": meeting_url(report.meeting),
    }


def state_words(status: str) -> str:
    known = {
        Report.Status.ASKED: _("We have a question for you. You find it below."),
        Report.Status.ACCEPTED: _("Accepted. Thank you: you made the list better."),
        Report.Status.PARTLY: _("Accepted in part. Thank you: you made the list better."),
        Report.Status.REJECTED: _("We looked at it and did not change the list."),
    }
    return known.get(
        Report.Status(status), _("We have it. A person will look at it; nobody has decided yet.")
    )


def meeting_url(meeting: Meeting | None) -> str:
    """Of its page; a draft has none."""
    return address(meeting) if meeting and meeting.status != Meeting.Status.DRAFT else ""


def _field(one: Suggestion) -> dict[str, str]:
    return {
        "label": field_label(one.field),
        "value": value_words(one.field, one.value_to),
        "decided": _decided(one),
    }


def _decided(one: Suggestion) -> str:
    if one.status == Suggestion.Status.ACCEPTED:
        return _("accepted")
    if one.status == Suggestion.Status.AMENDED:
        return _("accepted as: %(value)s") % {"value": value_words(one.field, one.value_taken)}
    return _("not accepted") if one.status == Suggestion.Status.REJECTED else _("not decided yet")


def _kept_until(report: Report, today: dt.date) -> str:
    """The last day of the sender's e-mail address; empty where there is none."""
    if not report.email:
        return ""
    return words.date_words(timezone.localdate(report.made_at) + dt.timedelta(days=ADDRESS_KEPT), today)


def _day(moment: dt.datetime | None, today: dt.date) -> str:
    return words.date_words(timezone.localdate(moment), today) if moment else ""
