"""A form that was opened before another's save is refused, with both versions side by side."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fellowships.admin_who import maker
from fellowships.opened import Belonging, Saved, Since, saved_since, version_now
from fellowships.past import Words, plain_words

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

OPENED = "opened_version"


class StaleForms(ModelAdmin):
    """A hidden field says which version the form was opened with.

    Scripts may leave it out. A subclass with a form class of its own calls `super().get_form`.
    """

    words_of: Words = {}  # fields whose values need words of their own

    def belonging(self) -> list[Belonging]:
        """What is edited in the same form and has a history."""
        found = []
        for inline in self.inlines:
            if hasattr(inline.model, "history"):
                link = _get_foreign_key(self.model, inline.model, getattr(inline, "fk_name", None))
                found.append((inline.model, f"{link.name}_id"))
        return found

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        if object_id is not None and "_saveasnew" not in request.POST:
            pk = self._number(object_id)
            if request.method == "POST":
                # Whoever saves the same row at the same moment waits here, and is then compared.
                list(self.model._base_manager.select_for_update().filter(pk=pk).values_list("pk"))
                self._note_conflict(request, pk)
            request._opened_version = version_now(self.model, pk, self.belonging())  # type: ignore[attr-defined]
        answer: HttpResponse = super()._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]
        return answer

    def _number(self, object_id: str) -> Any:
        try:
            return self.model._meta.pk.to_python(unquote(object_id))
        except ValidationError:
            return None

    def _note_conflict(self, request: HttpRequest, pk: Any) -> None:
        opened = request.POST.get(OPENED, "")
        if opened and pk is not None:
            saved = saved_since(self.model, pk, self.belonging(), opened, self.words_of)
            if saved:
                request._saved_since = saved  # type: ignore[attr-defined]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        saved: Saved | None = getattr(request, "_saved_since", None)
        return form if saved is None else _refusing(form, conflict_words(saved))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["opened_name"] = OPENED
        context["opened_version"] = getattr(request, "_opened_version", "")
        saved: Saved | None = getattr(request, "_saved_since", None)
        if saved is not None:
            context["conflict"] = {"rows": _side_by_side(saved, context, self.words_of)}
        return super().render_change_form(request, context, *args, **kwargs)


def conflict_words(saved: Saved) -> str:
    if saved.last is None:
        return _("Somebody saved this after you opened it. Nothing was saved now; what you typed is here.")
    made = maker(saved.last)
    return _(
        "%(who)s saved this on %(when)s, after you opened it. Nothing was saved now, and nothing that you "
        "typed is lost. Look at both versions below; saving again puts yours in place of theirs."
    ) % {"who": made.who, "when": made.when}


def _refusing(form: type[forms.BaseForm], why: str) -> Any:
    """The same form, never valid."""

    class Refused(form):  # type: ignore[misc,valid-type]
        def full_clean(self) -> None:
            super().full_clean()
            if self.is_bound:
                self.add_error(None, why)

    return Refused


def _side_by_side(saved: Saved, context: Any, words: Words) -> list[dict[str, str]]:
    own = context["adminform"].form
    forms_of = {(type(own.instance), own.instance.pk): own}
    for formset in context["inline_admin_formsets"]:
        forms_of.update({(type(one.instance), one.instance.pk): one for one in formset.formset.forms})
    return [_row(one, forms_of.get((one.field.model, one.pk)), words) for one in saved.changes]


def _row(one: Since, form: Any, words: Words) -> dict[str, str]:
    return {
        "label": f"{one.row}: {one.label}" if one.row else one.label,
        "before": one.before,
        "now": one.now,
        "typed": typed_words(form, one.field, words) if form is not None else _("Not in this form"),
    }


def typed_words(form: Any, field: Any, words: Words) -> str:
    """What somebody typed into a field, whether it is valid or not."""
    if field.name not in form.fields:
        return _("Not in this form")
    if field.name not in form.cleaned_data:
        return str(form[field.name].value() or "")
    value = form.cleaned_data[field.name]
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, models.QuerySet):
        return ", ".join(str(row) for row in value) or _("Not stated")
    if value is None or value in ("", []):
        return _("Not stated")
    if field.name in words:
        return words[field.name](value)
    return plain_words(field, value)
