"""The fields of visitors' forms: forgiving of how things are typed, short sentences where that fails."""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ECHOED: Final = 20_000  # characters of one field that come back on the page after a mistake
VALUES_READ: Final = 100  # of one name
CLOCKS: Final = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p", "%H.%M"]
DATES: Final = ["%Y-%m-%d", "%m/%d/%Y"]
UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
WEB: Final = URLValidator(schemes=["http", "https"])
CHOOSE = {
    name: gettext_lazy("Choose one of the list.")
    for name in ("required", "invalid_choice", "invalid_list", "invalid")
}


class Line(forms.CharField):
    """One line of text: control characters and line breaks are taken out, all else is as typed."""

    def __init__(self, label: Any, most: int = 255, **options: Any) -> None:
        attributes = {"autocomplete": "off", "maxlength": most, **options.pop("attrs", {})}
        widget = options.pop("widget", forms.TextInput)(attrs=attributes)
        super().__init__(label=label, required=False, widget=widget, **options)
        self.most = most

    def to_python(self, value: Any) -> str:
        return " ".join(UNSEEN.sub("", str(value or "")).split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.most:
            words = {"most": self.most, "number": len(value)}
            raise ValidationError(
                _("Please write at most %(most)d characters; these are %(number)d.") % words
            )


class Lines(Line):
    """Text of several lines."""

    def __init__(self, label: Any, most: int, rows: int, **options: Any) -> None:
        super().__init__(label, most, widget=forms.Textarea, attrs={"rows": rows, "cols": 40}, **options)

    def to_python(self, value: Any) -> str:
        typed = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return UNSEEN.sub("", typed).strip()


class EMail(Line):
    """An address, or nothing. What holds a line break is none: nothing of it may reach a header."""

    default_validators = [validate_email]

    def to_python(self, value: Any) -> str:
        return str(value or "").strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        if any(char.isspace() or not char.isprintable() for char in value):
            raise ValidationError(self.error_messages["invalid"])


class WebAddress(Line):
    """A link; people leave out the https://."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        return f"https://{typed}" if typed and "://" not in typed else typed

    def validate(self, value: str) -> None:
        super().validate(value)
        try:
            WEB(value or "https://example.org/")
        except ValidationError:
            raise ValidationError(_("This is no web address, like https://example.org/123.")) from None


class Clock(forms.TimeField):
    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=CLOCKS,
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "autocomplete": "off"}),
            error_messages={"invalid": gettext_lazy("Write the time like 19:30 or 7:30 pm.")},
        )


class Day(forms.DateField):
    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=DATES,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
            error_messages={"invalid": gettext_lazy("Write the day like 2026-11-22.")},
        )


class Minutes(forms.IntegerField):
    def __init__(self, label: Any) -> None:
        said = gettext_lazy("Write the minutes as a number from 1 to 1440, like 60.")
        super().__init__(
            label=label,
            required=False,
            min_value=1,
            max_value=1_440,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), said),
        )


def typed(value: Any) -> str:
    """A value as a form sends it, to compare what was shown with what came back."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ",".join(str(one) for one in sorted(value))
    if hasattr(value, "strftime"):
        return str(value.strftime("%H:%M"))
    return " ".join(str(value).split())


def texts_in(said: Any) -> dict[str, str] | None:
    """A JSON object of strings; None for anything else."""
    try:
        found = json.loads(str(said))
    except (ValueError, RecursionError):
        return None
    texts = isinstance(found, dict) and all(isinstance(value, str) for value in found.values())
    return found if texts else None


def echoed(data: Any) -> Any:
    """What came in, each value short enough to be shown again."""
    if not isinstance(data, MultiValueDict):
        return data
    return MultiValueDict({name: _short(values) for name, values in data.lists()})


def _short(values: Iterable[Any]) -> list[str]:
    return [str(value)[:ECHOED] for value in list(values)[:VALUES_READ]]
