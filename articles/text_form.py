"""The form of guides and answers: it says which statement has no source, and which source is not there."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.markdown import render
from articles.marks import unmarked
from articles.models import Text
from fellowships.admin_lines import LinesField
from fellowships.models import Source

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm

WRITING = {"rows": 24, "cols": 80}


class TextForm(ModelForm):
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
        if bool(cleaned.get("reviewed_by")) != bool(cleaned.get("reviewed_on")):
            self.add_error(
                "reviewed_by", _("Say both, who reviewed it (a role) and on which day, or neither.")
            )
        return cleaned


class GuideForm(TextForm):
    key_points = LinesField(
        label=gettext_lazy("Key points"),
        help_text=gettext_lazy("One a line, three to five: what somebody in a hurry must know."),
    )


class TermForm(ModelForm):
    forms = LinesField(
        label=gettext_lazy("Other forms"),
        help_text=gettext_lazy("One a line, as it stands in texts: sponsors, sponsored."),
    )
