"""Languages of meetings (BCP 47) in words."""

from collections.abc import Iterable

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

# Beyond those Django itself knows, or with a plainer name than its.
NAMES = {
    "am": noop("Amharic"),
    "ase": noop("American Sign Language"),
    "bfi": noop("British Sign Language"),
    "cmn": noop("Mandarin"),
    "en": noop("English"),
    "es": noop("Spanish"),
    "fil": noop("Filipino"),
    "gu": noop("Gujarati"),
    "haw": noop("Hawaiian"),
    "hmn": noop("Hmong"),
    "ht": noop("Haitian Creole"),
    "lo": noop("Lao"),
    "mi": noop("Māori"),
    "mt": noop("Maltese"),
    "nv": noop("Navajo"),
    "pt-br": noop("Brazilian Portuguese"),
    "si": noop("Sinhala"),
    "so": noop("Somali"),
    "ti": noop("Tigrinya"),
    "tl": noop("Tagalog"),
    "yi": noop("Yiddish"),
    "yue": noop("Cantonese"),
    "zh": noop("Chinese"),
}


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
