"""Where staff edit groups, and their meetings together."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.bounded import BoundedList, number_of
from meetings.admin.filtering import Answers, QuestionFilter
from meetings.admin.group_meetings import edit_together
from meetings.admin.links import links_to
from meetings.admin.meeting_filters import ProgrammeFilter
from meetings.admin.scoped import ScopedAdmin
from meetings.models import Group, GroupContact, Meeting

if TYPE_CHECKING:
    Inline = admin.StackedInline[Any, Any]
else:
    Inline = admin.StackedInline


def _without_contact() -> Q:
    return ~Q(Exists(GroupContact.objects.filter(group=OuterRef("pk"))))


def _without_meeting() -> Q:
    return ~Q(Exists(Meeting.objects.filter(group=OuterRef("pk"))))


class GroupLacksFilter(QuestionFilter):
    title = gettext_lazy("what is missing")
    parameter_name = "lacks"
    answers: Answers = {
        "contact": (gettext_lazy("No contact"), _without_contact),
        "meeting": (gettext_lazy("No meeting"), _without_meeting),
    }


class ContactInline(Inline):
    """Private: it is shown here alone, and to those who may see contacts."""

    model = GroupContact
    fields = ("email", "asked_on", "answered_on")
    readonly_fields = ("asked_on", "answered_on")
    extra = 0
    verbose_name_plural = gettext_lazy("How to ask the group itself (private)")


@admin.register(Group)
class GroupAdmin(BoundedList, ScopedAdmin):
    list_display = ("name", "fellowship", "service_body", "meetings_held", "website")
    list_looked_up = ("fellowship", "service_body")
    list_filter = (GroupLacksFilter, ProgrammeFilter)
    search_fields = ("name",)
    sortable_by = ()
    ordering = ("-pk",)
    autocomplete_fields = ("service_body",)
    readonly_fields = ("its_meetings", "its_list")
    fieldsets = (
        (None, {"fields": ("name", "fellowship", "service_body", "website")}),
        (gettext_lazy("Its meetings"), {"fields": ("its_meetings", "its_list")}),
    )
    inlines = (ContactInline,)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(partial(edit_together, page_of=self))
        return [path("<int:pk>/meetings/", view, name="meetings_group_meetings"), *super().get_urls()]

    def list_rows(self, request: HttpRequest, ids: list[Any]) -> models.QuerySet[Any]:
        listed = Meeting.objects.filter(status=Meeting.Status.LISTED)
        rows: models.QuerySet[Any] = (
            super().list_rows(request, ids).annotate(number_held=number_of(listed, "group"))
        )
        return rows

    @admin.display(description=gettext_lazy("meetings listed"))
    def meetings_held(self, group: Any) -> int:
        return int(group.number_held)

    @admin.display(description=gettext_lazy("its list"))
    def its_list(self, group: Any) -> str:
        return str(group.feed or _("None: it is our own"))

    @admin.display(description=gettext_lazy("meetings"))
    def its_meetings(self, group: Any) -> str:
        if not group.pk:
            return _("None yet.")
        return format_html(
            '{}<p><a class="button" href="{}">{}</a></p>',
            links_to(group.meetings.all()),
            reverse("admin:meetings_group_meetings", args=[group.pk]),
            _("Edit its meetings together"),
        )
