"""What visitors tell us: that a meeting is wrong, or that one is missing.

No account, no cookie, no script. Whatever cannot be taken comes back with everything that was typed.
"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fellowships import visitor_forms
from fellowships.caching import data_version, never_kept, public_page
from fellowships.models import Fellowship
from fellowships.roles import GROUP_CONTACT
from meetings.contacts import contact_of
from meetings.fields import version_of
from meetings.labels import labels
from meetings.models import Meeting, Report
from meetings.presenting.meeting import address
from meetings.report_form import MeetingFields, MissingForm, ReportForm
from meetings.reporting import receive
from meetings.views.meeting import elsewhere, find_meeting

REPORTS_A_DAY = 20  # of one network
READING = ("GET", "HEAD")
CONTACT_SAYS = {"origin": Report.Origin.CONTACT, "role": GROUP_CONTACT}


class SeeOther(HttpResponseRedirect):
    """After a form: what comes is another page, to be asked for by GET."""

    status_code = 303


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form on its page, for one request."""

    request: HttpRequest
    form: MeetingFields
    subject: str  # what its token is for
    template: str
    page: dict[str, Any]
    meeting: Meeting | None = None

    def shown(self, said: str = "", status: int = 200) -> HttpResponse:
        version = version_of(self.meeting) if self.meeting else None
        token = visitor_forms.token(self.subject, version or 0)
        context = {**self.page, "form": self.form, "token": token, "said": said}
        return render(self.request, self.template, context, status=status)

    def answered(self) -> HttpResponse:
        """The empty form; or what was sent is kept, or comes back with a sentence."""
        if self.request.method in READING:
            return self.shown()
        said, status = self._refused()
        if status:
            self.page["title"] = _("Please check: %(title)s") % {"title": self.page["title"]}
            return never_kept(self.shown(said, status))
        return never_kept(self._taken())

    def _refused(self) -> tuple[str, int]:
        """Why this cannot be taken, and the status to say it with; no words where the fields say it."""
        if refusal := refused(self.request, self.subject):
            return refusal, 400
        if not self.form.is_valid():
            return "", 400
        if visitor_forms.too_many(self.request, "report", REPORTS_A_DAY):
            return too_many_words(), 429
        return "", 0

    def _taken(self) -> HttpResponse:
        said, sent = self.form.cleaned_data, self.request.POST
        report = receive(
            self.meeting,
            said.get("reason", Report.Reason.MISSING),
            self.form.changed_values(),
            note=self.form.told(),
            email=said["email"],
            sender_mark=visitor_forms.network_mark(self.request),
            fellowship=Fellowship.objects.filter(slug=said.get("fellowship", "")).first(),
            base_version=visitor_forms.token_version(sent.get("token", ""), self.subject) or None,
            **CONTACT_SAYS if self.page.get("contact") else {},
        )
        return SeeOther(reverse("report-sent", args=[report.token]))


@public_page()
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_report(request: HttpRequest, fellowship: str, name_and_id: str) -> HttpResponse:
    meeting = find_meeting(name_and_id)
    # What somebody typed is not thrown away because the meeting left its list or got another name meanwhile.
    if request.method in READING and (answer := elsewhere(request, meeting, "meeting-report")):
        return answer
    if not meeting.fellowship.published:
        raise Http404
    form = ReportForm(labels(data_version(request)), meeting, _sent(request))
    page = {
        "title": _("Tell us what is wrong: %(name)s") % {"name": meeting.name},
        "name": meeting.name,
        "fellowship": meeting.fellowship.name,
        "url": address(meeting),
        "action": address(meeting, "meeting-report"),
        "robots": "noindex",
        "shared_as": _("Tell us what is wrong"),
        "contact": _link_of_the_group(request, meeting),
    }
    answer = Sheet(request, form, f"report:{meeting.pk}", "meetings/report.html", page, meeting).answered()
    return never_kept(answer) if page["contact"] else answer


def _link_of_the_group(request: HttpRequest, meeting: Meeting) -> str:
    """The link that the contact of its group was sent, when the form is opened or sent from there."""
    sent = request.POST if request.method == "POST" else request.GET
    contact = contact_of(sent["contact"]) if "contact" in sent else None
    return sent["contact"] if contact is not None and contact.group_id == meeting.group_id else ""


@public_page()
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request: HttpRequest) -> HttpResponse:
    form = MissingForm(labels(data_version(request)), _sent(request))
    page = {
        "title": _("Tell us of a meeting that is missing"),
        "action": reverse("meeting-new"),
    }
    return Sheet(request, form, "new-meeting", "meetings/new.html", page).answered()


def refused(request: HttpRequest, subject: str) -> str:
    """Why a form of a visitor is not taken, as a sentence to stand above it; empty when it is."""
    if not visitor_forms.from_our_page(request):
        return _("It seems that another website sent this. Please look at it, and send it from here.")
    if visitor_forms.by_a_machine(request):
        return _(
            "A field that should stay empty was filled in, perhaps by your browser. Please send it again."
        )
    if not visitor_forms.token_holds(request.POST.get("token", ""), subject):
        return _("This page was open for a long time. Nothing is lost: look at it, and send it again.")
    return ""


def too_many_words() -> str:
    return _(
        "Very many reports came from your network today, so we cannot take another one now. Please keep your "
        "words and send them tomorrow."
    )


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
