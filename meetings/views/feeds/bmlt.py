"""BMLT's Semantic API, a server for each fellowship: `/feeds/bmlt/na/client_interface/json/?switcher=…`."""

import re
from collections.abc import Iterator
from typing import Final

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from fellowships.caching import data_version, public_feed
from meetings.exports.bmlt_mount import Mount, Wrong
from meetings.exports.bmlt_switchers import FILE_NAMES, OUTPUTS
from meetings.exports.licences import licence_link
from meetings.exports.stream import answer
from meetings.labels import labels
from meetings.views.feeds.asking import refused, this_hour

CONTENT_TYPES: Final = {
    "json": "application/json",
    "jsonp": "text/javascript; charset=utf-8",
    "tsml": "application/json",
    "csv": "text/csv; charset=utf-8",
}
LONGEST: Final = 60_000  # characters of a question; front ends take less
CALLBACK: Final = re.compile(r"[\w$.\[\]]{1,128}", re.ASCII)
# Such questions carry where somebody is: nobody on the way keeps the answer.
PLACES: Final = frozenset({"lat_val", "long_val", "SearchString"})
# Ends of lines for a script, though not for JSON.
LINE_ENDS: Final = ((b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"))


@public_feed()
def bmlt(request: HttpRequest, slug: str, output: str) -> HttpResponseBase:
    """Refusals are JSON too, and read from any site: `{"message": …}`."""
    try:
        return _answer(_mount(request, slug), output.lower(), _asked(request))
    except Wrong as wrong:
        return refused(wrong.message, wrong.status)


def _mount(request: HttpRequest, slug: str) -> Mount:
    version = data_version(request)
    fellowship = labels(version).by_fellowship_slug.get(slug)
    if fellowship is None:
        raise Wrong(_("There is no program of that name here."), 404)
    return Mount(fellowship, version, this_hour())


def _asked(request: HttpRequest) -> QueryDict:
    """Not more than databases take as the values of one question, some 30,000."""
    try:
        if len(request.META.get("QUERY_STRING", "")) <= LONGEST:
            return request.GET
    except SuspiciousOperation:
        pass  # more names than settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    raise Wrong(_("These are too many values."), 400)


def _answer(mount: Mount, output: str, query: QueryDict) -> HttpResponseBase:
    name = query.get("switcher", "")
    switcher = OUTPUTS.get(output, {}).get(name)
    if switcher is None:
        raise Wrong(_("This address does not answer that switcher."))
    parts = switcher(mount, query)
    if output == "jsonp":
        parts = _called(parts, query.get("callback") or "callback")
    headers = {"Link": licence_link(mount.version, mount.fellowship.pk)}
    if name in FILE_NAMES:
        headers["Content-Disposition"] = f'attachment; filename="{FILE_NAMES[name](mount, query)}"'
    if not PLACES.isdisjoint(query):
        headers["Cache-Control"] = "private, no-store"
    return answer(parts, CONTENT_TYPES[output], headers)


def _called(parts: Iterator[bytes], callback: str) -> Iterator[bytes]:
    """One line of a script, as clients take it apart: no line break even at its end."""
    if CALLBACK.fullmatch(callback) is None:
        raise Wrong(_("The callback is not the name of a function."))
    return _lines_joined(parts, callback)


def _lines_joined(parts: Iterator[bytes], callback: str) -> Iterator[bytes]:
    yield f"/**/{callback}(".encode()
    for part in parts:
        for character, escaped in LINE_ENDS:
            part = part.replace(character, escaped)
        yield part
    yield b");"
