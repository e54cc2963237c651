"""The first page: one box, two ways on, what is on now, the programmes, the guides most needed."""

import time
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.languages import in_best_language
from articles.models import Guide
from fellowships.caching import data_version, public_page
from fellowships.json_ld import graph
from fellowships.models import Fellowship
from fellowships.page_language import page_language
from meetings.labels import FellowshipLabel, Labels, labels
from recovery_site.pages.json_ld import home_nodes
from recovery_site.pages.online import online_rows

# In the order in which they are shown.
MOST_NEEDED = ("first-meeting", "overdose", "withdrawal", "medicines", "using-again", "family-and-friends")
ALSO_LED_TO = ("open-and-closed",)


@public_page(minute=True, max_age=60)
@require_safe
def home_page(request: HttpRequest) -> HttpResponse:
    known = labels(data_version(request))
    guides = _guides()
    context = {
        "title": _("Find a recovery meeting"),
        "description": _(
            "A meeting is a group of people who help each other stop using drugs or alcohol, and live "
            "without. It is free. You can just listen. You can leave at any time."
        ),
        "shared_words": "",
        "box": {"near": "", "action": reverse("finder"), "hidden": []},
        "for_me": _for_me(guides),
        "for_someone": _for_someone(guides, known),
        "guides": [_guide_link(guides[slug]) for slug in MOST_NEEDED if slug in guides],
        "on_now": _on_now(known, int(time.time())),
        "programmes": _programmes(known),
        "json_ld": graph(*home_nodes()),
    }
    return render(request, "pages/home.html", context)


def _guides() -> dict[str, Guide]:
    """Those that are published, in the best language: one query."""
    wanted = Guide.objects.published().filter(slug__in=(*MOST_NEEDED, *ALSO_LED_TO)).for_links()
    return {guide.slug: guide for guide in in_best_language(wanted)}


def _guide_link(guide: Guide) -> dict[str, str]:
    """The language where it is not that of the page."""
    other = "" if guide.language == page_language() else guide.language
    return {"url": reverse("guide", args=[guide.slug]), "title": guide.title, "language": other}


def _for_me(guides: dict[str, Guide]) -> list[dict[str, str]]:
    doors = [
        _to_guide(guides, "first-meeting", _("My first meeting"), _("What happens, minute by minute.")),
        _door(reverse("choose"), _("Which program might suit me?"), _("A few questions. Nothing is kept.")),
        _door(reverse("online"), _("From where I am"), _("Online and by phone, on now.")),
        _to_guide(guides, "using-again", _("I used again"), _("You can come back. Today.")),
    ]
    return [door for door in doors if door]


def _for_someone(guides: dict[str, Guide], known: Labels) -> list[dict[str, str]]:
    doors = []
    if known.family:
        groups = f"{reverse('finder')}?{urlencode({'fellowship': ','.join(sorted(known.family))})}"
        doors.append(
            _door(groups, _("Groups for family and friends"), _("Type your town to see what is near."))
        )
    doors += [
        _to_guide(
            guides, "open-and-closed", _("Meetings I may come along to"), _("“Open” ones welcome anyone.")
        ),
        _to_guide(
            guides, "overdose", _("Naloxone at home"), _("It can save a life. How to get and give it.")
        ),
        _to_guide(
            guides, "family-and-friends", _("What helps, and what does not"), _("For family and friends.")
        ),
    ]
    return [door for door in doors if door]


def _door(url: str, words: str, note: str) -> dict[str, str]:
    return {"url": url, "words": words, "note": note}


def _to_guide(guides: dict[str, Guide], slug: str, words: str, note: str) -> dict[str, str]:
    """Empty while staff have not published that guide."""
    return _door(reverse("guide", args=[slug]), words, note) if slug in guides else {}


def _on_now(known: Labels, moment: int) -> dict[str, Any] | None:
    rows = online_rows(known, moment)
    return {"rows": rows, "url": reverse("online")} if rows else None


def _programmes(known: Labels) -> list[dict[str, str]]:
    return [
        {
            "name": one.name,
            "profile": reverse("fellowship", args=[one.slug]),
            "whom": _audience(one),
            "url": f"{reverse('finder')}?fellowship={one.slug}",
            "count_words": _("Meetings we know of"),
            "finder": one.finder,
        }
        for one in known.fellowships.values()
    ]


def _audience(one: FellowshipLabel) -> str:
    return one.whom or str(Fellowship.Audience(one.audience).label)
