"""Texts of the database on a page in another language than theirs: what the page has to say of them."""

from typing import NamedTuple

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language
from django.utils.translation import gettext as _

ENGLISH = "en"


class Said(NamedTuple):
    words: str
    language: str = ""  # of the words, where it is another than that of the page

    def __str__(self) -> str:
        return self.words


def page_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def is_a_page(path: str) -> bool:
    """Whether an address of ours has this path in the language that is spoken now."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def foreign(language: str) -> str:
    """The language of a text where the page, in another one, has to name it; else ""."""
    return "" if language == page_language() else language


def said(text: str) -> Said:
    """A short text that we ship in English, as the catalog of the page has it; else as it stands."""
    if not text or not foreign(ENGLISH):
        return Said(text)
    words = _(text)
    return Said(words, ENGLISH if words == text else "")
