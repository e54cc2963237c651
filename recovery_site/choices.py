"""What staff read where they choose by typing a few letters: a hall with its street and town, too."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    Site = AdminSite
else:
    Site = object


class Choices(AutocompleteJsonView):
    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """`told_apart` of the row, where it has one: many halls and groups share a name."""
        text = str(getattr(obj, "told_apart", "") or obj)
        return {"id": str(getattr(obj, to_field_name)), "text": text}


class ChoiceSite(Site):
    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return Choices.as_view(admin_site=self)(request)  # type: ignore[return-value]
