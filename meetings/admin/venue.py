"""Where staff edit venues: one place, all its meetings."""

from typing import Any, Final

from django.contrib import admin, messages
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings import words
from meetings.admin.bounded import BoundedList, number_of
from meetings.admin.dates_inline import ClosureInline
from meetings.admin.filtering import Answers, QuestionFilter, TextFilter
from meetings.admin.links import links_to
from meetings.admin.scoped import ScopedAdmin
from meetings.admin.venue_form import VenueForm
from meetings.admin.venue_saving import clocks_follow, keep_what_waits
from meetings.fields import field_label
from meetings.models import Closure, Meeting, Venue
from meetings.placing import place_venue
from meetings.scope import scope_of

BY_ADDRESS: Final = (Venue.Located.POSTCODE, Venue.Located.TOWN)


def closed_today() -> models.QuerySet[Closure]:
    today = timezone.localdate()
    return Closure.objects.filter(Q(last_day=None) | Q(last_day__gte=today), first_day__lte=today)


def _closed_now() -> Q:
    return Q(pk__in=closed_today().exclude(venue=None).values("venue"))


class VenuePlaceFilter(QuestionFilter):
    title = gettext_lazy("place")
    parameter_name = "place"
    answers: Answers = {
        "none": (gettext_lazy("Not placed"), lambda: Q(located=Venue.Located.NOWHERE)),
        "approximate": (gettext_lazy("By postcode or town only"), lambda: Q(located__in=BY_ADDRESS)),
        "hidden": (gettext_lazy("Address hidden"), lambda: Q(address_hidden=True)),
    }


class VenueHeldFilter(QuestionFilter):
    title = gettext_lazy("open today")
    parameter_name = "held"
    answers: Answers = {"closed": (gettext_lazy("Closed today"), _closed_now)}


class VenueUseFilter(QuestionFilter):
    title = gettext_lazy("meetings")
    parameter_name = "use"
    answers: Answers = {
        "none": (
            gettext_lazy("No meeting there"),
            lambda: ~Q(Exists(Meeting.objects.filter(venue=OuterRef("pk")))),
        ),
    }


class VenueStateFilter(TextFilter):
    title = gettext_lazy("state or province")
    parameter_name = "state"

    def where(self, value: str) -> Q:
        return Q(state__in={value, value.upper(), value.title()})


class VenueClosureInline(ClosureInline):
    fk_name = "venue"
    verbose_name_plural = gettext_lazy(
        "Closed from a day until a day (at once; it ends by itself; hybrid meetings go on online)"
    )


@admin.register(Venue)
class VenueAdmin(BoundedList, ScopedAdmin):
    form = VenueForm
    list_display = ("__str__", "street", "town", "postal_code", "placed", "meetings_held", "closed")
    list_filter = (VenuePlaceFilter, VenueHeldFilter, VenueUseFilter, VenueStateFilter)
    search_fields = ("name", "street", "city", "postal_code")
    sortable_by = ()
    ordering = ("-pk",)
    readonly_fields = ("located", "its_list", "its_meetings")
    inlines = (VenueClosureInline,)
    fieldsets = (
        (None, {"fields": ("name", "street", "neighborhood", "city", "county", "state", "postal_code")}),
        (None, {"fields": ("country", "address_hidden")}),
        (gettext_lazy("Getting in"), {"fields": ("building_kind", "getting_in", "transit")}),
        (gettext_lazy("On the map"), {"fields": ("latitude", "longitude", "located", "time_zone")}),
        (gettext_lazy("What is held here"), {"fields": ("its_meetings", "its_list")}),
    )

    def list_rows(self, request: HttpRequest, ids: list[Any]) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = (
            super()
            .list_rows(request, ids)
            .annotate(
                number_held=number_of(Meeting.objects.filter(status=Meeting.Status.LISTED), "venue"),
                closed_now=Exists(closed_today().filter(venue=OuterRef("pk"))),
            )
        )
        return rows

    @admin.display(description=gettext_lazy("place"))
    def placed(self, venue: Any) -> str:
        return str(venue.get_located_display())

    @admin.display(description=gettext_lazy("meetings listed"))
    def meetings_held(self, venue: Any) -> int:
        return int(venue.number_held)

    @admin.display(description=gettext_lazy("today"))
    def closed(self, venue: Any) -> str:
        return _("closed") if venue.closed_now else ""

    @admin.display(description=gettext_lazy("its list"))
    def its_list(self, venue: Any) -> str:
        return str(venue.feed or _("None: it is our own"))

    @admin.display(description=gettext_lazy("meetings"))
    def its_meetings(self, venue: Any) -> str:
        return links_to(venue.meetings.all() if venue.pk else Meeting.objects.none())

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> Any:
        venue = self.get_object(request, object_id)
        if venue is not None and request.method == "GET":
            _say_why_locked(request, venue)
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What moves it waits, without a publisher; the rest, and its place on the map, is saved."""
        before = Venue.objects.get(pk=obj.pk) if change else None
        waiting = keep_what_waits(request.user, obj, before) if before else []
        place_venue(obj)
        super().save_model(request, obj, form, change)
        form.changed_data = [name for name in form.changed_data if name not in waiting]
        if before is not None:
            clocks_follow(obj, before.time_zone)
        _tell(request, obj, waiting)


def _say_why_locked(request: HttpRequest, venue: Venue) -> None:
    if request.user.has_perm("meetings.change_venue") and not scope_of(request.user).covers(venue):
        text = _(
            "Meetings that are not yours to look after are held here too: you can read this venue, and an "
            "editor can change it."
        )
        messages.info(request, text)


def _tell(request: HttpRequest, venue: Venue, waiting: list[str]) -> None:
    if waiting:
        named = capfirst(words.joined([f"“{field_label(f'venue.{name}')}”" for name in waiting]))
        text = ngettext(
            "%(fields)s: the new value waits for a publisher. Until then visitors see what was there before.",
            "%(fields)s: the new values wait for a publisher. Until then visitors see what was there before.",
            len(waiting),
        )
        messages.info(request, text % {"fields": named})
    elif venue.located == Venue.Located.NOWHERE:
        text = _(
            "We know neither its postcode nor its town, so nobody finds it by distance. Add coordinates."
        )
        messages.warning(request, text)
    elif venue.located != Venue.Located.EXACT:
        how = {Venue.Located.POSTCODE: _("postcode"), Venue.Located.TOWN: _("town")}[
            Venue.Located(venue.located)
        ]
        messages.info(request, _("It was placed on the map by its %(what)s.") % {"what": how})
