"""The fields of a meeting that somebody may change, their values as JSON and in words.

A value of JSON types is what reports, corrections and undoing keep: `"19:00"` for a start, ids for links,
sorted ids for formats; `venue.street` and the like are fields of its venue.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from django.db.models import Model
from django.utils import formats
from django.utils.translation import gettext as _

from fellowships.models import Fellowship
from fellowships.page_language import said
from meetings import words
from meetings.language_names import language_names
from meetings.models import Format, Group, Meeting, ServiceBody, Venue

# In the order of the public page.
FIELDS: Final = (
    *"name fellowship group service_body weekday start duration weeks by_appointment time_zone".split(),
    *"attendance venue formats languages notes slips online_url online_kind online_notes passcode".split(),
    *"phone phone_notes contact_for_details building_closed closed_for_now pattern_in_notes".split(),
    *"status unlisted_why confirmed_on confirmed_by republish world_id merged_into".split(),
)
# What adds, moves or removes: without the permission `publish_meeting` it waits for a publisher.
MOVES: Final = frozenset(
    "weekday start weeks by_appointment time_zone attendance venue fellowship online_url passcode phone "
    "status merged_into republish".split()
)
VENUE_FIELDS: Final = (
    *"name street neighborhood city county state postal_code country latitude longitude".split(),
    *"time_zone building_kind getting_in transit address_hidden".split(),
)
VENUE_MOVES: Final = frozenset(
    "street city county state postal_code country latitude longitude time_zone address_hidden".split()
)
LINKS: Final[dict[str, type[Model]]] = {
    "venue": Venue,
    "group": Group,
    "service_body": ServiceBody,
    "merged_into": Meeting,
}
VENUE_PREFIX: Final = "venue."
WEEK_BITS: Final = 6


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One row of a comparison: the field, its label, and both values as JSON and in words."""

    field: str
    label: str
    before: Any
    after: Any
    before_words: str
    after_words: str


def as_json(value: Any) -> Any:
    """What a model or a form holds, as JSON types."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return value


def as_python(field: str, value: Any) -> Any:
    """A JSON value as the model holds it; links stay ids. Raises ValueError for what cannot be read."""
    if field == "start" and value:
        return time.fromisoformat(value)
    if field == "confirmed_on" and value:
        return date.fromisoformat(value)
    return value


def snapshot(meeting: Meeting, formats_held: Iterable[int] | None = None) -> dict[str, Any]:
    """All FIELDS as JSON; one query for the formats unless they are given."""
    held = (
        meeting.formats.values_list("pk", flat=True).order_by("pk") if formats_held is None else formats_held
    )
    values = {name: _own(meeting, name) for name in FIELDS if name != "formats"}
    return {**values, "formats": sorted(held)}


def past_snapshot(version: Any) -> dict[str, Any]:
    """The same of a row of the meeting's history (`HistoricalMeeting`); one query for its formats."""
    held = version.formats.values_list("format_id", flat=True)
    return snapshot(version, held)


def _own(row: Any, name: str) -> Any:
    return as_json(getattr(row, f"{name}_id" if name in LINKS or name == "fellowship" else name))


def venue_snapshot(venue: Venue) -> dict[str, Any]:
    """VENUE_FIELDS as JSON, without the prefix."""
    return {name: as_json(getattr(venue, name)) for name in VENUE_FIELDS}


def version_of(meeting: Meeting) -> int | None:
    """The number of the newest row of its history; None when it has none. One query."""
    rows = Meeting.history.filter(id=meeting.pk).order_by("-history_id")
    newest: int | None = rows.values_list("history_id", flat=True).first()
    return newest


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """What differs between two mappings of JSON values, in the order of FIELDS; nothing is left out."""
    names = [name for name in (*FIELDS, *sorted(after)) if name in after]
    return [
        FieldChange(
            name,
            field_label(name),
            before.get(name),
            after[name],
            value_words(name, before.get(name)),
            value_words(name, after[name]),
        )
        for name in dict.fromkeys(names)
        if before.get(name) != after[name]
    ]


def field_label(field: str) -> str:
    """As forms name it: "Start"; "Venue: town" for a field of the venue."""
    if field.startswith(VENUE_PREFIX):
        label = Venue._meta.get_field(field.removeprefix(VENUE_PREFIX)).verbose_name  # type: ignore[union-attr]
        return _("Venue: %(field)s") % {"field": label}
    label = Meeting._meta.get_field(field).verbose_name  # type: ignore[union-attr]
    return str(label)[:1].upper() + str(label)[1:]


def value_words(field: str, value: Any) -> str:
    """A JSON value as a person reads it; "Not stated" for nothing. A link costs a query."""
    if value is None or value == "" or value == []:
        return _("Not stated")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    name = field.removeprefix(VENUE_PREFIX)
    if field in LINKS:
        row = LINKS[field]._default_manager.filter(pk=value).first()
        return str(row) if row else _("Number %(number)s") % {"number": value}
    if field in WORDS:
        return WORDS[field](value)
    model = Venue if field.startswith(VENUE_PREFIX) else Meeting
    choices = dict(model._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    return str(choices.get(value, value))


def _formats(value: Iterable[int]) -> str:
    labels = Format.objects.filter(pk__in=list(value)).values_list("label", flat=True)
    return words.joined([said(label).words for label in labels]) or _("Not stated")


def _fellowship(value: int) -> str:
    return str(Fellowship.objects.filter(pk=value).first() or value)


def _clock(value: str) -> str:
    at = time.fromisoformat(value)
    return words.clock_words(at.hour, at.minute)


def _day(value: str) -> str:
    return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")


def _weeks(value: int) -> str:
    if not value:
        return _("Every week")
    names = (_("first"), _("second"), _("third"), _("fourth"), _("fifth"), _("last"))
    return words.joined([names[bit] for bit in range(WEEK_BITS) if value & 1 << bit])


WORDS: Final[dict[str, Callable[[Any], str]]] = {
    "formats": _formats,
    "fellowship": _fellowship,
    "start": _clock,
    "confirmed_on": _day,
    "weeks": _weeks,
    "duration": lambda value: _("%(minutes)s minutes") % {"minutes": value},
    "languages": lambda value: words.joined(language_names(value)),
}
