"""Where staff add lists, pause them, have them read now and try them first."""

from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.feed_form import FeedForm, TryFileForm
from meetings.admin.feed_words import next_words, state_words
from meetings.admin.filtering import Answers, QuestionFilter
from meetings.admin.scoped import ScopedAdmin
from meetings.feeds.sync import READINGS
from meetings.models import Feed, ImportProblem, ImportRun
from meetings.trying import try_list

Outcome = ImportRun.Outcome
# A change of these is a change of what its rows mean: the list is read in full again.
READ_ANEW: Final = frozenset("address covers time_zone republish".split())
OPEN_PROBLEMS: Final = (
    ImportProblem.objects.filter(feed=OuterRef("pk"), ended_run=None)
    .order_by()
    .values("feed")
    .annotate(number=Count("pk"))
    .values("number")
)
LAST_GOOD: Final = READINGS.filter(outcome=Outcome.GOOD)
IN_IT: Final = F("created") + F("updated") + F("unchanged") + F("also_listed")
RUNS_SHOWN: Final = 10


class StateFilter(QuestionFilter):
    title = gettext_lazy("state")
    parameter_name = "state"
    answers: Answers = {
        "held": (gettext_lazy("Held for a person"), lambda: Q(last_outcome=Outcome.HELD)),
        "failed": (gettext_lazy("Failed"), lambda: Q(last_outcome=Outcome.FAILED)),
        "paused": (gettext_lazy("Paused"), lambda: Q(enabled=False)),
        "never": (gettext_lazy("Never read"), lambda: Q(last_good_run=None)),
    }


@admin.register(Feed)
class FeedAdmin(ScopedAdmin):
    form = FeedForm
    list_display = ("name", "fellowship", "kind", "state", "meetings_in_it", "problems", "covered")
    list_select_related = ("fellowship",)
    list_filter = (StateFilter, "kind", "fellowship")
    search_fields = ("name", "address")
    fieldsets = (
        (None, {"fields": ("name", "fellowship", "kind", "address")}),
        (gettext_lazy("When it is read"), {"fields": ("enabled", "every_hours")}),
        (gettext_lazy("What it means"), {"fields": ("covers", "time_zone")}),
        (gettext_lazy("Whose it is"), {"fields": ("licence", "republish", "owner_contact")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Feed]:
        rows: models.QuerySet[Feed] = super().get_queryset(request)
        return rows.annotate(
            last_outcome=Subquery(READINGS.values("outcome")[:1]),
            last_began=Subquery(READINGS.values("started_at")[:1]),
            rows_read=Subquery(LAST_GOOD.annotate(number=IN_IT).values("number")[:1]),
            open_problems=Subquery(OPEN_PROBLEMS),
        )

    @admin.display(description=gettext_lazy("state"), ordering="last_good_run")
    def state(self, row: Any) -> str:
        return state_words(row)

    @admin.display(description=gettext_lazy("meetings in it"), ordering="rows_read")
    def meetings_in_it(self, row: Any) -> int | None:
        return row.rows_read  # type: ignore[no-any-return]

    @admin.display(description=gettext_lazy("open problems"), ordering="open_problems")
    def problems(self, row: Any) -> int:
        return row.open_problems or 0

    @admin.display(description=gettext_lazy("covers"))
    def covered(self, row: Feed) -> str:
        return ", ".join(row.covers)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new list is paused: first it is tried."""
        return {"enabled": False, **super().get_changeform_initial_data(request)}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Of what kind and program it is decides by which keys its meetings are known."""
        return ("fellowship", "kind") if obj is not None and obj.records.exists() else ()

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody edits the demonstration."""
        invented = isinstance(obj, Feed) and obj.kind == Feed.Kind.DEMO
        return not invented and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if READ_ANEW.intersection(form.changed_data):
            obj.etag = obj.last_modified = ""
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        """What comes next is a try."""
        self.message_user(request, _("The list is added. Try it before you switch it on."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:meetings_feed_reading", args=[obj.pk]))

    def get_urls(self) -> list[Any]:
        reading = self.admin_site.admin_view(self.reading_view)
        return [path("<int:pk>/reading/", reading, name="meetings_feed_reading"), *super().get_urls()]

    def reading_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """When the list is read, and what to do now: have it read, try its address, try a file."""
        feed = self.get_queryset(request).filter(pk=pk).first()
        if feed is None or feed.kind == Feed.Kind.DEMO:
            raise Http404
        if not self.has_view_permission(request, feed):
            raise PermissionDenied
        form = TryFileForm(feed)
        if request.method == "POST":
            if not self.has_change_permission(request, feed):
                raise PermissionDenied
            form = TryFileForm(feed, request.POST, request.FILES)
            if answer := self._do(request, feed, form):
                return answer
        runs = feed.runs.select_related("decided_by").defer("difference")[:RUNS_SHOWN]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Read and try: %(list)s") % {"list": feed.name},
            "opts": self.opts,
            "original": feed,
            "list_url": reverse("admin:meetings_feed_changelist"),
            "row_url": reverse("admin:meetings_feed_change", args=[feed.pk]),
            "feed": feed,
            "state": state_words(feed),
            "next": next_words(feed),
            "runs": runs,
            "form": form,
            "may_change": self.has_change_permission(request, feed),
        }
        return TemplateResponse(request, "admin/meetings/feed/reading.html", context)

    def _do(self, request: HttpRequest, feed: Feed, form: TryFileForm) -> HttpResponse | None:
        """None when the form must be shown again."""
        act, now = request.POST.get("act"), timezone.now()
        again = HttpResponseRedirect(reverse("admin:meetings_feed_reading", args=[feed.pk]))
        if act == "file":
            if not form.is_valid():
                return None
            run = try_list(feed, form.given())
            return HttpResponseRedirect(reverse("admin:meetings_importrun_change", args=[run.pk]))
        if act == "read" and feed.address and feed.enabled:
            Feed.objects.filter(pk=feed.pk).update(run_asked_at=now)
            self.message_user(
                request, _("Noted: it is read at the next turn of the timer."), messages.SUCCESS
            )
        elif act == "try" and feed.address:
            Feed.objects.filter(pk=feed.pk).update(try_asked_at=now)
            self.message_user(
                request, _("Noted: it is tried at the next turn of the timer."), messages.SUCCESS
            )
        else:
            self.message_user(request, _("Give it an address first, and switch it on."), messages.ERROR)
        return again
