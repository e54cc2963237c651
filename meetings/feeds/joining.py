"""How to get into a meeting online or by phone, told apart from the notes everybody may read."""

import re
from typing import Final

from meetings.feeds.clean import clip, plain_text, text_of
from meetings.feeds.links import LINK_IN_TEXT, online_kind, web_address
from meetings.feeds.people import blank_people

LIMIT: Final = 2_000
JOINING: Final = re.compile(
    r"\b(?:zoom|meeting|webinar|conference)\s*(?:meeting\s*)?(?:id|pmi|pw|password|passcode|pin)\b|\bpass\s?(?:code|word)s?\b"
    r"|\bp/?w\b\s*(?:[:=.]|\d|is\b)|\bpwd\b|\bPMI\b|\bone[\s-]tap\b|\bdial[\s-]?in\b|\bcontraseña\b|\bclave\b|\bID\s*[:#]?\s*\d[\d\s-]{7,}"
    r"|\d{10},,",
    re.IGNORECASE,
)
PASSCODE: Final = re.compile(
    r"(?<!no )(?<!without )\b(?:pass\s?(?:code|word)|p/?w|pwd|contraseña|clave)\b\s*(?:(?:is|es)\b)?"
    r"\s*[:=#.]*\s*[\"'“]?(?P<code>[^\s\"'”,;]{1,60})",
    re.IGNORECASE,
)
NO_CODE: Final = frozenset(
    "required needed protected removed for is are to the a if will and or in email call contact ask none no "
    "not n/a".split()
)
ONE_TAP: Final = re.compile(r"\+?1?\d{10,12},{1,2}\s*\d{6,}[\d,;#*]*")
SENTENCES: Final = re.compile(r"(?<=[.!?;])\s+(?=[A-Z*(¡¿\d])|\n+|\s+[—–]\s+")


def split_joining(value: object) -> tuple[str, str]:
    """Notes for everybody, and the sentences with links, ids and passcodes; people are not yet blanked."""
    words = plain_text(text_of(value))
    if not words or not _tells_how_to_join(words):
        return words, ""
    notes: list[str] = []
    joining: list[str] = []
    for sentence in SENTENCES.split(words):
        if sentence.strip():
            (joining if _tells_how_to_join(sentence) else notes).append(sentence.strip())
    return "\n".join(notes), "\n".join(joining)


def _tells_how_to_join(words: str) -> bool:
    return bool(JOINING.search(words)) or bool(link_in(words))


def link_in(words: str) -> str:
    """The first link into an online meeting that stands in a text."""
    for found in LINK_IN_TEXT.finditer(words):
        address = web_address(found.group().rstrip(".,;)"))
        if address and online_kind(address):
            return address
    return ""


def one_tap(words: str) -> str:
    """A phone number with the meeting's number behind it, as phones dial it in one tap; never a member's."""
    found = ONE_TAP.search(words)
    return re.sub(r"\s", "", found.group()).rstrip(",") if found else ""


def passcode_in_words(words: str) -> str:
    """The passcode that notes print, or empty."""
    for found in PASSCODE.finditer(words):
        code = found["code"].rstrip(".)")
        if code and code.lower().strip("[]:") not in NO_CODE and "removed" not in code.lower():
            return code
    return ""


def joining_notes(*parts: str) -> str:
    """Notes on joining, each part once, without e-mail addresses, members' numbers and names."""
    kept: list[str] = []
    for part in parts:
        words = ONE_TAP.sub("", plain_text(part)).strip()
        if words and words not in kept:
            kept.append(words)
    return clip(blank_people("\n".join(kept)), LIMIT)
