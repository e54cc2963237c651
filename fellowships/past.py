"""Versions of a row in words: which fields differ between two, with the names of what they link to.

Everything is read for a whole page of versions at once: the cost does not grow with their number.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fellowships.dates import clock_words

Words = Mapping[str, Callable[[Any], str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of two versions, in words."""

    label: str
    before: str
    after: str


def shown_fields(model: type[models.Model]) -> list[Any]:
    """What a person may have set, in the order of the model: no digests, nothing derived."""
    history: Any = getattr(model, "history").model  # noqa: B009 - mypy knows no history
    kept = [field for field in history.tracked_fields if field.editable and not field.primary_key]
    return [*kept, *history._history_m2m_fields]


class Past:
    """Versions of rows of one model (rows of its history, or the rows themselves), read together."""

    def __init__(self, model: type[models.Model], rows: Sequence[Any], words: Words | None = None) -> None:
        self.fields = shown_fields(model)
        self.words = words or {}
        self._held = self._links_of(rows)
        self._names = self._names_of(rows)

    def value(self, row: Any, field: Any) -> Any:
        """As the model holds it; ids for links, a sorted tuple of ids for many of them."""
        if field.many_to_many:
            return self._held[field.name, _key(row)]
        return getattr(row, field.attname)

    def differences(self, before: Any, after: Any) -> list[Difference]:
        """In the order of the model; `before` may be None, for a row that was not there."""
        found = []
        for field in self.fields:
            old = None if before is None else self.value(before, field)
            new = self.value(after, field)
            if old != new and not (before is None and new in (None, "", (), [])):
                found.append(Difference(label(field), self.say(field, old), self.say(field, new)))
        return found

    def say(self, field: Any, value: Any) -> str:
        """A value as a person reads it."""
        if value is None or value in ("", (), []):
            return _("Not stated")
        if field.name in self.words:
            return self.words[field.name](list(value) if isinstance(value, tuple) else value)
        if field.is_relation:
            ids = value if isinstance(value, tuple) else (value,)
            return ", ".join(self._name(field.related_model, pk) for pk in ids)
        return plain_words(field, value)

    def _name(self, model: Any, pk: Any) -> str:
        return self._names[model].get(pk) or _("Number %(number)s, deleted") % {"number": pk}

    def _names_of(self, rows: Sequence[Any]) -> dict[Any, dict[Any, str]]:
        """One query for each model that is linked to."""
        wanted: defaultdict[Any, set[Any]] = defaultdict(set)
        for field in self.fields:
            if field.is_relation and field.name not in self.words:
                for row in rows:
                    value = self.value(row, field)
                    wanted[field.related_model].update(value if isinstance(value, tuple) else (value,))
        return {model: names_of(model, ids - {None}) for model, ids in wanted.items()}

    def _links_of(self, rows: Sequence[Any]) -> dict[tuple[str, Any], tuple[Any, ...]]:
        """Two queries for each field that links to many: those of versions, those of rows as they are."""
        held: dict[tuple[str, Any], set[Any]] = defaultdict(set)
        for field in (one for one in self.fields if one.many_to_many):
            for key, pk in [*_past_links(field, rows), *_present_links(field, rows)]:
                held[field.name, key].add(pk)
        found: dict[tuple[str, Any], tuple[Any, ...]] = defaultdict(tuple)
        found.update({key: tuple(sorted(ids)) for key, ids in held.items()})
        return found


def names_of(model: Any, ids: Iterable[Any]) -> dict[Any, str]:
    """What rows call themselves, with what their names are made of in the same query."""
    links = [field.name for field in model._meta.fields if field.is_relation and not field.null]
    rows = model._default_manager.select_related(*links) if links else model._default_manager.all()
    return {row.pk: str(row) for row in rows.filter(pk__in=set(ids))}


def name_of(version: Any) -> str:
    """What a row called itself then; what it links to is taken from the version, where that was read."""
    row = version.instance
    for field in version.tracked_fields:
        if field.is_relation and field.is_cached(version) and getattr(version, field.name) is not None:
            setattr(row, field.name, getattr(version, field.name))
    try:
        return str(row)
    except (AttributeError, ObjectDoesNotExist):  # what its name is made of is gone too
        return _("Number %(number)s, deleted") % {"number": row.pk}


def label(field: Any) -> str:
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]


def plain_words(field: Any, value: Any) -> str:
    """A value of a field that links to nothing."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _moment(value) if isinstance(value, date | time) else _many(value)


def _moment(value: date | time) -> str:
    if isinstance(value, time):
        return clock_words(value.hour, value.minute)
    if not isinstance(value, datetime):
        return date_format(value, "DATE_FORMAT")
    there = timezone.localtime(value)
    return f"{date_format(there, 'DATE_FORMAT')}, {clock_words(there.hour, there.minute)}"


def _many(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value) or _("Not stated")
    return str(value)


def _key(row: Any) -> tuple[str, Any]:
    """Versions and rows may have the same number."""
    return ("past", row.history_id) if hasattr(row, "history_id") else ("now", row.pk)


def _past_links(field: Any, rows: Sequence[Any]) -> Iterable[tuple[tuple[str, Any], Any]]:
    ids = [row.history_id for row in rows if hasattr(row, "history_id")]
    if not ids:
        return []
    first = next(row for row in rows if hasattr(row, "history_id"))
    kept: Any = getattr(first, field.name).model
    name = f"{field.m2m_reverse_field_name()}_id"
    links = kept._default_manager.filter(history_id__in=ids).values_list("history_id", name)
    return [(("past", version), pk) for version, pk in links]


def _present_links(field: Any, rows: Sequence[Any]) -> Iterable[tuple[tuple[str, Any], Any]]:
    ids = [row.pk for row in rows if not hasattr(row, "history_id")]
    if not ids:
        return []
    names = (f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id")
    through: Any = field.remote_field.through
    links = through._default_manager.filter(**{f"{names[0]}__in": ids}).values_list(*names)
    return [(("now", owner), pk) for owner, pk in links]
