"""A report field by field: what stands, what was suggested, what the list says; take or refuse each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db.models import URLField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.form_fields import LanguagesField, TimeWidget, WeeksField
from meetings.fields import LINKS, VENUE_PREFIX, as_json, field_label, value_words
from meetings.models import Decision, Format, Meeting, Report, SourceRecord, Suggestion, Venue
from meetings.proposing import may_publish
from meetings.reporting import current_values
from meetings.suggestions import SUGGESTED, needs_publisher, stale

TAKE, AMEND, REFUSE = "take", "amend", "refuse"
CHOICES: Final = (
    (TAKE, gettext_lazy("Take it")),
    (REFUSE, gettext_lazy("Do not take it")),
    (AMEND, gettext_lazy("Take this instead:")),
)
NOT_AMENDED: Final = frozenset(("fellowship", *LINKS))


@dataclass(frozen=True, slots=True)
class Row:
    """One field on the page."""

    label: str
    now: str
    asked: str
    then: str  # what stood when it was reported, if that is not what stands now
    listed: str  # the list's word, if it says anything
    recommended: str
    waits: bool
    choice: Any
    value: Any
    despite: Any


class DecideForm(forms.Form):
    """Names its fields by the suggestion: c12 is the choice, v12 another value, d12 "although it changed"."""

    moved = forms.ChoiceField(
        label=gettext_lazy("What changed about the place"),
        choices=(
            ("", gettext_lazy("The building itself, for all that meet there")),
            ("1", gettext_lazy("Only this meeting moved; the building stays as it is")),
        ),
        required=False,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=gettext_lazy("What we answer"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Whoever reported it reads this on a private page. Name nobody."),
    )

    def __init__(self, report: Report, person: Any, data: Any = None) -> None:
        super().__init__(data)
        self.report, self.person = report, person
        waiting = report.suggestions.filter(status=Suggestion.Status.WAITING)
        self.suggestions: list[Suggestion] = list(waiting)
        self.standing = current_values(report.meeting) if report.meeting else {}
        self.recommended = _recommended(report)
        if not self.at_a_place:
            del self.fields["moved"]
        for one in self.suggestions:
            self._add(one)

    @property
    def at_a_place(self) -> bool:
        """Whether it has to be said which meetings the fields of the venue are for."""
        meeting = self.report.meeting
        named = any(one.field.startswith(VENUE_PREFIX) for one in self.suggestions)
        return named and meeting is not None and meeting.venue_id is not None

    def _add(self, one: Suggestion) -> None:
        choices = [pair for pair in CHOICES if pair[0] != AMEND or one.field not in NOT_AMENDED]
        self.fields[f"c{one.pk}"] = forms.ChoiceField(
            label=field_label(one.field), choices=choices, widget=forms.RadioSelect
        )
        if one.field not in NOT_AMENDED:
            value = self.recommended.get(one.field, one.value_to)
            self.fields[f"v{one.pk}"] = _field_for(one.field, value)
        if stale(one, self.standing):
            self.fields[f"d{one.pk}"] = forms.BooleanField(
                label=_("Take it although it changed since"), required=False
            )

    def rows(self) -> list[Row]:
        """For the template; what lists say costs one query."""
        listed = _listed(self.report.meeting)
        return [self._row(one, listed) for one in self.suggestions]

    def _row(self, one: Suggestion, listed: Mapping[str, Any]) -> Row:
        name = one.field
        missing = self.report.meeting is None
        recommended = self.recommended
        held = needs_publisher(name, missing=missing) and not may_publish(self.person)
        return Row(
            label=field_label(name),
            now="" if missing else value_words(name, self.standing.get(name)),
            asked=value_words(name, one.value_to),
            then=value_words(name, one.value_from) if stale(one, self.standing) else "",
            listed=value_words(name, listed[name]) if name in listed else "",
            recommended=value_words(name, recommended[name]) if name in recommended else "",
            waits=held,
            choice=self[f"c{one.pk}"],
            value=self[f"v{one.pk}"] if f"v{one.pk}" in self.fields else None,
            despite=self[f"d{one.pk}"] if f"d{one.pk}" in self.fields else None,
        )

    def accepted(self) -> dict[str, Any]:
        """Field: SUGGESTED, or another value as JSON."""
        found: dict[str, Any] = {}
        for one in self.suggestions:
            choice = self.cleaned_data[f"c{one.pk}"]
            if choice == TAKE:
                found[one.field] = SUGGESTED
            elif choice == AMEND:
                found[one.field] = _as_json(self.cleaned_data[f"v{one.pk}"])
        return found

    def despite(self) -> list[str]:
        return [one.field for one in self.suggestions if self.cleaned_data.get(f"d{one.pk}")]


def _field_for(name: str, value: Any) -> forms.Field:
    """To write another value into; holds what was suggested."""
    special = {"weeks": WeeksField, "languages": LanguagesField}
    if name in special:
        made: forms.Field = special[name](initial=value)
    elif name == "formats":
        made = forms.ModelMultipleChoiceField(Format.objects.all(), initial=value)
    else:
        model = Venue if name.startswith(VENUE_PREFIX) else Meeting
        column: Any = model._meta.get_field(name.removeprefix(VENUE_PREFIX))
        options = {"assume_scheme": "https"} if isinstance(column, URLField) else {}
        made = column.formfield(initial=value, **options)
        if name == "start":
            made.widget = TimeWidget()
    made.required = False
    made.label = _("Instead")
    return made


def _as_json(value: Any) -> Any:
    if hasattr(value, "values_list"):
        return sorted(value.values_list("pk", flat=True))
    return as_json(value)


def _recommended(report: Report) -> dict[str, Any]:
    """What somebody without the right to publish would take; the newest word."""
    decisions: Iterable[Decision] = report.decisions.filter(kind=Decision.Kind.ACCEPT, undone_at=None)
    for decision in decisions:
        if found := decision.before.get("recommended"):
            return dict(found)
    return {}


def _listed(meeting: Meeting | None) -> dict[str, Any]:
    """What the list has now, by the names of suggestions; it names venues and groups by its own keys."""
    if meeting is None:
        return {}
    record = SourceRecord.objects.filter(meeting=meeting, present=True).order_by("pk").first()
    if record is None:
        return {}
    own = {name: value for name, value in record.published_values.items() if name not in LINKS}
    said = record.said if isinstance(record.said, dict) else {}
    place = said.get("venue")
    venue = place if isinstance(place, dict) else {}
    return {**own, **{f"{VENUE_PREFIX}{name}": value for name, value in venue.items()}}
