"""What stands in a text as `[[name argument]]`, filled in when the page is shown: lines, facts, meetings.

articles/markdown.py leaves a marker for each; here each name has one function. An unknown one shows nothing.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.inside_links import for_page
from articles.models import DEFAULT, Term
from articles.presenting import term_rows
from fellowships.caching import data_version
from fellowships.citing import cited
from fellowships.dates import partial_date_words
from fellowships.models import Fact, HelpLine
from fellowships.own_words import with_own_words
from fellowships.page_language import ENGLISH, foreign, page_language
from meetings import finding
from meetings.filters import Asked
from meetings.finding import Spot
from meetings.labels import Labels, labels
from meetings.offers import count_words, covered_fellowships
from meetings.places import gazetteer
from recovery_site.pages.lines import present_line
from recovery_site.pages.online import online_rows

register = template.Library()
MARKER = re.compile(r'<p class="live">([a-z-]+)((?: [a-z0-9-]+)*)</p>')


@dataclass
class Live:
    """What the blocks of one page ask for, so that each table is read once."""

    known: Labels
    language: str  # of the text
    named: dict[str, list[str]] = field(default_factory=dict)  # block -> all its arguments on this page
    terms: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: dict[str, HelpLine] = field(default_factory=dict)
    facts: dict[str, list[Fact]] = field(default_factory=dict)

    def read(self) -> None:
        """At most one query each for words, lines and facts."""
        if wanted := self.named.get("terms"):
            with override(self.language):
                self.terms = {row["slug"]: row for row in term_rows(_terms(wanted, self.language))}
        if wanted := self.named.get("line"):
            self.lines = {line.slug: line for line in HelpLine.objects.published().filter(slug__in=wanted)}
        if wanted := self.named.get("facts"):
            for fact in Fact.objects.stated().with_source().filter(criterion__slug__in=wanted):
                self.facts.setdefault(fact.criterion.slug, []).append(fact)


@register.simple_tag(takes_context=True)
def live_body(context: dict[str, Any], html: str, language: str = DEFAULT) -> SafeString:
    """The HTML of a text, cleaned when it was saved, with its live blocks filled in.

    `language` is that of the text: words are explained in it, and all other blocks in that of the page.
    """
    request: HttpRequest = context["request"]
    pieces = MARKER.split(for_page(html))
    live = Live(labels(data_version(request)), language)
    for name, arguments in zip(pieces[1::3], pieces[2::3], strict=True):
        live.named.setdefault(name, []).extend(arguments.split())
    live.read()
    shown = []
    for index, piece in enumerate(pieces):
        if index % 3 == 0:
            shown.append(piece)
        elif index % 3 == 1 and piece in BLOCKS:
            shown.append(_filled(live, piece, pieces[index + 1].split()))
    return SafeString("".join(shown))


def _filled(live: Live, name: str, arguments: list[str]) -> str:
    if name == "terms":
        with override(live.language):
            return _explained(live, arguments)
    block, page = SafeString(BLOCKS[name](live, arguments)), page_language()
    return block if page == live.language or not block else _show("marked", block=block, language=page)


def _terms(slugs: list[str], language: str) -> list[Term]:
    terms = Term.objects.published().in_language(language)
    return list(terms.filter(slug__in=slugs).select_related("source"))


def _show(name: str, **context: Any) -> str:
    return render_to_string(f"articles/live/_{name}.html", context)


def _explained(live: Live, slugs: list[str]) -> str:
    terms = [live.terms[slug] for slug in slugs if slug in live.terms]
    return _show("terms", terms=terms) if terms else ""


def _line(live: Live, slugs: list[str]) -> str:
    lines = [present_line(live.lines[slug]) for slug in slugs if slug in live.lines]
    return "".join(render_to_string("components/_line.html", {"line": line}) for line in lines)


def _facts(live: Live, slugs: list[str]) -> str:
    rows = [
        {
            "name": one.name,
            "text": with_own_words(fact.text),
            "source": cited(fact.source),
            "as_of": partial_date_words(fact.as_of),
            "language": foreign(ENGLISH),
        }
        for slug in slugs
        for fact in live.facts.get(slug, ())
        if (one := live.known.fellowships.get(fact.fellowship_id)) is not None
    ]
    return _show("facts", rows=rows)


def _near(live: Live, slugs: list[str]) -> str:
    """How many meetings of each programme are listed around a place; never 0 where we have no list."""
    place = gazetteer.by_slug(slugs[0]) if slugs else None
    if place is None:
        return ""
    spot, known = Spot.of(place), live.known
    # Asked for by name, so that those for family and friends are counted too.
    everybody = Asked(fellowship=tuple(known.by_fellowship_slug))
    counts = finding.near(everybody, spot, int(time.time()), known).counts["fellowship"]
    covered = covered_fellowships(spot)
    here = reverse("finder-near", args=[place.slug])
    return _show(
        "near",
        place=place.name,
        url=here,
        rows=[
            {"name": one.name, "count": count_words(counts[one.slug]), "url": f"{here}?fellowship={one.slug}"}
            for one in known.fellowships.values()
            if counts[one.slug]
        ],
        none=[one.name for one in known.fellowships.values() if one.pk in covered and not counts[one.slug]],
        unknown=[
            {"name": one.name, "finder": one.finder or one.website}
            for one in known.fellowships.values()
            if one.pk not in covered and not counts[one.slug]
        ],
    )


def _online(live: Live, _arguments: list[str]) -> str:
    rows = online_rows(live.known, int(time.time()))
    return _show("online", rows=rows, url=reverse("online"), heading=_("Online or by phone, on now or next"))


def _plan(_live: Live, _arguments: list[str]) -> str:
    return _show("plan")


BLOCKS: dict[str, Callable[[Live, list[str]], str]] = {
    "terms": _explained,
    "line": _line,
    "facts": _facts,
    "near": _near,
    "online": _online,
    "plan": _plan,
}
