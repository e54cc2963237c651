"""What was reported: the list with its filters, and each as the queue shows it."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from meetings.admin import queue, report_views
from meetings.models import Report, ReportMessage
from meetings.scope import scope_of

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Report]
else:
    Base = admin.ModelAdmin

ANSWERED = Exists(ReportMessage.objects.filter(report=OuterRef("pk"), from_staff=False))


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [
            ("open", _("Open")),
            ("late", _("Waiting for two weeks")),
            ("held", _("Held: many at once")),
            ("asked", _("Asked back")),
            ("decided", _("Decided")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        open_ones = queryset.filter(status__in=Report.OPEN)
        found = {
            "open": open_ones,
            "late": open_ones.filter(escalated_at__isnull=False),
            "held": queryset.filter(status=Report.Status.HELD),
            "asked": queryset.filter(status=Report.Status.ASKED),
            "decided": queryset.exclude(status__in=Report.OPEN),
        }
        return found.get(self.value() or "", queryset)


class AnsweredFilter(admin.SimpleListFilter):
    title = _("they answered")
    parameter_name = "answered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in ("yes", "no"):
            return queryset.filter(has_answer=self.value() == "yes")
        return queryset


@admin.register(Report)
class ReportAdmin(Base):
    """Nobody adds or deletes one here, and an address of a reporter stands nowhere."""

    list_display = (
        "what",
        "meeting",
        "fellowship",
        "origin",
        "status",
        "made_at",
        "answered",
        "told_owner_on",
    )
    list_display_links = ("what",)
    list_filter = (StateFilter, "reason", "origin", AnsweredFilter, "fellowship")
    list_select_related = ("meeting", "fellowship")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("meeting__name",)
    date_hierarchy = None
    actions = ("release_held", "refuse_held")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        rows = super().get_queryset(request).annotate(has_answer=ANSWERED).defer("email")
        return scope_of(request.user).limit(rows)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("next/", view(queue.next_page), name="queue-next"),
            path("next/undo/<int:pk>/", view(queue.undo_view), name="queue-undo"),
            path("next/<slug:key>/", view(queue.one_page), name="queue-task"),
            path("next/<slug:key>/act/", view(queue.act), name="queue-act"),
            *super().get_urls(),
        ]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Nobody finds out by guessing who wrote."""
        if lookup.split("__")[0] in ("email", "token", "sender_mark"):
            return False
        return super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return report_views.report_page(request, object_id)

    @admin.display(description=_("what is wrong"), ordering="reason")
    def what(self, report: Report) -> str:
        return str(report.get_reason_display())

    @admin.display(description=_("they answered"), boolean=True)
    def answered(self, report: Any) -> bool:
        return bool(report.has_answer)

    @admin.action(description=_("Let held ones into the queue"), permissions=["change"])
    def release_held(self, request: HttpRequest, rows: QuerySet[Report]) -> HttpResponse | None:
        return report_views.release_held(self, request, rows)

    @admin.action(description=_("Do not accept held ones"), permissions=["change"])
    def refuse_held(self, request: HttpRequest, rows: QuerySet[Report]) -> HttpResponse | None:
        return report_views.refuse_held(self, request, rows)
