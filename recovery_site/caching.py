"""Answers by data version: repeats cost one primary-key read; what is sent is compressed once.

ETag = weak(release, data version, language, and the current minute on pages that show time). No hand-made
keys: whatever changes what visitors see raises the data version.
"""

import gzip
import hashlib
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from fellowships.caching import PageRule, data_version
from recovery_site.styles import STYLES

BROTLI_QUALITY = 5
GZIP_LEVEL = 6
# Smaller answers gain nothing; answers over a few megabytes are streamed elsewhere.
LEAST_TO_COMPRESS = 500
COMPRESSED_KINDS = ("text/", "application/json", "application/xml", "application/manifest+json", "image/svg")
KEPT_SECONDS = 300
RELEASE = settings.RELEASE + hashlib.sha256(STYLES.encode()).hexdigest()[:8]
if settings.DEBUG:
    RELEASE += str(int(time.time()))

Answer = Callable[[HttpRequest], HttpResponse]


class Kept(NamedTuple):
    etag: str
    body: bytes
    content_type: str
    encoding: str


class PageCache:
    """304 for a page the browser has, the kept bytes for one another visitor had, else the view."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "kept_answer", False) or response.streaming:
            return response
        encoding = accepted_encoding(request)
        compress(response, encoding)
        key = getattr(request, "page_key", None)
        if key is not None and response.status_code == 200 and "Cache-Control" not in response.headers:
            rule: PageRule = request.page_rule  # type: ignore[attr-defined]
            etag: str = request.page_etag  # type: ignore[attr-defined]
            _mark(response, etag, rule)
            kept = Kept(
                etag,
                response.content,
                response.headers["Content-Type"],
                response.headers.get("Content-Encoding", ""),
            )
            cache.set(key, tuple(kept), KEPT_SECONDS)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        rule: PageRule | None = getattr(view, "page_rule", None)
        if rule is None or request.method not in ("GET", "HEAD"):
            return None
        etag = etag_of(rule, request.LANGUAGE_CODE, data_version(request))
        if request.headers.get("If-None-Match") == etag:
            request.kept_answer = True  # type: ignore[attr-defined]
            return _mark(HttpResponseNotModified(), etag, rule)
        key = _key(request)
        found = cache.get(key)
        if found is not None and found[0] == etag:
            request.kept_answer = True  # type: ignore[attr-defined]
            return _mark(_answer(Kept(*found)), etag, rule)
        request.page_key, request.page_etag, request.page_rule = key, etag, rule  # type: ignore[attr-defined]
        return None


def etag_of(rule: PageRule, language: str, number: int) -> str:
    minute = f".{int(time.time()) // 60}" if rule.minute else ""
    return f'W/"{RELEASE}.{number:x}.{language}{minute}"'


def accepted_encoding(request: HttpRequest) -> str:
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
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


def _answer(kept: Kept) -> HttpResponse:
    response = HttpResponse(kept.body, content_type=kept.content_type)
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Content-Length"] = str(len(kept.body))
    if kept.encoding:
        response.headers["Content-Encoding"] = kept.encoding
    return response


def _mark(response: HttpResponse, etag: str, rule: PageRule) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={rule.max_age}"
    return response
