"""GetSearchResults: from a question to meetings in order, and out as they are read."""

from array import array
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

import msgspec
from django.http import QueryDict

from meetings.exports import bmlt_near, bmlt_sorting
from meetings.exports.bmlt import Writer, Written, format_row, said_by, writer
from meetings.exports.bmlt_codes import Said
from meetings.exports.bmlt_mount import Mount
from meetings.exports.bmlt_query import Query, parse
from meetings.exports.bmlt_where import meetings_asked, needs_rows, rows_asked
from meetings.exports.stream import Entry, batches, entries, ids_of, json_list, made


class Found(NamedTuple):
    """Numbers of meetings in order; their miles where the question was about a place, else None."""

    ids: "array[int]"
    miles: dict[int, float] | None


NOTHING = Found(array("q"), None)


def get_search_results(mount: Mount, asked: QueryDict) -> Iterator[bytes]:
    """`[{…}, …]`; with `get_used_formats` `{"meetings": […], "formats": […]}`; with `get_formats_only` the
    formats alone (bmlt.md 2.2). Whatever was found, clients get the envelope that they asked for."""
    query = parse(asked)
    found = find(mount, query)
    if "get_formats_only" in asked:
        return _formats_only(mount, found)
    if "get_used_formats" in asked:
        return _with_formats(mount, query, found)
    return json_list(made(batches(found.ids, mount.moment), _shown(mount, query, found)))


def find(mount: Mount, query: Query) -> Found:
    """The page of meetings that was asked for. Pages are cut after everything else, so that they follow
    each other in one order."""
    if query.text.address is not None:
        query = replace(query, circle=bmlt_near.circle_at(query.text.address, query.address_width))
        if query.circle is None:
            return NOTHING
    found = NOTHING if query.nothing else _all(mount, query)
    if query.page_size is None:
        return found
    first = (query.page - 1) * query.page_size
    return found._replace(ids=found.ids[first : first + query.page_size])


def _all(mount: Mount, query: Query) -> Found:
    found = _suiting(mount, query)
    if query.field:
        found = found._replace(ids=_with_value(mount, query, found.ids))
    if query.circle is not None and found.miles is not None:
        near = bmlt_near.within(found.ids, found.miles, query.circle)
        if query.by_distance:
            return Found(bmlt_sorting.by_distance(near, found.miles), found.miles)
        found = found._replace(ids=near)
    if bmlt_sorting.sorted_by_columns(query):
        return found
    objects = map(writer(mount, found.miles), entries(found.ids, mount.moment))
    return found._replace(ids=bmlt_sorting.by_fields(objects, query))


def _suiting(mount: Mount, query: Query) -> Found:
    """By all but a field's value and the distance; in the order of columns where that is what was asked."""
    if not needs_rows(query):
        return Found(ids_of(meetings_asked(mount, query)), None)
    rows = rows_asked(mount, query)
    if query.circle is None:
        return Found(array("q", (row.pk for row in rows)), None)
    return Found(*bmlt_near.miles_of(rows, query.circle))


def _with_value(mount: Mount, query: Query, ids: "array[int]") -> "array[int]":
    """By `meeting_key`: any field of the object as anybody may read it, so that no other can be guessed."""
    objects = map(writer(mount), entries(ids, mount.moment))
    return array(
        "q", (int(one["id_bigint"]) for one in objects if one.get(query.field) in query.field_values)
    )


def _shown(mount: Mount, query: Query, found: Found) -> Writer:
    write, keys = writer(mount, found.miles), query.keys
    if not keys:
        return write

    def some(entry: Entry) -> Written:
        written = write(entry)
        return {name: written[name] for name in keys}

    return some


def _with_formats(mount: Mount, query: Query, found: Found) -> Iterator[bytes]:
    """The formats follow the meetings: by then it is known which there are."""
    said: set[Said] = set()
    write = _shown(mount, query, found)

    def noting(entry: Entry) -> Any:
        said.add(said_by(entry))
        return write(entry)

    meetings = json_list(made(batches(found.ids, mount.moment), noting), b'{"meetings":[')
    return chain(meetings, _formats(mount, said, b',"formats":'))


def _formats_only(mount: Mount, found: Found) -> Iterator[bytes]:
    said = {said_by(entry) for entry in entries(found.ids, mount.moment)}
    return _formats(mount, said, b'{"formats":')


def _formats(mount: Mount, said: set[Said], before: bytes) -> Iterator[bytes]:
    """Made when it is reached: what is in `said` by then."""
    codes = {code for one in said for code in mount.codes.of(one)}
    rows = [format_row(mount, code) for code in sorted(codes, key=lambda code: code.id)]
    yield before + msgspec.json.encode(rows) + b"}"
