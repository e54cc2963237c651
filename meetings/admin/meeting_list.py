"""The list of meetings as staff see it: how it is searched and filtered, and what is done to several."""

from typing import Any, Final

from django.contrib import admin
from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import words
from meetings.admin.actions import MEETING_ACTIONS
from meetings.admin.bounded import BoundedList
from meetings.admin.meeting_filters import MEETING_FILTERS, ListFilter, ProgrammeFilter
from meetings.admin.meeting_rows import day_words, flags_of, with_flags
from meetings.admin.meeting_search import search_meetings
from meetings.scope import only_volunteer

LOOKED_UP: Final = ("fellowship", "venue")


class MeetingListMixin(BoundedList):
    """For MeetingAdmin, named before ScopedAdmin."""

    list_display = ("name", "programme", "when", "town", "status", "confirmed", "flags")
    list_display_links = ("name",)
    list_filter = MEETING_FILTERS
    list_looked_up = LOOKED_UP
    sortable_by = ("name", "confirmed")
    search_fields = ("name",)
    search_help_text = gettext_lazy("Words of the name, group, venue or town; or the meeting’s number.")
    ordering = ("-pk",)
    actions = MEETING_ACTIONS

    def get_list_filter(self, request: HttpRequest) -> Any:
        """A volunteer has few programs and lists to choose from."""
        if only_volunteer(request.user):
            return [one for one in MEETING_FILTERS if one not in (ProgrammeFilter, ListFilter)]
        return MEETING_FILTERS

    def list_rows(self, request: HttpRequest, ids: list[Any]) -> models.QuerySet[Any]:
        return with_flags(super().list_rows(request, ids))

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        return search_meetings(queryset, search_term), False

    @admin.display(description=gettext_lazy("program"))
    def programme(self, meeting: Any) -> str:
        return str(meeting.fellowship.short_name or meeting.fellowship)

    @admin.display(description=gettext_lazy("day and time"))
    def when(self, meeting: Any) -> str:
        return words.usually(meeting.weekday, meeting.start, meeting.weeks)

    @admin.display(description=gettext_lazy("town"))
    def town(self, meeting: Any) -> str:
        if meeting.near_a_place and meeting.venue:
            return str(meeting.venue.town) or _("no town")
        return str(meeting.get_attendance_display())

    @admin.display(description=gettext_lazy("confirmed"), ordering=F("confirmed_on").asc(nulls_first=True))
    def confirmed(self, meeting: Any) -> str:
        return day_words(meeting.confirmed_on) if meeting.confirmed_on else _("never")

    @admin.display(description=gettext_lazy("to know"))
    def flags(self, meeting: Any) -> str:
        return "; ".join(flags_of(meeting))
