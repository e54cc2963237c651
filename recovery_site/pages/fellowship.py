"""The programmes: all of them, and one by one."""

import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.caching import data_version, never_kept, public_page
from fellowships.json_ld import graph
from fellowships.models import Criterion, Fellowship, HelpLine
from fellowships.page_language import Said, said
from meetings.filters import Asked
from meetings.labels import FellowshipLabel, Labels, labels
from recovery_site.pages.addresses import compare_address, meetings_address
from recovery_site.pages.compare_near import near_parts
from recovery_site.pages.json_ld import profile_nodes
from recovery_site.pages.lines import present_line
from recovery_site.pages.near import read_near
from recovery_site.pages.online import online_rows
from recovery_site.pages.profile import facts_of, is_short, parts

LONGEST = 100
GROUPS = (Fellowship.Audience.OWN_USE, Fellowship.Audience.WOMEN, Fellowship.Audience.FAMILY)


@public_page()
@require_safe
def fellowships_page(request: HttpRequest) -> HttpResponse:
    """`/fellowships/`: one query."""
    context = {
        "title": _("Programs"),
        "canonical": f"{settings.SITE_URL}{request.path}",
        "groups": _groups(list(Fellowship.objects.published())),
        "compare_url": reverse("compare-choice"),
    }
    return render(request, "pages/fellowships.html", context)


def _groups(programmes: list[Fellowship]) -> list[dict[str, Any]]:
    """Whom they are for, each group in its usual order."""
    groups = [
        {
            "heading": str(audience.label),
            "programmes": [_shown(one) for one in programmes if one.audience == audience],
        }
        for audience in GROUPS
    ]
    return [group for group in groups if group["programmes"]]


def _shown(one: Fellowship) -> dict[str, str | Said]:
    return {
        "slug": one.slug,
        "name": one.name,
        "whom": said(one.whom_it_is_for),
        "approach": _approach(one),
        "url": reverse("fellowship", args=[one.slug]),
    }


def _approach(one: Fellowship) -> str:
    return "" if one.approach == Fellowship.Approach.OTHER else one.get_approach_display()


@public_page(minute=True, max_age=60)
@require_safe
def fellowship_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`/fellowships/<slug>/`, with `?near=memphis-tn` what is near there too."""
    known = labels(data_version(request))
    one, label = Fellowship.objects.published().filter(slug=slug).first(), known.by_fellowship_slug.get(slug)
    if one is None or label is None:
        return _unknown(request)
    near = request.GET.get("near", "").replace("\0", " ").strip()[:LONGEST]
    there = read_near(near, lambda place: _address(slug, place))
    if there.redirect:
        return never_kept(HttpResponseRedirect(there.redirect))
    moment = int(time.time()) // 60 * 60
    context = _profile(one, known) | {"online": online_rows(known, moment, slug), "near": near}
    context |= {"canonical": f"{settings.SITE_URL}{request.path}", "offers": there.offers}
    if place := there.place:
        (context["there"],) = near_parts(place, [label], Asked(), moment, known)
        context |= {"place": place, "near": place.label}
    context["robots"] = "noindex" if near else ""
    response = render(request, "pages/fellowship.html", context)
    return never_kept(response) if near else response


def _unknown(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("We do not know this program"),
        "robots": "noindex",
        "groups": _groups(list(Fellowship.objects.published())),
    }
    return render(request, "pages/no_fellowship.html", context, status=404)


def _address(slug: str, near: str) -> str:
    return f"{reverse('fellowship', args=[slug])}?{urlencode({'near': near})}"


def _profile(one: Fellowship, known: Labels) -> dict[str, Any]:
    """Three queries: the rows, the facts, the phone lines."""
    criteria, facts = list(Criterion.objects.published()), facts_of(one)
    lines = HelpLine.objects.published().filter(fellowship=one).exclude(source_name="")
    return {
        "title": one.name,
        "shared_as": _("About a program"),  # whose page it is, is nobody else's business
        "shared_words": "",
        "description": said(one.whom_it_is_for).words,
        "json_ld": graph(*profile_nodes(one)),
        "programme": one,
        "whom": said(one.whom_it_is_for),
        "also_called": ", ".join(one.also_called),
        "approach": _approach(one),
        "parts": parts(criteria, facts),
        "short": is_short(criteria, facts),
        "lines": [present_line(line) for line in lines],
        "meetings_url": meetings_address([one.slug]),
        "online_url": f"{reverse('online')}?{urlencode({'fellowship': one.slug})}",
        "compare": _others(one, list(known.fellowships.values())),
    }


def _others(one: Fellowship, every: list[FellowshipLabel]) -> list[dict[str, str]]:
    """Programmes to see it beside: the first three for the same people."""
    alike = [other for other in every if other.slug != one.slug and other.audience == one.audience]
    return [
        {"url": compare_address([one.slug, other.slug]), "name": f"{one.short_name} · {other.short_name}"}
        for other in alike[:3]
    ]
