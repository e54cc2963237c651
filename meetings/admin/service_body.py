"""Where staff edit areas and regions."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.bounded import BoundedList, number_of
from meetings.admin.meeting_filters import ProgrammeFilter
from meetings.admin.scoped import ScopedAdmin
from meetings.models import Meeting, ServiceBody


@admin.register(ServiceBody)
class ServiceBodyAdmin(BoundedList, ScopedAdmin):
    list_display = ("name", "kind", "parent", "fellowship", "meetings_held", "world_id")
    list_looked_up = ("fellowship", "parent")
    list_filter = (ProgrammeFilter,)
    search_fields = ("name", "world_id")
    sortable_by = ()
    autocomplete_fields = ("parent",)
    readonly_fields = ("its_list",)
    fieldsets = (
        (None, {"fields": ("name", "fellowship", "parent", "kind", "world_id")}),
        (gettext_lazy("How it is reached"), {"fields": ("website", "helpline")}),
        (gettext_lazy("Where it comes from"), {"fields": ("its_list",)}),
    )

    def list_rows(self, request: HttpRequest, ids: list[Any]) -> models.QuerySet[Any]:
        listed = Meeting.objects.filter(status=Meeting.Status.LISTED)
        rows: models.QuerySet[Any] = (
            super().list_rows(request, ids).annotate(number_held=number_of(listed, "service_body"))
        )
        return rows

    @admin.display(description=gettext_lazy("meetings listed"))
    def meetings_held(self, body: Any) -> int:
        return int(body.number_held)

    @admin.display(description=gettext_lazy("its list"))
    def its_list(self, body: Any) -> str:
        if body.feed is None:
            return _("None: it is our own")
        return _("%(list)s, number %(number)s there") % {"list": body.feed, "number": body.source_id}
