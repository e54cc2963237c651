"""Pages that say the same to everyone: privacy, covering tracks, accessibility, who runs this site."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fellowships.caching import public_page
from recovery_site.caching import KEPT_SECONDS


@public_page()
@require_safe
def privacy_page(request: HttpRequest) -> HttpResponse:
    kept = KEPT_SECONDS // 60
    return _fixed(request, "privacy", title=_("Your privacy"), kept_minutes=kept)


@public_page()
@require_safe
def tracks_page(request: HttpRequest) -> HttpResponse:
    return _fixed(request, "cover_your_tracks", title=_("Cover your tracks"))


@public_page()
@require_safe
def accessibility_page(request: HttpRequest) -> HttpResponse:
    return _fixed(request, "accessibility", title=_("Accessibility"))


@public_page()
@require_safe
def about_page(request: HttpRequest) -> HttpResponse:
    host = urlsplit(settings.SITE_URL).netloc
    return _fixed(request, "about", title=_("About this site"), host=host)


def _fixed(request: HttpRequest, name: str, **context: object) -> HttpResponse:
    return render(request, f"pages/{name}.html", {**context, "contact": contact()})


def contact() -> dict[str, str] | None:
    """How to reach whoever runs this site: its security contact, if one is set."""
    address = settings.SECURITY_CONTACT
    if address.startswith("mailto:"):
        return {"url": address, "label": address.removeprefix("mailto:")}
    if address.startswith("https://"):
        return {"url": address, "label": address.removeprefix("https://")}
    return None
