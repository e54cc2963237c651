"""When something broke: a page that needs neither database nor templates, with the four lines that help."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from recovery_site.middleware import FILES_POLICY


@lru_cache(maxsize=1)
def _page() -> str:
    return (settings.BASE_DIR / "templates" / "500.html").read_text(encoding="utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    # Its styles are files of ours, not inlined as on other pages: nothing is put together here.
    return HttpResponse(_page(), status=500, headers={"Content-Security-Policy": FILES_POLICY})
