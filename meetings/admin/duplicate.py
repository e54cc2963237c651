"""Two meetings that look like one, side by side: a person says that they are two, or which one is kept."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import words
from meetings.admin.bounded import BoundedList
from meetings.admin.records import RecordAdmin
from meetings.feeds.difference import where_words
from meetings.fields import field_label, snapshot, value_words
from meetings.merging import CHOICES, NotMerged, keep_both, merge, unmerge
from meetings.models import AlsoListed, DuplicatePair, Meeting, SourceRecord
from meetings.proposing import may_publish

Status = DuplicatePair.Status
LOOKED_UP: Final = ("fellowship", "venue", "group", "service_body")
BOTH: Final = tuple(f"{side}__{name}" for side in ("first", "second") for name in LOOKED_UP)
# Told of both, but not taken over from one to the other.
ALSO_SHOWN: Final = ("status", "confirmed_by", "world_id")


class OpenFirst(admin.SimpleListFilter):
    title = gettext_lazy("decided")
    parameter_name = "decided"
    template = "admin/meetings/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(Status.DIFFERENT, Status.DIFFERENT.label), (Status.MERGED, Status.MERGED.label)]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        known = self.value() in Status.values
        return queryset.filter(status=self.value() if known else Status.OPEN)

    def choices(self, changelist: Any) -> Any:
        for number, choice in enumerate(super().choices(changelist)):
            yield {**choice, "display": Status.OPEN.label} if number == 0 else choice


@admin.register(DuplicatePair)
class DuplicatePairAdmin(BoundedList, RecordAdmin):
    list_display = ("__str__", "when", "where", "likeness", "why")
    list_filter = (OpenFirst, "first__fellowship")
    list_looked_up = ("first__venue", "second__venue")

    @admin.display(description=gettext_lazy("when"))
    def when(self, row: DuplicatePair) -> str:
        return words.usually(row.first.weekday, row.first.start, row.first.weeks)

    @admin.display(description=gettext_lazy("where"))
    def where(self, row: DuplicatePair) -> str:
        return where_words(row.first)

    def get_urls(self) -> list[Any]:
        decide = self.admin_site.admin_view(self.decide_view)
        return [path("<int:pk>/decide/", decide, name="meetings_duplicatepair_decide"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Both side by side."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = DuplicatePair.objects.select_related(*BOTH, "decided_by")
        pair = get_object_or_404(rows, pk=object_id if object_id.isdigit() else 0)
        context = {**self._context(request, pair), "title": _("Are these one meeting?")}
        return TemplateResponse(request, "admin/meetings/duplicatepair/pair.html", context)

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was chosen, once more to look at before it is done; "two" is done at once."""
        pair = get_object_or_404(DuplicatePair.objects.select_related(*BOTH), pk=pk)
        if not self.has_view_permission(request) or not may_publish(request.user):
            raise PermissionDenied
        act, page = (
            request.POST.get("act", ""),
            reverse("admin:meetings_duplicatepair_change", args=[pair.pk]),
        )
        if request.method != "POST" or act not in ("two", "first", "second", "apart"):
            return HttpResponseRedirect(page)
        take = [name for name in request.POST.getlist("take") if name in CHOICES]
        if act in ("first", "second") and not request.POST.get("sure"):
            return TemplateResponse(
                request, "admin/meetings/duplicatepair/sure.html", self._sure(request, pair, act, take)
            )
        try:
            self.message_user(request, _done(pair, act, take), messages.SUCCESS)
        except NotMerged as why:
            self.message_user(request, str(why), messages.ERROR)
            return HttpResponseRedirect(page)
        return HttpResponseRedirect(reverse("admin:meetings_duplicatepair_changelist"))

    def _context(self, request: HttpRequest, pair: DuplicatePair) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": pair,
            "list_url": reverse("admin:meetings_duplicatepair_changelist"),
            "row_url": reverse("admin:meetings_duplicatepair_change", args=[pair.pk]),
            "pair": pair,
            "sides": sides(pair),
            "rows": rows_of(pair),
            "open": pair.status == Status.OPEN,
            "merged": pair.status == Status.MERGED,
            "may_decide": may_publish(request.user),
        }

    def _sure(
        self, request: HttpRequest, pair: DuplicatePair, act: str, take: Iterable[str]
    ) -> dict[str, Any]:
        keep, gone = _keep_and_gone(pair, act)
        return {
            **self._context(request, pair),
            "title": _("Merge these two?"),
            "keep": keep,
            "gone": gone,
            "act": act,
            "take": [(name, field_label(name)) for name in take],
        }


def _keep_and_gone(pair: DuplicatePair, act: str) -> tuple[Meeting, Meeting]:
    return (pair.first, pair.second) if act == "first" else (pair.second, pair.first)


def _done(pair: DuplicatePair, act: str, take: Iterable[str]) -> str:
    if act == "two":
        keep_both(pair)
        return _("Noted: they are two meetings, and are not suspected again.")
    if act == "apart":
        unmerge(pair.first if pair.first.merged_into_id else pair.second)
        return _("Taken back: both stand on their own again.")
    keep, gone = _keep_and_gone(pair, act)
    merge(keep, gone, list(take), pair=pair)
    return _("Merged: the page of the one leads to the page of “%(name)s” now.") % {"name": keep.name}


def sides(pair: DuplicatePair) -> list[dict[str, Any]]:
    """Of each: its lists, and how often it was changed; three queries for both."""
    ids = (pair.first_id, pair.second_id)
    past: Any = Meeting.history.filter(id__in=ids).order_by().values_list("id")
    versions = dict(past.annotate(number=Count("history_id")))
    records = SourceRecord.objects.filter(meeting__in=ids).select_related("feed").order_by("pk")
    lists: dict[int | None, list[str]] = {pk: [] for pk in ids}
    for record in records:
        gone = "" if record.present else _(" (no longer in it)")
        lists[record.meeting_id].append(f"{record.feed}{gone}")
    for also in AlsoListed.objects.filter(record__meeting__in=ids).select_related("record", "feed"):
        lists[also.record.meeting_id].append(str(also.feed))
    return [
        {
            "meeting": meeting,
            "name": name,
            "lists": lists[meeting.pk],
            "versions": versions.get(meeting.pk, 0),
        }
        for name, meeting in (("first", pair.first), ("second", pair.second))
    ]


def rows_of(pair: DuplicatePair) -> list[dict[str, Any]]:
    """Every field with both values in words, those that differ marked."""
    first, second = snapshot(pair.first), snapshot(pair.second)
    names = [name for name in (*CHOICES, *ALSO_SHOWN) if first[name] or second[name]]
    return [_row(pair, name, first[name], second[name]) for name in names]


def _row(pair: DuplicatePair, name: str, first: Any, second: Any) -> dict[str, Any]:
    """Two venues of one address, each of its own list, read the same: there is nothing to choose."""
    ours, theirs = _words(pair.first, name, first), _words(pair.second, name, second)
    differs = first != second and ours != theirs
    return {
        "field": name,
        "label": field_label(name),
        "first": ours,
        "second": theirs,
        "differs": differs,
        "can_take": differs and name in CHOICES,
    }


def _words(meeting: Meeting, name: str, value: Any) -> str:
    """What is read with the meeting is not asked for again."""
    if name == "venue" and meeting.venue:
        place = meeting.venue
        return ", ".join(filter(None, [place.name, place.street, place.town, place.postal_code]))
    if name in LOOKED_UP:
        return str(getattr(meeting, name) or _("Not stated"))
    return value_words(name, value)
