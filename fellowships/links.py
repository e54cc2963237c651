"""How shipped rows name other rows: by slug, the same in every database; tables hold numbers."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db import models

from fellowships.models import Loadable

Values = Mapping[str, Any]


class Links:
    """The foreign keys and many-to-many fields that the rows name by slug: one query for each table."""

    def __init__(self, model: type[Loadable], rows: Iterable[Values]) -> None:
        self.model = model
        named = {name for values in rows for name in values}
        related = [field for field in model._meta.get_fields() if field.name in named and field.is_relation]
        self.one = {field.name for field in related if field.many_to_one}
        self.many = {field.name for field in related if field.many_to_many}
        self._models: dict[str, Any] = {field.name: field.related_model for field in related}

    @cached_property
    def _numbers(self) -> dict[str, dict[str, int]]:
        """By field: slug -> primary key."""
        tables = {
            related: dict(related.objects.filter(**related.named).values_list("slug", "pk"))
            for related in set(self._models.values())
        }
        return {name: tables[related] for name, related in self._models.items()}

    @cached_property
    def _slugs(self) -> dict[str, dict[int, str]]:
        return {name: {pk: slug for slug, pk in known.items()} for name, known in self._numbers.items()}

    def prefetched(self) -> models.QuerySet[Any]:
        return self.model._default_manager.prefetch_related(*sorted(self.many))

    def resolved(self, values: Values) -> dict[str, Any]:
        """What the model takes: numbers for slugs, without what stands in other tables."""
        found = {name: value for name, value in values.items() if name not in self.one | self.many}
        for name in self.one & values.keys():
            found[f"{name}_id"] = self._number(name, values[name]) if values[name] else None
        return found

    def set_many(self, row: Loadable, values: Values) -> None:
        for name in self.many & values.keys():
            slugs = self._there(name, values[name])
            getattr(row, name).set([self._numbers[name][slug] for slug in slugs])

    def orphaned(self, values: Values) -> bool:
        """Whether somebody deleted the row that this one belongs to."""
        named = [(name, values[name]) for name in self.one & values.keys() if values[name]]
        missing = [(name, slug) for name, slug in named if slug not in self._numbers[name]]
        return any(slug in deleted_slugs(self._models[name]) for name, slug in missing)

    def held(self, row: Any, values: Values) -> dict[str, Any]:
        """What the row says of the fields that `values` name, in the terms of shipped rows."""
        found = {name: self._said(row, name) for name in values}
        for name in self.many & values.keys():
            # The order of many is not kept: the same ones are the same, without those that are gone.
            same = set(found[name]) == set(self._there(name, values[name]))
            found[name] = list(values[name]) if same else sorted(found[name])
        return found

    def key_of(self, row: Any, key: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(str(self._said(row, name)) for name in key)

    def deleted(self, key: tuple[str, ...]) -> set[tuple[str, ...]]:
        """Keys of rows that somebody deleted: what was taken away is not loaded again."""
        history: Any = getattr(self.model, "history", None)
        if history is None:
            return set()
        return {self.key_of(record, key) for record in history.filter(history_type="-")}

    def _said(self, row: Any, name: str) -> Any:
        if name in self.one:
            return self._slugs[name].get(getattr(row, f"{name}_id"), "")
        if name in self.many:
            return [one.slug for one in getattr(row, name).all()]
        return getattr(row, name)

    def _there(self, name: str, slugs: Iterable[str]) -> list[str]:
        """Of many, one that staff deleted is left out: the others still belong together."""
        gone = deleted_slugs(self._models[name]) if set(slugs) - self._numbers[name].keys() else set()
        found = [slug for slug in slugs if slug not in gone or slug in self._numbers[name]]
        for slug in found:
            self._number(name, slug)
        return found

    def _number(self, name: str, slug: str) -> int:
        try:
            return self._numbers[name][slug]
        except KeyError:
            message = f"{self.model.__name__}: {name} {slug!r} is not there. Load or correct it first."
            raise LookupError(message) from None


def deleted_slugs(model: Any) -> set[str]:
    """Slugs of rows that were there once and that somebody deleted."""
    return set(model.history.filter(history_type="-").values_list("slug", flat=True))
