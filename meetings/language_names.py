"""Languages of meetings (BCP 47) in words."""

from collections.abc import Iterable
from functools import cache

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from fellowships.text import fold

# Beyond those Django itself knows, or with a plainer name than its.
NAMES = {
    "am": gettext_noop("Amharic"),
    "ase": gettext_noop("American Sign Language"),
    "bfi": gettext_noop("British Sign Language"),
    "cmn": gettext_noop("Mandarin"),
    "en": gettext_noop("English"),
    "es": gettext_noop("Spanish"),
    "fil": gettext_noop("Filipino"),
    "gu": gettext_noop("Gujarati"),
    "haw": gettext_noop("Hawaiian"),
    "hmn": gettext_noop("Hmong"),
    "ht": gettext_noop("Haitian Creole"),
    "lo": gettext_noop("Lao"),
    "mi": gettext_noop("Māori"),
    "mt": gettext_noop("Maltese"),
    "nv": gettext_noop("Navajo"),
    "pt-br": gettext_noop("Brazilian Portuguese"),
    "si": gettext_noop("Sinhala"),
    "so": gettext_noop("Somali"),
    "ti": gettext_noop("Tigrinya"),
    "tl": gettext_noop("Tagalog"),
    "yi": gettext_noop("Yiddish"),
    "yue": gettext_noop("Cantonese"),
    "zh": gettext_noop("Chinese"),
}
# What BMLT servers call languages whose tag they do not use.
BMLT_KEYS = {"eng": "en", "fin": "fi", "per": "fa"}


def language_name(code: str) -> str:
    """ "Spanish"; a language we have no word for is its own code."""
    code = code.lower()
    base = code.partition("-")[0]
    for key in (code, base):
        if key in NAMES:
            return _(NAMES[key])
        if "name" in LANG_INFO.get(key, {}):
            return _(LANG_INFO[key]["name"])
    return code


def language_names(codes: Iterable[object]) -> list[str]:
    """Each once, in the order given; what is not text is left out."""
    return list(dict.fromkeys(language_name(code) for code in codes if isinstance(code, str) and code))


def language_of(key: str, name: str) -> str:
    """The language that a list's code for it says, such as "PT-BR" and "Brazilian Portuguese"; else empty.

    The name decides. A key alone counts when it is the tag of a language we have a word for.
    """
    tag = key.strip().lower()
    known = _tag_names()
    said = fold(name)
    if said:
        spoken = tag if known.get(tag) == said or fold(language_name(tag)) == said else ""
        return spoken or next((one for one, words in known.items() if words == said), "")
    return tag if tag in known else BMLT_KEYS.get(tag, "")


def _tag_names() -> dict[str, str]:
    """Every language we have a word for, folded, in the language that is spoken now."""
    return _names_in(get_language() or "en")


@cache
def _names_in(_language: str) -> dict[str, str]:
    tags = [*NAMES, *(tag for tag, words in LANG_INFO.items() if "name" in words)]
    return {tag: fold(language_name(tag)) for tag in tags}
