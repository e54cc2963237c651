"""The WSGI entry point."""

import os
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings")
_django = get_wsgi_application()
REFUSED = "400 Bad Request"
SAID = b"This address holds too much. Start again at the first page.\nIn danger? Call 911 or 988.\n"


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Django may read the query while it makes a request, before it answers its own complaints about one."""
    try:
        return _django(environ, start_response)
    except SuspiciousOperation:
        start_response(
            REFUSED, [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
        )
        return [SAID]
