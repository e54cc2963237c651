"""Fetching a list: politely, within limits of size and time, and from public hosts only."""

import fcntl
import ssl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from hashlib import blake2b
from typing import Final
from urllib.parse import urljoin

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from meetings.feeds.addresses import Refused, checked_addresses

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
BACK_OFF: Final = frozenset({202, 429, 503})
WEEK: Final = 7 * 24 * 3600


class DownloadFailed(Exception):
    """The list could not be fetched; the message is a sentence for people."""


class BackOff(DownloadFailed):
    """The server asks us to come later, after `retry_after` seconds when it says so."""

    def __init__(self, sentence: str, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes after unpacking, seconds in all, seconds for one answer of the network, and redirects."""

    size: int = 100 * 1024 * 1024
    seconds: float = 300
    wait: float = 30
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Downloaded:
    status: int
    body: bytes
    etag: str
    last_modified: str
    not_modified: bool
    final_url: str


def fetch(url: str, *, etag: str = "", last_modified: str = "", limits: Limits | None = None) -> Downloaded:
    """The body of an http(s) address, or `not_modified`; raises DownloadFailed or BackOff with a sentence."""
    limits = limits or Limits()
    deadline = time.monotonic() + limits.seconds
    asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in asked.items() if value} | _about_us()
    hops = 0
    while True:
        target = _checked(url)
        with _one_at_a_time(target.host), httpx.Client(verify=_trust(), trust_env=False) as client:
            answer = _hop(client, target, headers, limits, deadline)
        if isinstance(answer, Downloaded):
            return answer
        hops += 1
        if hops > limits.redirects:
            raise DownloadFailed(
                _("The address leads on and on, more than %(n)s times.") % {"n": limits.redirects}
            )
        try:
            url = urljoin(url, answer)
        except ValueError:
            raise DownloadFailed(_("The address leads to something that is no web address.")) from None


@cache
def _trust() -> ssl.SSLContext:
    """The certificates we trust, read once."""
    return httpx.create_ssl_context(trust_env=False)


def _about_us() -> dict[str, str]:
    name = settings.SITE_NAME.encode("ascii", "ignore").decode().replace("\n", " ").strip() or "Meetings"
    agent = f"{name} (+{settings.SITE_URL.rstrip('/')}/about/)"
    return {"User-Agent": agent, "Accept": "application/json, text/csv, */*;q=0.5", "Accept-Encoding": "gzip"}


def _checked(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise DownloadFailed(_("This is not a web address.")) from None
    if target.scheme not in ("http", "https"):
        raise DownloadFailed(_("Lists are read from http and https addresses only."))
    if not target.host or target.userinfo:
        raise DownloadFailed(_("The web address has no host, or a name and password in it."))
    return target


@contextmanager
def _one_at_a_time(host: str) -> Iterator[None]:
    """Waits until no other process or thread of ours is asking the same host."""
    folder = settings.DATA_DIR / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"host-{blake2b(host.encode(), digest_size=8).hexdigest()}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _hop(
    client: httpx.Client, target: httpx.URL, headers: dict[str, str], limits: Limits, deadline: float
) -> Downloaded | str:
    """The answer of one address, or where it redirects to. Its host's addresses are tried in turn."""
    port = target.port or (443 if target.scheme == "https" else 80)
    host = target.raw_host.decode("ascii")
    try:
        numbers = checked_addresses(host, port, allow_private=settings.FEEDS_ALLOW_PRIVATE)
    except Refused as why:
        raise DownloadFailed(str(why)) from None
    for number in numbers:
        # The connection goes to the checked number, so a name that changes meanwhile leads nowhere else.
        request = client.build_request(
            "GET",
            target.copy_with(host=number, fragment=None),
            headers={**headers, "Host": target.netloc.decode("ascii")},
            timeout=httpx.Timeout(limits.wait),
            extensions={"sni_hostname": host},
        )
        try:
            return _answer(client, request, target, limits, deadline)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            continue
        except httpx.TimeoutException:
            raise DownloadFailed(_("%(host)s did not answer in time.") % {"host": host}) from None
        except (httpx.RemoteProtocolError, httpx.ReadError, zlib.error):
            raise DownloadFailed(_("%(host)s broke off its answer in the middle.") % {"host": host}) from None
        except (httpx.HTTPError, httpx.StreamError):
            raise DownloadFailed(
                _("%(host)s did not answer as a web server does.") % {"host": host}
            ) from None
    raise DownloadFailed(_("%(host)s cannot be reached.") % {"host": host})


def _answer(
    client: httpx.Client, request: httpx.Request, target: httpx.URL, limits: Limits, deadline: float
) -> Downloaded | str:
    response = client.send(request, stream=True, follow_redirects=False)
    try:
        status = response.status_code
        if status in REDIRECTS and response.headers.get("Location"):
            return str(response.headers["Location"])
        if status in BACK_OFF:
            sentence = _("The server asks us to come back later (%(status)s).") % {"status": status}
            raise BackOff(sentence, _retry_after(response.headers))
        conditional = "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
        if status != 200 and not (status == 304 and conditional):
            raise DownloadFailed(_failed(status))
        return Downloaded(
            status=status,
            body=b"" if status == 304 else _body(response, limits, deadline),
            etag=response.headers.get("ETag", "")[:255],
            last_modified=response.headers.get("Last-Modified", "")[:60],
            not_modified=status == 304,
            final_url=str(target),
        )
    finally:
        response.close()


def _failed(status: int) -> str:
    if status in (404, 410):
        return _("There is nothing at this address (%(status)s).") % {"status": status}
    if status in (401, 403):
        return _("The server does not let us read this list (%(status)s).") % {"status": status}
    if status >= 500:
        return _("The server has a fault of its own (%(status)s).") % {"status": status}
    return _("The server answered with %(status)s instead of a list.") % {"status": status}


def _retry_after(headers: httpx.Headers) -> int | None:
    """Seconds, at most a week, from a number or a date."""
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit() and len(said) < 10:
        return min(int(said), WEEK)
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0, min(round((when - datetime.now(UTC)).total_seconds()), WEEK))


def _body(response: httpx.Response, limits: Limits, deadline: float) -> bytes:
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise DownloadFailed(_("The answer is packed in a way we did not ask for."))
    unpack = zlib.decompressobj(31) if "gzip" in encoding else None
    body = bytearray()
    for chunk in response.iter_raw():
        room = limits.size - len(body) + 1
        # Never unpacked further than the limit: a small answer may hold gigabytes.
        body += unpack.decompress(chunk, room) if unpack else chunk[:room]
        if len(body) > limits.size:
            megabytes = {"size": max(1, limits.size // 1_000_000)}
            raise DownloadFailed(_("The list is larger than %(size)s MB; that cannot be right.") % megabytes)
        if time.monotonic() > deadline:
            raise DownloadFailed(_("The list took too long to arrive."))
    if unpack and not unpack.eof:
        raise DownloadFailed(_("The answer broke off in the middle."))
    return bytes(body)
