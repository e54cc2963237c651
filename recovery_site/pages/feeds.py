"""For developers and the owners of lists: what other programs may read here, of whom, and how."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fellowships.caching import data_version, public_page
from meetings.exports.csv_file import COLUMNS
from meetings.exports.shares import Share, Shared, shares
from meetings.labels import FellowshipLabel, labels
from meetings.offers import count_words
from recovery_site.pages.feeds_examples import examples
from recovery_site.pages.fixed import contact

GUIDE, TABLE = "/feeds/meeting-guide/", "/feeds/meetings.csv"
FIRST = "na"  # stands in the examples where nothing is passed on yet


@public_page()
@require_safe
def feeds_page(request: HttpRequest) -> HttpResponse:
    version = data_version(request)
    found, known = shares(version), labels(version).fellowships
    programs = [(known[pk], shared) for pk, shared in found.programs.items() if pk in known]
    programs.sort(key=lambda one: one[0].position)
    context = {
        "title": _("Feeds for developers and owners of lists"),
        "canonical": f"{settings.SITE_URL}{request.path}",
        "site": settings.SITE_URL,
        "feeds": _feeds(),
        "programs": [_program(label, shared) for label, shared in programs],
        "examples": examples(programs[0][0].slug if programs else FIRST),
        "left_out": _left_out(list(found.programs.values())),
        "columns": [(name, _(says)) for name, says in COLUMNS.items()],
        "kept_back": found.kept_back,
        "contact": contact(),
    }
    return render(request, "pages/feeds.html", context)


def _feeds() -> list[dict[str, str]]:
    """Every kind, with its address where it has one for all programs."""
    return [
        {
            "name": _("BMLT"),
            "says": _(
                "the Semantic API that NA’s widgets, phone lines and printed lists read, a server for each "
                "program. In JSON, JSONP, CSV and the form of the TSML plugin."
            ),
        },
        {
            "name": _("Meeting Guide JSON"),
            "says": _(
                "for TSML UI, the TSML plugin and the Meeting Guide app, for each program and for all."
            ),
            "path": f"{GUIDE}all.json",
        },
        {
            "name": _("CSV"),
            "says": _("a table of all meetings, or of any search of the finder."),
            "path": TABLE,
        },
        {
            "name": _("Calendars"),
            "says": _(
                "any search of the finder, one meeting, or a list. The titles say “Appointment” unless you "
                "ask for names (title=name, place=1, link=1)."
            ),
        },
        {"name": _("Atom"), "says": _("our guides."), "path": reverse("guides-feed")},
        {
            "name": _("OpenAPI 3.1"),
            "says": _("all of this, parameter by parameter, for programs."),
            "path": reverse("openapi"),
        },
    ]


def _program(label: FellowshipLabel, shared: Shared) -> dict[str, Any]:
    root, guide = f"/feeds/bmlt/{label.slug}/", f"{GUIDE}{label.slug}.json"
    table = f"{TABLE}?fellowship={label.slug}"
    return {
        "name": label.name,
        "count": count_words(shared.meetings),
        "lists": [_given(share) for share in shared.lists],
        "feeds": [
            {
                "name": _("BMLT"),
                "path": f"{root}client_interface/json/?switcher=GetServerInfo",
                "shown": root,
            },
            {"name": _("Meeting Guide JSON"), "path": guide, "shown": guide},
            {"name": _("CSV"), "path": table, "shown": table},
        ],
    }


def _given(share: Share) -> str:
    """ "Area list: 34 meetings, license CC0, read on November 20, 2026"."""
    if not share.name:
        return _("Entered by us: %(meetings)s") % {"meetings": count_words(share.meetings)}
    said = [
        count_words(share.meetings),
        _("license %(license)s") % {"license": share.licence} if share.licence else _("license not stated"),
    ]
    if share.read is not None:
        day = date_format(timezone.localtime(share.read), "DATE_FORMAT")
        said.append(_("read on %(date)s") % {"date": day})
    return _("%(list)s: %(said)s") % {"list": share.name, "said": ", ".join(said)}


def _left_out(programs: list[Shared]) -> dict[str, str]:
    """In how many meetings the formats differ."""
    monthly = sum(one.monthly for one in programs)
    by_appointment = sum(one.by_appointment for one in programs)
    return {
        "monthly": ngettext("%(number)d meeting now", "%(number)d meetings now", monthly)
        % {"number": monthly},
        "by_appointment": ngettext("%(number)d meeting now", "%(number)d meetings now", by_appointment)
        % {"number": by_appointment},
    }
