"""Where staff edit meetings."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings import words
from meetings.admin.dates_inline import CancellationInline, ClosureInline
from meetings.admin.exchange import MeetingExchangeMixin
from meetings.admin.fieldsets import fieldsets_of_a_change, fieldsets_of_a_new_one
from meetings.admin.meeting_form import MeetingForm, oddities
from meetings.admin.meeting_list import MeetingListMixin
from meetings.admin.preview import preview
from meetings.admin.saving import Saved, confirmed_today, save_changes
from meetings.admin.scoped import ScopedAdmin
from meetings.admin.several_days import AddMeetingForm, save_new
from meetings.admin.sources_shown import our_corrections, report_link, said_by_lists, waiting_reports
from meetings.fields import WORDS, field_label
from meetings.models import Meeting
from meetings.presenting.meeting import address
from meetings.proposing import may_publish
from meetings.scope import scope_of


@admin.register(Meeting)
class MeetingAdmin(MeetingExchangeMixin, MeetingListMixin, ScopedAdmin):
    autocomplete_fields = ("venue", "group", "service_body", "formats")
    readonly_fields = ("said_by_lists", "our_corrections", "waiting_reports")
    inlines = (CancellationInline, ClosureInline)
    save_as = True
    words_of = {name: WORDS[name] for name in ("weeks", "languages")}

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(partial(preview, page_of=self))
        return [path("<int:pk>/preview/", view, name="meetings_meeting_preview"), *super().get_urls()]

    def get_inlines(self, request: HttpRequest, obj: Meeting | None) -> Any:
        return self.inlines if obj is not None else ()

    def get_fieldsets(self, request: HttpRequest, obj: Meeting | None = None) -> Any:
        if obj is not None:
            return fieldsets_of_a_change(obj.records.exists())
        venues, groups = (request.user.has_perm(f"meetings.add_{name}") for name in ("venue", "group"))
        return fieldsets_of_a_new_one(venues, groups)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs["form"] = MeetingForm if obj is not None else AddMeetingForm
        made = super().get_form(request, obj, change, **kwargs)
        made.person = request.user
        return made

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What a volunteer looks after is chosen already, where it is one thing."""
        scope = scope_of(request.user)
        found: dict[str, Any] = {"republish": True}
        programs = {fellowship for fellowship, _country, _state in scope.areas}
        held = (("service_body", scope.bodies), ("group", scope.groups), ("fellowship", programs))
        for name, ids in held:
            if len(ids) == 1:
                found[name] = next(iter(ids))
        return {**found, **super().get_changeform_initial_data(request)}

    @admin.display(description=gettext_lazy("what the lists say"))
    def said_by_lists(self, meeting: Meeting) -> str:
        return said_by_lists(meeting)

    @admin.display(description=gettext_lazy("what we say otherwise"))
    def our_corrections(self, meeting: Meeting) -> str:
        return our_corrections(meeting)

    @admin.display(description=gettext_lazy("what waits to be decided"))
    def waiting_reports(self, meeting: Meeting) -> str:
        return waiting_reports(meeting)

    def view_on_site(self, meeting: Meeting) -> str | None:
        return address(meeting) if meeting.listed and meeting.fellowship.published else None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through the one writer, formats too: nothing is left for `save_m2m`."""
        form.touched, form.save_m2m = [], lambda: None
        values = confirmed_today() if form.cleaned_data.get("checked_today") else {}
        if change:
            data = form.cleaned_data
            values |= form.values()
            saved = save_changes(request.user, obj.pk, values, data.get("reason") or "", data.get("until"))
            form.changed_data = [name for name in form.changed_data if name in saved.applied]
            obj.only_waits = saved.waiting and not saved.applied
            _tell_what_waits(request, saved)
        else:
            self._add(request, obj, form, values)
        obj.refresh_from_db()
        for sentence in oddities(form.cleaned_data):
            messages.warning(request, sentence)

    def _add(self, request: HttpRequest, obj: Meeting, form: AddMeetingForm, also: dict[str, Any]) -> None:
        made = save_new(request.user, form, also)
        obj.pk, obj._state.adding = made[0].pk, False
        for other in made[1:]:
            self.log_addition(request, other, [{"added": {}}])
        _tell_what_was_added(request, made, form.cleaned_data["status"])

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Where all of it waits, nothing says that it was changed."""
        if getattr(obj, "only_waits", False):
            if "_continue" in request.POST:
                return HttpResponseRedirect(request.path)
            return self.response_post_save_change(request, obj)
        return super().response_change(request, obj)


def _tell_what_waits(request: HttpRequest, saved: Saved) -> None:
    if not saved.waiting:
        return
    named = capfirst(words.joined([f"“{field_label(name)}”" for name in saved.waiting]))
    text = ngettext(
        "%(fields)s: the new value waits for a publisher. Until then visitors see what was there before.",
        "%(fields)s: the new values wait for a publisher. Until then visitors see what was there before.",
        len(saved.waiting),
    )
    links = format_html_join(", ", "{}", ((report_link(report),) for report in saved.reports))
    messages.info(request, format_html("{} {}", text % {"fields": named}, links))


def _tell_what_was_added(request: HttpRequest, made: list[Meeting], wanted: str) -> None:
    if len(made) > 1:
        days = words.joined([str(meeting.get_weekday_display()) for meeting in made])
        messages.success(
            request, _("%(number)d meetings were added: %(days)s.") % {"number": len(made), "days": days}
        )
    if wanted == Meeting.Status.LISTED and not may_publish(request.user):
        messages.info(
            request, _("Kept as a draft: a publisher was asked to list it. Visitors see it after that.")
        )
