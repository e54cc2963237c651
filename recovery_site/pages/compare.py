"""Programmes side by side, and what is really near of each. In the order asked; nothing is ranked."""

import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.caching import data_version, never_kept, public_page
from fellowships.comparison import Comparison, Row, compare
from fellowships.models import Criterion
from fellowships.own_words import with_own_words
from fellowships.page_language import said
from fellowships.paper import PRINT, on_paper
from meetings import words
from meetings.facets import selects
from meetings.filters import DEFAULT_RADIUS, Asked
from meetings.labels import FellowshipLabel, Labels, labels
from meetings.models import Place
from recovery_site.pages.addresses import MOST_COMPARED
from recovery_site.pages.compare_near import near_parts
from recovery_site.pages.compare_paper import compared_on_paper
from recovery_site.pages.near import Near, read_near

FEWEST = 2
DIFFERENT = "different"
LONGEST_PATH = 400


@public_page()
@require_safe
def compare_choice(request: HttpRequest) -> HttpResponse:
    """`/compare/`: which ones, `?pick=na` ticked already; with `?with=na&with=ha` on to their page."""
    known = labels(data_version(request))
    chosen = _each_once(request.GET.getlist("with"))
    near = _text(request.GET.get("near", ""))
    if "with" not in request.GET and "near" not in request.GET:
        return _choice(request, known, _each_once(request.GET.getlist("pick")))
    unknown = [slug for slug in chosen if slug not in known.by_fellowship_slug]
    if unknown or not 1 <= len(chosen) <= MOST_COMPARED:
        sentence = _("We do not know one of these programs.") if unknown else _how_many()
        return never_kept(_choice(request, known, chosen, near, sentence))
    return never_kept(HttpResponseRedirect(_address(chosen, _kept(near=near))))


def _each_once(slugs: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(slug.strip().lower() for slug in slugs if slug.strip()))


def _text(value: str) -> str:
    return " ".join(value.replace("\0", " ").split())[:100]


def _how_many() -> str:
    return _("Tick two, three or four programs.")


def _kept(near: str = "", radius: int = DEFAULT_RADIUS, rows: str = "") -> dict[str, str]:
    """What an address of the comparison carries on."""
    kept = {"near": near, "radius": str(radius) if radius != DEFAULT_RADIUS else "", "rows": rows}
    return {name: value for name, value in kept.items() if value}


def _address(slugs: Sequence[str], kept: dict[str, str]) -> str:
    """Of the comparison; of one programme its own page."""
    if len(slugs) == 1:
        path = reverse("fellowship", args=slugs)
    elif len(slugs) > MOST_COMPARED:
        return f"{reverse('compare-choice')}?{urlencode([('with', slug) for slug in slugs])}"
    else:
        path = reverse("compare", args=["/".join(slugs)])
    return f"{path}?{urlencode(kept)}" if kept else path


def _choice(
    request: HttpRequest,
    known: Labels,
    chosen: Sequence[str],
    near: str = "",
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "title": _("Compare programs"),
        "sentence": sentence,
        "programmes": [
            {"slug": one.slug, "name": one.name, "whom": one.whom, "ticked": one.slug in chosen}
            for one in known.fellowships.values()
        ],
        "near": near,
        "canonical": f"{settings.SITE_URL}{reverse('compare-choice')}" if status == 200 else "",
        "robots": "noindex,follow" if request.GET or status != 200 else "",
    }
    return render(request, "pages/compare_choice.html", context, status=status)


@public_page(minute=True, max_age=60)
@require_safe
def compare_page(request: HttpRequest, programmes: str) -> HttpResponse:
    """`/compare/na/ha/`: two to four, with `?near=memphis-tn` what is near of each."""
    known = labels(data_version(request))
    parts = programmes[:LONGEST_PATH].strip("/").split("/")
    slugs = _each_once(parts)
    if not slugs or any(slug not in known.by_fellowship_slug for slug in slugs):
        sentence = _("We do not know one of these programs. Here are all we know.")
        return _choice(request, known, slugs, sentence=sentence, status=404)
    parsed = Asked.parse(request.GET, known)
    asked = Asked(near=parsed.near, radius=parsed.radius)
    rows = DIFFERENT if request.GET.get("rows") == DIFFERENT else ""
    if slugs != parts or not FEWEST <= len(slugs) <= MOST_COMPARED:
        return _moved(_address(slugs, _kept(asked.near, asked.radius, rows)), asked)
    found = read_near(asked.near, lambda slug: _address(slugs, _kept(slug, asked.radius, rows)))
    if found.redirect:
        return never_kept(HttpResponseRedirect(found.redirect))
    if asked.near and found.place is None:
        search_url = f"{reverse('finder')}?{urlencode({'near': asked.near})}"
        return never_kept(_unclear(request, asked.near, found, slugs, search_url))
    comparison = compare(slugs)
    if comparison is None:
        return _choice(request, known, slugs, sentence=_how_many(), status=404)
    chosen = [known.by_fellowship_slug[slug] for slug in slugs]
    context = _page(comparison, chosen, rows, found.place, asked, known)
    kept = _kept(found.place.slug if found.place else "", asked.radius, rows)
    sheet = on_paper(
        request,
        "paper/compare.html",
        parsed.layout,
        lambda paper: compared_on_paper(context, paper, request.path, _address(slugs, kept), kept),
    )
    return sheet or render(request, "pages/compare.html", context)


def _moved(address: str, asked: Asked) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    return never_kept(answer) if asked.near else answer


def _unclear(
    request: HttpRequest, near: str, found: Near, slugs: Sequence[str], search_url: str
) -> HttpResponse:
    """The places it may be, and the finder."""
    context = {
        "title": _("Which %(place)s?") % {"place": near} if found.several else _("We do not know that place"),
        "robots": "noindex",
        "several": found.several,
        "places": found.offers,
        "near": near,
        "path": _address(slugs, {}),
        "search_url": search_url,
    }
    return render(request, "pages/compare_place.html", context)


def _page(
    comparison: Comparison,
    chosen: Sequence[FellowshipLabel],
    rows: str,
    place: Place | None,
    asked: Asked,
    known: Labels,
) -> dict[str, Any]:
    slugs = [one.slug for one in chosen]
    # The whole minute: pages are cached by it.
    moment = int(time.time()) // 60 * 60
    near = place.slug if place else ""
    names = words.joined([one.name if len(chosen) == FEWEST else one.short_name for one in chosen])
    heading = _("%(names)s side by side") % {"names": names}
    ordered = [one.slug for one in sorted(chosen, key=lambda one: (one.position, one.name))]
    shown = comparison.differing if rows else comparison.rows
    lead = _(
        "Each is its own fellowship. None is the best for everybody. "
        "You can try them, and you can go to more than one."
    )
    return {
        "title": _("%(heading)s, near %(place)s") % {"heading": heading, "place": place}
        if place
        else heading,
        "shared_as": _("Programs side by side"),
        "shared_words": "",
        "description": f"{heading}. {lead}",
        "lead": lead,
        "columns": comparison.columns,
        "rows": [_row(row, comparison) for row in shown],
        "only_different": bool(rows),
        "rows_url": _address(slugs, _kept(near, asked.radius, "" if rows else DIFFERENT)),
        "ways": [
            {"title": said(way.title), "text": with_own_words(said(way.text).words), "source": way.source}
            for way in comparison.ways
        ],
        "family": any(one.for_family for one in chosen),
        "place": place,
        "parts": near_parts(place, chosen, asked, moment, known) if place else [],
        "near_url": asked.only(near="").link(reverse("finder-near", args=[near])) if place else "",
        "radius": selects(asked, asked.unit_in(place.country if place else "US"), radius=True)[0],
        "others_url": f"{reverse('compare-choice')}?{urlencode([('pick', slug) for slug in slugs])}",
        "robots": "noindex,follow" if rows or place else "",
        "canonical": f"{settings.SITE_URL}{_address(ordered, {})}",
        "path": _address(slugs, {}),
        "print_url": _address(slugs, {**_kept(near, asked.radius, rows), "layout": PRINT}),
    }


def _row(row: Row, comparison: Comparison) -> dict[str, Any]:
    """With the words of each cell, and the name that stands beside it where columns cannot be seen."""
    cells = [
        {
            "name": column.short_name,
            "text": with_own_words(cell.words),
            "links": cell.links,
            "source": cell.source,
            "as_of": cell.as_of,
        }
        for column, cell in zip(comparison.columns, row.cells, strict=True)
    ]
    # Four columns leave little room: there only what may keep somebody from harm is explained.
    explained = len(cells) < MOST_COMPARED or row.section == Criterion.Section.MEDICATION
    return {"label": row.label, "help": row.help if explained else "", "cells": cells}
