"""Texts as we ship them: TOML between two lines of `+++`, then Markdown. Errors name the file."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

FENCE = "+++"
FOLDER = "guides"


def guide_files() -> list[Path]:
    return sorted((Path(settings.BASE_DIR) / "fixtures" / FOLDER).glob("*.md"))


def question_files() -> list[Path]:
    return sorted((Path(settings.BASE_DIR) / "fixtures" / FOLDER / "faq").glob("*.md"))


def read_text(path: Path) -> dict[str, Any]:
    """The fields of its head, with `slug` and `markdown`."""
    start, head, body = _parts(path)
    if start.strip():
        raise ValueError(f"{path.name}: the first line must be {FENCE}")
    try:
        fields = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name}: its head cannot be read: {error}") from None
    return {**fields, "slug": path.stem, "markdown": body.strip() + "\n"}


def _parts(path: Path) -> tuple[str, str, str]:
    parts = path.read_text(encoding="utf-8").replace("\r\n", "\n").split(f"{FENCE}\n", 2)
    if len(parts) != 3:
        raise ValueError(f"{path.name}: a head between two lines of {FENCE} is missing")
    return parts[0], parts[1], parts[2]
