"""Texts as we ship them: TOML between two lines of `+++`, then Markdown. Errors name the file.

English stands in fixtures/guides/, every other language in a folder of its own there, named by its code.
"""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings

from fellowships.page_language import ENGLISH

FENCE = "+++"
FOLDER = "guides"
QUESTIONS = "faq"


def folder_of(language: str) -> Path:
    guides = Path(settings.BASE_DIR) / "fixtures" / FOLDER
    return guides if language == ENGLISH else guides / language


def translated_languages() -> list[str]:
    """Those with a folder: to add one, add its folder."""
    folders = (path for path in folder_of(ENGLISH).iterdir() if path.is_dir())
    return sorted(path.name for path in folders if path.name != QUESTIONS)


def guide_files(language: str = ENGLISH) -> list[Path]:
    return sorted(folder_of(language).glob("*.md"))


def question_files() -> list[Path]:
    return sorted((folder_of(ENGLISH) / QUESTIONS).glob("*.md"))


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


def read_translation(path: Path) -> dict[str, Any]:
    """With all that its head does not say as its English original says it: its place, its programmes."""
    original = folder_of(ENGLISH) / path.name
    if not original.exists():
        raise ValueError(f"{path.parent.name}/{path.name}: there is no English guide of this name")
    return {**read_text(original), **read_text(path), "translation_of": path.stem}


def _parts(path: Path) -> tuple[str, str, str]:
    parts = path.read_text(encoding="utf-8").replace("\r\n", "\n").split(f"{FENCE}\n", 2)
    if len(parts) != 3:
        raise ValueError(f"{path.name}: a head between two lines of {FENCE} is missing")
    return parts[0], parts[1], parts[2]
