"""One small form that changes several meetings of a group at once: day, time, venue, formats, notes."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings import words
from meetings.admin.form_fields import TimeWidget
from meetings.admin.saving import Saved, save_changes
from meetings.models import Format, Group, Meeting, Venue, Weekday
from meetings.scope import scope_of

AS_IT_IS: Final = gettext_lazy("As it is")
LONGEST: Final = 1440


if TYPE_CHECKING:
    Choices = forms.ModelMultipleChoiceField[Meeting]
else:
    Choices = forms.ModelMultipleChoiceField


class MeetingChoices(Choices):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {words.usually(obj.weekday, obj.start, obj.weeks)} ({obj.get_status_display()})"


class TogetherForm(forms.Form):
    """What is left empty stays as it is."""

    meetings = MeetingChoices(
        Meeting.objects.none(),
        label=gettext_lazy("For these meetings"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one meeting.")},
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day"), choices=[("", AS_IT_IS), *Weekday.choices], coerce=int, required=False
    )
    start = forms.TimeField(label=gettext_lazy("Start"), widget=TimeWidget, required=False)
    duration = forms.IntegerField(
        label=gettext_lazy("Minutes it lasts"), min_value=1, max_value=LONGEST, required=False
    )
    venue = forms.ModelChoiceField(
        Venue.objects.none(),
        label=gettext_lazy("Venue"),
        required=False,
        widget=AutocompleteSelect(Meeting._meta.get_field("venue"), admin.site),
    )
    formats = forms.ModelMultipleChoiceField(
        Format.objects.all(),
        label=gettext_lazy("Formats"),
        required=False,
        widget=AutocompleteSelectMultiple(Meeting._meta.get_field("formats"), admin.site),
        help_text=gettext_lazy("These and no others, for each meeting chosen. Empty: as they are."),
    )
    notes = forms.CharField(label=gettext_lazy("Notes"), widget=forms.Textarea({"rows": 3}), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("For the history: who told us?"),
    )

    def __init__(self, person: Any, group: Group, *args: Any) -> None:
        super().__init__(*args)
        scope = scope_of(person)
        theirs = scope.limit(Meeting.objects.filter(group=group)).order_by("weekday", "start", "pk")
        for name, rows in (("meetings", theirs), ("venue", scope.limit(Venue.objects.all()))):
            field: Any = self.fields[name]
            field.queryset = rows
        self.fields["meetings"].initial = theirs

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.values():
            raise forms.ValidationError(_("Nothing was changed: fill in at least one thing for all of them."))
        return data

    def values(self) -> dict[str, Any]:
        """Only what was filled in, as save_changes takes it."""
        data = self.cleaned_data
        found = {name: data.get(name) for name in ("weekday", "start", "duration", "notes")}
        if venue := data.get("venue"):
            found["venue"] = venue.pk
        if formats := data.get("formats"):
            found["formats"] = sorted(one.pk for one in formats)
        return {name: value for name, value in found.items() if value not in ("", None)}


def edit_together(request: HttpRequest, pk: int, page_of: Any) -> HttpResponse:
    """Asks with every meeting of the group chosen; what moves them waits, without a publisher."""
    group = page_of.get_queryset(request).filter(pk=pk).first()
    if group is None:
        raise Http404
    if not request.user.has_perm("meetings.change_meeting"):
        raise PermissionDenied
    form = TogetherForm(request.user, group, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        _save(request, form)
        return HttpResponseRedirect(reverse("admin:meetings_group_change", args=[group.pk]))
    context = {
        **page_of.admin_site.each_context(request),
        "title": _("Meetings of %(group)s, together") % {"group": group},
        "opts": page_of.model._meta,
        "group": group,
        "form": form,
        "media": page_of.media + form.media,
    }
    return TemplateResponse(request, "admin/meetings/group/meetings.html", context)


def _save(request: HttpRequest, form: TogetherForm) -> None:
    rows, values = list(form.cleaned_data["meetings"]), form.values()
    with transaction.atomic():
        saved = [save_changes(request.user, row.pk, values, form.cleaned_data["reason"]) for row in rows]
        changed = [row for row, one in zip(rows, saved, strict=True) if one.applied]
        said = _("Changed together with other meetings of its group.")
        LogEntry.objects.log_actions(request.user.pk or 0, changed, CHANGE, change_message=said)
    _tell(request, saved, len(changed))


def _tell(request: HttpRequest, saved: list[Saved], changed: int) -> None:
    waiting = sum(bool(one.waiting) for one in saved)
    if changed:
        text = ngettext("%(number)d meeting was changed.", "%(number)d meetings were changed.", changed)
        messages.success(request, text % {"number": changed})
    if waiting:
        text = ngettext(
            "A change of %(number)d meeting waits for a publisher; until then visitors see it as before.",
            "Changes of %(number)d meetings wait for a publisher; until then visitors see them as before.",
            waiting,
        )
        messages.info(request, text % {"number": waiting})
    if not changed and not waiting:
        messages.info(request, _("They were so already: nothing was changed."))
