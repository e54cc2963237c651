"""Answers by data version: repeats cost one primary-key read; what is sent is compressed once.

ETag = weak(release, data version, language, and the current minute on pages that show time). No hand-made
keys: whatever changes what visitors see raises the data version.
"""

import gzip
import hashlib
import re
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import brotli
from django.conf import settings
from django.core.cache import cache
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from fellowships.caching import PageRule, data_version
from recovery_site.styles import STYLES

BROTLI_QUALITY = 4
GZIP_LEVEL = 6
# Smaller answers gain nothing; answers over a few megabytes are streamed elsewhere.
LEAST_TO_COMPRESS = 500
COMPRESSED_KINDS = ("text/", "application/json", "application/xml", "application/manifest+json", "image/svg")
KEPT_SECONDS = 300
KEPT_METHODS = ("GET", "HEAD")
REFUSED = re.compile(r"q=0(?:\.0*)?")
RELEASE = settings.RELEASE + hashlib.sha256(STYLES.encode()).hexdigest()[:8]
if settings.DEBUG:
    RELEASE += str(int(time.time()))

Answer = Callable[[HttpRequest], HttpResponse]


class Kept(NamedTuple):
    """An answer as it left the views: `minute` says whether it lives for one minute only."""

    etag: str
    minute: bool
    body: bytes
    headers: tuple[tuple[str, str], ...]


class PageCache:
    """304 for a page the browser has, the kept bytes for one another visitor had, else the view.

    What is kept is answered here, before addresses are resolved: it is all a repeat costs.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        kept = _kept(request, key)
        if kept is not None:
            return kept
        response = self.get_response(request)
        if response.streaming or response.status_code == 304:
            return response
        compress(response, accepted_encoding(request))
        rule: PageRule | None = getattr(request, "page_rule", None)
        if rule is not None and response.status_code == 200 and "Cache-Control" not in response.headers:
            etag: str = request.page_etag  # type: ignore[attr-defined]
            _mark(response, etag, rule)
            found = Kept(etag, rule.minute, response.content, tuple(response.headers.items()))
            cache.set(key, tuple(found), KEPT_SECONDS)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        rule: PageRule | None = getattr(view, "page_rule", None)
        if rule is None or request.method not in KEPT_METHODS:
            return None
        etag = _etag_now(rule.minute, request)
        if etag is None:
            return None
        if etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            return _mark(HttpResponseNotModified(), etag, rule)
        # The tag of the moment before the view reads anything: what it reads is never older.
        request.page_rule, request.page_etag = rule, etag  # type: ignore[attr-defined]
        return None


def _kept(request: HttpRequest, key: str) -> HttpResponse | None:
    """The answer to the same question from the same data, if there is one."""
    if request.method not in KEPT_METHODS or (found := cache.get(key)) is None:
        return None
    kept = Kept(*found)
    if kept.etag != _etag_now(kept.minute, request):
        return None
    request.get_host()  # refuses hosts that are not ours, as the way to a view does
    if kept.etag not in request.META.get("HTTP_IF_NONE_MATCH", ""):
        return HttpResponse(kept.body, headers=dict(kept.headers))
    answer = HttpResponseNotModified()
    for name, value in kept.headers:
        if not name.startswith("Content-"):
            answer.headers[name] = value
    return answer


def _etag_now(minute: bool, request: HttpRequest) -> str | None:
    """None when the database cannot answer: nothing is kept then, and a page that needs none still shows."""
    try:
        number = data_version(request)
    except Error:
        return None
    return etag_of(minute, request.LANGUAGE_CODE, number)


def etag_of(minute: bool, language: str, number: int) -> str:
    now = f".{int(time.time()) // 60}" if minute else ""
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


def _key(request: HttpRequest) -> str:
    """A digest: no search text stands in the cache, and any address is a good key."""
    seen = f"{accepted_encoding(request)} {request.get_full_path()}"
    return "page:" + hashlib.blake2b(seen.encode(), digest_size=20).hexdigest()


def _mark(response: HttpResponse, etag: str, rule: PageRule) -> HttpResponse:
    response.headers.setdefault("Vary", "Accept-Encoding")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={rule.max_age}"
    return response
