"""Where staff edit the words that describe meetings."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from meetings.admin.bounded import BoundedList, number_of
from meetings.admin.filtering import ChoiceFilter
from meetings.admin.scoped import ScopedAdmin
from meetings.models import Format, FormatCode


class AxisFilter(ChoiceFilter):
    title = gettext_lazy("what it says")
    parameter_name = "axis"


@admin.register(Format)
class FormatAdmin(BoundedList, ScopedAdmin):
    list_display = ("label", "axis", "meaning", "codes_known", "position")
    list_filter = (AxisFilter,)
    search_fields = ("label", "slug", "meaning")
    sortable_by = ()
    readonly_fields = ("its_codes",)
    fieldsets = (
        (None, {"fields": ("label", "meaning", "axis", "position", "slug")}),
        (gettext_lazy("Codes of lists that mean it"), {"fields": ("its_codes",)}),
    )

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj is not None else {"slug": ("label",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Its slug stands in addresses that visitors keep."""
        return self.readonly_fields if obj is None else (*self.readonly_fields, "slug")

    def list_rows(self, request: HttpRequest, ids: list[Any]) -> models.QuerySet[Any]:
        codes = number_of(FormatCode.objects.all(), "format")
        rows: models.QuerySet[Any] = super().list_rows(request, ids).annotate(number_of_codes=codes)
        return rows

    @admin.display(description=gettext_lazy("codes"))
    def codes_known(self, row: Any) -> int:
        return int(row.number_of_codes)

    @admin.display(description=gettext_lazy("codes"))
    def its_codes(self, row: Any) -> str:
        codes = FormatCode.objects.filter(format=row).order_by("scheme", "code") if row.pk else []
        return "; ".join(f"{code.get_scheme_display()}: {code.code}" for code in codes) or "–"
