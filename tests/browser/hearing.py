"""Which browser is asked, what it asks for, heard without holding it up, and pages that it asks for anew."""

import os
import re
import shutil
from contextlib import contextmanager

from tests.browser.measure import KEPT_HERE

# The same engine without windows answers three times as fast.
CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium-headless-shell")
    or shutil.which("chromium")
    or "/usr/bin/chromium"
)
# No name and no other address is reachable from the browser; what it asks for is a complaint all the same.
NOWHERE_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    NOWHERE_ELSE,
]
PATIENCE = 15_000  # milliseconds
OWN_WORDS = ("data:", "blob:")
MAX_AGE = re.compile(r"max-age=\d+")


@contextmanager
def heard(context, live_site):
    """What must stay empty: requests elsewhere (refused), errors, broken policies, all that is kept."""
    found, asked_for = [], set()

    def missing(message):
        """The browser reports a page that is meant to be missing as a resource that failed to load."""
        return "Failed to load resource" in message.text and message.location["url"] in asked_for

    context.set_default_timeout(PATIENCE)
    context.on("request", lambda request: request.is_navigation_request() and asked_for.add(request.url))
    hear(context, live_site, found, missing)
    yield found
    kept = [page.evaluate(KEPT_HERE) for page in context.pages if page.url.startswith(live_site)]
    assert found == []
    assert kept == [[]] * len(kept)
    assert context.cookies() == []


def hear(context, live_site, found, missing=lambda message: False):
    """Puts requests elsewhere, faults and broken policies into `found`.

    Requests are listened to, not held up: each would take its way through this process, and the browser
    would keep no file.
    """

    def asked(request):
        if not request.url.startswith((live_site + "/", *OWN_WORDS)):
            found.append(f"asked {request.url}")

    def said(message):
        if message.type == "error" and not missing(message):
            found.append(message.text)

    context.on("request", asked)
    context.on("console", said)
    context.on("weberror", lambda error: found.append(str(error.error)))


class VisitorsComeLater:
    """Middleware: a page that a browser may keep for minutes is asked for again by the next visit."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if kept := response.headers.get("Cache-Control"):
            response.headers["Cache-Control"] = MAX_AGE.sub("max-age=0", kept)
        return response
