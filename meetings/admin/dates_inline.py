"""Single dates of a meeting that are cancelled or moved, and days on which it is closed: true at once."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fellowships.publishing import PublishedInline
from meetings import words
from meetings.admin.form_fields import DateWidget, TimeWidget
from meetings.models import Cancellation, Closure, Meeting
from meetings.models.meeting import Weekday
from meetings.times import in_weeks, weekday_of

if TYPE_CHECKING:
    CancellationFormBase = forms.ModelForm[Cancellation]
    ClosureFormBase = forms.ModelForm[Closure]
else:
    CancellationFormBase = ClosureFormBase = forms.ModelForm

DAYS: Final = (
    gettext_lazy("on Sundays"),
    gettext_lazy("on Mondays"),
    gettext_lazy("on Tuesdays"),
    gettext_lazy("on Wednesdays"),
    gettext_lazy("on Thursdays"),
    gettext_lazy("on Fridays"),
    gettext_lazy("on Saturdays"),
)


class CancellationForm(CancellationFormBase):
    class Meta:
        model = Cancellation
        fields = ("date", "moved_to_date", "moved_to_start", "reason")
        widgets = {"date": DateWidget, "moved_to_date": DateWidget, "moved_to_start": TimeWidget}

    def clean_date(self) -> Any:
        date = self.cleaned_data["date"]
        if "date" in self.changed_data and (why := not_held_on(self.instance.meeting, date)):
            raise forms.ValidationError(why)
        return date

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("moved_to_start") and not data.get("moved_to_date"):
            self.add_error("moved_to_date", _("Say on which date it is held instead, even if the same."))
        return data


class ClosureForm(ClosureFormBase):
    class Meta:
        model = Closure
        fields = ("first_day", "last_day", "reason")
        widgets = {"first_day": DateWidget, "last_day": DateWidget}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error(
                "last_day", _("The last day comes before the first. Swap them, or leave it empty.")
            )
        return data


def not_held_on(meeting: Meeting, date: Any) -> str:
    """Why that date is none of the meeting's, as a sentence; empty where it is one, or nobody knows."""
    if meeting.weekday is None or meeting.by_appointment:
        return ""
    named: dict[str, Any] = {
        "date": formats.date_format(date, "MONTH_DAY_FORMAT"),
        "day": Weekday(weekday_of(date)).label,
    }
    if weekday_of(date) != meeting.weekday:
        named["usual"] = DAYS[meeting.weekday]
        return _("This meeting is held %(usual)s; %(date)s is a %(day)s.") % named
    if not in_weeks(date, meeting.weeks):
        named["usual"] = words.weeks_in_words(meeting.weeks, meeting.weekday)
        return _("%(date)s is not one of its dates: %(usual)s.") % named
    return ""


class DatesInline(PublishedInline):
    """One below the other, for narrow screens."""

    template = "admin/edit_inline/stacked.html"
    extra = 1
    show_change_link = False


class CancellationInline(DatesInline):
    model = Cancellation
    form = CancellationForm
    fields = (("date", "moved_to_date", "moved_to_start"), "reason")
    verbose_name_plural = gettext_lazy("Single dates cancelled or moved (visitors see it at once)")


class ClosureInline(DatesInline):
    model = Closure
    form = ClosureForm
    fields = (("first_day", "last_day"), "reason")
    fk_name = "meeting"
    verbose_name_plural = gettext_lazy("Closed from a day until a day (visitors see it at once)")
