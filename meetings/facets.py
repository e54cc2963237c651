"""The filters as a page shows them: checkboxes with counts, links that take one away, radius and order."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from meetings import words
from meetings.filters import DAY_SLUGS, DEFAULT_RADIUS, RADII, TIME_SLUGS, Asked
from meetings.labels import OPENNESS, Labels
from meetings.language_names import language_name
from meetings.models import Attendance, Meeting
from meetings.search import DAYS, Found

LEGENDS: dict[str, str | Promise] = {
    "day": lazy("Day"),
    "time": lazy("Time of day"),
    "fellowship": lazy("Program"),
    "type": lazy("Who it is for"),
    "format": lazy("What happens"),
    "attendance": lazy("How to be there"),
    "language": lazy("Language"),
    "access": lazy("The building"),
    "slips": lazy("Attendance slips"),
}
TIMES: dict[str, str | Promise] = {
    "now": lazy("On now or within 30 minutes"),
    "morning": lazy("Morning, 5 to 11"),
    "midday": lazy("Midday, 11 to 2"),
    "afternoon": lazy("Afternoon, 2 to 5"),
    "evening": lazy("Evening, 5 to 9"),
    "night": lazy("Night, 9 to 5"),
}
# What few lists state: the page says how many do not say.
RARELY_STATED = ("access", "slips", "language")


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    count: int
    checked: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    legend: str
    open: bool
    note: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Removable:
    """One active filter and the address of the list without it."""

    label: str
    url: str


def label_of(name: str, value: str, labels: Labels) -> str:
    """One value of one filter in words."""
    if name == "day":
        return _day_label(value)
    if name == "time":
        return str(TIMES[value])
    if name == "fellowship":
        return labels.by_fellowship_slug[value].name
    if name == "attendance":
        return words.attendance_words(value)
    if name == "language":
        return language_name(value)
    if name == "slips":
        return str(Meeting.Slips(value).label)
    return labels.format_slugs[value].label


def _day_label(value: str) -> str:
    if value in DAYS:
        return capfirst(words.weekday_name(DAYS.index(value)))
    return _("Today") if value == "today" else _("Tomorrow")


def facets(asked: Asked, found: Found, labels: Labels) -> list[Facet]:
    """Every filter that has something to choose, in a fixed order."""
    shown = [_facet(name, asked, found, labels) for name in LEGENDS]
    return [facet for facet in shown if facet.options]


def _facet(name: str, asked: Asked, found: Found, labels: Labels) -> Facet:
    chosen: tuple[str, ...] = getattr(asked, name)
    counts = _counts(name, found)
    legend, choices = _legend_and_choices(name, labels)
    if name == "language":
        tags = sorted({*counts, *chosen}, key=language_name)
        choices = [(tag, language_name(tag), "") for tag in tags]
    options = [
        Option(value, label, counts.get(value, 0), value in chosen, hint)
        for value, label, hint in choices
        if value in chosen or counts.get(value, 0)
    ]
    return Facet(name, legend, bool(chosen), _rarely_stated(name, chosen, found), options)


def _counts(name: str, found: Found) -> dict[str, int]:
    if name == "type":
        return {**found.counts["openness"], **found.counts["who"]}
    return dict(found.counts[name])


def _legend_and_choices(name: str, labels: Labels) -> tuple[str, list[tuple[str, str, str]]]:
    """A filter's legend and its (value, label, hint) in order: put into words once per language."""
    key = (name, get_language() or "")
    known = labels.choices.get(key)
    if known is None:
        choices = [(value, label_of(name, value, labels), hint) for value, hint in _values(name, labels)]
        known = labels.choices[key] = str(LEGENDS[name]), choices
    return known


def _values(name: str, labels: Labels) -> list[tuple[str, str]]:
    """(value, hint) in the order in which they are shown; none for languages, of which any may come."""
    fixed: dict[str, Iterable[str]] = {
        "day": DAY_SLUGS,
        "time": TIME_SLUGS,
        "attendance": Attendance.values,
        "slips": Meeting.Slips.values,
        "fellowship": labels.by_fellowship_slug,
        "language": (),
    }
    if name in fixed:
        return [(value, "") for value in fixed[name]]
    wanted = [label for label in labels.formats.values() if label.axis == name]
    if name == "type":
        wanted.sort(key=lambda label: label.slug not in OPENNESS)
    return [(label.slug, label.meaning) for label in wanted]


def _rarely_stated(name: str, chosen: tuple[str, ...], found: Found) -> str:
    """ "4 say so, 39 do not say so": a filter on what is rarely stated leaves out those that say nothing."""
    if name not in RARELY_STATED or not chosen:
        return ""
    silent = max(found.without.get(name, found.total) - found.total, 0)
    say = ngettext("%(number)d says so", "%(number)d say so", found.total) % {"number": found.total}
    do_not = ngettext("%(number)d does not say so", "%(number)d do not say so", silent)
    return _("%(say)s, %(silent)s") % {"say": say, "silent": do_not % {"number": silent}}


def active(asked: Asked, labels: Labels, path: str) -> list[Removable]:
    """A link for each active value that takes it away."""
    found = [
        Removable(label_of(name, value, labels), asked.without(name, value).link(path))
        for name in LEGENDS
        for value in getattr(asked, name)
    ]
    if asked.q:
        found.append(Removable(_("“%(text)s”") % {"text": asked.q}, asked.only(q="").link(path)))
    return found


def selects(asked: Asked, unit: str, *, radius: bool) -> list[dict[str, object]]:
    """The choices of which one holds: how far, and in which order. The usual adds nothing to an address."""
    found: list[dict[str, object]] = []
    if radius:
        sizes = [
            {
                "value": "" if size == DEFAULT_RADIUS else str(size),
                "label": _size(size, unit),
                "selected": size == asked.radius,
            }
            for size in RADII
        ]
        found.append({"name": "radius", "label": _("How far"), "options": sizes})
        orders = [("", _("Soonest first")), ("distance", _("Nearest first"))]
        options = [
            {"value": value, "label": label, "selected": (value or "soonest") == asked.sort}
            for value, label in orders
        ]
        found.append({"name": "sort", "label": _("Order"), "options": options})
    return found


def _size(size: int, unit: str) -> str:
    if unit == "km":
        return _("%(number)d km") % {"number": size}
    return ngettext("%(number)d mile", "%(number)d miles", size) % {"number": size}
