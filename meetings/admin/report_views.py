"""One report's page, and what is done with a burst of held ones together."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings import settling
from meetings.admin.acts import typed
from meetings.admin.queue import may_decide, rows_for, task_page
from meetings.models import Report
from meetings.queue import task_of


def report_page(request: HttpRequest, number: str) -> HttpResponse:
    """As a task of the queue, decided ones too; its forms post to the queue's address."""
    may_decide(request)
    task = task_of(f"report-{number}")
    if task is None:
        raise Http404
    meeting, report = rows_for(task, request.user)
    return task_page(request, meeting, report, in_queue=False)


def release_held(page: Any, request: HttpRequest, rows: QuerySet[Report]) -> HttpResponse | None:
    held = list(rows.filter(status=Report.Status.HELD))
    if "sure" not in request.POST:
        return _ask_first(page, request, held, "release_held")
    number = settling.release(held, request.user)
    said = ngettext("%(number)d is in the queue now.", "%(number)d are in the queue now.", number)
    messages.success(request, said % {"number": number})
    return None


def refuse_held(page: Any, request: HttpRequest, rows: QuerySet[Report]) -> HttpResponse | None:
    held = list(rows.filter(status=Report.Status.HELD))
    why = typed(request, "why")
    if "sure" not in request.POST or not why:
        return _ask_first(page, request, held, "refuse_held")
    number = settling.refuse_together(held, request.user, why)
    said = ngettext("%(number)d was not accepted.", "%(number)d were not accepted.", number)
    messages.success(request, said % {"number": number})
    return None


def _ask_first(page: Any, request: HttpRequest, held: list[Report], action: str) -> HttpResponse | None:
    if not held:
        messages.warning(request, _("None of these is held. Choose some with the filter “Held”."))
        return None
    context = {
        **admin.site.each_context(request),
        "title": _("Are you sure?"),
        "opts": page.opts,
        "held": held,
        "action": action,
        "refusing": action == "refuse_held",
        "box": helpers.ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/meetings/report/held.html", context)
