"""Where staff edit venues: one place, all its meetings."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from meetings.admin.scoped import ScopedAdmin
from meetings.models import Venue
from meetings.placing import place_venue


@admin.register(Venue)
class VenueAdmin(ScopedAdmin):
    list_display = ("__str__", "street", "town", "postal_code", "located")
    search_fields = ("name", "street", "city", "postal_code")
    readonly_fields = ("located",)
    exclude = ("feed",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        place_venue(obj)
        super().save_model(request, obj, form, change)
