"""Which version of a row, and of what belongs to it, a form was opened with; and what was saved since."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from fellowships.past import Past, Words, label, name_of

Belonging = tuple[type[models.Model], str]  # a model of inlines, and its link to the row
DIGEST = "d"


@dataclass(frozen=True, slots=True)
class Since:
    """One field that somebody else saved since: the row it is of ("" for the form's own), and its values."""

    row: str
    pk: Any
    field: Any
    label: str
    before: str
    now: str


@dataclass(slots=True)
class Saved:
    """What was saved since a form was opened; `last` is the newest version, `unknown` what it was before."""

    last: Any = None
    changes: list[Since] = field(default_factory=list)
    unknown: bool = False

    def __bool__(self) -> bool:
        return bool(self.changes) or self.unknown


def version_now(model: type[models.Model], pk: Any, belonging: Sequence[Belonging]) -> str:
    """The newest history of the row and of each model that belongs to it, or a digest of the row."""
    parts = [_own_version(model, pk)]
    parts += [str(_newest(_history(one).filter(**{link: pk})) or 0) for one, link in belonging]
    return "-".join(parts)


def saved_since(
    model: type[models.Model], pk: Any, belonging: Sequence[Belonging], opened: str, words: Words
) -> Saved:
    """What differs now from a version as `version_now` wrote it; nothing for one that is none."""
    parts = opened.split("-")
    if len(parts) != 1 + len(belonging) or opened == version_now(model, pk, belonging):
        return Saved()
    saved = Saved()
    if hasattr(model, "history"):
        _own_changes(saved, model, pk, parts[0], words)
    else:
        saved.unknown = True
    for (one, link), part in zip(belonging, parts[1:], strict=True):
        if part.isdecimal():
            _changes_belonging(saved, one, {link: pk}, int(part))
    return saved


def _own_changes(saved: Saved, model: Any, pk: Any, part: str, words: Words) -> None:
    versions = _history(model).filter(**{model._meta.pk.attname: pk}).select_related("history_user")
    saved.last = versions.order_by("-history_id").first()
    opened = versions.filter(history_id=int(part)).first() if part.isdecimal() else None
    if opened is None:
        saved.unknown = part != _own_version(model, pk)
        return
    now = model._base_manager.filter(pk=pk).first()
    past = Past(model, [opened, *([now] if now else [])], words)
    for one in past.fields if now else ():
        before, after = past.value(opened, one), past.value(now, one)
        if before != after:
            saved.changes.append(Since("", pk, one, label(one), past.say(one, before), past.say(one, after)))


def _changes_belonging(saved: Saved, model: Any, where: dict[str, Any], part: int) -> None:
    """Of what belongs to the row: only what was saved since is read."""
    versions = _history(model).filter(**where).select_related("history_user").order_by("history_id")
    since = list(versions.filter(history_id__gt=part))
    newest = {row.id: row for row in since}
    before = {row.id: row for row in versions.filter(history_id__lte=part, id__in=newest)}
    past = Past(model, [*since, *before.values()])
    for pk, row in newest.items():
        if saved.last is None or row.history_date > saved.last.history_date:
            saved.last = row
        name = name_of(row)
        for one in past.fields:
            old = past.value(before[pk], one) if pk in before else None
            new = None if row.history_type == "-" else past.value(row, one)
            if old != new:
                saved.changes.append(Since(name, pk, one, label(one), past.say(one, old), past.say(one, new)))


def _history(model: Any) -> Any:
    return model.history.model._default_manager


def _newest(versions: Any) -> int | None:
    newest: int | None = versions.aggregate(newest=models.Max("history_id"))["newest"]
    return newest


def _own_version(model: Any, pk: Any) -> str:
    newest = _newest(_history(model).filter(**{model._meta.pk.attname: pk})) if _has(model) else None
    return str(newest) if newest else DIGEST + _digest(model, pk)


def _has(model: Any) -> bool:
    return hasattr(model, "history")


def _digest(model: Any, pk: Any) -> str:
    values = model._base_manager.filter(pk=pk).values_list().first()
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]
