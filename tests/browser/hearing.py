"""What a browser asks for, heard without holding it up; and pages that it asks for at every visit."""

import re

# No name and no other address is reachable from the browser; what it asks for is a complaint all the same.
NOWHERE_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
OWN_WORDS = ("data:", "blob:")
MAX_AGE = re.compile(r"max-age=\d+")


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
