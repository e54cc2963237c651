"""Filters of lists in plain words: a question with a few answers, a row to choose, a word to type."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import Q
from django.http import HttpRequest

# Value: words, and what makes its condition.
Answers = dict[str, tuple[Any, Callable[[], Q]]]


class QuestionFilter(SimpleListFilter):
    """`answers`: for each value its words and what makes its condition. Other values are ignored."""

    template = "admin/meetings/filter.html"
    answers: Answers = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(value, label) for value, (label, _where) in self.answers.items()]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        chosen = self.answers.get(self.value() or "")
        return queryset.filter(chosen[1]()) if chosen else queryset


class ChoiceFilter(SimpleListFilter):
    """One of the choices of a field of the model, `parameter_name`."""

    template = "admin/meetings/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        field: Any = model_admin.model._meta.get_field(self.parameter_name or "")
        return list(field.flatchoices)

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        known = {str(value) for value, _label in self.lookup_choices}
        value = self.value()
        return queryset.filter(**{f"{self.parameter_name}": value}) if value in known else queryset


class TextFilter(SimpleListFilter):
    """A word that is typed, where a list of all would be long: the field must have an index."""

    template = "admin/meetings/filter_text.html"
    lookup: ClassVar[str] = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return []

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """One: what is asked for now, and what else the list is asked for."""
        others = [
            (name, value)
            for name, values in changelist.filter_params.items()
            if name != self.parameter_name
            for value in values
        ]
        clear = changelist.get_query_string(remove=[self.parameter_name or ""])
        yield {"others": others, "value": self.value() or "", "name": self.parameter_name, "clear": clear}

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        value = (self.value() or "").strip()
        return queryset.filter(self.where(value)) if value else queryset

    def where(self, value: str) -> Q:
        return Q(**{self.lookup: value})
