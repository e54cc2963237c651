"""What is wrong in lists: by kind, list and age, with the row and a sentence its owner understands."""

import json
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from meetings.admin.bounded import BoundedList
from meetings.admin.records import RecordAdmin
from meetings.models import ImportProblem


class OpenFilter(admin.SimpleListFilter):
    """Open ones unless asked otherwise."""

    title = _("still there")
    parameter_name = "still"
    template = "admin/meetings/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("gone", _("Mended")), ("all", _("Both"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(ended_run__isnull=self.value() != "gone")

    def choices(self, changelist: Any) -> Any:
        for number, choice in enumerate(super().choices(changelist)):
            yield {**choice, "display": _("Still there")} if number == 0 else choice


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"
    template = "admin/meetings/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(ImportProblem.Kind.choices)

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        known = self.value() in ImportProblem.Kind.values
        return queryset.filter(kind=self.value()) if known else queryset


@admin.register(ImportProblem)
class ImportProblemAdmin(BoundedList, RecordAdmin):
    list_display = ("sentence", "kind_words", "feed", "since", "meeting")
    list_looked_up = ("feed", "first_run", "meeting")
    list_filter = (OpenFilter, KindFilter, "feed")
    search_fields = ("sentence", "key")
    fields = ("sentence", "kind_words", "feed", "since", "gone_since", "key", "about", "row")

    @admin.display(description=_("kind"))
    def kind_words(self, row: ImportProblem) -> str:
        return str(dict(ImportProblem.Kind.choices).get(row.kind, row.kind))

    @admin.display(description=_("since"))
    def since(self, row: ImportProblem) -> Any:
        return row.first_run.started_at

    @admin.display(description=_("gone since"))
    def gone_since(self, row: ImportProblem) -> Any:
        return row.ended_run.started_at if row.ended_run else None

    @admin.display(description=_("meeting"))
    def about(self, row: ImportProblem) -> Any:
        if row.meeting is None:
            return None
        address = reverse("admin:meetings_meeting_change", args=[row.meeting.pk])
        return format_html('<a href="{}">{}</a>', address, row.meeting)

    @admin.display(description=_("what the list says"))
    def row(self, row: ImportProblem) -> Any:
        """A line for each field, so that a phone shows it."""
        try:
            said = json.loads(row.raw)
        except ValueError:
            said = None
        words = json.dumps(said, ensure_ascii=False, indent=1) if isinstance(said, dict) else row.raw
        return format_html("<pre>{}</pre>", words) if words else None
