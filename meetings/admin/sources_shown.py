"""Where a meeting comes from, beside its form: what each list says, and what we set against it."""

import time
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from meetings.fields import field_label, value_words
from meetings.models import Correction, Meeting, Report
from meetings.presenting.sources import present_sources


def said_by_lists(meeting: Meeting) -> str:
    """The sentences of the public page."""
    records = meeting.records.select_related("feed").prefetch_related("also_listed__feed").order_by("pk")
    sentences: Any = present_sources(meeting, list(records), int(time.time()))["sentences"]
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((one,) for one in sentences)))


def our_corrections(meeting: Meeting) -> str:
    """Those that hold, oldest first."""
    standing = list(meeting.corrections.filter(ended_at=None).order_by("pk"))
    if not standing:
        return _("None: we say what its list says.") if meeting.records.exists() else _("None")
    lines = ((_sentence(one),) for one in standing)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", lines))


def waiting_reports(meeting: Meeting) -> str:
    """What visitors or staff said of it and nobody has decided yet, each with its page."""
    reports = list(meeting.reports.filter(status__in=Report.OPEN).order_by("pk"))
    if not reports:
        return _("None")
    lines = ((report_link(one), formats.date_format(one.made_at, "DATE_FORMAT")) for one in reports)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}, {}</li>", lines))


def report_link(report: Report) -> str:
    address = reverse("admin:meetings_report_change", args=[report.pk])
    return format_html('<a href="{}">{}</a>', address, report.get_reason_display())


def _sentence(one: Correction) -> str:
    said = {
        "field": field_label(one.field),
        "ours": value_words(one.field, one.value),
        "theirs": _theirs(one),
        "reason": one.reason or _("no reason given"),
        "date": formats.date_format(one.made_at, "DATE_FORMAT"),
    }
    sentence = _("%(field)s: we say “%(ours)s”, the list said “%(theirs)s” (%(reason)s, %(date)s).") % said
    if one.until:
        until = formats.date_format(one.until, "DATE_FORMAT")
        sentence += " " + _("Until %(date)s.") % {"date": until}
    return sentence


def _theirs(one: Correction) -> str:
    """A list names venues, groups and service bodies by keys of its own."""
    if isinstance(one.list_value, str) and one.field in ("venue", "group", "service_body"):
        return one.list_value
    return value_words(one.field, one.list_value)
