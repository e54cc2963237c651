"""Links and numbers that Meeting Guide clients can join by; what they do not know they erase or grey out."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

# Copied by hand in every client of the Code for Recovery world (their TSML issue 1564 asks for one list).
HOSTS: Final = (
    *("bluejeans.com", "discord.gg", "freeconference.com", "freeconferencecall.com", "goto.com"),
    *("gotomeet.me", "gotomeeting.com", "horizon.meta.com", "maps.secondlife.com", "meet.google.com"),
    *("meet.jit.si", "meetings.dialpad.com", "signal.group", "skype.com", "slurl.com", "teams.live.com"),
    *("teams.microsoft.com", "vrchat.com", "webex.com", "zoho.com", "zoom.us"),
)
LEAST_DIGITS: Final = 10
ONE_NUMBER: Final = re.compile(r"\+?\d[\d\s().\-/]*(?:[,;*#x][\d\s,;*#.\-]*)?")
NOT_DIALLED: Final = re.compile(r"[^\d+,*#]")
PAUSES: Final = str.maketrans(";x", ",,")


def conference_url(link: str) -> str:
    """The link as every client reads it; empty when they do not know its host."""
    scheme, _colon, rest = link.partition("://")
    if scheme.lower() not in ("http", "https") or not _known(_host(link)):
        return ""
    return f"https://{rest}"


def conference_phone(words: str) -> str:
    """The first number as every client dials it (`+`, digits, `,`, `*`, `#`); empty when it is too short."""
    for found in ONE_NUMBER.finditer(words):
        number = NOT_DIALLED.sub("", found.group().translate(PAUSES)).rstrip(",")
        if sum(letter.isdigit() for letter in number.partition(",")[0]) >= LEAST_DIGITS:
            return number
    return ""


def _host(link: str) -> str:
    try:
        return (urlsplit(link).hostname or "").lower()
    except ValueError:
        return ""


@lru_cache(maxsize=1024)
def _known(host: str) -> bool:
    """Clients compare the end alone, so that evilzoom.us passes there; not here."""
    return any(host == known or host.endswith(f".{known}") for known in HOSTS)
