"""Loading rows that we ship and staff may edit: never over a person's edit, and a second time writes nothing."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

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
        return f"created {self.created} · updated {self.updated} · unchanged {self.unchanged} · left alone {len(self.left_alone)}"


LOADERS: list[Callable[[], LoadResult]] = []


def shipped(name: str) -> list[dict[str, Any]]:
    """The rows of one JSON file under fixtures/."""
    rows: list[dict[str, Any]] = json.loads((Path(settings.BASE_DIR) / "fixtures" / name).read_bytes())
    return rows


def digest(values: Values) -> str:
    """64 hexadecimal characters over names and values; dates count as they are written in JSON."""
    written = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def load_rows(model: type[Loadable], rows: Iterable[Values], key: tuple[str, ...]) -> LoadResult:
    """Make or update one row of `model` for each of `rows`, told apart by the fields in `key`. One query when nothing changed."""
    result = LoadResult()
    present = {tuple(getattr(row, name) for name in key): row for row in model._default_manager.all()}
    for values in rows:
        _load_row(model, present.get(tuple(values[name] for name in key)), values, result)
    return result


def _load_row(model: type[Loadable], row: Loadable | None, values: Values, result: LoadResult) -> None:
    wanted = digest(values)
    if row is None:
        model(**values, loaded_digest=wanted).save()
        result.created += 1
        return
    if digest({name: getattr(row, name) for name in values}) == wanted == row.loaded_digest:
        result.unchanged += 1
    elif not _as_loaded(row, values, wanted):
        result.left_alone.append(str(row))
    else:
        for name, value in values.items():
            setattr(row, name, value)
        row.loaded_digest = wanted
        row.save()
        result.updated += 1


def _as_loaded(row: Loadable, values: Values, wanted: str) -> bool:
    """Whether nobody changed the row since it was loaded, or somebody changed it to what we ship now."""
    return digest({name: getattr(row, name) for name in values}) in (row.loaded_digest, wanted)


def load_fellowships() -> LoadResult:
    """The programmes and help lines we ship."""
    with transaction.atomic():
        result = load_rows(Fellowship, shipped("fellowships/fellowships.json"), ("slug",))
        result.add(load_rows(HelpLine, shipped("fellowships/help_lines.json"), ("slug",)))
        if result.created or result.updated:
            version.bump()
    return result
