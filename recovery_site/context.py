"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from fellowships.as_visitors import shown_as_visitors_see_it
from fellowships.caching import data_version
from meetings.labels import labels


def site(request: HttpRequest) -> dict[str, Any]:
    if request.path_info.startswith("/admin/") and not shown_as_visitors_see_it(request):
        return {"site_name": settings.SITE_NAME}
    return {
        "site_name": settings.SITE_NAME,
        "demo": labels(data_version(request)).demo,
    }
