"""One task at a time: "Next" shows the most urgent one; a decision leads to the one after it."""

import time
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.admin.acts import ACTS, CloseForm
from meetings.admin.suggestion_form import DecideForm
from meetings.asking import owner_of, owner_text
from meetings.deciding import Refused
from meetings.models import Decision, Meeting, Report
from meetings.presenting.task import RELATED, present_task
from meetings.proposing import may_publish
from meetings.queue import Task, next_task, task_of
from meetings.scope import scope_of
from meetings.undoing import can_be_undone, undo

WITH_MEETING: Final = tuple(f"meeting__{name}" for name in RELATED)


def rows_for(task: Task, person: Any) -> tuple[Meeting | None, Report | None]:
    """The rows a task is about, of this person's scope; 404 for any other."""
    scope = scope_of(person)
    if task.report:
        reports = Report.objects.select_related(*WITH_MEETING, "fellowship")
        report = get_object_or_404(scope.limit(reports.prefetch_related("messages")), pk=task.report)
        return report.meeting, report
    return get_object_or_404(scope.limit(Meeting.objects.select_related(*RELATED)), pk=task.meeting), None


def may_decide(request: HttpRequest) -> None:
    if not request.user.has_perm("meetings.change_report"):
        raise PermissionDenied


@require_safe
def next_page(request: HttpRequest) -> HttpResponse:
    may_decide(request)
    task = next_task(request.user, timezone.now())
    if task is None:
        return render(request, "admin/meetings/queue/empty.html", _around(request, _("Nothing is waiting")))
    meeting, report = rows_for(task, request.user)
    return task_page(request, meeting, report, in_queue=True)


@require_safe
def one_page(request: HttpRequest, key: str) -> HttpResponse:
    may_decide(request)
    meeting, report = rows_for(_task(key), request.user)
    return task_page(request, meeting, report, in_queue=True)


def _task(key: str) -> Task:
    task = task_of(key)
    if task is None:
        raise Http404
    return task


def task_page(
    request: HttpRequest,
    meeting: Meeting | None,
    report: Report | None,
    *,
    in_queue: bool,
    form: DecideForm | None = None,
    close_form: CloseForm | None = None,
    question: str = "",
    status: int = 200,
) -> HttpResponse:
    """A task with all that can be done about it; what was typed stays when something is refused."""
    mine = report is None or report.origin != Report.Origin.STAFF or may_publish(request.user)
    form = form or (DecideForm(report, request.user) if report and report.open else None)
    owner = owner_of(report) if report and report.open else None
    title = meeting.name if meeting else _("A meeting that is missing")
    context = {
        **_around(request, title),
        **present_task(meeting, report, int(time.time())),
        "key": f"report-{report.pk}" if report else f"meeting-{meeting.pk}" if meeting else "",
        "form": form if mine else None,
        "rows": form.rows() if form and mine else [],
        "close_form": close_form or CloseForm(),
        "question": question,
        "owner": owner,
        "owner_text": owner_text(report) if owner and report else "",
        "in_queue": in_queue,
        "publisher": may_publish(request.user),
        "decidable": mine and (report is None or report.open),
    }
    return render(request, "admin/meetings/queue/task.html", context, status=status)


def _around(request: HttpRequest, title: str) -> dict[str, Any]:
    return {
        **admin.site.each_context(request),
        "title": title,
        "opts": Report._meta,
        "undo": last_decision(request.user),
    }


def last_decision(person: Any) -> Decision | None:
    """What this person decided last, while it can be undone."""
    last = (
        Decision.objects.filter(made_by=person, undone_at=None)
        .exclude(kind=Decision.Kind.SKIP)
        .select_related("meeting")
        .order_by("-pk")
        .first()
    )
    return last if last and can_be_undone(last, timezone.now()) else None


@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """One of ACTS, on what was seen; what cannot be done is said, and what was typed stays."""
    may_decide(request)
    meeting, report = rows_for(_task(key), request.user)
    do = ACTS.get(request.POST.get("act", ""))
    if do is None:
        raise Http404
    in_queue = request.POST.get("from") != "report"
    try:
        said = do(request, meeting, report)
    except PermissionDenied as error:
        messages.error(request, str(error))
        said = None
    except Refused as error:
        messages.error(request, str(error))
        return _shown_again(request, *rows_for(_task(key), request.user), in_queue)
    if said is None:
        return _shown_again(request, meeting, report, in_queue)
    messages.success(request, said)
    if in_queue or report is None:
        return HttpResponseRedirect(reverse("admin:queue-next"))
    return HttpResponseRedirect(reverse("admin:meetings_report_change", args=[report.pk]))


def _shown_again(
    request: HttpRequest, meeting: Meeting | None, report: Report | None, in_queue: bool
) -> HttpResponse:
    kind = request.POST.get("act")
    form = DecideForm(report, request.user, request.POST) if report and report.open else None
    if form and kind != "decide":
        form = None
    return task_page(
        request,
        meeting,
        report,
        in_queue=in_queue,
        form=form,
        close_form=CloseForm(request.POST) if kind == "close" else None,
        question=request.POST.get("question", ""),
        status=409,
    )


@require_POST
def undo_view(request: HttpRequest, pk: int) -> HttpResponse:
    may_decide(request)
    decision = get_object_or_404(scope_of(request.user).limit(Decision.objects.all()), pk=pk)
    try:
        undo(decision, request.user)
    except (Refused, PermissionDenied) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Undone: all is as it was before."))
    if decision.report_id:
        return HttpResponseRedirect(reverse("admin:queue-task", args=[f"report-{decision.report_id}"]))
    if decision.meeting_id:
        return HttpResponseRedirect(reverse("admin:queue-task", args=[f"meeting-{decision.meeting_id}"]))
    return HttpResponseRedirect(reverse("admin:queue-next"))
