"""When something broke, is not there or is not allowed: a page with the four lines that help.

The one for what broke needs neither database nor templates.
"""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_path
from django.views.defaults import page_not_found, permission_denied

from fellowships.as_visitors import show_as_visitors_see_it
from recovery_site.middleware import FILES_POLICY


@lru_cache(maxsize=len(settings.LANGUAGES))
def _page(language: str) -> str:
    """templates/500.es.html for pages under /es/."""
    folder = settings.BASE_DIR / "templates"
    path = folder / f"500.{language}.html"
    return (path if path.is_file() else folder / "500.html").read_text(encoding="utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    # Its styles are files of ours, not inlined as on other pages: nothing is put together here.
    page = _page(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE)
    return HttpResponse(page, status=500, headers={"Content-Security-Policy": FILES_POLICY})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    show_as_visitors_see_it(request)
    return page_not_found(request, exception)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    show_as_visitors_see_it(request)
    return permission_denied(request, exception)
