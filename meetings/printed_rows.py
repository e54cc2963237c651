"""The lines of a printed list: each meeting once, by day, and a legend of the words that these lines use."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from meetings import finding, words
from meetings.cards import Page, card_of, list_sources, phone_lines, whom
from meetings.finding import Card
from meetings.labels import OPENNESS, FormatLabel
from meetings.language_names import language_name
from meetings.models import Meeting
from meetings.search import FROM_AFAR, Hit
from meetings.times import local

Rows = list[dict[str, object]]


def meetings_page(hits: list[Hit], page: Page, *, show_miles: bool = False) -> dict[str, Any]:
    """Four queries, however many: cards, ways in, lists, phone lines."""
    ids = [hit.meeting for hit in hits]
    known = finding.cards(ids)
    sheet = Sheet(page, getting_in_of(ids), show_miles)
    return {
        "days": _days([hit for hit in hits if _can_be_shown(hit, known, page)], known, sheet),
        "legend": sheet.legend(),
        "sources": list_sources(ids, page.moment),
        "lines": phone_lines(ids) if ids else [],
    }


@dataclass
class Sheet:
    """What stands on the paper, and which words it uses: the legend explains those and no others."""

    page: Page
    getting_in: dict[int, str]
    far: bool  # distances are shown
    formats: set[int] = field(default_factory=set)
    fellowships: set[int] = field(default_factory=set)

    def row(self, hit: Hit, card: Card) -> dict[str, object]:
        """One line; a hidden address is its town, a link and a passcode are not on it."""
        shown = card_of(hit, card, self.page)
        kinds = self._kinds(card.format_set)
        self.formats |= {label.pk for label in kinds}
        self.fellowships.add(card.fellowship)
        slug = self.page.labels.fellowships[card.fellowship].slug
        return {
            "name": shown["name"],
            "clock": shown["clock"] or shown["when"],
            "zone": shown["zone"],
            "own_clock": shown["own_clock"],
            "place": _place(hit, card) or shown["place"],
            "distance": shown["distance"] if self.far else "",
            "getting_in": "" if hit.attendance in FROM_AFAR else self.getting_in.get(hit.meeting, ""),
            "page": _page_address(slug, hit.meeting) if _from_afar(hit) else "",
            "fellowship": shown["fellowship"],
            "attendance": shown["attendance"],
            "openness": "" if _says_one(kinds) else shown["openness"],
            "kinds": [label.label for label in kinds],
            "languages": [language_name(tag[1:]) for tag in card.format_set.split(",") if tag[:1] == "L"],
            "notes": shown["notes"],
        }

    def _kinds(self, format_set: str) -> list[FormatLabel]:
        """In the order of the vocabulary, open and closed first."""
        ids = {int(token) for token in format_set.split(",") if token.isdigit()}
        known = [label for pk, label in self.page.labels.formats.items() if pk in ids]
        return sorted(known, key=lambda label: label.slug not in OPENNESS)

    def legend(self) -> list[dict[str, str]]:
        """Programmes by their short names, then the words on formats, in the order of their tables."""
        labels = self.page.labels
        programmes = [
            {"word": one.short_name, "meaning": whom(one.name, one.audience)}
            for pk, one in labels.fellowships.items()
            if pk in self.fellowships
        ]
        formats = [
            {"word": label.label, "meaning": label.meaning}
            for pk, label in labels.formats.items()
            if pk in self.formats and label.meaning
        ]
        return [*programmes, *formats]


def _says_one(kinds: list[FormatLabel]) -> bool:
    """Open or closed, and not both: more needs more words."""
    return len([label for label in kinds if label.slug in OPENNESS]) == 1


def _from_afar(hit: Hit) -> bool:
    return hit.attendance in FROM_AFAR or hit.attendance == "hybrid"


def _place(hit: Hit, card: Card) -> str:
    """With the street, which lists on a screen leave to the meeting's page."""
    text = card.text
    if hit.attendance in FROM_AFAR or text.get("hidden"):
        return ""
    parts = [text.get("venue", ""), text.get("street", ""), text.get("town", "")]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _page_address(fellowship: str, pk: int) -> str:
    """Of the meeting's page, as short as one can type it; it leads on to the full one, and to how to join."""
    return settings.SITE_URL.partition("://")[2] + reverse("meeting-page", args=[fellowship, pk])


def getting_in_of(ids: Iterable[int]) -> dict[int, str]:
    """What is said of the way in; nothing of hidden addresses. One query."""
    there = Meeting.objects.filter(pk__in=list(ids), venue__address_hidden=False)
    return dict(there.exclude(venue__getting_in="").values_list("pk", "venue__getting_in"))


def _can_be_shown(hit: Hit, known: dict[int, Card], page: Page) -> bool:
    """Not what was taken away, or whose programme was, while the page was made."""
    return hit.meeting in known and known[hit.meeting].fellowship in page.labels.fellowships


def _days(hits: list[Hit], known: dict[int, Card], sheet: Sheet) -> list[dict[str, object]]:
    """Each meeting once, under the date of its next time; those without one last."""
    today = local(sheet.page.moment, settings.TIME_ZONE).date()
    dates: dict[dt.date, Rows] = {}
    for hit in hits:
        card = known[hit.meeting]
        date = dt.date.max
        if hit.occurrence is not None:
            date = local(hit.occurrence.start, sheet.page.list_zone or card.time_zone).date()
        dates.setdefault(date, []).append(sheet.row(hit, card))
    return [
        {
            "heading": _("Without a date")
            if date == dt.date.max
            else capfirst(words.date_words(date, today)),
            "rows": dates[date],
        }
        for date in sorted(dates)
    ]
