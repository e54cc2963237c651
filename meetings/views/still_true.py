"""A group says whether its meetings are still true, by the link it was sent.

Opening the link says nothing yet: programs that look through mail open links too.
"""

import time
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fellowships import visitor_forms
from fellowships.caching import never_kept
from meetings import contacts
from meetings.models import GroupContact
from meetings.presenting.still_true import present_meetings
from meetings.times import local

ALL = "all"
READING = ("GET", "HEAD")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def still_true_page(request: HttpRequest, token: str) -> HttpResponse:
    contact = contacts.contact_of(token)
    if contact is None:
        return _answer(request, "still_true_void", {"title": _("This link no longer works")}, status=410)
    today = local(int(time.time()), settings.TIME_ZONE).date()
    if request.method in READING:
        return _form(request, contact, token, "")
    if not visitor_forms.from_our_page(request):
        return _form(
            request, contact, token, _("It seems that another website sent this. Please press again.")
        )
    said = request.POST.get("true", "")
    ids = [meeting.pk for meeting in contacts.meetings_of(contact) if said in (ALL, str(meeting.pk))]
    if not contacts.still_true(contact, ids, today):
        return _form(request, contact, token, _("Nothing was chosen. Please press one of the buttons."))
    answer = HttpResponseRedirect(reverse("still-true", args=[token]))
    answer.status_code = 303
    return never_kept(answer)


def _form(request: HttpRequest, contact: GroupContact, token: str, said: str) -> HttpResponse:
    today = local(int(time.time()), settings.TIME_ZONE).date()
    rows = present_meetings(contacts.meetings_of(contact), today)
    for row in rows:
        row["changed_url"] = f"{row['report_url']}?{urlencode({'contact': token})}"
    context = {
        "title": _("Is this still true?"),
        "group": contact.group.name,
        "meetings": rows,
        "all_said": bool(rows) and all(row["said_today"] for row in rows),
        "said": said,
    }
    return _answer(request, "still_true", context, status=400 if said else 200)


def _answer(request: HttpRequest, template: str, context: dict[str, object], status: int) -> HttpResponse:
    """No index holds this page and no cache keeps it."""
    context = {**context, "canonical": "", "robots": "noindex, nofollow"}
    response = render(request, f"meetings/{template}.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return never_kept(response)
