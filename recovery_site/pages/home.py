"""The first page: one box, what is on now, the programmes."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.caching import data_version, public_page
from fellowships.json_ld import graph
from fellowships.models import Fellowship
from meetings.labels import FellowshipLabel, Labels, labels
from recovery_site.pages.json_ld import home_nodes
from recovery_site.pages.online import online_rows


@public_page(minute=True, max_age=60)
@require_safe
def home_page(request: HttpRequest) -> HttpResponse:
    known = labels(data_version(request))
    context = {
        "title": _("Find a recovery meeting"),
        "box": {"near": "", "action": reverse("finder"), "hidden": []},
        "on_now": _on_now(known, int(time.time())),
        "programmes": _programmes(known),
        "json_ld": graph(*home_nodes()),
    }
    return render(request, "pages/home.html", context)


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
