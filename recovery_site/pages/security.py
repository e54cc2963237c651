"""security.txt (RFC 9116): whom to tell of a weakness of this site."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from fellowships.json_ld import absolute
from recovery_site.pages.fixed import contact

CONTENT_TYPE = "text/plain; charset=utf-8"
HOLDS_DAYS = 180  # less than a year, as the standard asks
A_DAY = 86_400


@require_safe
def security_file(request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt`; 404 where whoever runs the site has set no SECURITY_CONTACT."""
    known = contact()
    if known is None:
        return HttpResponse("", status=404, content_type=CONTENT_TYPE)
    midnight = timezone.now().astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {known['url']}",
        f"Expires: {(midnight + dt.timedelta(days=HOLDS_DAYS)).isoformat()}",
        f"Canonical: {absolute(request.path)}",
        "Preferred-Languages: en",
    )
    response = HttpResponse("\n".join(lines) + "\n", content_type=CONTENT_TYPE)
    patch_cache_control(response, public=True, max_age=A_DAY)
    return response
