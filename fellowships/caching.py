"""How a public page may be kept: a mark on the view, read by recovery_site/caching.py."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from fellowships import version

View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True, slots=True)
class PageRule:
    """`minute`: the page shows time, so it lives for the current minute only."""

    minute: bool = False
    max_age: int = 300  # seconds


def public_page(*, minute: bool = False, max_age: int = 300) -> Callable[[View], View]:
    """Marks a view whose answer depends on its address, the data version and perhaps the minute alone."""

    def mark(view: View) -> View:
        view.page_rule = PageRule(minute, max_age)  # type: ignore[attr-defined]
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
