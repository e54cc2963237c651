"""Texts in several languages: one slug, one text for each language, English where there is no other."""

from collections.abc import Iterable
from typing import TypeVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from articles.models import DEFAULT, Term, Text
from fellowships.json_ld import absolute
from fellowships.page_language import page_language

Row = TypeVar("Row", bound=Text | Term)


def in_best_language(rows: Iterable[Row]) -> list[Row]:
    """Of each text the one in the language of the page, else the English one."""
    wanted = page_language()
    best: dict[str, Row] = {}
    for row in rows:
        if row.language == wanted or (row.language == DEFAULT and row.slug not in best):
            best[row.slug] = row
    return list(best.values())


def offered() -> list[str]:
    """The languages that pages have addresses in."""
    return [code for code, _name in settings.LANGUAGES]


def own_path(name: str, text: Text) -> str:
    """The one path of a text, in its own language, whatever page it is read on."""
    with override(text.language if text.language in offered() else DEFAULT):
        return reverse(name, args=[text.slug])


def own_address(name: str, text: Text) -> str:
    return absolute(own_path(name, text))
