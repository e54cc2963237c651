"""Where staff keep phone lines true: a person calls, then says so."""

from typing import Any

from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from fellowships import acting, version
from fellowships.calling import to_be_called
from fellowships.models import HelpLine
from fellowships.publishing import PublishedAdmin


class CheckedFilter(admin.SimpleListFilter):
    title = _("called by a person")
    parameter_name = "checked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("due", gettext("To be called")), ("fresh", gettext("Called not long ago"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        wanted = {"due": to_be_called(), "fresh": ~to_be_called()}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(wanted)


class WithEmptyNamed(admin.AllValuesFieldListFilter):
    def choices(self, changelist: Any) -> Any:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or gettext("Not stated")}


@admin.register(HelpLine)
class HelpLineAdmin(PublishedAdmin):
    list_display = ("name", "number", "text_number", "state", "source_read_on", "last_checked", "published")
    list_filter = (
        *(CheckedFilter, "published", "national"),
        *(("country", WithEmptyNamed), ("state", WithEmptyNamed)),
    )
    search_fields = ("name", "number", "text_number", "what_for")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("fellowship",)
    actions = ("checked_today",)
    fieldsets = (
        (_("What visitors read"), {"fields": ("name", "what_for", "number", "text_number", "text_word")}),
        (_("Who answers"), {"fields": ("who_answers", "hours", "languages", "spanish", "free")}),
        (_("For whom"), {"fields": ("fellowship", "country", "state", "national")}),
        (
            _("How we know"),
            {"fields": ("last_checked", "source_name", "source_url", "source_read_on")},
        ),
        (_("Where it stands"), {"fields": ("slug", "position", "published")}),
    )

    @admin.action(description=_("Called today: it is right"), permissions=["change"])
    def checked_today(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Each with its history."""
        with transaction.atomic(), acting.acting_as(reason=gettext("Called by a person")):
            lines = list(queryset)
            for line in lines:
                line.last_checked = timezone.localdate()
                line.save()
            version.bump()
        text = ngettext("%(number)d line called today.", "%(number)d lines called today.", len(lines))
        messages.success(request, text % {"number": len(lines)})
