"""Where staff edit programmes, what is known of them, and the questions that help to choose."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fellowships.models import (
    ChoosingOption,
    ChoosingQuestion,
    ChoosingReason,
    ChoosingWay,
    Criterion,
    Fact,
    Fellowship,
    HelpLine,
    Source,
)
from fellowships.publishing import PublishedAdmin, PublishedInline


class FactInline(PublishedInline):
    model = Fact
    fields = ("criterion", "text", "source", "as_of")
    autocomplete_fields = ("source",)
    ordering = ("criterion__position",)


@admin.register(Fellowship)
class FellowshipAdmin(PublishedAdmin):
    list_display = ("name", "short_name", "audience", "approach", "stated", "published")
    list_filter = ("published", "audience", "approach")
    search_fields = ("name", "short_name", "other_names")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (FactInline,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Fellowship]:
        stated = Count("facts", filter=~Q(facts__text=""))
        found: models.QuerySet[Fellowship] = super().get_queryset(request).annotate(stated_facts=stated)
        return found

    @admin.display(description=_("facts stated"), ordering="stated_facts")
    def stated(self, row: Any) -> int:
        return int(row.stated_facts)


@admin.register(Criterion)
class CriterionAdmin(PublishedAdmin):
    list_display = ("label", "section", "kind", "in_comparison", "position", "published")
    list_filter = ("published", "in_comparison", "section", "kind")
    search_fields = ("label", "help")
    prepopulated_fields = {"slug": ("label",)}


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


@admin.register(HelpLine)
class HelpLineAdmin(PublishedAdmin):
    list_display = ("name", "number", "text_number", "state", "source_read_on", "last_checked", "published")
    list_filter = ("published", "national", "country", "state", "last_checked")
    search_fields = ("name", "number", "text_number", "what_for")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("fellowship",)


class OptionInline(PublishedInline):
    model = ChoosingOption


class ReasonInline(PublishedInline):
    model = ChoosingReason
    autocomplete_fields = ("fellowship", "source")


@admin.register(ChoosingQuestion)
class ChoosingQuestionAdmin(PublishedAdmin):
    list_display = ("text", "position", "published")
    inlines = (OptionInline,)


@admin.register(ChoosingOption)
class ChoosingOptionAdmin(PublishedAdmin):
    list_display = ("text", "question", "number", "reasons_given")
    list_select_related = ("question",)
    list_filter = ("question",)
    inlines = (ReasonInline,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ChoosingOption]:
        found: models.QuerySet[ChoosingOption] = (
            super().get_queryset(request).annotate(reason_count=Count("reasons"))
        )
        return found

    @admin.display(description=_("reasons"), ordering="reason_count")
    def reasons_given(self, row: Any) -> int:
        return int(row.reason_count)


@admin.register(ChoosingWay)
class ChoosingWayAdmin(PublishedAdmin):
    list_display = ("title", "position", "published")
    autocomplete_fields = ("fellowships", "source")
