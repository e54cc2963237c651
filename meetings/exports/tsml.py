"""TSML: a BMLT answer in the words of the AA world's plugin (bmlt.md 2.5), for any GetSearchResults question.

The rows are those of our Meeting Guide feed, so what BMLT's own writes wrongly is right: online meetings say
so, `updated` is when the meeting last changed, an end that nobody stated is left out, languages stay. Like
there, meetings that are not held every week are left out, for the form has no word for that.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.http import QueryDict

from meetings.exports.bmlt_mount import Mount
from meetings.exports.bmlt_query import parse
from meetings.exports.bmlt_search import find
from meetings.exports.meeting_guide import Guide
from meetings.exports.stream import Entry, batches, json_list, made
from meetings.labels import labels
from meetings.models import Attendance

ONLINE: Final = "ONL"  # the plugin's "Online Meeting"
FROM_AFAR: Final = frozenset({Attendance.ONLINE.value, Attendance.PHONE.value, Attendance.HYBRID.value})


def get_search_results(mount: Mount, query: QueryDict) -> Iterator[bytes]:
    found = find(mount, parse(query))
    return json_list(made(batches(found.ids, mount.moment), _writer(mount)))


def _writer(mount: Mount) -> Callable[[Entry], dict[str, Any] | None]:
    guide = Guide(labels(mount.version))

    def write(entry: Entry) -> dict[str, Any] | None:
        row = guide.row(entry)
        if row is None:
            return None
        row["slug"] = f"{entry.slug}-{entry.pk}"
        if entry.attendance in FROM_AFAR and not entry.closed_for_now:
            row["types"] = (*row.get("types", ()), ONLINE)
        if "latitude" in row:
            row["coordinates"] = f"{row['latitude']},{row['longitude']}"
        return row

    return write
