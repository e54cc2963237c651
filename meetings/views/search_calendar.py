"""Any search of the finder as a calendar, for programs that read it again; nobody needs an account."""

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.caching import data_version, never_kept, public_page
from meetings import finding
from meetings.exports.finder_ids import NoSuchPlace, spot_asked
from meetings.exports.icalendar import CONTENT_TYPE, MANY_FILE_NAME, calendar
from meetings.filters import Asked
from meetings.finding import Spot
from meetings.labels import Labels, labels
from meetings.models import Meeting
from meetings.search import FROM_AFAR, Found
from meetings.views.meeting import choices_of

MOST = 200
EXAMPLES = (
    "near=memphis-tn",
    "near=38103",
    "lat=35.15&lng=-90.05",
    "fellowship=na",
    "q=lamp",
    "attendance=online",
)


@public_page(minute=True)
@require_safe
def search_calendar(request: HttpRequest) -> HttpResponse:
    """`/meetings/calendar.ics?…`: what the finder would find, the soonest MOST."""
    known = labels(data_version(request))
    asked = Asked.parse(request.GET, known).only(sort="soonest")
    moment = int(time.time()) // 60 * 60
    try:
        spot = spot_asked(asked)
    except NoSuchPlace as wrong:
        return _cannot(wrong.message, wrong.status)
    found = _found(asked, spot, moment, known)
    if found is None:
        sentence = _("Say which meetings, for example with one of these: %(list)s")
        return _cannot(sentence % {"list": ", ".join(EXAMPLES)}, 400)
    body = calendar(_meetings(found), moment, choices_of(request), _note(found))
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{MANY_FILE_NAME}"'
    return response if asked.in_our_words else never_kept(response)


def _cannot(sentence: str, status: int) -> HttpResponse:
    """What to ask instead, for the person whose calendar shows it."""
    return never_kept(HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status))


def _found(asked: Asked, spot: Spot | None, moment: int, known: Labels) -> Found | None:
    """None where nothing was named: all meetings there are make no calendar."""
    if spot is not None:
        return finding.near(asked, spot, moment, known, MOST)
    zone = asked.tz or settings.TIME_ZONE
    if asked.attendance and FROM_AFAR.issuperset(asked.attendance):
        return finding.online(asked, moment, known, zone, MOST)
    if asked.q or asked.fellowship:
        return finding.anywhere(asked, moment, known, zone, MOST)
    return None


def _meetings(found: Found) -> list[Meeting]:
    """In the order found: one query."""
    ids = [hit.meeting for hit in found.hits]
    known = Meeting.objects.select_related("fellowship", "venue").in_bulk(ids)
    return [known[pk] for pk in ids if pk in known]


def _note(found: Found) -> str:
    """Empty when all are there. It names nobody, as the file does not."""
    if found.total <= MOST and not found.partial:
        return ""
    return _("Only the soonest %(most)d are in here. Narrow the search to have all of them.") % {"most": MOST}
