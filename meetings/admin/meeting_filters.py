"""The questions that editors ask of the list of meetings."""

from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fellowships.models import Fellowship
from meetings.admin.filtering import Answers, ChoiceFilter, QuestionFilter, TextFilter
from meetings.models import (
    Attendance,
    Closure,
    Correction,
    DuplicatePair,
    Feed,
    ImportProblem,
    Meeting,
    Report,
    SourceRecord,
    Venue,
)

A_YEAR: Final = 365
ON_FOOT: Final = (Attendance.IN_PERSON, Attendance.HYBRID)
OPENNESS: Final = ("open", "closed")
BY_ADDRESS: Final = (Venue.Located.POSTCODE, Venue.Located.TOWN)


def closed_on(day: date) -> Q:
    """Meetings that a closure of their own or of their venue closes that day, or that are marked so."""
    then = Closure.objects.filter(Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day)
    return (
        Q(pk__in=then.exclude(meeting=None).values("meeting"))
        | Q(venue__in=then.exclude(venue=None).values("venue"))
        | Q(closed_for_now=True)
        | Q(building_closed=True)
    )


def _not_confirmed_for(days: int) -> Q:
    return Q(confirmed_on=None) | Q(confirmed_on__lt=timezone.localdate() - timedelta(days=days))


def _at_venues(**where: Any) -> Q:
    return Q(attendance__in=ON_FOOT, venue__in=Venue.objects.filter(**where).values("pk"))


def _named_in(rows: models.QuerySet[Any], *names: str) -> Q:
    """Meetings that such rows name."""
    found = Q()
    for name in names or ("meeting",):
        found |= Q(pk__in=rows.exclude(**{name: None}).values(name))
    return found


def _without_openness() -> Q:
    links = Meeting.formats.through._default_manager.filter(meeting=OuterRef("pk"))
    return ~Q(Exists(links.filter(format__slug__in=OPENNESS)))


class ConfirmedFilter(QuestionFilter):
    title = _("confirmed")
    parameter_name = "confirmed"
    answers: Answers = {
        "due": (_("Due again, or never"), lambda: _not_confirmed_for(settings.CONFIRM_DAYS)),
        "year": (_("Not for a year, or never"), lambda: _not_confirmed_for(A_YEAR)),
        "never": (_("Never"), lambda: Q(confirmed_on=None)),
        "fresh": (_("Not due yet"), lambda: ~_not_confirmed_for(settings.CONFIRM_DAYS)),
    }


class PlaceFilter(QuestionFilter):
    title = _("place")
    parameter_name = "place"
    answers: Answers = {
        "none": (
            _("Not placed"),
            lambda: Q(attendance__in=ON_FOOT, venue=None) | _at_venues(located=Venue.Located.NOWHERE),
        ),
        "approximate": (_("By postcode or town only"), lambda: _at_venues(located__in=BY_ADDRESS)),
        "hidden": (_("Address hidden"), lambda: _at_venues(address_hidden=True)),
    }


class MissingFilter(QuestionFilter):
    title = _("not stated")
    parameter_name = "missing"
    answers: Answers = {
        "end": (_("When it ends"), lambda: Q(duration=None)),
        "openness": (_("Open or closed"), _without_openness),
        "way-in": (
            _("How to join online"),
            lambda: Q(
                attendance__in=("online", "hybrid"), online_url="", phone="", contact_for_details=False
            ),
        ),
    }


class CheckFilter(QuestionFilter):
    title = _("to be looked at")
    parameter_name = "check"
    answers: Answers = {
        "reported": (_("Reported wrong"), lambda: Q(reported_on__isnull=False)),
        "waiting": (
            _("A report or a change waits"),
            lambda: _named_in(Report.objects.filter(status__in=Report.OPEN)),
        ),
        "duplicate": (
            _("May be a duplicate"),
            lambda: _named_in(
                DuplicatePair.objects.filter(status=DuplicatePair.Status.OPEN), "first", "second"
            ),
        ),
        "unmapped": (
            _("A code of the list is unknown"),
            lambda: _named_in(
                ImportProblem.objects.filter(kind=ImportProblem.Kind.UNMAPPED_CODE, ended_run=None)
            ),
        ),
        "ours": (
            _("Our word against the list’s"),
            lambda: _named_in(Correction.objects.filter(ended_at=None)),
        ),
    }


class ClosedFilter(QuestionFilter):
    title = _("held")
    parameter_name = "held"
    answers: Answers = {
        "closed": (_("Closed for now"), lambda: closed_on(timezone.localdate())),
        "held": (_("Held as usual"), lambda: ~closed_on(timezone.localdate())),
    }


class StatusFilter(ChoiceFilter):
    title = _("status")
    parameter_name = "status"


class AttendanceFilter(ChoiceFilter):
    title = _("attendance")
    parameter_name = "attendance"


class DayFilter(ChoiceFilter):
    title = _("day")
    parameter_name = "weekday"


class ProgrammeFilter(ChoiceFilter):
    title = _("program")
    parameter_name = "fellowship"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        rows = Fellowship.objects.order_by("position", "name")
        return [(row.pk, row.short_name or row.name) for row in rows]


class ListFilter(SimpleListFilter):
    """Meetings of a list, or those that we alone know."""

    title = _("list")
    parameter_name = "list"
    template = "admin/meetings/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        lists = Feed.objects.order_by("name").values_list("pk", "name")
        return [("none", _("In no list")), *((str(pk), name) for pk, name in lists)]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        value = self.value()
        held = SourceRecord.objects.filter(meeting=OuterRef("pk"), present=True)
        if value == "none":
            return queryset.exclude(Exists(held))
        if value in {known for known, _label in self.lookup_choices}:
            return queryset.filter(Exists(held.filter(feed=int(value or 0))))
        return queryset


class StateFilter(TextFilter):
    title = _("state or province")
    parameter_name = "state"

    def where(self, value: str) -> Q:
        at_hand = Venue.objects.filter(state__in={value, value.upper(), value.title()})
        return Q(venue__in=at_hand.values("pk"))


MEETING_FILTERS: Final = (
    CheckFilter,
    ConfirmedFilter,
    PlaceFilter,
    MissingFilter,
    ClosedFilter,
    StatusFilter,
    AttendanceFilter,
    DayFilter,
    StateFilter,
    ProgrammeFilter,
    ListFilter,
)
