"""What a visitor can tell us of a meeting: the form, what it shows of today's values, and what was changed.

A value that was left as it was shown is never sent on, even if the list changed it meanwhile: the form
carries what it showed (`was`). A hidden address and whatever stands under join/ are not shown.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.feeds import clean
from meetings.labels import Labels
from meetings.models import Attendance, Meeting, Report, Weekday
from meetings.report_fields import (
    CHOOSE,
    Clock,
    Day,
    EMail,
    Line,
    Lines,
    Minutes,
    WebAddress,
    echoed,
    texts_in,
    typed,
)

NOTE_LENGTH: Final = 2_000
FAULTS: Final = [
    (reason.value, reason.label)
    for reason in Report.Reason
    if reason not in (Report.Reason.MISSING, Report.Reason.CHANGE, Report.Reason.REMOVE)
]
# By field of the form: the field of the meeting, or of its venue, as in meetings/fields.py.
FIELD_OF: Final = {
    "weekday": "weekday",
    "start": "start",
    "duration": "duration",
    "attendance": "attendance",
    "venue_name": "venue.name",
    "venue_street": "venue.street",
    "venue_city": "venue.city",
    "venue_state": "venue.state",
    "venue_postal_code": "venue.postal_code",
    "venue_getting_in": "venue.getting_in",
    "online_url": "online_url",
    "phone": "phone",
    "name": "name",
    "formats": "formats",
}
VENUE_SHOWN: Final = tuple(name for name in FIELD_OF if name.startswith("venue_"))
# Never sent on empty: a meeting has these, or the visitor was not shown them.
NEVER_EMPTY: Final = frozenset({"name", "weekday", "start", "attendance", "online_url", "phone"})
TELLING: Final = frozenset("name venue_name venue_street venue_city online_url phone note".split())
COMMON_FORMATS: Final = (
    "open closed beginners women men young-people lgbtq discussion speaker step-study literature "
    "meditation wheelchair child-care".split()
)


class MeetingFields(forms.Form):
    """What is said of a meeting. All may stay empty."""

    use_required_attribute = False

    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day"), coerce=int, empty_value=None, required=False, error_messages=CHOOSE
    )
    start = Clock(gettext_lazy("Starts at"))
    duration = Minutes(gettext_lazy("How many minutes it lasts"))
    attendance = forms.ChoiceField(
        label=gettext_lazy("In person or online"), required=False, error_messages=CHOOSE
    )
    venue_name = Line(gettext_lazy("Building"))
    venue_street = Line(gettext_lazy("Street and number"))
    venue_city = Line(gettext_lazy("Town"), 120)
    venue_state = Line(gettext_lazy("State or province"), 120)
    venue_postal_code = Line(gettext_lazy("ZIP or postcode"), 20)
    venue_getting_in = Lines(gettext_lazy("Getting in: which door, floor, bell"), 1_000, 2)
    online_url = WebAddress(gettext_lazy("Link to join"), 1_000, attrs={"inputmode": "url"})
    phone = Line(gettext_lazy("Number to dial in: the meeting’s, not a person’s"), 120)
    name = Line(gettext_lazy("Name of the meeting"))
    formats = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What it is like"),
        coerce=int,
        required=False,
        error_messages=CHOOSE,
        widget=forms.CheckboxSelectMultiple,
    )
    note = Lines(
        gettext_lazy("Anything else we should know?"),
        NOTE_LENGTH,
        4,
        help_text=gettext_lazy(
            "Please do not include anyone’s name. We take out phone numbers, e-mail addresses and names "
            "that we find."
        ),
    )
    email = EMail(
        gettext_lazy("Your e-mail address, if you want an answer"),
        254,
        widget=forms.EmailInput,
        attrs={"autocomplete": "email"},
        help_text=gettext_lazy(
            "Only for our answer, or a question about this. We delete it after 90 days, or as soon as you "
            "say so."
        ),
        error_messages={
            "invalid": gettext_lazy("This is no e-mail address, like name@example.org. It may stay empty.")
        },
    )

    def __init__(self, labels: Labels, shown: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(echoed(data), initial=dict(shown), auto_id="f-%s")
        nothing = ("", _("Not stated"))
        chosen = [pk for pk in shown.get("formats") or () if pk in labels.formats]
        common = [labels.format_slugs[slug].pk for slug in COMMON_FORMATS if slug in labels.format_slugs]
        self._offer("weekday", [nothing, *((str(value), label) for value, label in Weekday.choices)])
        self._offer("attendance", [nothing, *Attendance.choices])
        self._offer("formats", [(pk, labels.formats[pk].label) for pk in dict.fromkeys([*common, *chosen])])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def was(self) -> str:
        """What this form showed, to be sent along with it."""
        if self.is_bound and texts_in(said := self.data.get("was", "")) is not None:
            return str(said)
        shown = {name: typed(self.initial.get(name)) for name in FIELD_OF if name in self.fields}
        return json.dumps({name: value for name, value in shown.items() if value}, ensure_ascii=False)

    def changed_values(self) -> dict[str, Any]:
        """Of a valid form: what is not as it was shown, by field of meetings/fields.py, as JSON values."""
        was = texts_in(self.data.get("was", ""))
        found: dict[str, Any] = {}
        for name in (name for name in FIELD_OF if name in self.fields):
            unticked = name == "formats" and was is not None  # boxes without a tick are not sent at all
            if name not in self.data and not unticked:
                continue
            value = self.cleaned_data[name]
            before = typed(self.initial.get(name)) if was is None else was.get(name, "")
            if typed(value) != before and (typed(value) or name not in NEVER_EMPTY):
                found[FIELD_OF[name]] = _ready(name, value)
        return found

    def told(self) -> str:
        """The note, below the day on which it happened."""
        note: str = self.cleaned_data["note"]
        if day := self.cleaned_data.get("happened_on"):
            return f"{_('Date it happened: %(date)s') % {'date': day.isoformat()}}\n{note}".strip()
        return note


class ReportForm(MeetingFields):
    """What is wrong with a meeting that we list."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"),
        choices=FAULTS,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"),
            gettext_lazy("Choose what is wrong. “Something else” is fine, too."),
        ),
    )
    happened_on = Day(gettext_lazy("On which day was that, if you know?"))
    field_order = ["reason", "happened_on"]

    def __init__(self, labels: Labels, meeting: Meeting, data: Any = None) -> None:
        super().__init__(labels, shown_of(meeting), data)
        hidden = meeting.venue is not None and meeting.venue.address_hidden
        for name in VENUE_SHOWN:
            if name != "venue_city" and (hidden or name == "venue_state"):
                del self.fields[name]

    def clean_happened_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["happened_on"]
        if day and day > timezone.localdate() + dt.timedelta(days=1):
            raise forms.ValidationError(_("This day is still to come."))
        return day


class MissingForm(MeetingFields):
    """A meeting that we do not list yet."""

    fellowship = forms.ChoiceField(label=gettext_lazy("Program"), required=False, error_messages=CHOOSE)
    field_order = ["fellowship", "name"]

    def __init__(self, labels: Labels, data: Any = None) -> None:
        super().__init__(labels, {}, data)
        programmes = [(label.slug, label.name) for label in labels.fellowships.values()]
        self._offer("fellowship", [("", _("Another one, or I do not know")), *programmes])

    def clean(self) -> dict[str, Any]:
        if not self.errors and not any(self.cleaned_data[name] for name in TELLING):
            self.add_error("name", _("Write at least its name, its town or a link, so that we can find it."))
        return self.cleaned_data


def shown_of(meeting: Meeting) -> dict[str, Any]:
    """Today's public values by field of the form; one query, for the formats."""
    names = ("name", "weekday", "start", "duration", "attendance")
    values: dict[str, Any] = {name: getattr(meeting, name) for name in names}
    values["formats"] = sorted(one.pk for one in meeting.formats.all())
    venue = meeting.venue if meeting.near_a_place else None
    if venue is not None:
        for name in ("venue_city",) if venue.address_hidden else VENUE_SHOWN:
            values[name] = getattr(venue, name.removeprefix("venue_"))
    return values


def _ready(name: str, value: Any) -> Any:
    """As it is kept: of JSON types, plain, and without contacts in what is no link or dial-in number."""
    if name == "formats":
        return sorted(value)
    if name == "start":
        return value.strftime("%H:%M")
    if name == "venue_getting_in":
        return clean.text(value, 1_000)
    if name == "phone":
        return clean.identifier(value, 120)
    if name == "name" or name.startswith("venue_"):
        return clean.line(value)
    return value
