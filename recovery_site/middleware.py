"""What every answer carries, and what only staff pages pass through."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from simple_history.models import HistoricalRecords

from recovery_site.styles import STYLE_HASHES

ADMIN_PATH = "/admin/"
Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; style-src 'self' {hashes}; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)


class SecurityHeaders:
    """CSP and permissions. Kept short: with all others they must fit into 600 bytes."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.public = POLICY.format(hashes=" ".join(f"'{digest}'" for digest in STYLE_HASHES))
        self.staff = POLICY.format(hashes="")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        staff = request.path_info.startswith(ADMIN_PATH)
        headers.setdefault("Content-Security-Policy", self.staff if staff else self.public)
        headers["Permissions-Policy"] = "geolocation=(self), camera=(), microphone=()"
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


class OnStaffPages:
    """Lets only /admin/ through a middleware of Django's: elsewhere no session, user or cookie exists."""

    get_response: Answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(ADMIN_PATH):
            return super().__call__(request)  # type: ignore[misc, no-any-return]
        return self.get_response(request)


class StaffSession(OnStaffPages, SessionMiddleware):
    pass


class StaffUser(OnStaffPages, AuthenticationMiddleware):
    pass


class StaffMessages(OnStaffPages, MessageMiddleware):
    pass


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
