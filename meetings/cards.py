"""Results as the strings a page shows: templates loop over them and compute nothing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fellowships.compiled import CompiledQuery
from meetings import words
from meetings.confirming import long_ago
from meetings.exceptions import Exceptions, from_text, holiday_name
from meetings.finding import Card
from meetings.labels import FormatLabel, Labels
from meetings.language_names import language_name
from meetings.models import Feed, ServiceBody
from meetings.presenting.joining import tel
from meetings.presenting.reported import flag_words
from meetings.search import Hit
from meetings.times import UTC, Occurrence, Pattern, local
from meetings.zone_names import zone_long, zone_short

WHAT_SHOWN = 6
AXIS_ORDER = {"who": 0, "format": 1, "access": 2}


@dataclass(frozen=True, slots=True)
class Page:
    """The moment and manner in which all cards of one page are written."""

    moment: int
    labels: Labels
    unit: str = "mi"
    list_zone: str = ""  # days and clocks are of this zone; empty: of each meeting's own
    lasting: bool = False  # a page to keep or print: says the usual day, not only the next
    # Asking for the language costs more than most words: once a page.
    language: str = field(default_factory=lambda: get_language() or settings.LANGUAGE_CODE)
    # Of 25 meetings many begin at the same time.
    times: dict[tuple[int, int, int | None, str], dict[str, object]] = field(default_factory=dict)


def card_of(hit: Hit, card: Card, page: Page) -> dict[str, object]:
    """One result for the template (see templates/meetings/finder.html)."""
    fellowship = page.labels.fellowships[card.fellowship]
    text = card.text
    said_for, attendance = _who_and_how(fellowship.name, fellowship.audience, hit.attendance, page.language)
    openness, what = _kind_words(card.format_set, page.labels, page.language)
    prefix = _prefix(page.language)
    shown: dict[str, object] = {
        "url": f"{prefix}/meetings/{fellowship.slug}/{text.get('slug', 'meeting')}-{hit.meeting}/",
        "name": text.get("name", ""),
        "fellowship": fellowship.short_name,
        "whom": said_for,
        "place": _place(text, hit.attendance),
        "distance": _distance(hit, text, page.unit),
        "attendance": attendance,
        "openness": openness,
        "what": what,
        "own_clock": _own_clock(hit, card, page),
        "notes": _notes(hit, card, page),
    }
    shown.update(_time(hit.occurrence, card, page))
    return shown


def meeting_address(fellowship: str, slug: str, pk: int) -> str:
    """The same as reverse("meeting-page"), which takes too long 25 times a page; a test compares them."""
    return f"{_prefix(get_language())}/meetings/{fellowship}/{slug}-{pk}/"


def _prefix(language: str | None) -> str:
    return "" if language == settings.LANGUAGE_CODE or not language else f"/{language}"


@lru_cache(maxsize=512)
def _who_and_how(name: str, audience: str, attendance: str, _language: str) -> tuple[str, str]:
    """For whom it is and how to be there, in the present language."""
    return whom(name, audience), words.attendance_words(attendance)


@words.once_per_language
def whom(name: str, audience: str) -> str:
    """ "Narcotics Anonymous, for your own recovery"."""
    if audience == "family":
        return _("%(name)s, for family and friends") % {"name": name}
    if audience == "women":
        return _("%(name)s, for women, for their own recovery") % {"name": name}
    return _("%(name)s, for your own recovery") % {"name": name}


def _place(text: dict[str, str], attendance: str) -> str:
    if attendance in ("online", "phone"):
        return text.get("town", "")
    if text.get("hidden"):
        return _("%(town)s (the address is given by the group)") % {"town": text.get("town", "")}
    parts = [text.get("venue") or text.get("street", ""), text.get("town", "")]
    return ", ".join(part for part in parts if part)


def _distance(hit: Hit, text: dict[str, str], unit: str) -> str:
    if hit.miles is None:
        return ""
    return words.distance_in_words(hit.miles, unit, bool(text.get("approximate")))


def _kind_words(format_set: str, labels: Labels, language: str) -> tuple[str, str]:
    """Open or closed, and all else it is, in the present language: remembered with the labels."""
    known = labels.sentences.get((format_set, language))
    if known is None:
        openness = words.openness_words(labels.kinds(format_set).get("openness", ()))
        known = labels.sentences[format_set, language] = openness, _what_words(format_set, labels)
    return known


def _what_words(format_set: str, labels: Labels) -> str:
    """Who it is for, what happens, the building, the language: labels with commas, the first few."""
    ids = [int(token) for token in format_set.split(",") if token.isdigit()]
    known = [labels.formats[pk] for pk in ids if pk in labels.formats]
    chosen = sorted((label for label in known if label.dimension != "openness"), key=_in_order)
    parts = [label.label for label in chosen]
    parts += [language_name(token[1:]) for token in format_set.split(",") if token.startswith("L")]
    if len(parts) > WHAT_SHOWN:
        more = len(parts) - WHAT_SHOWN
        said = ngettext("%(number)d more", "%(number)d more", more) % {"number": more}
        parts = [*parts[:WHAT_SHOWN], said]
    return ", ".join(parts)


def _in_order(label: FormatLabel) -> tuple[int, int, str]:
    return AXIS_ORDER.get(label.dimension, 3), label.position, label.label


def _time(occurrence: Occurrence | None, card: Card, page: Page) -> dict[str, object]:
    if occurrence is None:
        unknown = _("By appointment") if card.weekday is None else _("Closed for now")
        return {"when": unknown, "live": False, "clock": "", "zone": "", "zone_long": "", "datetime": ""}
    start, zone = occurrence.start, page.list_zone or card.time_zone
    key = (start, occurrence.end, card.duration, zone)
    known = page.times.get(key)
    if known is None:
        known = page.times[key] = {
            "when": words.soon(occurrence, page.moment, zone),
            "live": occurrence.running_at(page.moment),
            "clock": words.span(occurrence, card.duration, zone),
            "zone": zone_short(zone, start),
            "zone_long": zone_long(zone, start),
            "datetime": dt.datetime.fromtimestamp(start, UTC).strftime("%Y-%m-%dT%H:%MZ"),
        }
    return known


def _own_clock(hit: Hit, card: Card, page: Page) -> str:
    """What the clock shows where the meeting is, if that is not what the list shows."""
    if not page.list_zone or hit.occurrence is None:
        return ""
    start = hit.occurrence.start
    there = local(start, card.time_zone)
    if there.utcoffset() == local(start, page.list_zone).utcoffset():
        return ""
    clock = {"clock": words.clock(start, card.time_zone), "zone": zone_long(card.time_zone, start)}
    return _("%(clock)s %(zone)s on its own clock") % clock


def _notes(hit: Hit, card: Card, page: Page) -> list[str]:
    text = card.text
    notes = []
    if text.get("reported"):
        today = local(page.moment, settings.TIME_ZONE).date()
        notes.append(flag_words(dt.date.fromisoformat(text["reported"]), today))
    if (card.weeks or page.lasting) and card.weekday is not None:
        notes.append(words.weeks_in_words(card.weeks, card.weekday))
    if text.get("pattern"):
        notes.append(_("Its notes name certain weeks of the month: check before you go"))
    if text.get("building_closed") or (hit.attendance == "online" and text.get("venue")):
        notes.append(_("Building closed for now: meets online"))
    if text.get("contact"):
        notes.append(_("Contact the group for details"))
    if (said := text.get("confirmed")) and long_ago(dt.date.fromisoformat(said), _today(page.moment)):
        notes.append(_("Not confirmed for over a year: check first"))
    if hit.occurrence is not None:
        if hit.attendance in ("in-person", "hybrid") and _on_a_holiday(hit.occurrence, card):
            notes.append(_("Public holiday: check first"))
        if card.exceptions and card.weekday is not None and card.start is not None:
            pattern = Pattern(card.weekday, card.start, card.duration, card.time_zone, card.weeks)
            notes += _date_notes(hit.occurrence, from_text(card.exceptions), pattern, page.moment)
    return notes


def _today(moment: int) -> dt.date:
    return local(moment, settings.TIME_ZONE).date()


def _on_a_holiday(occurrence: Occurrence, card: Card) -> bool:
    return bool(holiday_name(card.text.get("country", ""), card.text.get("state", ""), occurrence.date))


def _date_notes(shown: Occurrence, exceptions: Exceptions, pattern: Pattern, moment: int) -> list[str]:
    """For who knows its usual dates: one that is left out, or in whose stead it is held on the shown one."""
    today = local(moment, pattern.time_zone).date()
    instead_of = exceptions.moved_from(pattern, shown)
    if instead_of is not None:
        return [_("Moved from %(date)s") % {"date": words.date_words(instead_of, today)}]
    skipped = exceptions.skipped(pattern, moment)
    if skipped is None:
        return []
    return [_skipped_words(skipped, exceptions) % {"date": words.date_words(skipped, today)}]


def _skipped_words(date: dt.date, exceptions: Exceptions) -> str:
    if date in exceptions.cancelled:
        return _("Not on %(date)s: cancelled")
    if any(date == move.date for move in exceptions.moved):
        return _("Not on %(date)s: moved to another day")
    if exceptions.closed_on_holidays and holiday_name(exceptions.country, exceptions.state, date):
        return _("Probably not on %(date)s: public holiday")
    return _("Not on %(date)s: closed")


@dataclass(frozen=True, slots=True)
class Day:
    heading: str
    id: str
    rows: list[dict[str, object]]


def by_day(hits: Iterable[Hit], known: dict[int, Card], page: Page, zone: str) -> list[Day]:
    """The cards under day headings of one zone, in the order of the hits."""
    today = local(page.moment, zone).date()
    days: list[Day] = []
    date: dt.date | None = today
    for hit in (hit for hit in hits if hit.meeting in known):
        date_before, date = date, _date_of(hit, page.moment, zone, today)
        if not days or date != date_before:
            heading = words.day_heading(date, today) if date else _("Without a date")
            days.append(Day(heading, f"d{len(days)}", []))
        days[-1].rows.append(card_of(hit, known[hit.meeting], page))
    return days


def _date_of(hit: Hit, moment: int, zone: str, today: dt.date) -> dt.date | None:
    """The date under whose heading a hit stands: today for one under way, None for one without a date."""
    if hit.occurrence is None:
        return None
    return today if hit.occurrence.start <= moment else local(hit.occurrence.start, zone).date()


_LISTS = CompiledQuery(
    lambda ids: (
        Feed.objects.filter(records__meeting__in=ids)
        .order_by("name")
        .distinct()
        .values_list("name", "last_good_run")
    )
)


def list_sources(ids: list[int], moment: int) -> list[str]:
    """Whose lists these meetings stand in and when those were read: one query."""
    if not ids:
        return []
    lists = _LISTS.rows(ids)
    today = local(moment, settings.TIME_ZONE).date()
    found = []
    for name, read in lists:
        if read is None:
            continue
        day = local(int(read.timestamp()), settings.TIME_ZONE).date()
        said = _("today") if day == today else words.date_words(day, today)
        found.append(_("From the list “%(name)s”, read %(day)s.") % {"name": name, "day": said})
    return found


def phone_lines(ids: list[int]) -> list[dict[str, str]]:
    """The phone lines of the areas that these meetings belong to: one query."""
    bodies = ServiceBody.objects.filter(meetings__in=ids).exclude(helpline="").distinct()
    return [
        {"name": name, "number": number, "tel": tel(number)}
        for name, number in bodies.values_list("name", "helpline")[:5]
    ]
