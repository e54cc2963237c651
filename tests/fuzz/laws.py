"""What holds for every answer to every request, and for the listings afterwards."""

import gzip
import re
import traceback
from urllib.parse import unquote_to_bytes

import brotli
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpResponseBadRequest
from django.test import Client

from fellowships import version
from meetings.models import Meeting, SearchRow
from recovery_site.wsgi import SAID

# What a browser takes for another host, slips included.
ELSEWHERE = re.compile(r"\s*(?:[a-z]+:|[/\\]{2})", re.I)
HEADING = re.compile(rb"<h1[\s>]")
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


def ask(client, request):
    """The answer; a query that the database refused is undone, so that the next request finds it sound."""
    said = {"CONTENT_TYPE": request.kind, **request.headers}
    before = transaction.savepoint()
    try:
        response = client.generic(
            request.method,
            "/",
            request.body,
            PATH_INFO=unquote_to_bytes(request.path).decode("latin-1"),
            QUERY_STRING=request.query,
            **said,
        )
    except SuspiciousOperation:  # while the request is made: recovery_site/wsgi.py answers
        response = HttpResponseBadRequest(SAID, content_type="text/plain")
    if response.status_code >= 500:
        transaction.savepoint_rollback(before)
    else:
        transaction.savepoint_commit(before)
    return response


def broken_by(request, response):
    """The laws that this answer breaks, as sentences."""
    if response.status_code >= 500:
        fault = getattr(response, "exc_info", None)
        return ["".join(traceback.format_exception(*fault)) if fault else f"status {response.status_code}"]
    broken = []
    staff = request.path.startswith("/admin")
    if not staff and (response.cookies or "Set-Cookie" in response.headers):
        broken.append(f"it sets a cookie: {response.cookies.output()[:200]}")
    if ELSEWHERE.match(response.headers.get("Location", "")):
        broken.append(f"it leads elsewhere: {response.headers['Location'][:200]}")
    page = response.headers.get("Content-Type", "").startswith("text/html")
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if request.method != "HEAD":
        body = UNPACK[response.headers.get("Content-Encoding", "")](body)
    if b"<b9>" in body:
        broken.append("what was sent stands in the page as an element")
    if page and request.method == "GET" and response.status_code == 200 and len(HEADING.findall(body)) != 1:
        broken.append(f"{len(HEADING.findall(body))} headings <h1>")
    return broken


def listings():
    """Everything that says what is listed."""
    return (
        list(Meeting.objects.order_by("pk").values_list("pk", "status", "merged_into", "name")),
        list(SearchRow.objects.order_by("pk").values_list("pk", "status", "cell")),
        version.current(),
    )


def faults(requests):
    """Every broken law as text with its request; the listings are looked at once, at the end."""
    client, found, before = Client(raise_request_exception=False), [], listings()
    for number, request in enumerate(requests):
        found += [f"{number}: {request}\n{law}" for law in broken_by(request, ask(client, request))]
        client.cookies.clear()
    if listings() != before:
        found.append("the listings have changed")
    return found
