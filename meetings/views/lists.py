"""A list of meetings that a visitor saved: its address holds all of it, there is no account."""

import re
import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fellowships.caching import data_version, public_page
from fellowships.paper import ATTENDANCE, PRINT, Paper, on_paper
from meetings import printing
from meetings.exports.icalendar import MANY_FILE_NAME, calendar
from meetings.labels import labels
from meetings.models import Meeting
from meetings.presenting.related import chosen, chosen_hits
from meetings.views.meeting import LARGEST_ID, calendar_response, choices_of

MOST = 50
# A number as it is, or at the end of a meeting's address.
NUMBER = re.compile(r"(?:^|-)([0-9]{1,10})/?$")


@require_safe
@public_page(minute=True, max_age=60)
def list_page(request: HttpRequest) -> HttpResponse:
    ids = ids_of(request.GET)
    if sheet := _list_on_paper(request, ids):
        return sheet
    found = chosen(ids, int(time.time()), labels(data_version(request)))
    kept = [pk for pk, _row in found]
    context = {
        "title": _heading(len(found)),
        "rows": [{**row, "remove_url": _address("list-page", kept, without=pk)} for pk, row in found],
        "gone": _gone([pk for pk in ids if pk not in set(kept)]),
        "ids": kept,
        "full": len(kept) >= MOST,
        "calendar_url": _address("list-calendar", kept),
        "url": _address("list-page", kept),
        "print_url": _address("list-page", kept, layout=PRINT),
        "blank_url": _address("list-page", kept, layout=ATTENDANCE),
        "robots": "noindex",
        "shared_as": _("Meetings"),
    }
    return render(request, "meetings/list.html", context)


def _list_on_paper(request: HttpRequest, ids: list[int]) -> HttpResponse | None:
    """All of the list; its address is on the paper, as it holds numbers alone."""
    known, moment = labels(data_version(request)), int(time.time())

    def sheet(paper: Paper) -> dict[str, Any]:
        hits = chosen_hits(ids, moment, known)
        listed = [hit.meeting for hit in hits]
        gone = _gone([pk for pk in ids if pk not in set(listed)])
        context = printing.saved(hits, len(gone), paper, moment, known, _heading(len(hits)))
        return {**paper.page(request.path, _address("list-page", listed), _kept(ids)), **context}

    return on_paper(request, "paper/meetings.html", request.GET.getlist("layout"), sheet, _kept(ids))


def _kept(ids: list[int]) -> list[tuple[str, str]]:
    return [("m", str(pk)) for pk in ids]


@require_safe
def list_calendar(request: HttpRequest) -> HttpResponse:
    """Meetings that are gone are cancelled in the file."""
    ids = ids_of(request.GET)
    known = Meeting.objects.select_related("fellowship", "venue").filter(fellowship__published=True)
    meetings = {
        meeting.pk: meeting for meeting in known.filter(pk__in=ids).exclude(status=Meeting.Status.DRAFT)
    }
    if not meetings:
        raise Http404
    ordered = [meetings[pk] for pk in ids if pk in meetings]
    return calendar_response(calendar(ordered, int(time.time()), choices_of(request)), MANY_FILE_NAME)


def ids_of(query: QueryDict) -> list[int]:
    """Each number once, in the order given, the first MOST; what is no number is ignored."""
    numbers = (NUMBER.search(value.strip()) for value in query.getlist("m"))
    ids = [int(number.group(1)) for number in numbers if number]
    return list(dict.fromkeys(pk for pk in ids if 0 < pk <= LARGEST_ID))[:MOST]


def _heading(number: int) -> str:
    if not number:
        return _("Your list")
    words = ngettext("%(number)d meeting", "%(number)d meetings", number) % {"number": number}
    return _("Your list: %(meetings)s") % {"meetings": words}


def _gone(ids: list[int]) -> list[str]:
    """Addresses of saved meetings that are no longer listed, or are listed as another one now: one query."""
    if not ids:
        return []
    unlisted = Meeting.objects.filter(pk__in=ids).exclude(status=Meeting.Status.DRAFT)
    rows = unlisted.order_by("pk").values_list("pk", "slug", "fellowship__slug")
    return [reverse("meeting-page", args=[fellowship, f"{slug}-{pk}"]) for pk, slug, fellowship in rows]


def _address(name: str, ids: list[int], without: int = 0, layout: str = "") -> str:
    pairs = [("m", str(pk)) for pk in ids if pk != without]
    query = urlencode([*pairs, ("layout", layout)] if layout else pairs)
    return f"{reverse(name)}?{query}" if query else reverse(name)
