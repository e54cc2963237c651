"""What guards a visitor's form: it carries no authority, sets no cookie and keeps nobody's address.

A signed token says which form of which data it was, and on what day; a foreign page may not send it; a field
that people do not see stays empty; and one network may send only so many.
"""

import hmac
import ipaddress
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

from fellowships.day_key import DAY, day_key

TOKEN_DAYS = 30
SALT = "visitor-form"
HONEYPOT = "website"
OWN_SITE = frozenset({"same-origin", "none"})


def token(subject: str, version: int) -> str:
    """For a hidden field named `token`. The same all day, so that a page stays the same."""
    return signing.dumps([subject, version, int(time.time()) // DAY], salt=SALT)


def token_holds(text: str, subject: str) -> bool:
    """Whether we made this token for this form in the last 30 days."""
    return token_version(text, subject) is not None


def token_version(text: str, subject: str) -> int | None:
    """The version that such a token names; None when we did not make it for this form in the last 30 days."""
    try:
        about, version, day = signing.loads(text, salt=SALT)
        good = about == subject and 0 <= int(time.time()) // DAY - day <= TOKEN_DAYS
        return int(version) if good else None
    except (signing.BadSignature, ValueError, TypeError):
        return None


def from_our_page(request: HttpRequest) -> bool:
    """Whether the browser says, if it says anything, that one of our own pages sent this."""
    if request.headers.get("Sec-Fetch-Site", "none") not in OWN_SITE:
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def by_a_machine(request: HttpRequest) -> bool:
    """Whether the field that people do not see was filled in."""
    return bool(request.POST.get(HONEYPOT))


def too_many(request: HttpRequest, action: str, most: int) -> bool:
    """Counts this one; True when its network sent more than `most` of them today."""
    key = f"sent:{action}:{network_mark(request)}"
    cache.add(key, 0, DAY)
    try:
        return cache.incr(key) > most
    except ValueError:  # it went out of the cache between the two lines
        return False


def network_mark(request: HttpRequest) -> str:
    """An HMAC of the network (/24 or /48) under a key that nobody keeps longer than a day."""
    network = _network(_address(request))
    return hmac.new(day_key(), network.encode(), "sha256").hexdigest()[:32]


def _network(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    size = 24 if known.version == 4 else 48
    return str(ipaddress.ip_network(f"{known}/{size}", strict=False))


def _address(request: HttpRequest) -> str:
    """Of the visitor: what our own proxy says, where we were told to trust it."""
    if settings.TRUST_PROXY_HEADERS and (said := request.headers.get("X-Forwarded-For", "")):
        return said.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
