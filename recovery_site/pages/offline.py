"""For when there is no signal: the worker that keeps pages on request, its manifest, and the page it shows.

No page links to the manifest: only who asked to keep pages is offered an icon, and it bears a neutral name.
"""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from articles.languages import in_best_language
from articles.models import Guide
from fellowships.caching import public_page
from recovery_site.storage import squeeze_script

WORKER = settings.BASE_DIR / "static" / "js" / "sw.js"
COLOR = "#0b5a6a"  # the ground of the icon
SIZES = (192, 512)
GUIDES = ("first-meeting", "overdose")  # named by templates/components/_offline.html too


@lru_cache(maxsize=1)
def _worker() -> tuple[bytes, str]:
    script = squeeze_script(WORKER.read_text(encoding="utf-8")).encode()
    return script, f'W/"{hashlib.sha256(script).hexdigest()[:16]}"'


def _worker_tag(_request: HttpRequest) -> str:
    return _worker()[1]


@require_safe
@condition(etag_func=_worker_tag)
def worker_file(_request: HttpRequest) -> HttpResponse:
    """Stands at the root, since a worker may only answer for addresses below its own."""
    answer = HttpResponse(_worker()[0], content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
@public_page()
def manifest_file(_request: HttpRequest) -> HttpResponse:
    icons = [{"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}]
    for size in SIZES:
        source = static(f"img/icon-{size}.png")
        icons.append({"src": source, "sizes": f"{size}x{size}", "type": "image/png"})
    manifest = {
        "name": _("Meetings"),
        "short_name": _("Meetings"),
        "start_url": reverse("home"),
        "scope": reverse("home"),
        # With the browser's own Back, and without its address bar.
        "display": "minimal-ui",
        "theme_color": COLOR,
        "background_color": COLOR,
        "icons": icons,
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


@require_safe
@public_page()
def offline_page(request: HttpRequest) -> HttpResponse:
    there = Guide.objects.published().for_links().filter(slug__in=GUIDES).order_by("-slug")
    guides = [
        {"title": guide.title, "url": reverse("guide", args=[guide.slug]), "language": guide.language}
        for guide in in_best_language(there)
    ]
    context = {"title": _("What is kept on this device"), "guides": guides, "robots": "noindex"}
    return render(request, "pages/offline.html", context)
