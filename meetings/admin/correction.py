"""What we say against a list: both words side by side, and how each ends."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.bounded import BoundedChangeList, BoundedList
from meetings.admin.filtering import Answers, QuestionFilter
from meetings.admin.scoped import ScopedAdmin
from meetings.corrections import list_words, take_list_word
from meetings.fields import MOVES, field_label, value_words
from meetings.models import Correction
from meetings.proposing import may_publish
from meetings.scope import scope_of
from meetings.set_against import records_of

Ending = Correction.Ending


class EndedFilter(QuestionFilter):
    title = gettext_lazy("state")
    parameter_name = "state"
    answers: Answers = {
        "open": (gettext_lazy("Held against the list"), lambda: Q(ended_at=None)),
        "moved": (gettext_lazy("The list moved on"), lambda: Q(ended_how=Ending.MOVED)),
        "ended": (gettext_lazy("Ended"), lambda: Q(ended_at__isnull=False)),
    }


@admin.register(Correction)
class CorrectionAdmin(BoundedList, ScopedAdmin):
    list_display = ("meeting", "what", "ours", "theirs", "reason", "made_on", "until", "ending")
    list_filter = (EndedFilter,)
    list_looked_up = ("meeting",)
    search_fields = ("meeting__name",)
    fields = ("meeting", "what", "ours", "theirs", "reason", "made_at", "until", "ending", "ended_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They are made by editing a meeting."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[BoundedChangeList]:
        return WithTheirWords

    @admin.display(description=gettext_lazy("field"))
    def what(self, row: Correction) -> str:
        return field_label(row.field)

    @admin.display(description=gettext_lazy("ours"))
    def ours(self, row: Correction) -> str:
        return value_words(row.field, row.value)

    @admin.display(description=gettext_lazy("the list’s word"))
    def theirs(self, row: Correction) -> str:
        records = getattr(row, "_records", None)
        return list_words(row, records_of([row.meeting_id]) if records is None else records)

    @admin.display(description=gettext_lazy("since"), ordering="made_at")
    def made_on(self, row: Correction) -> Any:
        return row.made_at.date()

    @admin.display(description=gettext_lazy("how it ended"))
    def ending(self, row: Correction) -> str:
        return row.ended_why or _("Held")

    def get_urls(self) -> list[Any]:
        end = self.admin_site.admin_view(self.end_view)
        return [path("<int:pk>/end/", end, name="meetings_correction_end"), *super().get_urls()]

    def end_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks first; then the meeting says what its list says."""
        row = get_object_or_404(self.get_queryset(request).select_related("meeting"), pk=pk)
        if not may_end(request.user, row):
            raise PermissionDenied
        if request.method == "POST":
            if take_list_word(row):
                self.message_user(request, _("Done: the meeting says what its list says."), messages.SUCCESS)
            else:
                self.message_user(request, _("It had ended before, or no list has it."), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:meetings_correction_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take the list’s word"),
            "opts": self.opts,
            "original": row,
            "list_url": reverse("admin:meetings_correction_changelist"),
            "row_url": reverse("admin:meetings_correction_change", args=[row.pk]),
            "what": self.what(row),
            "ours": self.ours(row),
            "theirs": self.theirs(row),
        }
        return TemplateResponse(request, "admin/meetings/correction/end.html", context)


class WithTheirWords(BoundedChangeList):
    """What the lists say of all rows of a page is read at once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows: Any = self.result_list
        records = records_of({row.meeting_id for row in rows})
        for row in rows:
            row._records = records


def may_end(person: Any, row: Correction) -> bool:
    """As for editing that field: what moves a meeting needs a publisher."""
    if row.ended_at or not person.has_perm("meetings.change_meeting") or not scope_of(person).covers(row):
        return False
    return row.field not in MOVES or may_publish(person)
