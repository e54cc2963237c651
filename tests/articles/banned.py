"""Words that hurt, and numbers without a source, wherever a visitor might read them."""

import re

BANNED = re.compile(
    r"""\b(?: addicts? | alcoholics? | junkies? | drunks? | abus(?:e[drs]?|ers|ing) | drug\ habits?
    | relapsers?
    | (?:drug|opioid|heroin|ex-?)\s?users? | substitute\ drugs? | committed\ suicide | reformed | dirty
    | (?:get|gets|got|getting|stay|stays|staying|been|being|become)\ clean | hours\ clean | sober\ up
    | clean\ (?:and\ sober|time|date|test|urine|days?|from) )\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Names that hold such a word, and a fellowship's own term, which stands in *emphasis*.
NAMES = re.compile(
    r"""(?:narcotics|alcoholics|heroin|cocaine|marijuana)\ anonymous
    | national\ institute\ on\ drug\ abuse
    | substance\ abuse\ and\ mental\ health\ services\ administration
    | journal\ of\ substance\ abuse\ treatment
    | national\ institute\ on\ alcohol\ abuse\ and\ alcoholism | alcohol,\ drug\ and\ other\ addiction
    | elder\ abuse | child\ abuse""",
    re.IGNORECASE | re.VERBOSE,
)
OWN_TERM = re.compile(r"(?<!\*)\*[^*\n]+\*(?!\*)")
# 911 and 988 everybody may print. Every other number stands in a help line, with its source.
PHONE = re.compile(
    r"(?<![\w/.-])(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b|\b1?-?8\d\d-[A-Z\d-]{7,}\b|\b\d{6}\b"
)


def banned_in(text):
    """Banned words outside allowed names and own terms."""
    text = " ".join(text.split(" "))
    return BANNED.findall(NAMES.sub("", OWN_TERM.sub("", text.replace("\n", " "))))


def phones_in(text):
    return PHONE.findall(re.sub(r"https?://\S+", "", text))
