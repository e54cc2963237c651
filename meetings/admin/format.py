"""Where staff edit the words that describe meetings."""

from django.contrib import admin

from meetings.admin.scoped import ScopedAdmin
from meetings.models import Format


@admin.register(Format)
class FormatAdmin(ScopedAdmin):
    list_display = ("label", "axis", "meaning", "position")
    list_filter = ("axis",)
    search_fields = ("label", "slug", "meaning")
