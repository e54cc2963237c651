"""Web addresses and dial-in numbers, kept only when they lead a visitor into a meeting or to its page."""

import html
import ipaddress
import re
from typing import Final
from urllib.parse import parse_qs, parse_qsl, urlsplit, urlunsplit

from meetings.feeds.clean import UNWANTED, text_of

LONGEST: Final = 1_000
TRACKING: Final = re.compile(
    r"&(?:amp;)?(?:sa|sntz|usg|ved|ust|source)=[^&#]*|(?<=[?&])(?:fbclid|utm_\w+)=[^&#]*"
)
PRIVATE_NAMES: Final = re.compile(
    r"^(?:localhost|.*\.(?:local|localhost|internal|lan|home|invalid|test)|(?:.*\.)?(?:staging|stage|dev|test)\d*\..*|staging-.*)$"
)
GIVING: Final = (
    "paypal.com",
    "paypal.me",
    "venmo.com",
    "cash.app",
    "square.com",
    "squareup.com",
    "gofundme.com",
)
VIDEO: Final = (
    "zoom.us zoomgov.com meet.google.com meet.jit.si jitsi.org webex.com teams.microsoft.com teams.live.com "
    "skype.com gotomeeting.com gotomeet.me goto.com bluejeans.com zoho.com whereby.com bigbluebutton.org "
    "horizon.meta.com maps.secondlife.com slurl.com vrchat.com"
).split()
VOICE: Final = "freeconference.com freeconferencecall.com meetings.dialpad.com discord.gg discord.com".split()
TEXT: Final = "signal.group chat.whatsapp.com whatsapp.com telegram.me slack.com reddit.com".split()
LINK_IN_TEXT: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
DIAL: Final = re.compile(r"\(?\+?\d[\d\s().-]{5,}\d(?:\s*[,;#*][\d\s,;#*]*)?")


def web_address(value: object) -> str:
    """A public http(s) address without tracking; empty for mailto:, tel:, payment, private, broken ones."""
    address = html.unescape(UNWANTED.sub("", text_of(value))).strip().split(" ")[0].strip("<>\"'")
    if not address or len(address) > LONGEST * 4:
        return ""
    if "://" not in address and re.match(r"^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]|$)", address, re.IGNORECASE):
        address = f"https://{address}"
    address = TRACKING.sub("", address)
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if (
        parts.scheme.lower() not in ("http", "https")
        or not _is_public(host)
        or "@" in address
        or "%40" in address
    ):
        return ""
    if host.removeprefix("www.") == "google.com" and parts.path == "/url":
        return web_address((parse_qs(parts.query).get("q") or [""])[0])
    netloc = host if port in (None, 80, 443) else f"{host}:{port}"
    whole = urlunsplit((parts.scheme.lower(), netloc, parts.path, parts.query.strip("&"), parts.fragment))
    return whole if len(whole) <= LONGEST and "[" not in netloc else ""


def _is_public(host: str) -> bool:
    if "." not in host or PRIVATE_NAMES.match(host) or _ends(host, GIVING):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return True


def _ends(host: str, endings: list[str] | tuple[str, ...]) -> bool:
    return any(host == ending or host.endswith(f".{ending}") for ending in endings)


def online_kind(address: str) -> str:
    """`video`, `voice` or `text` by the host of a meeting link; empty for hosts we do not know."""
    host = urlsplit(address).hostname or ""
    for kind, hosts in (("video", VIDEO), ("voice", VOICE), ("text", TEXT)):
        if _ends(host, hosts):
            return kind
    return ""


def passcode_in(address: str) -> str:
    """The passcode a Zoom link carries in the clear; hashed ones (?pwd=…) are of no use to people."""
    found = dict(parse_qsl(urlsplit(address).query)).get("pwd", "")
    return found if found.isdigit() else ""


def dial_in(value: object) -> tuple[str, str]:
    """A dial-in number as +, digits and , * # of a meeting, and the words around it."""
    words = " ".join(UNWANTED.sub("", text_of(value)).split())
    found = DIAL.search(words)
    if found is None:
        return "", words[:LONGEST]
    number = re.sub(r"[^\d+,;#*]", "", found.group()).rstrip(",;")
    rest = (words[: found.start()] + " " + words[found.end() :]).strip(" ,;:-()")
    return (
        (number[:100], rest[:LONGEST])
        if sum(char.isdigit() for char in number) >= 7
        else ("", words[:LONGEST])
    )
