"""Where staff edit areas and regions."""

from django.contrib import admin

from meetings.admin.scoped import ScopedAdmin
from meetings.models import ServiceBody


@admin.register(ServiceBody)
class ServiceBodyAdmin(ScopedAdmin):
    list_display = ("name", "kind", "parent", "fellowship", "world_id")
    list_select_related = ("fellowship", "parent")
    search_fields = ("name", "world_id")
    autocomplete_fields = ("parent",)
    exclude = ("feed", "source_id")
