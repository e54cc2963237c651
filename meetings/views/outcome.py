"""What became of a report: pages for its sender alone, under an address that nobody guesses."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from fellowships import visitor_forms
from fellowships.caching import data_version, never_kept
from meetings.labels import labels
from meetings.models import Report
from meetings.presenting.related import instead
from meetings.presenting.report import meeting_url, present_report, private_address
from meetings.report_fields import Lines
from meetings.reporting import MESSAGE_LENGTH, answer_back, forget_address, takes_messages
from meetings.views.suggest import REPORTS_A_DAY, SeeOther, refused, too_many_words

SHOWN_INSTEAD = 3
PRIVATE = "noindex, nofollow"


@require_safe
def report_sent(request: HttpRequest, token: str) -> HttpResponse:
    """What helps now: where else to go, and the address under which the answer will stand."""
    report = _report(token)
    number = data_version(request)
    context = {
        "title": _("Thank you. We have it."),
        "private": private_address(report),
        "path": reverse("report-outcome", args=[token]),
        "name": report.meeting.name if report.meeting else "",
        "url": meeting_url(report.meeting),
        **instead(report.meeting, int(time.time()), labels(number), number, SHOWN_INSTEAD),
    }
    return _private(request, "meetings/report_sent.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report_outcome(request: HttpRequest, token: str) -> HttpResponse:
    report = _report(token)
    subject, said, text = f"outcome:{token}", "", ""
    if request.method == "POST":
        text = Lines("", MESSAGE_LENGTH, 4).to_python(request.POST.get("text", "")[: 2 * MESSAGE_LENGTH])
        said = refused(request, subject) or _done(request, report, text)
        if not said:
            return never_kept(SeeOther(reverse("report-outcome", args=[token])))
    context = {
        "title": _("Your report"),
        "report": present_report(report),
        "private": private_address(report),
        "token": visitor_forms.token(subject, 0),
        "said": said,
        "typed": text,
        "most": MESSAGE_LENGTH,
    }
    return _private(request, "meetings/report_outcome.html", context, 400 if said else 200)


def _done(request: HttpRequest, report: Report, text: str) -> str:
    """Do what was asked for; else say why not."""
    if request.POST.get("do") == "forget":
        forget_address(report)
        return ""
    if not text:
        return _("Nothing was written yet.")
    if len(text) > MESSAGE_LENGTH:
        return _("Please write at most %(most)d characters.") % {"most": MESSAGE_LENGTH}
    if not takes_messages(report):
        return _("This report takes no more messages.")
    if visitor_forms.too_many(request, "report", REPORTS_A_DAY):
        return too_many_words()
    answer_back(report, text)
    return ""


def _report(token: str) -> Report:
    known = Report.objects.select_related("meeting__fellowship", "meeting__venue")
    return get_object_or_404(known, token=token)


def _private(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """No index holds this page and no cache keeps it."""
    response = render(request, template, {**context, "robots": PRIVATE}, status=status)
    response.headers["X-Robots-Tag"] = PRIVATE
    return never_kept(response)
