"""A meeting as visitors will see it, for those who may see it in the admin."""

import time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.as_visitors import show_as_visitors_see_it
from fellowships.caching import data_version
from meetings.labels import labels
from meetings.models import Meeting
from meetings.presenting.meeting import present
from meetings.presenting.related import others
from meetings.views.meeting import RELATED


@require_safe
def preview(request: HttpRequest, pk: int, *, page_of: Any) -> HttpResponse:
    """`page_of` is the admin of meetings: what its lists hide from this person is not found here."""
    meeting = page_of.get_queryset(request).select_related(*RELATED).filter(pk=pk).first()
    if meeting is None:
        raise Http404
    if not page_of.has_view_permission(request, meeting):
        raise PermissionDenied
    show_as_visitors_see_it(request)
    moment = int(time.time())
    context = present(meeting, moment)
    context["notices"] = [_notice(meeting), *context["notices"]]  # type: ignore[misc]
    context["others"] = others(meeting, moment, labels(data_version(request)))
    context |= {"canonical": "", "robots": "noindex, nofollow"}
    return render(request, "meetings/meeting.html", context)


def _notice(meeting: Meeting) -> str:
    if meeting.listed:
        return _("Preview. This meeting is listed: visitors see it so.")
    return _(
        "Preview: visitors do not see this page. Its calendar file, its link and its report form "
        "work once it is listed."
    )
