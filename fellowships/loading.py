"""Loading rows that we ship and staff may edit: never over a person's edit; a second time writes nothing."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from simple_history.utils import bulk_create_with_history

from fellowships import version
from fellowships.models import Fellowship, HelpLine, Loadable

Values = Mapping[str, Any]


@dataclass(slots=True)
class LoadResult:
    """What a load did. `left_alone` names the rows that staff changed since they were loaded."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left_alone: list[str] = field(default_factory=list)

    def add(self, other: "LoadResult") -> None:
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.left_alone += other.left_alone

    def __str__(self) -> str:
        counts = f"created {self.created} · updated {self.updated} · unchanged {self.unchanged}"
        return f"{counts} · left alone {len(self.left_alone)}"


# What `manage.py load_fellowships` runs after our own rows; the apps above add to it when they start.
LOADERS: list[tuple[str | Promise, Callable[[], LoadResult]]] = []


def shipped(name: str) -> list[dict[str, Any]]:
    """The rows of one JSON file under fixtures/."""
    rows: list[dict[str, Any]] = json.loads((Path(settings.BASE_DIR) / "fixtures" / name).read_bytes())
    return rows


def digest(values: Values) -> str:
    """64 hexadecimal characters over what is stated: a field we ship later must not look like an edit."""
    stated = {name: value for name, value in values.items() if value not in ("", None)}
    written = json.dumps(stated, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def load_rows(model: type[Loadable], rows: Iterable[Values], key: tuple[str, ...]) -> LoadResult:
    """Make or update one row of `model` for each of `rows`, told apart by the fields in `key`."""
    result = LoadResult()
    present = {tuple(getattr(row, name) for name in key): row for row in model._default_manager.all()}
    missing = []
    for values in rows:
        row = present.get(tuple(values[name] for name in key))
        if row is None:
            missing.append(model(**values, loaded_digest=digest(values)))
        else:
            _update_row(row, values, result)
    _create_rows(model, missing)
    result.created = len(missing)
    return result


def _create_rows(model: type[Loadable], rows: list[Loadable]) -> None:
    if hasattr(model, "history"):
        bulk_create_with_history(rows, model)
    else:
        model._default_manager.bulk_create(rows)


def _update_row(row: Loadable, values: Values, result: LoadResult) -> None:
    """Take over what we ship now, unless somebody changed the row to anything else since it was loaded."""
    wanted = digest(values)
    held = digest({name: getattr(row, name) for name in values})
    if held == wanted == row.loaded_digest:
        result.unchanged += 1
    elif held not in (wanted, row.loaded_digest):
        result.left_alone.append(str(row))
    else:
        for name, value in values.items():
            setattr(row, name, value)
        row.loaded_digest = wanted
        row.save()
        result.updated += 1


def load_fellowships() -> LoadResult:
    """The programmes and help lines we ship."""
    with transaction.atomic():
        result = load_rows(Fellowship, shipped("fellowships/fellowships.json"), ("slug",))
        result.add(load_rows(HelpLine, shipped("fellowships/help_lines.json"), ("slug",)))
        if result.created or result.updated:
            version.bump()
    return result
