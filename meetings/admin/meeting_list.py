"""The list of meetings as staff see it: what each row says, and what needs a look."""

from typing import Any, Final

from django.contrib import admin
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings import words
from meetings.admin.bounded import BoundedList
from meetings.admin.meeting_filters import MEETING_FILTERS, ListFilter, ProgrammeFilter, closed_on
from meetings.admin.meeting_search import search_meetings
from meetings.models import Correction, DuplicatePair, Meeting, Report
from meetings.scope import only_volunteer

LOOKED_UP: Final = ("fellowship", "venue")


def _number_of(rows: models.QuerySet[Any]) -> Coalesce:
    """How many of these rows name the meeting."""
    counted = rows.filter(meeting=OuterRef("pk")).order_by().values("meeting").annotate(number=Count("*"))
    return Coalesce(Subquery(counted.values("number")), 0)


CORRECTED: Final = _number_of(Correction.objects.filter(ended_at=None))
WAITING: Final = _number_of(Report.objects.filter(status__in=Report.OPEN))
DOUBLED: Final = Exists(
    DuplicatePair.objects.filter(
        Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")), status=DuplicatePair.Status.OPEN
    )
)


def with_flags(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """What the flags of a row are made from; for the rows of one page."""
    closed = Meeting.objects.filter(closed_on(timezone.localdate()), pk=OuterRef("pk"))
    flagged: models.QuerySet[Any] = rows.annotate(
        corrected=CORRECTED, reports_waiting=WAITING, doubled=DOUBLED, closed_today=Exists(closed)
    )
    return flagged


def flags_of(meeting: Any) -> list[str]:
    """What a person should know before they open it, the most urgent first."""
    found = []
    if meeting.reported_on:
        found.append(_("reported wrong on %(day)s") % {"day": _day(meeting.reported_on)})
    if waiting := meeting.reports_waiting:
        found.append(ngettext("%(number)d waits", "%(number)d wait", waiting) % {"number": waiting})
    if meeting.closed_today:
        found.append(_("closed for now"))
    if corrected := meeting.corrected:
        words_of = ngettext(
            "%(number)d field is our word against the list’s",
            "%(number)d fields are our word against the list’s",
            corrected,
        )
        found.append(words_of % {"number": corrected})
    if meeting.doubled:
        found.append(_("may be a duplicate"))
    return found


def when_words(meeting: Meeting) -> str:
    """ "Every Tuesday, 7:00 pm"."""
    if meeting.weekday is None or meeting.start is None:
        return _("By appointment")
    day = words.weeks_in_words(meeting.weeks, meeting.weekday)
    return f"{day}, {words.clock_words(meeting.start.hour, meeting.start.minute)}"


def _day(day: Any) -> str:
    return words.date_words(day, timezone.localdate())


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
        return when_words(meeting)

    @admin.display(description=gettext_lazy("town"))
    def town(self, meeting: Any) -> str:
        if meeting.near_a_place and meeting.venue:
            return str(meeting.venue.town) or _("no town")
        return str(meeting.get_attendance_display())

    @admin.display(description=gettext_lazy("confirmed"), ordering=F("confirmed_on").asc(nulls_first=True))
    def confirmed(self, meeting: Any) -> str:
        return _day(meeting.confirmed_on) if meeting.confirmed_on else _("never")

    @admin.display(description=gettext_lazy("to know"))
    def flags(self, meeting: Any) -> str:
        return "; ".join(flags_of(meeting))
