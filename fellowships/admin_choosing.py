"""Where staff edit the questions that help to choose, and what each answer speaks for."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fellowships.models import ChoosingOption, ChoosingQuestion, ChoosingReason, ChoosingWay
from fellowships.publishing import PublishedAdmin, PublishedInline


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
