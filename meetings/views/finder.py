"""The finder: around a place, around a point, online, by name. Views parse, ask and render."""

import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.caching import data_version, never_kept, public_page
from fellowships.page_language import said
from fellowships.paper import on_paper
from fellowships.remembered import ByVersion
from meetings import finding, nearby, printing, words
from meetings.cards import whom
from meetings.filters import Asked
from meetings.finder_pages import around_page, feed_link, listed_page, online_page
from meetings.finding import Spot
from meetings.labels import Labels, labels
from meetings.models import Place
from meetings.offers import count_words
from meetings.outside import online_from_outside, place_from_outside
from meetings.places import gazetteer
from meetings.places.countries import country_name

A_PLACE = "a-place"  # stands for a slug in the pattern of an address


def _asked(request: HttpRequest) -> tuple[Asked, Labels, int]:
    known = labels(data_version(request))
    # The whole minute: pages are cached by it, and searches of the same minute share what they work out.
    return Asked.parse(request.GET, known), known, int(time.time()) // 60 * 60


@require_safe
def find_page(request: HttpRequest) -> HttpResponse:
    """`/meetings/`: reads what was typed and leads on; around a point it answers itself."""
    asked, known, moment = _asked(request)
    if asked.near:
        return never_kept(_place_typed(request, asked, known, moment))
    if asked.latitude is not None and asked.longitude is not None:
        return never_kept(_around_point(request, asked, known, moment))
    if asked.q or asked.fellowship:
        return never_kept(_listed(request, asked, known, moment))
    return _start(request, asked, known)


def _listed(request: HttpRequest, asked: Asked, known: Labels, moment: int, **more: Any) -> HttpResponse:
    """By name or programme, on the screen or on paper."""
    if sheet := _on_paper(request, asked, printing.listed, request.path, moment, known):
        return sheet
    context = listed_page(asked, request.path, moment, known)
    return render(request, "meetings/finder.html", context | more)


def _on_paper(
    request: HttpRequest, asked: Asked, sheet: Callable[..., dict[str, Any]], *where: Any
) -> HttpResponse | None:
    """What meetings/printing.py makes of the same search, if its address asks for paper."""
    return on_paper(request, "paper/meetings.html", asked.layout, lambda paper: sheet(asked, paper, *where))


def _start(request: HttpRequest, asked: Asked, known: Labels) -> HttpResponse:
    """The box, and how many meetings there are by country."""
    context = {
        "title": _("Find a meeting"),
        "heading": _("Find a meeting"),
        "box": {"near": "", "action": reverse("finder"), "hidden": []},
        "feed": feed_link(asked),
        "countries": [_country(code, number) for code, number in nearby.counts_by_country()],
        "programmes": [
            {
                "url": f"{request.path}?fellowship={one.slug}",
                "name": one.name,
                "whom": whom(one.name, one.audience),
            }
            for one in known.fellowships.values()
        ],
    }
    return render(request, "meetings/start.html", context)


def _country(code: str, number: int) -> dict[str, str]:
    address = f"{reverse('finder')}?{urlencode({'near': country_name(code)})}"
    return {"url": address, "label": said(country_name(code)).words, "count_words": count_words(number)}


def _place_typed(request: HttpRequest, asked: Asked, known: Labels, moment: int) -> HttpResponse:
    answer = gazetteer.find(asked.near)
    if answer.kind == gazetteer.Kind.ONE and answer.place is not None:
        address = reverse("finder-near", args=[answer.place.slug])
        return HttpResponseRedirect(asked.only_page().at_page(1).link(address))
    if answer.kind == gazetteer.Kind.SEVERAL:
        return _several(request, asked, list(answer.places), known, moment)
    named = finding.anywhere(asked.only(q=asked.near, near=""), moment, known, settings.TIME_ZONE)
    if named.total:
        others = [_place_link(place, asked) for place in answer.places]
        by_name = asked.only(q=asked.near, near="")
        return _listed(request, by_name, known, moment, others=others, box=_box(asked))
    return _not_found(request, asked, list(answer.places))


def _box(asked: Asked) -> dict[str, Any]:
    return {
        "near": asked.near,
        "action": reverse("finder"),
        "hidden": asked.only(near="", q="").items(),
    }


def _place_link(place: Place, asked: Asked) -> dict[str, str]:
    return _place_links([place], asked)[0]


def _place_links(places: Sequence[Place], asked: Asked) -> list[dict[str, str]]:
    """The same question around other places: asked once, and one address for the pattern of all."""
    if not places:
        return []
    kept, pattern = asked.only_page().at_page(1), reverse("finder-near", args=[A_PLACE])
    query = kept.link("")
    return [{"url": pattern.replace(A_PLACE, place.slug) + query, "label": place.label} for place in places]


def _several(
    request: HttpRequest, asked: Asked, places: list[Place], known: Labels, moment: int
) -> HttpResponse:
    counts = nearby.counts_near(asked.only_page(), places, moment, known)
    shown = [
        {**_place_link(place, asked), "count_words": _count_near(counts[place.pk], place, asked)}
        for place in places
    ]
    shown.append(_named(asked.near))
    heading = _("Which %(place)s?") % {"place": asked.near}
    context = {"title": heading, "heading": heading, "places": shown, "box": _box(asked), "robots": "noindex"}
    return render(request, "meetings/places.html", context)


def _count_near(number: int, place: Place, asked: Asked) -> str:
    """ "12 meetings within 25 miles", in whole states and countries without the miles; never a zero."""
    if not number:
        return _("no meeting that we know of")
    if Spot.of(place).within:
        return count_words(number)
    unit = asked.unit_in(place.country)
    far = words.distance_in_words(asked.miles(unit), unit)
    return _("%(meetings)s within %(distance)s") % {"meetings": count_words(number), "distance": far}


def _named(name: str) -> dict[str, str]:
    label = _("Meetings and venues named “%(name)s”") % {"name": name}
    return {"url": Asked(q=name).link(reverse("finder")), "label": label}


def _not_found(request: HttpRequest, asked: Asked, places: list[Place]) -> HttpResponse:
    heading = _("We do not know that place")
    context = {
        "title": heading,
        "heading": heading,
        "sentence": _(
            "We did not find “%(near)s”. Check the spelling, or type a larger town nearby or a US ZIP."
        )
        % {"near": asked.near},
        "suggestions": [_place_link(place, asked) for place in places],
        "box": _box(asked),
        "robots": "noindex",
    }
    return render(request, "meetings/no_place.html", context)


def _around_point(request: HttpRequest, asked: Asked, known: Labels, moment: int) -> HttpResponse:
    latitude, longitude = asked.latitude or 0.0, asked.longitude or 0.0
    town = gazetteer.nearest_town(latitude, longitude)
    spot = Spot.at(latitude, longitude, town)
    town_or_you = town.label if town else _("you")
    if sheet := _on_paper(request, asked, printing.around, spot, town_or_you, request.path, moment, known):
        return sheet
    label = _("you (around %(town)s)") % {"town": town.label} if town else _("you")
    context = around_page(asked, spot, label, request.path, moment, known)
    context["robots"] = "noindex"
    return render(request, "meetings/finder.html", context)


_NAMED_AS = ByVersion[tuple[Place, ...]](most=512)


def _places_named_as(slug: str, version: int) -> tuple[Place, ...]:
    """The place of that slug with all that share its name."""
    return _NAMED_AS.get(
        version,
        slug,
        lambda: tuple(Place.objects.filter(key__in=Place.objects.filter(slug=slug).values("key"))),
    )


@public_page(minute=True, max_age=60)
@require_safe
def near_page(request: HttpRequest, place: str) -> HttpResponse:
    """`/meetings/near/<place>/`: the finder around a place."""
    asked, known, moment = _asked(request)
    alike = _places_named_as(place, known.version)
    here = next((one for one in alike if one.slug == place), None)
    if here is None:
        raise Http404(_("We do not know that place."))
    asked, where = asked.only_page(), (Spot.of(here), here.label, request.path, moment, known)
    if sheet := _on_paper(request, asked, printing.around, *where):
        return sheet
    context = around_page(asked, *where)
    others = sorted((one for one in alike if one is not here), key=lambda one: -one.population)
    context["others"] = [*_place_links(others[:8], asked), _named(here.name)]
    context["others_heading"] = _("Another %(name)s?") % {"name": here.name}
    context["box"]["near"] = here.label
    context |= place_from_outside(context, here.label, request.path)
    return render(request, "meetings/finder.html", context)


@public_page(minute=True, max_age=60)
@require_safe
def online_meetings(request: HttpRequest) -> HttpResponse:
    """`/meetings/online/`: online and by phone, soonest first."""
    asked, known, moment = _asked(request)
    asked = asked.only_page()
    if sheet := _on_paper(request, asked, printing.online, request.path, moment, known):
        return sheet
    context = online_page(asked, request.path, moment, known)
    context |= online_from_outside(context, request.path)
    return render(request, "meetings/finder.html", context)
