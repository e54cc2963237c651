"""robots.txt: pages yes; questions, joining details, reports, files for programs and staff no.

What stands here keeps nothing secret: private pages have addresses that nobody guesses; none is here.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from fellowships.caching import public_page
from fellowships.json_ld import absolute

LINES = (
    "User-agent: *",
    "Disallow: /admin/",
    "Disallow: /list/",
    "Disallow: /meetings/?",
    "Disallow: /*/join/",
    "Disallow: /*/report/",
    "Disallow: /*/calendar.ics",
    "Disallow: /reports/",
    "Disallow: /meetings/still-true/",
    "Disallow: /*/meetings/still-true/",
    "Disallow: /*/reports/",
    "Disallow: /*?*page=",
    "Disallow: /*/list/",
    "Disallow: /*/meetings/?",
    "Disallow: /*calendar.ics",
    # The page for developers and the guides are for readers; the other feeds are the meetings once more.
    "Allow: /feeds/$",
    "Allow: /feeds/guides.atom",
    "Disallow: /feeds/",
)


@public_page()
@require_safe
def robots_file(request: HttpRequest) -> HttpResponse:
    lines = (*LINES, "", f"Sitemap: {absolute(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
