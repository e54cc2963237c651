"""How a public page may be kept: a mark on the view, read by recovery_site/caching.py."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from fellowships import version

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
METHODS = "GET, HEAD, OPTIONS"
# Scripts of other sites read feeds; they send no credentials, so that a star is enough.
ANY_SITE = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", METHODS),
    ("Access-Control-Allow-Headers", "*"),
    ("Access-Control-Expose-Headers", "*"),
)


@dataclass(frozen=True, slots=True)
class PageRule:
    """`lives`: seconds of the spans of time that an answer is true for; 0 for one that shows no time."""

    lives: int = 0
    max_age: int = 300  # seconds
    dated: bool = False  # says when it last changed, for programs that ask by date
    headers: tuple[tuple[str, str], ...] = ()  # also on the answer that nothing has changed


def public_page(*, minute: bool = False, max_age: int = 300) -> Callable[[View], View]:
    """Marks a view whose answer depends on its address, the data version and perhaps the minute alone."""
    return _mark(PageRule(60 if minute else 0, max_age))


def public_feed(*, hourly: bool = True, max_age: int = 300) -> Callable[[View], View]:
    """For programs: any site may read it, and it may be asked for by date.

    Closures begin and end on days of many zones, so that a feed of meetings is true for the hour.
    Answers OPTIONS itself, and refuses what only reads nothing.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method == "OPTIONS":
                response: HttpResponseBase = HttpResponse(status=204, headers={"Allow": METHODS})
            elif request.method not in ("GET", "HEAD"):
                response = HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS"])
            else:
                response = view(request, *args, **kwargs)
            for name, value in ANY_SITE:
                response.headers[name] = value
            return response

        rule = PageRule(3600 if hourly else 0, max_age, dated=True, headers=ANY_SITE)
        return _mark(rule)(cast(View, answer))

    return mark


def _mark(rule: PageRule) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.page_rule = rule  # type: ignore[attr-defined]
        return view

    return mark


def never_kept(response: HttpResponse) -> HttpResponse:
    """For answers that carry where somebody is: not stored by anyone on the way, nor by the browser."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


def data_version(request: HttpRequest) -> int:
    """The data version this request answers from: read once, however many ask."""
    known: int | None = getattr(request, "_data_version", None)
    if known is None:
        known = version.recent()
        request._data_version = known  # type: ignore[attr-defined]
    return known
