"""Adding a meeting: one entry for several days, with a venue or a group that is not here yet."""

from typing import Any, Final

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.form_fields import DaysField
from meetings.admin.meeting_form import MeetingForm
from meetings.changing import add_meetings, save_published
from meetings.models import Group, Meeting, Venue
from meetings.models.meeting import Weekday
from meetings.places.regions import country_code
from meetings.placing import place_venue
from meetings.proposing import may_publish, propose_listing

# Fields of the form, and which fields of a venue they fill.
NEW_VENUE: Final = {
    "new_venue_name": "name",
    "new_venue_street": "street",
    "new_venue_city": "city",
    "new_venue_state": "state",
    "new_venue_postal_code": "postal_code",
    "new_venue_country": "country",
    "new_venue_getting_in": "getting_in",
}
COPY: Final = "_saveasnew"


def _text(label: Any, help_text: Any = "", **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, **kwargs)


class AddMeetingForm(MeetingForm):
    """For a new meeting, and for one made of a copy."""

    days = DaysField(
        label=gettext_lazy("Days"),
        required=False,
        choices=Weekday.choices,
        help_text=gettext_lazy("Mark every day on which it is held so: each becomes a meeting of its own."),
    )
    new_venue_name = _text(gettext_lazy("Name"), gettext_lazy("What stands on the door."), max_length=255)
    new_venue_street = _text(gettext_lazy("Street and number"), max_length=255)
    new_venue_city = _text(gettext_lazy("Town"), max_length=120)
    new_venue_state = _text(gettext_lazy("State or province"), gettext_lazy("As in TN."), max_length=120)
    new_venue_postal_code = _text(gettext_lazy("Postcode"), max_length=20)
    new_venue_country = _text(gettext_lazy("Country"), max_length=60, initial="US")
    new_venue_getting_in = _text(
        gettext_lazy("Getting in"),
        gettext_lazy("Which door, floor, bell, car park."),
        widget=AdminTextareaWidget({"rows": 3}),
    )
    new_group = _text(
        gettext_lazy("A new group"),
        gettext_lazy("Its name, if it is not among the groups yet."),
        max_length=255,
    )

    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=[(one.value, one.label) for one in (Meeting.Status.LISTED, Meeting.Status.DRAFT)],
        initial=Meeting.Status.LISTED,
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.copied = data is not None and COPY in data
        super().__init__(_as_new(data) if self.copied else data, *args, **kwargs)
        for name in (*NEW_VENUE, "new_group"):
            model = Group if name == "new_group" else Venue
            if self.person is not None and not self.person.has_perm(f"meetings.add_{model._meta.model_name}"):
                self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        self.refuse_two_venues(self.cleaned_data)
        data = super().clean()
        if data.get("new_group") and data.get("group"):
            self.add_error("new_group", _("Choose a group or write a new one, not both."))
        self.instance.weekday = (data.get("days") or [None])[0]
        if not self.errors and not self.copied:
            self.refuse_the_same_again(data)
        return data

    def clean_new_venue_country(self) -> str:
        said = self.cleaned_data["new_venue_country"].strip()
        if said and not country_code(said):
            raise forms.ValidationError(_("We know no such country. Write its name, or its two letters."))
        return country_code(said) or ""

    def refuse_two_venues(self, data: dict[str, Any]) -> None:
        if not self.new_venue:
            return
        if data.get("venue"):
            self.add_error("new_venue_name", _("Choose a venue above or write a new one, not both."))
        if not self.new_venue.city and not self.new_venue.postal_code:
            self.add_error("new_venue_city", _("Write the town or the postcode: it says where this is."))

    def refuse_the_same_again(self, data: dict[str, Any]) -> None:
        """A form that was sent twice, or what a colleague entered already."""
        venue = self.venue(data)
        there = Q(venue=venue) if venue is None or venue.pk else _same_address(venue)
        same = {name: data[name] for name in ("fellowship", "start", "attendance")}
        rows = Meeting.objects.exclude(status=Meeting.Status.UNLISTED).filter(there, **same)
        rows = rows.filter(name__iexact=data["name"], weekday__in=data.get("days") or [])
        for one in rows.order_by("weekday"):
            sentence = _("“%(name)s” on %(day)s at that time is here already, with the number %(number)d.")
            named = {"name": one.name, "day": one.get_weekday_display(), "number": one.pk}
            self.add_error("days", sentence % named)

    def venue(self, data: dict[str, Any]) -> Venue | None:
        return data.get("venue") or self.new_venue

    @cached_property
    def new_venue(self) -> Venue | None:
        """The one written in the form, placed and not saved."""
        said = {name: self.cleaned_data.get(field) or "" for field, name in NEW_VENUE.items()}
        if not any(value for name, value in said.items() if name != "country"):
            return None
        venue = Venue(**said)
        place_venue(venue)
        return venue

    def read_elsewhere(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"weekday": (data.get("days") or [None])[0]}


def _same_address(venue: Venue) -> Q:
    named = {"street": venue.street, "city": venue.city, "postal_code": venue.postal_code}
    return Q(**{f"venue__{name}__iexact": value for name, value in named.items()})


def _as_new(data: Any) -> Any:
    """What the form of a meeting posted, as that of a new one: a draft on the same day."""
    data = data.copy()
    data["status"] = Meeting.Status.DRAFT.value
    data.setlist("days", [day for day in data.getlist("weekday") if day])
    return data


def save_new(person: Any, form: AddMeetingForm, also: dict[str, Any]) -> list[Meeting]:
    """A meeting for each day, in the caller's transaction; what a publisher must see first is proposed."""
    values = {**form.values(), **also, **_made_first(form)}
    wanted = values.pop("status", Meeting.Status.DRAFT)
    listed = wanted == Meeting.Status.LISTED
    values["status"] = wanted if may_publish(person) else Meeting.Status.DRAFT
    days = form.cleaned_data.get("days") or [None]
    reason = form.cleaned_data.get("reason") or ""
    made = add_meetings([{**values, "weekday": day} for day in days], reason=reason)
    if listed and not may_publish(person):
        for meeting in made:
            propose_listing(meeting, reason)
    return made


def _made_first(form: AddMeetingForm) -> dict[str, int]:
    """The new venue and group."""
    data, made = form.cleaned_data, {}
    if form.new_venue is not None:
        save_published(form.new_venue)
        made["venue"] = form.new_venue.pk
    if name := data.get("new_group"):
        group = Group(name=name, fellowship=data["fellowship"], service_body=data.get("service_body"))
        save_published(group)
        made["group"] = group.pk
    return made
