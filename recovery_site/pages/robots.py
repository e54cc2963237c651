"""robots.txt: pages yes; questions, joining details, reports and staff no."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from fellowships.caching import public_page

LINES = (
    "User-agent: *",
    "Disallow: /admin/",
    "Disallow: /list/",
    "Disallow: /meetings/?",
    "Disallow: /*/join/",
    "Disallow: /*/report/",
    "Disallow: /reports/",
    "Disallow: /meetings/still-true/",
    "Disallow: /*/meetings/still-true/",
    "Disallow: /*/reports/",
    "Disallow: /*?*page=",
)


@public_page()
@require_safe
def robots_file(request: HttpRequest) -> HttpResponse:
    return HttpResponse("\n".join(LINES) + "\n", content_type="text/plain; charset=utf-8")
