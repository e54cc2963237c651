"""Spanish words that name people by their illness or judge them, wherever a visitor might read them."""

import re

from tests.articles.banned import OWN_TERM

BANNED = re.compile(
    r"""\b(?: adict[oa]s? | drogadict[oa]s? | drogadicci[oó]n | toxic[oó]man[oa]s? | yonquis? | drogatas?
    | alcoh[oó]lic[oa]s? | borrach[oa]s? | viciosos? | vicios? | abus(?:o|os|ar|a|an|ador|adora|adores)
    | (?:usuari|consumidor)(?:os?|as?|es)? | reca[ií]das? | reca(?:er|e|en|y[oó])
    | (?:estar|est[aá]|sigue|seguir|mantenerse|quedarse)\ limpi[oa]s? | limpi[oa]s? | suci[oa]s?
    | ex-?adict[oa]s? | desenganchad[oa]s? )\b""",
    re.IGNORECASE | re.VERBOSE,
)
NAMES = re.compile(
    r"(?:narc[oó]ticos|alcoh[oó]licos|familias|coca[ií]n[oó]manos) an[oó]nim[oa]s", re.IGNORECASE
)


def banned_in_spanish(text):
    """Banned words outside names of programs and their own terms."""
    return BANNED.findall(NAMES.sub("", OWN_TERM.sub("", " ".join(text.split()))))
