"""One meeting: its page, how to join it, its calendar file; for one that is gone, what is near instead."""

import re
import time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.caching import data_version, never_kept, public_page
from fellowships.json_ld import graph
from meetings.exports.icalendar import CONTENT_TYPE, ONE_FILE_NAME, Choices, meeting_calendar
from meetings.exports.json_ld import meeting_nodes
from meetings.labels import labels
from meetings.models import Meeting
from meetings.presenting.joining import can_be_joined, present_join_page
from meetings.presenting.meeting import address, exceptions_in, heading, present
from meetings.presenting.place import town_of
from meetings.presenting.related import instead, others
from meetings.presenting.reported import flag_words

ID_AT_END = re.compile(r"(?:^|-)([0-9]{1,10})$")
LARGEST_ID = 2**31 - 1
MERGES_FOLLOWED = 5
RELATED = ("fellowship", "group", "service_body", "venue", "search_row")


@require_safe
@public_page(minute=True, max_age=60)
def meeting_page(request: HttpRequest, fellowship: str, name_and_id: str) -> HttpResponse:
    meeting = find_meeting(name_and_id)
    if answer := elsewhere(request, meeting, "meeting-page"):
        return answer
    moment = int(time.time())
    context = {**present(meeting, moment), "reported": flag_words(meeting.reported_on, timezone.localdate())}
    context["others"] = others(meeting, moment, labels(data_version(request)))
    context["json_ld"] = graph(*meeting_nodes(meeting, exceptions_in(meeting), moment))
    return render(request, "meetings/meeting.html", context)


@require_safe
def meeting_join(request: HttpRequest, fellowship: str, name_and_id: str) -> HttpResponse:
    """Link, passcode and number; no index holds this page and no cache keeps it."""
    meeting = find_meeting(name_and_id)
    if answer := elsewhere(request, meeting, "meeting-join"):
        return answer
    if not can_be_joined(meeting):
        raise Http404
    context = {
        **heading(meeting, exceptions_in(meeting), int(time.time())),
        "join": present_join_page(meeting),
        "canonical": "",
        "robots": "noindex, nofollow",
    }
    response = render(request, "meetings/join.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return never_kept(response)


@require_safe
def meeting_calendar_file(request: HttpRequest, fellowship: str, name_and_id: str) -> HttpResponse:
    """A meeting that is gone is cancelled in the file, so that calendars which read it again know."""
    meeting = find_meeting(name_and_id)
    if meeting.listed and (answer := elsewhere(request, meeting, "meeting-calendar")):
        return answer
    moment = int(time.time())
    return calendar_response(meeting_calendar(meeting, moment, choices_of(request)), ONE_FILE_NAME)


def choices_of(request: HttpRequest) -> Choices:
    """`title=name` instead of "Appointment"; `place=1` and `link=1` put in where, and the page's address."""
    query = request.GET
    return Choices(
        plain_title=query.get("title") == "name",
        location=query.get("place") == "1",
        link=_absolute if query.get("link") == "1" else None,
    )


def calendar_response(body: bytes, file_name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    patch_cache_control(response, public=True, max_age=300)
    return response


def _absolute(meeting: Meeting) -> str:
    return settings.SITE_URL + address(meeting)


def find_meeting(name_and_id: str) -> Meeting:
    """By the number at the end of the address, after mergers; drafts are not found."""
    found = ID_AT_END.search(name_and_id)
    pk = int(found.group(1)) if found else 0
    meetings = Meeting.objects.select_related(*RELATED).exclude(status=Meeting.Status.DRAFT)
    for _step in range(MERGES_FOLLOWED):
        meeting = meetings.filter(pk=pk).first() if 0 < pk <= LARGEST_ID else None
        if meeting is None:
            raise Http404
        if meeting.merged_into_id is None:
            return meeting
        pk = meeting.merged_into_id
    raise Http404


def elsewhere(request: HttpRequest, meeting: Meeting, page: str) -> HttpResponse | None:
    """410 for a meeting that is gone, a redirect from any other address to its own, else None."""
    if not meeting.listed or not meeting.fellowship.published:
        return _gone(request, meeting)
    own = address(meeting, page)
    if request.path == own:
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{own}?{query}" if query else own)


def _gone(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    moment = int(time.time())
    number = data_version(request)
    town = town_of(meeting)
    context = {
        "title": _("No longer listed"),
        "robots": "noindex",
        "town": town,
        "near_query": urlencode({"near": town}) if town else "",
        "finder": meeting.fellowship.finder if meeting.fellowship.published else "",
        "fellowship": meeting.fellowship.name,
        **instead(meeting, moment, labels(number), number),
    }
    return render(request, "meetings/gone.html", context, status=410)
