"""What forms of meetings ask in their own way: weeks of the month, languages, time zones."""

import re
from functools import lru_cache
from typing import Any, Final
from zoneinfo import available_timezones

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from meetings.language_names import NAMES, language_name
from meetings.models.meeting import LAST_WEEK

WEEKS: Final = (
    (1, gettext_lazy("first")),
    (2, gettext_lazy("second")),
    (4, gettext_lazy("third")),
    (8, gettext_lazy("fourth")),
    (16, gettext_lazy("fifth")),
    (LAST_WEEK, gettext_lazy("last")),
)
BCP_47: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# The zones that most people look for, by the names they use.
NAMED_ZONES: Final = {
    "America/New_York": gettext_lazy("Eastern time (New York)"),
    "America/Chicago": gettext_lazy("Central time (Chicago)"),
    "America/Denver": gettext_lazy("Mountain time (Denver)"),
    "America/Phoenix": gettext_lazy("Arizona (Phoenix)"),
    "America/Los_Angeles": gettext_lazy("Pacific time (Los Angeles)"),
    "America/Anchorage": gettext_lazy("Alaska (Anchorage)"),
    "Pacific/Honolulu": gettext_lazy("Hawaii (Honolulu)"),
}
# Other parts of the table of zones are old names and offsets that nobody should choose.
REGIONS: Final = frozenset("Africa America Antarctica Asia Atlantic Australia Europe Indian Pacific".split())


class TimeWidget(forms.TimeInput):
    """The browser's own, for thumbs."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateWidget(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class LongText(forms.CharField):
    """Browsers send other line ends than lists write: that alone is no change."""

    def to_python(self, value: Any) -> Any:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(str(initial or "").replace("\r\n", "\n").strip() != self.to_python(data))


class WeeksField(forms.MultipleChoiceField):
    """The mask of Meeting.weeks as check boxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=WEEKS, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return [str(bit) for bit, _name in WEEKS if value & bit]
        return value

    def clean(self, value: Any) -> Any:
        return sum({int(bit) for bit in super().clean(value)})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(self.prepare_value(initial or 0)) != set(data or [])


class DaysField(forms.MultipleChoiceField):
    """Days of the week as check boxes; their numbers, Sunday 0."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        return sorted({int(day) for day in super().clean(value)})


class LanguagesField(forms.CharField):
    """Codes (BCP 47) or their names, with commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(_shown, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        names = [name.strip() for name in re.split(r"[,;\n]", value or "")]
        return list(dict.fromkeys(_language_code(name) for name in names if name))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((initial or []) != self.to_python(data))
        except ValidationError:
            return True


def _language_code(name: str) -> str:
    for known in (_codes_by_name(None), _codes_by_name("en")):
        if code := known.get(name.casefold()):
            return code
    if BCP_47.fullmatch(name):
        return name
    raise ValidationError(
        _("We know no language “%(name)s”. Write its name in English, or its code: Spanish, es."),
        params={"name": name},
    )


def _shown(code: str) -> str:
    """By its name, where that leads back to the very same code."""
    name = language_name(code)
    return name if _named().get(name.casefold()) == code else code


def _codes_by_name(language: str | None) -> dict[str, str]:
    if language is None:
        return _named()
    with override(language):
        return _english()


def _named() -> dict[str, str]:
    """Of Django's languages the shortest code comes first; our own names win."""
    codes = sorted((code for code in LANG_INFO if "name" in LANG_INFO[code]), key=len, reverse=True)
    return {language_name(code).casefold(): code for code in (*codes, *NAMES)}


_english = lru_cache(maxsize=1)(_named)


class ZoneSelect(forms.Select):
    """Four hundred options in one piece: rendered one by one they cost more than the rest of the form."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        parts = ((_part(one, label, str(value or "")),) for one, label in self.choices)
        every = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        return format_html("<select{}>{}</select>", every, format_html_join("", "{}", parts))


def _part(value: Any, label: Any, chosen: str) -> str:
    if isinstance(label, list):
        return _group(str(value), tuple(label), chosen if chosen in dict(label) else "")
    selected = " selected" if value == chosen else ""
    return format_html('<option value="{}"{}>{}</option>', value, selected, label)


@lru_cache(maxsize=64)
def _group(name: str, choices: tuple[tuple[Any, Any], ...], chosen: str) -> str:
    """Hundreds of zones, on every form of a meeting: those of a region are written once."""
    options = ((_part(one, text, chosen),) for one, text in choices)
    return format_html('<optgroup label="{}">{}</optgroup>', name, format_html_join("", "{}", options))


class ZoneField(forms.ChoiceField):
    """A time zone by region; the one a meeting has already is always among them."""

    widget = ZoneSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_zones, required=False, **kwargs)

    def keep(self, zone: str) -> None:
        if zone and not self.valid_value(zone):
            self.choices = [*_zones(), (zone, zone)]


def _zones() -> list[tuple[str, Any]]:
    return [("", _("That of the venue")), (_("United States"), list(NAMED_ZONES.items())), *_by_region()]


@lru_cache(maxsize=1)
def _by_region() -> list[tuple[str, Any]]:
    names = sorted(available_timezones() - NAMED_ZONES.keys())
    names = [name for name in names if name.partition("/")[0] in REGIONS]
    regions = sorted({name.partition("/")[0] for name in names})
    return [
        (region, [(name, _plain(name)) for name in names if name.startswith(f"{region}/")])
        for region in regions
    ]


def _plain(zone: str) -> str:
    return zone.replace("_", " ")
