"""Where staff edit groups."""

from django.contrib import admin

from meetings.admin.scoped import ScopedAdmin
from meetings.models import Group


@admin.register(Group)
class GroupAdmin(ScopedAdmin):
    list_display = ("name", "fellowship", "service_body", "website")
    list_select_related = ("fellowship", "service_body")
    search_fields = ("name",)
    autocomplete_fields = ("service_body",)
    exclude = ("feed",)
