"""A staff page that looks as visitors would see it: with their styles and the policy that allows those."""

from django.http import HttpRequest


def show_as_visitors_see_it(request: HttpRequest) -> None:
    request._as_visitors = True  # type: ignore[attr-defined]


def shown_as_visitors_see_it(request: HttpRequest) -> bool:
    return bool(getattr(request, "_as_visitors", False))
