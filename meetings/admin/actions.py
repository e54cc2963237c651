"""What staff do to several meetings at once: each asks first, says what follows, and is on record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fellowships import acting
from meetings import words
from meetings.changing import confirm_meetings, publish, unlist_meetings
from meetings.feeds.history import create_all
from meetings.models import Closure, Meeting, Report
from meetings.proposing import may_publish, propose_removal

MOST_AT_ONCE: Final = 200
Rows = list[Meeting]


class ConfirmForm(forms.Form):
    pass


class CloseForm(forms.Form):
    first_day = forms.DateField(
        label=gettext_lazy("Closed from"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=gettext_lazy("Closed until (that day too)"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Empty: until further notice."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=255, help_text=gettext_lazy("Visitors read it.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("It ends before it begins: choose a later day, or leave it empty."))
        return data


class UnlistForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=255,
        help_text=gettext_lazy(
            "For the history; visitors read only that the meeting is not listed any more."
        ),
    )


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do: `follows` says what it means, `do` does it to the rows and says what it did."""

    name: str
    title: Any
    button: Any
    form: type[forms.Form]
    follows: Callable[[Any], str]
    do: Callable[[HttpRequest, Rows, dict[str, Any]], str]
    fits: Callable[[Meeting], bool]


def ask_first(
    page_of: Any, request: HttpRequest, chosen: models.QuerySet[Meeting], act: Act
) -> HttpResponse | None:
    """The page that asks, or, once it was answered, nothing: the list with what was done above it."""
    rows = list(chosen.select_related("venue", "fellowship").order_by("pk")[: MOST_AT_ONCE + 1])
    if len(rows) > MOST_AT_ONCE:
        text = _("These are too many at once. Choose at most %(number)d, or use a filter.")
        messages.error(request, text % {"number": MOST_AT_ONCE})
        return None
    _tell_of_others(request, rows)
    fitting = [row for row in rows if act.fits(row)]
    if not fitting:
        messages.warning(request, _("Nothing was done: none of the chosen meetings is one for this."))
        return None
    form = act.form(
        request.POST if "sure" in request.POST else None, initial={"first_day": timezone.localdate()}
    )
    if "sure" in request.POST and form.is_valid():
        with transaction.atomic():
            said = act.do(request, fitting, form.cleaned_data)
            LogEntry.objects.log_actions(request.user.pk or 0, fitting, CHANGE, change_message=said)
        messages.success(request, said)
        return None
    return _page(page_of, request, act, form, fitting, [row for row in rows if row not in fitting])


def _tell_of_others(request: HttpRequest, rows: Rows) -> None:
    """Ids that were sent and are not among the rows this person may change."""
    sent = set(request.POST.getlist(ACTION_CHECKBOX_NAME))
    others = len(sent - {str(row.pk) for row in rows})
    if others and request.POST.get("select_across") != "1":
        text = ngettext(
            "%(number)d of those chosen is not yours to change and stays as it is.",
            "%(number)d of those chosen are not yours to change and stay as they are.",
            others,
        )
        messages.warning(request, text % {"number": others})


def _page(
    page_of: Any, request: HttpRequest, act: Act, form: forms.Form, rows: Rows, left_out: Rows
) -> HttpResponse:
    context = {
        **page_of.admin_site.each_context(request),
        "title": act.title,
        "opts": page_of.model._meta,
        "act": act,
        "form": form,
        "follows": act.follows(request.user),
        "rows": [(row, words.usually(row.weekday, row.start, row.weeks)) for row in rows],
        "left_out": left_out,
        "checkbox": ACTION_CHECKBOX_NAME,
        "list_address": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/meetings/action_asks.html", context)


def _confirm(request: HttpRequest, rows: Rows, data: dict[str, Any]) -> str:
    confirm_meetings([row.pk for row in rows], timezone.localdate())
    text = ngettext("%(number)d meeting was confirmed.", "%(number)d meetings were confirmed.", len(rows))
    return text % {"number": len(rows)}


def _close(request: HttpRequest, rows: Rows, data: dict[str, Any]) -> str:
    if not request.user.has_perm("meetings.add_closure"):
        raise PermissionDenied
    close_meetings(rows, data["first_day"], data["last_day"], data["reason"])
    text = ngettext("%(number)d meeting is closed.", "%(number)d meetings are closed.", len(rows))
    return text % {"number": len(rows)}


def close_meetings(rows: Rows, first: date, last: date | None, reason: str) -> None:
    """A closure for each, in one transaction; it ends by itself."""
    closures = [Closure(meeting=row, first_day=first, last_day=last, reason=reason) for row in rows]
    with transaction.atomic(), acting.acting_as(reason=reason):
        create_all(None, closures)
        publish([row.pk for row in rows])


def _unlist(request: HttpRequest, rows: Rows, data: dict[str, Any]) -> str:
    number, why = len(rows), data["reason"]
    if may_publish(request.user):
        unlist_meetings([row.pk for row in rows], why)
        text = ngettext(
            "%(number)d meeting was taken off the list.",
            "%(number)d meetings were taken off the list.",
            number,
        )
        return text % {"number": number}
    asked = Report.objects.filter(reason=Report.Reason.REMOVE, status__in=Report.OPEN, meeting__in=rows)
    known = set(asked.values_list("meeting", flat=True))
    for row in rows:
        if row.pk not in known:
            propose_removal(row, why)
    text = ngettext(
        "A publisher was asked to take %(number)d meeting off the list; until then visitors see it.",
        "A publisher was asked to take %(number)d meetings off the list; until then visitors see them.",
        number,
    )
    return text % {"number": number}


def _unlisting_means(person: Any) -> str:
    if may_publish(person):
        return _("At once: visitors no longer find them; their pages say so. Nothing is deleted.")
    return _("It waits: a publisher decides. Until then visitors see them as before.")


def _listed(row: Meeting) -> bool:
    return row.listed


CONFIRM: Final = Act(
    "confirm_today",
    gettext_lazy("Confirm today"),
    gettext_lazy("Yes, they are held as written"),
    ConfirmForm,
    lambda person: _(
        "You say that each of these is held as written. Visitors see today’s date and your role, never your "
        "name. What was reported wrong stays in the queue until somebody decides it."
    ),
    _confirm,
    _listed,
)
CLOSE: Final = Act(
    "close_until",
    gettext_lazy("Close until a day"),
    gettext_lazy("Close them"),
    CloseForm,
    lambda person: _(
        "At once: visitors see that they are closed, and why. It ends by itself after the last day. For a "
        "building that is closed, close its venue instead: then its hybrid meetings go on online."
    ),
    _close,
    lambda row: row.status != Meeting.Status.UNLISTED,
)
UNLIST: Final = Act(
    "take_off_the_list",
    gettext_lazy("Take off the list"),
    gettext_lazy("Take them off the list"),
    UnlistForm,
    _unlisting_means,
    _unlist,
    _listed,
)


@admin.action(permissions=["change"], description=gettext_lazy("Confirm today …"))
def confirm_today(page_of: Any, request: HttpRequest, chosen: Any) -> HttpResponse | None:
    return ask_first(page_of, request, chosen, CONFIRM)


@admin.action(permissions=["change"], description=gettext_lazy("Close until a day …"))
def close_until(page_of: Any, request: HttpRequest, chosen: Any) -> HttpResponse | None:
    return ask_first(page_of, request, chosen, CLOSE)


@admin.action(permissions=["change"], description=gettext_lazy("Take off the list, with a reason …"))
def take_off_the_list(page_of: Any, request: HttpRequest, chosen: Any) -> HttpResponse | None:
    return ask_first(page_of, request, chosen, UNLIST)


MEETING_ACTIONS: Final = (confirm_today, close_until, take_off_the_list)
