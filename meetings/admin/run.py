"""Readings of lists: what each counted, what a tried or held one would change, and what a person decides."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.admin.filtering import Answers, QuestionFilter
from meetings.admin.records import RecordAdmin
from meetings.feeds.deciding import WAITING, NotNow, accept_anew, approve, refuse, why_not
from meetings.feeds.kept import kept_bytes
from meetings.models import Feed, ImportProblem, ImportRun
from meetings.proposing import may_publish

Outcome = ImportRun.Outcome
NO_GOOD_SINCE: Final = Q(feed__last_good_run=None) | Q(started_at__gt=F("feed__last_good_run"))
COUNTS: Final = ("created", "updated", "unchanged", "unlisted", "also_listed", "problems")


class WaitingFilter(QuestionFilter):
    title = gettext_lazy("waiting")
    parameter_name = "waiting"
    answers: Answers = {
        "yes": (gettext_lazy("For a person"), lambda: Q(outcome=Outcome.HELD, decision="") & NO_GOOD_SINCE),
    }


@admin.register(ImportRun)
class ImportRunAdmin(RecordAdmin):
    list_display = ("started_at", "feed", "outcome", "decision", *COUNTS)
    list_select_related = ("feed",)
    list_filter = (WaitingFilter, "outcome", "feed")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ImportRun]:
        return super().get_queryset(request).defer("difference")

    def get_urls(self) -> list[Any]:
        decide = self.admin_site.admin_view(self.decide_view)
        return [path("<int:pk>/decide/", decide, name="meetings_importrun_decide"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One reading, with its difference."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = ImportRun.objects.select_related("feed__fellowship", "decided_by")
        run = get_object_or_404(rows, pk=object_id if object_id.isdigit() else 0)
        context = {
            **self.admin_site.each_context(request),
            **present_run(run),
            "title": str(run),
            "opts": self.opts,
            "original": run,
            "list_url": reverse("admin:meetings_importrun_changelist"),
            "row_url": request.path,
            "may_decide": may_publish(request.user),
        }
        return TemplateResponse(request, "admin/meetings/importrun/run.html", context)

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun.objects.select_related("feed__fellowship"), pk=pk)
        if not self.has_view_permission(request) or not may_publish(request.user):
            raise PermissionDenied
        act = ACTS.get(request.POST.get("act", "")) if request.method == "POST" else None
        if act is not None:
            try:
                self.message_user(request, act(run, request.user), messages.SUCCESS)
            except NotNow as why:
                self.message_user(request, str(why), messages.ERROR)
        return HttpResponseRedirect(reverse("admin:meetings_importrun_change", args=[run.pk]))


def present_run(run: ImportRun) -> dict[str, Any]:
    """What the page of a reading shows."""
    waits = run.outcome in WAITING and not run.decision
    kept = waits and kept_bytes(run.feed_id, run.pk) is not None
    hindered = why_not(run) if waits else ""
    told = run.difference or {}
    kinds = dict(ImportProblem.Kind.choices)
    return {
        "run": run,
        "counts": [] if run.outcome == Outcome.HELD else _counts(run),
        "waits": waits,
        "hindered": hindered,
        "can_take": kept and not hindered,
        "can_read_anew": waits and not kept and not hindered and _is_read(run.feed),
        "told": told,
        "kinds": [
            (kinds.get(kind, kind), number)
            for kind, number in told.get("problems", {}).get("kinds", {}).items()
        ],
    }


def _counts(run: ImportRun) -> list[tuple[Any, int]]:
    names = {field.name: field.verbose_name for field in ImportRun._meta.fields}
    return [(names[name], getattr(run, name)) for name in COUNTS]


def _is_read(feed: Feed) -> bool:
    return bool(feed.address and feed.enabled)


def _approve(run: ImportRun, person: Any) -> str:
    result = approve(run, person)
    number = result.created + result.updated + result.unlisted
    said = ngettext("Taken in: %(number)d meeting changed.", "Taken in: %(number)d meetings changed.", number)
    return said % {"number": number}


def _refuse(run: ImportRun, person: Any) -> str:
    refuse(run, person)
    return _("Put aside. Every listing stays as it is.")


def _anew(run: ImportRun, person: Any) -> str:
    accept_anew(run, person)
    return _("Noted: the list is read anew at the next turn of the timer, and taken in as it is then.")


ACTS: Final[dict[str, Callable[[ImportRun, Any], str]]] = {
    "approve": _approve,
    "refuse": _refuse,
    "anew": _anew,
}
