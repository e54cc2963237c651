"""What can be done with a task: each takes a posted form and says in one sentence what it did."""

from collections.abc import Callable
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import settling
from meetings.admin.suggestion_form import DecideForm
from meetings.asking import ask_back, pass_on
from meetings.deciding import Refused
from meetings.models import Meeting, Report
from meetings.proposing import may_publish
from meetings.queue import SKIP_HOURS
from meetings.suggestions import decide


class CloseForm(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("Closed until (that day too)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Empty: until further notice."),
        error_messages={"invalid": gettext_lazy("Write the day like 2026-12-24.")},
    )
    why = forms.CharField(label=gettext_lazy("Reason, for visitors"), required=False, max_length=255)
    building = forms.BooleanField(
        label=gettext_lazy("The whole building is closed, for all that meet there"), required=False
    )


def typed(request: HttpRequest, name: str) -> str:
    """Without characters that no database keeps."""
    return request.POST.get(name, "").replace("\0", "").strip()


def _seen(request: HttpRequest) -> str:
    """A form without it is a crafted one: it matches nothing."""
    return request.POST.get("seen") or "-"


def _confirm(request: HttpRequest, meeting: Meeting | None, report: Report | None) -> str | None:
    settling.confirm(_there(meeting), request.user, seen=_seen(request))
    return _("Confirmed: it is held as written.")


def _close(request: HttpRequest, meeting: Meeting | None, report: Report | None) -> str | None:
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(said) for found in form.errors.values() for said in found))
        return None
    asked = form.cleaned_data
    settling.close(_there(meeting), request.user, seen=_seen(request), **asked)
    return _("Closed. Its page says so from now on, and it opens again by itself after the last day.")


def _unlist(request: HttpRequest, meeting: Meeting | None, report: Report | None) -> str | None:
    settling.unlist(_there(meeting), request.user, why=typed(request, "why_gone"), seen=_seen(request))
    if may_publish(request.user):
        return _("Taken off the list.")
    return _("Proposed to a publisher: until then it stays on the list.")


def _mended(request: HttpRequest, meeting: Meeting | None, report: Report | None) -> str | None:
    settling.mended(_told(report), request.user, why=typed(request, "answer"))
    return _("The report is settled.")


def _reject(request: HttpRequest, meeting: Meeting | None, report: Report | None) -> str | None:
    answer = typed(request, "answer")
    if not answer:
        raise Refused(_("Say why, in a few words: whoever reported it reads them."))
    decide(_told(report), accept={}, why=answer, by=request.user)
    return _("Not accepted.")


def _decide(request: HttpRequest, meeting: Meeting | None, report: Report | None) -> str | None:
    form = DecideForm(_told(report), request.user, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose for each field, and mend what is marked."))
        return None
    decision = decide(
        _told(report),
        accept=form.accepted(),
        why=form.cleaned_data["why"],
        by=request.user,
        despite=form.despite(),
        moved=bool(form.cleaned_data.get("moved")),
        seen=_seen(request) if meeting else "",
    )
    if decision.before.get("recommended"):
        return _("Kept as your recommendation: a publisher decides on what adds, moves or removes.")
    return _("Decided.")


def _skip(request: HttpRequest, meeting: Meeting | None, report: Report | None) -> str | None:
    settling.skip(request.user, meeting=meeting, report=report)
    return _("Skipped: it comes back after the others, or in %(hours)d hours.") % {"hours": SKIP_HOURS}


def _ask(request: HttpRequest, meeting: Meeting | None, report: Report | None) -> str | None:
    ask_back(_told(report), typed(request, "question"), request.user)
    return _("Asked. The report waits for the answer.")


def _pass_on(request: HttpRequest, meeting: Meeting | None, report: Report | None) -> str | None:
    pass_on(_told(report), request.user)
    return _("Noted: the owner of the list was told today.")


def _there(meeting: Meeting | None) -> Meeting:
    if meeting is None:
        raise Refused(_("This meeting is not in our list yet."))
    return meeting


def _told(report: Report | None) -> Report:
    if report is None:
        raise Refused(_("Nobody reported this meeting."))
    return report


Act = Callable[[HttpRequest, Meeting | None, Report | None], str | None]
ACTS: Final[dict[str, Act]] = {
    "confirm": _confirm,
    "close": _close,
    "unlist": _unlist,
    "mended": _mended,
    "reject": _reject,
    "decide": _decide,
    "skip": _skip,
    "ask": _ask,
    "pass-on": _pass_on,
}
