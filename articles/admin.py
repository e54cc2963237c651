"""Where staff write guides, answers and explained words; a text without its sources is not published."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles.languages import own_path
from articles.loading import make_again
from articles.models import Guide, Question, Term
from articles.preview import preview
from articles.publishing import PUBLISHED, PublishedByReviewers, may_publish
from articles.text_form import GuideForm, TermForm, TextForm

REVIEWED = ("reviewed_by", "reviewed_on")
REVIEW: Any = (
    _("Review"),
    {
        "fields": (*REVIEWED, "written", "review_due"),
        "description": _(
            "Who reviewed it is a role, such as “a nurse”, and only once that person really did."
        ),
    },
)


@admin.register(Guide)
class GuideAdmin(PublishedByReviewers):
    form = GuideForm
    list_display = ("title", "section", "language", "status", "reviewed_on", "review_due", "votes")
    list_select_related = ("vote",)
    list_filter = ("status", "section", "language", "review_due")
    search_fields = ("title", "summary", "markdown")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("fellowships", "related", "translation_of")
    for_reviewers = REVIEWED
    save_as = True
    fieldsets = (
        (
            _("What visitors read, from top to bottom"),
            {"fields": ("title", "summary", "key_points", "markdown")},
        ),
        (_("Below the text"), {"fields": ("fellowships", "related")}),
        REVIEW,
        (
            _("Where it stands"),
            {"fields": ("section", "position", "slug", "language", "translation_of", "highest_grade")},
        ),
        (_("Shown to visitors"), {"fields": ("status",)}),
    )

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(partial(preview, page_of=self))
        return [path("<int:pk>/preview/", view, name="articles_guide_preview"), *super().get_urls()]

    def view_on_site(self, guide: Guide) -> str | None:
        return own_path("guide", guide) if guide.status == PUBLISHED else None

    @admin.display(description=_("helpful / not"))
    def votes(self, row: Guide) -> str:
        vote = getattr(row, "vote", None)
        return f"{vote.helpful} / {vote.not_helpful}" if vote else "–"


@admin.register(Question)
class QuestionAdmin(PublishedByReviewers):
    form = TextForm
    list_display = ("question", "language", "status", "same_as", "guide", "reviewed_on")
    list_select_related = ("same_as", "guide")
    list_filter = ("status", "language")
    search_fields = ("question", "markdown")
    prepopulated_fields = {"slug": ("question",)}
    autocomplete_fields = ("same_as", "guide")
    for_reviewers = REVIEWED
    fieldsets = (
        (_("What visitors read, from top to bottom"), {"fields": ("question", "markdown", "guide")}),
        (_("The same question in other words"), {"fields": ("same_as",)}),
        (_("Review"), {"fields": REVIEWED}),
        (_("Where it stands"), {"fields": ("position", "slug", "language")}),
        (_("Shown to visitors"), {"fields": ("status",)}),
    )

    def view_on_site(self, row: Question) -> str | None:
        return own_path("question", row) if row.status == PUBLISHED else None


@admin.register(Term)
class TermAdmin(PublishedByReviewers):
    form = TermForm
    list_display = ("word", "language", "whose", "source", "published")
    list_select_related = ("source",)
    list_filter = ("language", "published")
    search_fields = ("word", "meaning")
    prepopulated_fields = {"slug": ("word",)}
    autocomplete_fields = ("source",)
    for_reviewers = ("published",)
    fieldsets = (
        (_("What visitors read"), {"fields": ("word", "forms", "meaning", "whose", "source")}),
        (_("Where it stands"), {"fields": ("slug", "language")}),
        (_("Shown to visitors"), {"fields": ("published",)}),
    )

    def is_public(self, row: Any) -> bool:
        return bool(row.published)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not may_publish(request):
            obj.published = False
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A word explained anew is looked for in every text."""
        super().save_related(request, form, formsets, change)
        make_again()
