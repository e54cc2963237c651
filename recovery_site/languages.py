"""Addresses of a page in every language, and which pages exist in which."""

import re
from typing import Final

from django.conf import settings

from articles.models import DEFAULT, Guide
from fellowships.remembered import ByVersion

OTHERS: Final = tuple(code for code, _name in settings.LANGUAGES if code != DEFAULT)
# Their frame is in every language, but what they are opened for is in English.
IN_ENGLISH: Final = re.compile(r"/(?:faq|glossary|feeds|styleguide)/|/(?:compare|fellowships)/[^?#]")
GUIDE: Final = re.compile(r"/guides/([^/]+)/")
_TRANSLATED = ByVersion[frozenset[tuple[str, str]]](most=1)


def path_in(language: str, path: str) -> str:
    """The same path in that language; a query stays with it."""
    first = path.split("/", 2)[1]
    plain = path[len(first) + 1 :] if first in OTHERS else path
    return plain if language == DEFAULT else f"/{language}{plain}"


def address_in(language: str, address: str) -> str:
    """The same for an address of this site with its host."""
    return settings.SITE_URL + path_in(language, address.removeprefix(settings.SITE_URL))


def is_in_english(path: str) -> bool:
    """Whether what a page is opened for is in English whatever language its path names."""
    return IN_ENGLISH.match(path_in(DEFAULT, path)) is not None


def languages_of(path: str, version: int) -> tuple[str, ...]:
    """In which languages a page can be read, English first. One query for each data version, for guides."""
    if is_in_english(path):
        return (DEFAULT,)
    guide = GUIDE.match(path_in(DEFAULT, path))
    if guide is None:
        return (DEFAULT, *OTHERS)
    known = _TRANSLATED.get(version, "guides", _translated)
    return (DEFAULT, *(code for code in OTHERS if (code, guide[1]) in known))


def _translated() -> frozenset[tuple[str, str]]:
    others = Guide.objects.published().exclude(language=DEFAULT)
    return frozenset(others.values_list("language", "slug"))
