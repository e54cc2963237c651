"""Every piece of the public pages in every state, made by the pieces themselves from invented samples."""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.caching import data_version, public_page
from fellowships.models import HelpLine
from meetings.labels import Labels, labels
from meetings.report_form import MissingForm
from recovery_site.contrast import pairs, palettes
from recovery_site.icons import PATHS
from recovery_site.pages.compare_near import picture
from recovery_site.pages.lines import present_line

SAMPLES = settings.BASE_DIR / "fixtures" / "styleguide.json"


@public_page()
@require_safe
def styleguide_page(request: HttpRequest) -> HttpResponse:
    known = labels(data_version(request))
    context = {**samples(), **_filled_in(known), "title": _("Style guide"), "robots": "noindex"}
    return render(request, "pages/styleguide.html", context)


@lru_cache(maxsize=1)
def samples() -> dict[str, Any]:
    """What fixtures/styleguide.json says, as the pieces take it."""
    found: dict[str, Any] = json.loads(SAMPLES.read_text(encoding="utf-8"))
    light, dark = palettes()
    return {
        **found,
        "rows": [{**found["row"], **row} for row in found["rows"]],
        "row": None,
        "tokens": [(name, light[name], dark[name], says) for name, says in found["tokens"].items()],
        "pairs": pairs(),
        "icons": PATHS,
        "picture": picture(tuple(map(tuple, found["week"]))),
    }


def _filled_in(known: Labels) -> dict[str, Any]:
    """What depends on the language: a form that was sent with faults, and a line to call."""
    found = samples()
    return {"form": MissingForm(known, found["sent"]), "line": present_line(HelpLine(**found["line"]))}
