"""A search or a saved list for paper: all that was found up to a limit, by day, with what its words mean."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowships.paper import Paper
from meetings import finding, words
from meetings.cards import Page, card_of, list_sources, phone_lines, whom
from meetings.facets import LEGENDS, label_of
from meetings.filters import Asked
from meetings.finding import Card, Spot
from meetings.labels import OPENNESS, FormatLabel, Labels
from meetings.language_names import language_name
from meetings.models import Meeting
from meetings.offers import count_words
from meetings.places import gazetteer
from meetings.search import FROM_AFAR, Found, Hit
from meetings.times import local

MOST = 200  # of one search; a saved list holds fewer
# A longer address is a picture that phones cannot read, and nothing that a person would type.
LONGEST_ADDRESS = 200
Rows = list[dict[str, object]]


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
            if pk in self.formats
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


def around(
    asked: Asked, paper: Paper, spot: Spot, label: str, path: str, moment: int, labels: Labels
) -> dict[str, Any]:
    """Around a place. Around a point no distances stand on the paper: three would give it away."""
    found = finding.near(asked.only(sort="soonest"), spot, moment, labels, size=MOST)
    at_a_point = asked.latitude is not None
    unit = asked.unit_in(spot.country)
    named = words.joined([labels.by_fellowship_slug[slug].name for slug in asked.fellowship])
    heading = _("%(programmes)s in %(place)s") if spot.within else _("%(programmes)s near %(place)s")
    if spot.within:
        where = _("%(meetings)s in %(place)s")
    elif at_a_point:
        where = _("%(meetings)s within %(distance)s")
    else:
        where = _("%(meetings)s within %(distance)s of %(place)s")
    far = {"distance": words.distance_in_words(asked.miles(unit), unit), "place": label}
    return {
        **_found_page(asked, paper, found, Page(moment, labels, unit), path, show_miles=not at_a_point),
        **_heading(paper, heading % {"programmes": named or _("Meetings"), "place": label}),
        "how_many": _how_many(found, where, far),
        "zone": spot.time_zone,
    }


def online(asked: Asked, paper: Paper, path: str, moment: int, labels: Labels) -> dict[str, Any]:
    zone = asked.tz or settings.TIME_ZONE
    found = finding.online(asked.only(sort="soonest"), moment, labels, zone, size=MOST)
    return {
        **_found_page(asked, paper, found, Page(moment, labels, list_zone=zone), path),
        **_heading(paper, _("Online and phone meetings")),
        "zone": zone,
    }


def listed(asked: Asked, paper: Paper, path: str, moment: int, labels: Labels) -> dict[str, Any]:
    """By name or programme, without a place."""
    zone = asked.tz or settings.TIME_ZONE
    found = finding.anywhere(asked.only(sort="soonest"), moment, labels, zone, size=MOST)
    named = words.joined([labels.by_fellowship_slug[slug].name for slug in asked.fellowship])
    return {
        **_found_page(asked, paper, found, Page(moment, labels, list_zone=zone), path),
        **_heading(paper, named or _("Meetings named like “%(text)s”") % {"text": asked.q}),
        "zone": zone,
    }


def saved(
    hits: list[Hit], gone: int, paper: Paper, moment: int, labels: Labels, heading: str
) -> dict[str, Any]:
    """A list that somebody saved; `gone` are the meetings of it that are no longer listed."""
    no_longer = ngettext(
        "%(number)d meeting of this list is no longer listed.",
        "%(number)d meetings of this list are no longer listed.",
        gone,
    )
    return {
        **meetings_page(hits, Page(moment, labels)),
        **_heading(paper, heading),
        "how_many": count_words(len(hits)) + "." if paper.neutral and hits else "",
        "gone": no_longer % {"number": gone} if gone else "",
        "zone": settings.TIME_ZONE,
    }


def _found_page(
    asked: Asked, paper: Paper, found: Found, page: Page, path: str, *, show_miles: bool = False
) -> dict[str, Any]:
    kept = asked.only(layout=(), sort="soonest").items()
    return {
        **paper.page(path, address_of(asked, path), kept),
        **meetings_page(found.hits, page, show_miles=show_miles),
        "how_many": _how_many(found),
        "chosen": _chosen(asked, page.labels, paper),
        "left_out": _left_out(found),
    }


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


def _heading(paper: Paper, heading: str) -> dict[str, str]:
    title = _("Places and times") if paper.neutral else capfirst(heading)
    return {"title": title, "heading": title, "shared_as": _("Meetings")}


def _how_many(found: Found, where: str = "", words_of: dict[str, str] | None = None) -> str:
    """All of them, or how many of how many and what to do about it."""
    count = count_words(found.total)
    if found.partial:
        count = _("at least %(count)s") % {"count": count}
    counted = where % {"meetings": count, **(words_of or {})} if where else count
    shown = len(found.hits)
    if not found.total:
        return _("Nothing was found that fits all of this.")
    if shown < found.total or found.partial:
        return _(
            "The first %(shown)d of %(counted)s, the soonest first. "
            "For a shorter list choose a day, a program or a smaller circle before you print."
        ) % {"shown": shown, "counted": counted}
    return ngettext("The only one: %(counted)s.", "All %(counted)s, the soonest first.", found.total) % {
        "counted": counted
    }


def _chosen(asked: Asked, labels: Labels, paper: Paper) -> str:
    """The filters in words. Programmes stand in the heading; under a neutral one they are not named."""
    found = [
        label_of(name, value, labels)
        for name in LEGENDS
        if name != "fellowship"
        for value in getattr(asked, name)
    ]
    if paper.neutral and (asked.fellowship or asked.q):
        found.append(_("what was searched for"))
    elif asked.q:
        found.append(_("“%(text)s”") % {"text": asked.q})
    return _("Only: %(filters)s.") % {"filters": ", ".join(found)} if found else ""


def _left_out(found: Found) -> str:
    if not found.family:
        return ""
    family = ngettext(
        "%(number)d meeting for family and friends",
        "%(number)d meetings for family and friends",
        found.family,
    )
    return _("Not on this paper: %(meetings)s.") % {"meetings": family % {"number": found.family}}


def address_of(asked: Asked, path: str) -> str:
    """What the paper says, whoever finds it: no point, and no words that somebody typed.

    `path` is that of a place's page, or of the finder.
    """
    if asked.latitude is not None:
        path = _nearest_page(asked.latitude, asked.longitude or 0.0)
    public = asked.only(near="", q="", latitude=None, longitude=None, sort="soonest", layout=())
    address = public.link(path)
    return address if len(address) <= LONGEST_ADDRESS else path


def _nearest_page(latitude: float, longitude: float) -> str:
    town = gazetteer.nearest_town(latitude, longitude)
    return reverse("finder-near", args=[town.slug]) if town else reverse("finder")
