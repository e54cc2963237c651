"""Where staff write guides, answers and explained words; a text without its sources is not published."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.loading import make_again
from articles.markdown import render
from articles.marks import unmarked
from articles.models import Guide, Question, Term, Text
from fellowships.models import Source
from fellowships.publishing import PublishedAdmin

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm


class TextForm(ModelForm):
    """Says which statement has no source, and which source is not there."""

    def clean_markdown(self) -> str:
        text: str = self.cleaned_data["markdown"]
        cited = render(text).sources
        known = set(Source.objects.filter(slug__in=cited).values_list("slug", flat=True))
        if missing := [slug for slug in cited if slug not in known]:
            raise ValidationError(
                _("There is no source named %(slugs)s. Add it under Sources first.")
                % {"slugs": ", ".join(missing)}
            )
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        left = unmarked(cleaned.get("markdown", ""))
        if left and cleaned.get("status") == Text.Status.PUBLISHED:
            message = _(
                "Give each a source, [^its-slug], or end it with {.advice}, or keep a draft: %(texts)s"
            )
            self.add_error("markdown", message % {"texts": " · ".join(left)})
        return cleaned


@admin.register(Guide)
class GuideAdmin(PublishedAdmin):
    form = TextForm
    list_display = ("title", "section", "language", "status", "reviewed_on", "review_due", "votes")
    list_select_related = ("vote",)
    list_filter = ("status", "section", "language", "review_due")
    search_fields = ("title", "summary", "markdown")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("fellowships", "related", "translation_of")

    @admin.display(description=gettext_lazy("helpful / not"))
    def votes(self, row: Guide) -> str:
        vote = getattr(row, "vote", None)
        return f"{vote.helpful} / {vote.not_helpful}" if vote else "–"


@admin.register(Question)
class QuestionAdmin(PublishedAdmin):
    form = TextForm
    list_display = ("question", "language", "status", "same_as", "guide", "reviewed_on")
    list_select_related = ("same_as", "guide")
    list_filter = ("status", "language")
    search_fields = ("question", "markdown")
    prepopulated_fields = {"slug": ("question",)}
    autocomplete_fields = ("same_as", "guide")


@admin.register(Term)
class TermAdmin(PublishedAdmin):
    list_display = ("word", "language", "whose", "source", "published")
    list_select_related = ("source",)
    list_filter = ("language", "published")
    search_fields = ("word", "meaning")
    prepopulated_fields = {"slug": ("word",)}
    autocomplete_fields = ("source",)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """A word explained anew is looked for in every text."""
        super().save_related(request, form, formsets, change)
        make_again()
