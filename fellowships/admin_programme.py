"""Where staff edit programmes, the rows and cells of the comparison, and their sources."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fellowships.admin_inlines import FactsOfAProgramme, FactsOfARow
from fellowships.models import Criterion, Fact, Fellowship, Source
from fellowships.publishing import PublishedAdmin

STATED = Count("facts", filter=~Q(facts__text=""))


@admin.register(Fellowship)
class FellowshipAdmin(PublishedAdmin):
    list_display = ("name", "short_name", "audience", "approach", "stated", "published")
    list_filter = ("published", "audience", "approach")
    search_fields = ("name", "short_name", "other_names")
    ordering = ("position", "name")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (FactsOfAProgramme,)
    fieldsets = (
        (_("Who it is"), {"fields": ("name", "short_name", "other_names", "approach")}),
        (_("Whom it is for"), {"fields": ("audience", "whom_it_is_for")}),
        (_("Its own pages"), {"fields": ("website", "finder")}),
        (_("Where it stands"), {"fields": ("slug", "position", "published")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Fellowship]:
        found: models.QuerySet[Fellowship] = super().get_queryset(request).annotate(stated_facts=STATED)
        return found

    def view_on_site(self, row: Fellowship) -> str | None:
        return reverse("fellowship", args=[row.slug]) if row.published else None

    @admin.display(description=_("facts stated"), ordering="stated_facts")
    def stated(self, row: Any) -> int:
        return int(row.stated_facts)


@admin.register(Criterion)
class CriterionAdmin(PublishedAdmin):
    list_display = ("label", "section", "kind", "stated", "in_comparison", "position", "published")
    list_filter = ("published", "in_comparison", "section", "kind")
    search_fields = ("label", "help")
    prepopulated_fields = {"slug": ("label",)}
    inlines = (FactsOfARow,)
    fieldsets = (
        (
            _("The row, as the comparison shows it"),
            {
                "fields": ("label", "help", "section", "kind"),
                "description": _("Below is one line for each program. Lines left empty read “Not stated”."),
            },
        ),
        (_("Where it stands"), {"fields": ("slug", "position", "in_comparison", "published")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Criterion]:
        found: models.QuerySet[Criterion] = super().get_queryset(request).annotate(stated_facts=STATED)
        return found

    @admin.display(description=_("programs that say it"), ordering="stated_facts")
    def stated(self, row: Any) -> int:
        return int(row.stated_facts)


@admin.register(Fact)
class FactAdmin(PublishedAdmin):
    list_display = ("fellowship", "criterion", "text", "as_of", "source")
    list_select_related = ("fellowship", "criterion", "source")
    list_filter = ("fellowship", "criterion")
    search_fields = ("text", "source__title")
    autocomplete_fields = ("fellowship", "criterion", "source")


@admin.register(Source)
class SourceAdmin(PublishedAdmin):
    list_display = ("title", "author", "publisher", "published", "read_on")
    list_filter = ("read_on",)
    search_fields = ("title", "author", "publisher", "slug")
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        (
            _("As it is cited"),
            {"fields": ("title", "author", "publisher", "published", "updated", "address")},
        ),
        (_("For us"), {"fields": ("slug", "read_on", "note")}),
    )
