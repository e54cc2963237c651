"""What every answer carries, and what only staff pages pass through."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin
from django_otp.middleware import OTPMiddleware
from simple_history.models import HistoricalRecords

from fellowships.as_visitors import shown_as_visitors_see_it
from recovery_site.styles import styles_with

ADMIN_PATH = "/admin/"
Answer = Callable[[HttpRequest], HttpResponse]

FENCES = "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"


def public_policy(digest: str) -> str:
    """For a page whose one <style> has this digest."""
    return f"default-src 'self'; style-src '{digest}'; {FENCES}"


PUBLIC_POLICY = public_policy(styles_with().digest)
FILES_POLICY = f"default-src 'self'; {FENCES}"  # for a page whose styles are files
STAFF_POLICY = f"default-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; {FENCES}"


class SecurityHeaders:
    """CSP and permissions, kept short: with all other headers they must fit into 600 bytes. No cookies."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        staff = request.path_info.startswith(ADMIN_PATH)
        if not staff:
            # No public page reads a cookie, and Django answers a malformed one of its own with a new one.
            request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        headers = response.headers
        own_styles = staff and not shown_as_visitors_see_it(request)
        if response.status_code != 304:  # "unchanged" leaves the policy of the page that the browser has
            headers.setdefault("Content-Security-Policy", STAFF_POLICY if own_styles else PUBLIC_POLICY)
        headers["Permissions-Policy"] = "geolocation=(self)"
        if not staff and headers.get("X-Frame-Options") == "DENY":
            del headers["X-Frame-Options"]  # the policy above says it: frame-ancestors
        return response


class OwnStyles:
    """Names the styles of the page just made; inside the cache, which keeps the policy with the page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if digest := getattr(request, "styles_digest", None):
            response.headers["Content-Security-Policy"] = public_policy(digest)
        return response


class LanguageFromPath:
    """The language is the one the path names, never a cookie or a header."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        if translation.get_language() != language:
            translation.activate(language)
        request.LANGUAGE_CODE = language
        return self.get_response(request)


def _staff_only(middleware: type[MiddlewareMixin]) -> type[MiddlewareMixin]:
    """Lets only /admin/ through a middleware of Django's: elsewhere no session, user or cookie exists."""

    def call(self: MiddlewareMixin, request: HttpRequest) -> Any:
        if request.path_info.startswith(ADMIN_PATH):
            return MiddlewareMixin.__call__(self, request)
        return self.get_response(request)

    return type(f"Staff{middleware.__name__}", (middleware,), {"__call__": call})


StaffSession = _staff_only(SessionMiddleware)
StaffUser = _staff_only(AuthenticationMiddleware)
StaffMessages = _staff_only(MessageMiddleware)


class StaffSecondFactor(OTPMiddleware):  # type: ignore[misc]
    """Says of a signed-in person whether they showed their second factor."""

    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith(ADMIN_PATH):
            return super().__call__(request)
        return self.get_response(request)


class StaffHistory:
    """Tells the history who is signed in while a staff page is answered."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ADMIN_PATH):
            return self.get_response(request)
        HistoricalRecords.context.request = request
        try:
            return self.get_response(request)
        finally:
            del HistoricalRecords.context.request
