"""The form of a meeting: what it asks, in which words, and what it refuses because it cannot be true."""

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db.models import Model, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import words
from meetings.admin.form_fields import (
    DateWidget,
    LanguagesField,
    LongText,
    TimeWidget,
    WeeksField,
    ZoneField,
)
from meetings.fields import FIELDS, as_json, field_label
from meetings.models import Meeting, Venue
from meetings.scope import scope_of
from meetings.set_against import CORRECTABLE, records_of, same_word
from meetings.soundness import faults_of

if TYPE_CHECKING:
    Form = forms.ModelForm[Meeting]
else:
    Form = forms.ModelForm

HELP: Final = {
    "name": gettext_lazy("What the group calls itself. Never a person's surname."),
    "start": gettext_lazy("By the clock on the wall there."),
    "by_appointment": gettext_lazy("No fixed day: people ask before they come."),
    "pattern_in_notes": gettext_lazy("Visitors are asked to read the notes before they go."),
    "attendance": gettext_lazy("How people take part."),
    "venue": gettext_lazy("Type a few letters of its name, street or town."),
    "building_closed": gettext_lazy("The building is closed; the meeting goes on online."),
    "online_url": gettext_lazy("Shown on a page of its own, which search engines do not keep."),
    "online_notes": gettext_lazy("What to know before opening the link."),
    "passcode": gettext_lazy("Only one that the group has made public itself."),
    "contact_for_details": gettext_lazy("The group tells the place or the link to those who ask."),
    "formats": gettext_lazy("Who it is for, what happens, what the building offers. Type a few letters."),
    "notes": gettext_lazy("For visitors. No names of members, no private numbers."),
    "slips": gettext_lazy("Whether attendance slips are signed. Empty when nobody said so."),
    "closed_for_now": gettext_lazy("With no day on which it opens again. Better: closed days, below."),
    "republish": gettext_lazy("It may be in our open feeds, which other apps read."),
    "unlisted_why": gettext_lazy("For staff. Visitors read that it is no longer listed."),
}
LONG_MINUTES: Final = 6 * 60
LONG: Final = ("online_notes", "phone_notes", "notes")
# Beside these nothing leads away to add or change one of them: that is no work for half an hour.
PLAIN: Final = ("fellowship", "formats")
# What follows from other fields of the form.
FOLLOWING: Final = ("time_zone", "unlisted_why")
NIGHT: Final = (dt.time(1), dt.time(5))


class MeetingForm(Form):
    """For a meeting that exists. `person` is who fills it in."""

    person: ClassVar[Any] = None

    weeks = WeeksField(
        label=gettext_lazy("Weeks of the month"), help_text=gettext_lazy("None marked: every week.")
    )
    languages = LanguagesField(
        label=gettext_lazy("Languages"),
        required=False,
        help_text=gettext_lazy("With commas: English, Spanish. Empty when nobody said so."),
    )
    time_zone = ZoneField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Follows from the venue. Choose one for a meeting without a venue."),
    )
    checked_today = forms.BooleanField(
        label=gettext_lazy("Checked today: what stands here is true"),
        required=False,
        help_text=gettext_lazy("Somebody of the group said so, or you were there."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for this change"),
        required=False,
        max_length=100,
        help_text=gettext_lazy(
            "How you know, without names. Where we differ from its list, visitors read it."
        ),
    )
    until = forms.DateField(
        label=gettext_lazy("Our word holds until"),
        required=False,
        widget=DateWidget,
        help_text=gettext_lazy("Where it differs from a list. Empty: until the list changes its own word."),
    )

    class Meta:
        model = Meeting
        fields = ()
        help_texts = HELP
        field_classes = dict.fromkeys(LONG, LongText)
        widgets = {"start": TimeWidget, **dict.fromkeys(LONG, AdminTextareaWidget({"rows": 3}))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "duration" in self.fields:
            self.fields["duration"].help_text = gettext_lazy("Empty when nobody said so.")
        for name in PLAIN:
            widget = getattr(self.fields.get(name), "widget", None)
            if isinstance(widget, RelatedFieldWidgetWrapper):
                widget.can_add_related = widget.can_change_related = False
                widget.can_delete_related = widget.can_view_related = False
        zone = self.fields.get("time_zone")
        if isinstance(zone, ZoneField):
            zone.keep(self.instance.time_zone)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors.get("time_zone"):
            data["time_zone"] = self.zone(data)
        if data.get("status", self.instance.status) != Meeting.Status.UNLISTED:
            data["unlisted_why"] = ""
        self.refuse_what_cannot_be(data)
        self.refuse_without_reason(data)
        if not self.errors:
            self.refuse_outside_scope(data)
        return data

    def venue(self, data: dict[str, Any]) -> Venue | None:
        return data.get("venue", self.instance.venue if "venue" not in self.fields else None)

    def zone(self, data: dict[str, Any]) -> str:
        """The one chosen, else that of the venue; a meeting that moves takes the clock of its new venue."""
        venue, chosen = self.venue(data), data.get("time_zone") or ""
        moved = "venue" in self.changed_data and "time_zone" not in self.changed_data
        if venue is not None and venue.time_zone and (moved or not chosen):
            return venue.time_zone
        return str(chosen or self.initial.get("time_zone") or "")

    def refuse_what_cannot_be(self, data: dict[str, Any]) -> None:
        known = {name: getattr(self.instance, name, None) for name in ("status", "attendance", "weekday")}
        venue = {"venue": self.venue(data)}
        for field, sentence in faults_of({**known, **data, **venue, **self.read_elsewhere(data)}):
            if field == "time_zone" and not data.get("time_zone"):
                sentence = _("Choose the time zone: no venue says which one it is.")
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, sentence)
        if data.get("status") == Meeting.Status.UNLISTED and not data.get("unlisted_why"):
            self.add_error("unlisted_why", _("Say why it goes off the list: it helps whoever asks later."))
        until = data.get("until")
        if until and until < dt.date.today():
            self.add_error("until", _("This day is over. Choose one to come, or leave it empty."))

    def read_elsewhere(self, data: dict[str, Any]) -> dict[str, Any]:
        """Values that stand in other fields of the form."""
        return {}

    def refuse_without_reason(self, data: dict[str, Any]) -> None:
        against = [] if data.get("reason") else self.against_its_list
        if against:
            labels = words.joined([f"“{field_label(name)}”" for name in against])
            self.add_error(
                "reason",
                _("The list says otherwise about %(fields)s. Say how you know, so that others can judge.")
                % {"fields": labels},
            )

    @cached_property
    def against_its_list(self) -> list[str]:
        """Changed fields about which the meeting's list says something else; two queries."""
        if not self.instance.pk or not self.changed_data:
            return []
        record = records_of([self.instance.pk]).get(self.instance.pk)
        if record is None:
            return []
        said = record.published_values
        ours = {name: value for name, value in self.json_values().items() if name in self.changed_data}
        names = [name for name in FIELDS if name in ours and name in said and name in CORRECTABLE]
        return [name for name in names if not same_word(record, name, said[name], ours[name])]

    def refuse_outside_scope(self, data: dict[str, Any]) -> None:
        """A volunteer keeps what they look after: a meeting that left their scope would be lost to them."""
        scope = scope_of(self.person) if self.person is not None else None
        if scope is None or scope.everything:
            return
        venue, group, body = self.venue(data), data.get("group"), data.get("service_body")
        area = (data["fellowship"].pk, venue.country, venue.state) if venue else None
        theirs = bool(body and body.pk in scope.bodies) or bool(group and group.pk in scope.groups)
        if not theirs and area not in scope.areas:
            self.add_error(
                "service_body",
                _("Choose a group or service body that you look after: else you could not edit it any more."),
            )

    def values(self) -> dict[str, Any]:
        """Fields of the meeting as the writer takes them: links as ids. Of one that exists what changed."""
        touched = {*self.changed_data, *FOLLOWING} if self.instance.pk else FIELDS
        return {
            name: _plain(value)
            for name, value in self.cleaned_data.items()
            if name in FIELDS and name in touched
        }

    def json_values(self) -> dict[str, Any]:
        return {name: as_json(value) for name, value in self.values().items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    return sorted(row.pk for row in value) if isinstance(value, QuerySet) else value


def oddities(values: dict[str, Any]) -> list[str]:
    """What may be true and seldom is, to be looked at again."""
    found = []
    lasts, start = values.get("duration"), values.get("start")
    if lasts and lasts > LONG_MINUTES:
        length = words.length_in_words(lasts)
        found.append(_("It lasts %(length)s. If that is not so, please mend it.") % {"length": length})
    if start and NIGHT[0] <= start < NIGHT[1]:
        clock = words.clock_words(start.hour, start.minute)
        found.append(_("It starts at %(time)s in the night. Look again at AM and PM.") % {"time": clock})
    return found
