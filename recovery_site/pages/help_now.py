"""Help now: who answers which line, what it costs, and the lines of a state. Works without the database."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Guide
from fellowships.caching import never_kept, public_page
from fellowships.loading import shipped
from fellowships.models import HelpLine
from meetings.places.regions import US_STATES, us_state
from recovery_site.pages.lines import present_line
from recovery_site.pages.near import read_near

LONGEST = 100
OVERDOSE = "overdose"
TEMPLATE = "pages/help_now.html"


@dataclass(slots=True)
class Area:
    """What was asked for with `near`: a state of ours, another country, or words we could not place."""

    text: str = ""
    state: str = ""
    abroad: str = ""
    redirect: str = ""
    offers: list[dict[str, str]] = field(default_factory=list)


@public_page()
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    near = request.GET.get("near", "").strip()[:LONGEST]
    try:
        area = find_area(near)
        if area.redirect:
            return never_kept(HttpResponseRedirect(area.redirect))
        lines = list(HelpLine.objects.published().filter(fellowship=None)) or shipped_lines()
        context = {**page_of(lines, area), "overdose_url": _guide_to_overdose()}
        response = render(request, TEMPLATE, context)
    except Error:
        return without_database(near)
    return never_kept(response) if near else response


def shipped_lines() -> list[HelpLine]:
    """The lines of our own file, when the database has none or cannot say."""
    rows = shipped("fellowships/help_lines.json")
    return [HelpLine(**{**row, "source_read_on": parse_date(row["source_read_on"])}) for row in rows]


def without_database(near: str) -> HttpResponse:
    """The page when the database cannot answer. Nobody keeps it."""
    context = page_of(shipped_lines(), Area(near, us_state(near) or ""))
    context |= {"site_name": settings.SITE_NAME}
    return never_kept(HttpResponse(render_to_string(TEMPLATE, context)))


def _guide_to_overdose() -> str:
    known = Guide.objects.published().filter(slug=OVERDOSE).exists()
    return reverse("guide", args=[OVERDOSE]) if known else ""


def find_area(near: str) -> Area:
    """A state's name needs no reading; a place's slug is looked up; typed text leads on to a slug."""
    if not near:
        return Area()
    if state := us_state(near):
        return Area(near, state)
    found = read_near(near, _address)
    if found.place is None:
        return Area(near, redirect=found.redirect, offers=found.offers)
    if found.place.country == "US":
        return Area(near, found.place.admin1)
    return Area(near, abroad=found.place.label)


def _address(near: str) -> str:
    return f"{reverse('help-now')}?{urlencode({'near': near})}"


def page_of(lines: list[HelpLine], area: Area) -> dict[str, Any]:
    """What the page shows; reads nothing."""
    lines = sorted(lines, key=lambda line: (line.position, line.name))
    of_states = [line for line in lines if line.country == "US" and line.state]
    return {
        "title": _("Help now"),
        "robots": "noindex" if area.text else "",
        "near": area.text,
        "area": area,
        "state_name": US_STATES.get(area.state, ""),
        "national": [present_line(line) for line in lines if line.country == "US" and not line.state],
        "state_lines": [present_line(line) for line in of_states if line.state == area.state],
        "elsewhere": [present_line(line) for line in lines if line.country != "US"],
        "states": [
            {"name": US_STATES[code], "url": _address(slugify(US_STATES[code]))}
            for code in sorted({line.state for line in of_states} & set(US_STATES))
            if code != area.state
        ],
    }
