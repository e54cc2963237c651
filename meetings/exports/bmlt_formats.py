"""GetFormats: the words of what meetings of a mount are."""

from collections.abc import Iterator
from typing import Any, Final

from django.http import QueryDict

from fellowships.remembered import ByVersion
from meetings.exports.bmlt import format_row, said_today
from meetings.exports.bmlt_codes import Code, Said
from meetings.exports.bmlt_mount import Mount
from meetings.exports.bmlt_values import signed, values
from meetings.exports.stream import LONGEST_TOKEN, json_list
from meetings.models import Format
from meetings.reindex import TOKENS_LENGTH

# What says how to take part is told to who asks for it by key, even where no meeting has it: crouton asks
# for these three before it shows anything.
TAKING_PART: Final = frozenset({"VM", "HY", "TC"})
_USED = ByVersion[tuple[Code, ...]](most=32)


def get_formats(mount: Mount, query: QueryDict) -> Iterator[bytes]:
    """In English whatever `lang_enum` asks: without any row, clients would show bare letters."""
    asked = signed(query, "format_ids")
    keys = frozenset(values(query, "key_strings"))
    shown = _all(mount) if query.get("show_all") == "1" else used(mount)
    if keys:
        asked_for = [mount.codes.code(key) for key in TAKING_PART & keys]
        shown = _by_id({code for code in (*shown, *asked_for) if code and code.key in keys})
    rows = [
        format_row(mount, code)
        for code in shown
        if (not asked.wanted or code.id in asked.wanted) and code.id not in asked.unwanted
    ]
    return json_list([rows])


def used(mount: Mount) -> tuple[Code, ...]:
    """Formats of at least one meeting, by id; two queries for each data version and hour."""
    return _USED.get(mount.version, (mount.fellowship.pk, mount.moment), lambda: _used(mount))


def _all(mount: Mount) -> tuple[Code, ...]:
    return _by_id({*mount.codes.stock, *used(mount)})


def _by_id(codes: set[Code]) -> tuple[Code, ...]:
    return tuple(sorted(codes, key=lambda code: code.id))


def _used(mount: Mount) -> tuple[Code, ...]:
    found: set[Code] = set()
    longest = 0
    for tokens, attendance, shut, closed, weeks, exceptions, zone in _said(mount):
        longest = max(longest, len(tokens))
        said = Said(tokens, attendance, shut or closed, weeks)
        found.update(mount.codes.of(said_today(said, exceptions, zone, mount.moment) if exceptions else said))
    if longest > TOKENS_LENGTH - LONGEST_TOKEN:
        found.update(_of_long_ones(mount))
    return _by_id(found)


def _said(mount: Mount) -> Iterator[tuple[Any, ...]]:
    """All that meetings say by their formats, each once: very many meetings say the same."""
    columns = (
        "attendance",
        "building_closed",
        "closed_for_now",
        "weeks",
        "search_row__exceptions",
        "time_zone",
    )
    rows = mount.meetings().order_by().values_list("search_row__format_set", *columns).distinct()
    return rows.iterator(chunk_size=2_000)


def _of_long_ones(mount: Mount) -> Iterator[Code]:
    """A search row may not hold all of very many formats."""
    held = Format.objects.filter(meetings__in=mount.meetings().order_by()).distinct()
    codes = (mount.codes.code(str(pk)) for pk in held.values_list("pk", flat=True))
    return (code for code in codes if code)
