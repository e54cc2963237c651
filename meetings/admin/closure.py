"""Where staff see all closures, and single dates that are cancelled or moved: past, current and coming."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.bounded import BoundedList
from meetings.admin.dates_inline import CancellationForm, ClosureForm
from meetings.admin.filtering import Answers, QuestionFilter
from meetings.admin.meeting_rows import day_words
from meetings.admin.scoped import ScopedAdmin
from meetings.models import Cancellation, Closure
from meetings.scope import scope_of


def _now() -> Q:
    today = timezone.localdate()
    return Q(first_day__lte=today) & (Q(last_day=None) | Q(last_day__gte=today))


class ClosureTimeFilter(QuestionFilter):
    title = gettext_lazy("when")
    parameter_name = "when"
    answers: Answers = {
        "now": (gettext_lazy("Closed today"), _now),
        "coming": (gettext_lazy("Coming"), lambda: Q(first_day__gt=timezone.localdate())),
        "open-ended": (gettext_lazy("Until further notice"), lambda: Q(last_day=None)),
        "past": (gettext_lazy("Past"), lambda: Q(last_day__lt=timezone.localdate())),
    }


class DateFilter(QuestionFilter):
    title = gettext_lazy("when")
    parameter_name = "when"
    answers: Answers = {
        "coming": (gettext_lazy("Today and coming"), lambda: Q(date__gte=timezone.localdate())),
        "past": (gettext_lazy("Past"), lambda: Q(date__lt=timezone.localdate())),
    }


class WholeClosureForm(ClosureForm):
    """With what is closed: a venue, or one meeting."""

    person: Any = None

    class Meta(ClosureForm.Meta):
        fields = ("venue", "meeting", *ClosureForm.Meta.fields)  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        venue, meeting = data.get("venue"), data.get("meeting")
        if not self.errors and bool(venue) == bool(meeting):
            raise forms.ValidationError(_("Choose either a venue, for all that meets there, or one meeting."))
        if venue and not scope_of(self.person).covers(venue):
            text = _(
                "Meetings that are not yours to look after are held there too: ask an editor to close it."
            )
            self.add_error("venue", text)
        return data


class WholeCancellationForm(CancellationForm):
    class Meta(CancellationForm.Meta):
        fields = ("meeting", *CancellationForm.Meta.fields)  # type: ignore[assignment]

    def clean_date(self) -> Any:
        if meeting := self.cleaned_data.get("meeting"):
            self.instance.meeting = meeting
            return super().clean_date()
        return self.cleaned_data["date"]


class DatesAdmin(BoundedList, ScopedAdmin):
    """Their rows may be taken away: a closure made by mistake never was."""

    deletable = True
    sortable_by = ()


@admin.register(Closure)
class ClosureAdmin(DatesAdmin):
    form = WholeClosureForm
    list_display = ("what", "first_day", "until", "reason")
    list_looked_up = ("venue", "meeting")
    list_filter = (ClosureTimeFilter,)
    search_fields = ("venue__name", "meeting__name", "reason")
    autocomplete_fields = ("venue", "meeting")
    ordering = ("-first_day", "-pk")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        made = super().get_form(request, obj, change, **kwargs)
        made.person = request.user
        return made

    @admin.display(description=gettext_lazy("what is closed"))
    def what(self, closure: Any) -> str:
        return str(closure.venue or closure.meeting)

    @admin.display(description=gettext_lazy("until"))
    def until(self, closure: Any) -> str:
        return day_words(closure.last_day) if closure.last_day else _("further notice")


@admin.register(Cancellation)
class CancellationAdmin(DatesAdmin):
    form = WholeCancellationForm
    list_display = ("meeting", "date", "instead", "reason")
    list_looked_up = ("meeting",)
    list_filter = (DateFilter,)
    search_fields = ("meeting__name", "reason")
    autocomplete_fields = ("meeting",)
    ordering = ("-date", "-pk")

    @admin.display(description=gettext_lazy("held instead on"))
    def instead(self, row: Any) -> str:
        return day_words(row.moved_to_date) if row.moved_to_date else _("not held")
