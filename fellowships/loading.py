"""Loading rows that we ship and staff may edit: never over a person's edit; a second time writes nothing."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from simple_history.utils import bulk_create_with_history

from fellowships import version
from fellowships.links import Links, Values
from fellowships.models import Criterion, Fact, Fellowship, HelpLine, Loadable, Source


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


def shipped_in(folder: str) -> list[dict[str, Any]]:
    """The rows of every JSON file of a folder under fixtures/, the files by name."""
    paths = sorted((Path(settings.BASE_DIR) / "fixtures" / folder).glob("*.json"))
    return [row for path in paths for row in json.loads(path.read_bytes())]


def digest(values: Values) -> str:
    """64 hexadecimal characters over what is stated: a field we ship later must not look like an edit."""
    stated = {name: value for name, value in values.items() if value not in ("", None)}
    written = json.dumps(stated, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def load_rows(model: type[Loadable], rows: Iterable[Values], key: tuple[str, ...]) -> LoadResult:
    """Make or update one row of `model` for each of `rows`, told apart by the fields in `key`.

    A row names what it belongs to by slug: `"source": "text-na"`, and for many `"fellowships": ["na"]`.
    Rows that staff changed or deleted since they were loaded are left alone. Raises LookupError for a slug
    that is not there.
    """
    rows, result = list(rows), LoadResult()
    links = Links(model, rows)
    _refuse_doubles(model, rows, key)
    orphans = [values for values in rows if links.orphaned(values)]
    result.left_alone += [" ".join(_key(values, key)) for values in orphans]
    rows = [values for values in rows if values not in orphans]
    present = {links.key_of(row, key): row for row in links.prefetched()}
    missing = [values for values in rows if _key(values, key) not in present]
    deleted = links.deleted(key) if missing else set()
    wanted = [values for values in missing if _key(values, key) not in deleted]
    # Before the rows that are there: what we ship now may name the new ones in them.
    _create_rows(model, wanted, links)
    result.created = len(wanted)
    for values in rows:
        if (row := present.get(_key(values, key))) is not None:
            _update_row(row, values, links, result)
    result.left_alone += [" ".join(_key(values, key)) for values in missing if _key(values, key) in deleted]
    return result


def _refuse_doubles(model: type[Loadable], rows: list[Values], key: tuple[str, ...]) -> None:
    doubles = [found for found, times in Counter(_key(values, key) for values in rows).items() if times > 1]
    if doubles:
        raise LookupError(f"{model.__name__}: shipped twice: {', '.join(map(' '.join, doubles))}")


def _key(values: Values, key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(values[name]) for name in key)


def _create_rows(model: type[Loadable], wanted: list[Values], links: Links) -> None:
    rows = [model(**links.resolved(values), loaded_digest=digest(values)) for values in wanted]
    for row in rows:
        row.derive()
    if hasattr(model, "history"):
        rows = bulk_create_with_history(rows, model)
    else:
        rows = model._default_manager.bulk_create(rows)
    for row, values in zip(rows, wanted, strict=True):
        links.set_many(row, values)


def _update_row(row: Loadable, values: Values, links: Links, result: LoadResult) -> None:
    """Take over what we ship now, unless somebody changed the row to anything else since it was loaded."""
    wanted = digest(values)
    held = digest(links.held(row, values))
    if held == wanted == row.loaded_digest:
        result.unchanged += 1
    elif held not in (wanted, row.loaded_digest):
        result.left_alone.append(str(row))
    else:
        for name, value in links.resolved(values).items():
            setattr(row, name, value)
        row.loaded_digest = wanted
        row.save()
        links.set_many(row, values)
        result.updated += 1


def load_fellowships() -> LoadResult:
    """The programmes and help lines we ship, the sources, and what is known of the programmes from them."""
    with transaction.atomic():
        result = load_rows(Fellowship, shipped("fellowships/fellowships.json"), ("slug",))
        result.add(load_rows(HelpLine, shipped("fellowships/help_lines.json"), ("slug",)))
        result.add(load_rows(Source, shipped_in("fellowships/sources"), ("slug",)))
        result.add(load_rows(Criterion, shipped("fellowships/criteria.json"), ("slug",)))
        result.add(load_rows(Fact, _shipped_facts(), ("fellowship", "criterion")))
        if result.created or result.updated:
            version.bump()
    return result


def _shipped_facts() -> list[dict[str, Any]]:
    """fixtures/fellowships/facts/<programme>.json: a list of cells, each with its source and date."""
    return [
        {"fellowship": path.stem, **cell}
        for path in sorted((Path(settings.BASE_DIR) / "fixtures/fellowships/facts").glob("*.json"))
        for cell in json.loads(path.read_bytes())
    ]
