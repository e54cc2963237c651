"""Answers by data version: repeats cost one primary-key read; what is sent is compressed once.

ETag = weak(release, data version, language, and the current minute on pages that show time). No hand-made
keys: whatever changes what visitors see raises the data version. Long feeds are compressed as they are sent
and not kept.
"""

import gzip
import hashlib
import re
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import brotli
from django.conf import settings
from django.core.cache import cache
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe

from fellowships.caching import PageRule, data_version
from recovery_site.styles import MARK

BROTLI_QUALITY = 4
GZIP_LEVEL = 6
# Smaller answers gain nothing; answers over a few megabytes are streamed elsewhere.
LEAST_TO_COMPRESS = 500
COMPRESSED_KINDS = (
    "text/",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "application/opensearchdescription+xml",
    "application/manifest+json",
    "image/svg",
)
GZIP_WINDOW = 31  # zlib's name for "with gzip's head and foot"
KEPT_SECONDS = 300
KEPT_METHODS = ("GET", "HEAD")
REFUSED = re.compile(r"q=0(?:\.0*)?")
RELEASE = settings.RELEASE + MARK
if settings.DEBUG:
    RELEASE += str(int(time.time()))

Answer = Callable[[HttpRequest], HttpResponseBase]


class Kept(NamedTuple):
    """An answer as it left the views; `lives` as in PageRule."""

    etag: str
    lives: int
    body: bytes
    headers: tuple[tuple[str, str], ...]


class PageCache:
    """304 for a page the browser has, the kept bytes for one another visitor had, else the view.

    What is kept is answered here, before addresses are resolved: it is all a repeat costs.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        kept = _kept(request, key)
        if kept is not None:
            return kept
        response = self.get_response(request)
        rule: PageRule | None = getattr(request, "page_rule", None)
        if isinstance(response, StreamingHttpResponse):
            compress_stream(response, accepted_encoding(request))
        elif response.status_code != 304:
            compress(response, accepted_encoding(request))  # type: ignore[arg-type]
        if rule is None or response.status_code != 200 or "Cache-Control" in response.headers:
            return response
        _mark(response, request, rule)
        if isinstance(response, HttpResponse):
            etag: str = request.page_etag  # type: ignore[attr-defined]
            found = Kept(etag, rule.lives, response.content, tuple(response.headers.items()))
            cache.set(key, tuple(found), KEPT_SECONDS)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        rule: PageRule | None = getattr(view, "page_rule", None)
        if rule is None or request.method not in KEPT_METHODS:
            return None
        etag = _etag_now(rule.lives, request)
        if etag is None:
            return None
        # The tag of the moment before the view reads anything: what it reads is never older.
        request.page_rule, request.page_etag = rule, etag  # type: ignore[attr-defined]
        changed = _changed_at(request, rule) if rule.dated else ""
        if _unchanged(request, etag, changed):
            answer = HttpResponseNotModified()
            _mark(answer, request, rule)
            return answer
        return None


def _kept(request: HttpRequest, key: str) -> HttpResponse | None:
    """The answer to the same question from the same data, if there is one."""
    if request.method not in KEPT_METHODS or (found := cache.get(key)) is None:
        return None
    kept = Kept(*found)
    if kept.etag != _etag_now(kept.lives, request):
        return None
    request.get_host()  # refuses hosts that are not ours, as the way to a view does
    headers = dict(kept.headers)
    if not _unchanged(request, kept.etag, headers.get("Last-Modified", "")):
        return HttpResponse(kept.body, headers=headers)
    answer = HttpResponseNotModified()
    for name, value in kept.headers:
        if not name.startswith("Content-"):
            answer.headers[name] = value
    return answer


def _unchanged(request: HttpRequest, etag: str, changed_at: str) -> bool:
    """By tag; by date only for programs that send no tag, where the answer has a date."""
    tags = request.META.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return etag in tags
    since = parse_http_date_safe(request.META.get("HTTP_IF_MODIFIED_SINCE", ""))
    return bool(changed_at and since and since >= (parse_http_date_safe(changed_at) or since + 1))


def _changed_at(request: HttpRequest, rule: PageRule) -> str:
    """The data version is never below the clock of the last change, in microseconds."""
    number = data_version(request)
    span = int(time.time()) // rule.lives * rule.lives if rule.lives else 0
    # A second more: the change may have come within the second that a former answer already bore.
    return http_date(min(max(number // 1_000_000 + 1, span), time.time())) if number else ""


def _etag_now(lives: int, request: HttpRequest) -> str | None:
    """None when the database cannot answer: nothing is kept then, and a page that needs none still shows."""
    try:
        number = data_version(request)
    except Error:
        return None
    return etag_of(lives, request.LANGUAGE_CODE, number)


def etag_of(lives: int, language: str, number: int) -> str:
    now = f".{int(time.time()) // lives}" if lives else ""
    return f'W/"{RELEASE}.{number:x}.{language}{now}"'


def accepted_encoding(request: HttpRequest) -> str:
    accepted = {
        words[0].strip().lower()
        for part in request.META.get("HTTP_ACCEPT_ENCODING", "").split(",")
        if REFUSED.fullmatch((words := part.split(";"))[-1].strip()) is None
    }
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""


def compress(response: HttpResponse, encoding: str) -> None:
    """Compress the body in place. Our pages hold no secret that a guess in the address could draw out."""
    kind = response.headers.get("Content-Type", "")
    if response.has_header("Content-Encoding") or not kind.startswith(COMPRESSED_KINDS):
        return
    patch_vary_headers(response, ["Accept-Encoding"])
    if not encoding or len(response.content) < LEAST_TO_COMPRESS:
        return
    if encoding == "br":
        response.content = brotli.compress(response.content, quality=BROTLI_QUALITY)
    else:
        response.content = gzip.compress(response.content, GZIP_LEVEL, mtime=0)
    response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(response.content))


def compress_stream(response: StreamingHttpResponse, encoding: str) -> None:
    """As `compress`, part by part, with what one part needs of memory."""
    if response.has_header("Content-Encoding"):
        return
    patch_vary_headers(response, ["Accept-Encoding"])
    if encoding:
        parts: Iterator[bytes] = iter(response)
        response.streaming_content = _brotli_parts(parts) if encoding == "br" else _gzip_parts(parts)
        response.headers["Content-Encoding"] = encoding


def _brotli_parts(parts: Iterator[bytes]) -> Iterator[bytes]:
    packer = brotli.Compressor(quality=BROTLI_QUALITY)
    for part in parts:
        if packed := packer.process(part):
            yield packed
    yield packer.finish()


def _gzip_parts(parts: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_WINDOW)
    for part in parts:
        if packed := packer.compress(part):
            yield packed
    yield packer.flush()


def _key(request: HttpRequest) -> str:
    """A digest: no search text stands in the cache, and any address is a good key."""
    seen = f"{accepted_encoding(request)} {request.get_full_path()}"
    return "page:" + hashlib.blake2b(seen.encode(), digest_size=20).hexdigest()


def _mark(response: HttpResponseBase, request: HttpRequest, rule: PageRule) -> None:
    etag: str = request.page_etag  # type: ignore[attr-defined]
    response.headers.setdefault("Vary", "Accept-Encoding")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={rule.max_age}"
    for name, value in rule.headers:
        response.headers[name] = value
    if rule.dated and (changed_at := _changed_at(request, rule)):
        response.headers["Last-Modified"] = changed_at
