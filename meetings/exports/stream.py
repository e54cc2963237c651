"""One loop behind every export: the meetings that may be passed on, a batch at a time.

`Entry` is one meeting as anybody may read it: hidden addresses, passcodes and what closures change are
settled here, so that no format can forget them. Memory does not grow with the number of meetings.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, Final, NamedTuple

import msgspec
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from fellowships.compiled import CompiledQuery
from meetings.exports.hiding import as_it_is_now, without_address, without_passcode
from meetings.models import Feed, Meeting, SourceRecord, website_of
from meetings.querysets import MeetingQuerySet
from meetings.reindex import TOKENS_LENGTH, tokens_of

BATCH: Final = 500
# An answer up to this many bytes is sent whole, so that it is kept and has a length.
WHOLE: Final = 200_000
LONGEST_TOKEN: Final = 24
OURS: Final = 0  # the origin of what our own staff entered
NOBODYS: Final = (OURS, "")


class Entry(NamedTuple):
    """One meeting to pass on. `start` and `duration` in minutes, `tokens` as in meetings/reindex.py.

    A hidden address is blank but for town, county, state and country. `attendance`, `building_closed` and
    `closed_for_now` are those of the day the stream was asked for.
    """

    pk: int
    name: str
    slug: str
    fellowship_id: int
    group: str | None
    service_body_id: int | None
    attendance: str
    weekday: int | None
    start: int | None
    duration: int | None
    time_zone: str
    weeks: int
    by_appointment: bool
    building_closed: bool
    closed_for_now: bool
    contact_for_details: bool
    tokens: str
    world_id: str
    online_url: str  # without a passcode: see `at_join`
    online_notes: str
    phone: str
    phone_notes: str
    notes: str
    passcode: str  # always empty here
    confirmed_on: str  # YYYY-MM-DD or empty
    updated_at: str  # YYYY-MM-DD HH:MM:SS, UTC
    venue_id: int | None
    venue: str | None
    street: str | None
    neighborhood: str | None
    city: str | None
    county: str | None
    state: str | None
    postal_code: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    located: str | None
    getting_in: str | None
    transit: str | None
    address_hidden: bool
    exceptions: str
    origin: int = OURS  # a key of origins()
    as_listed: str = ""  # for listed_place()
    at_join: bool = False  # a passcode is needed, which only the meeting's join page shows


class Origin(NamedTuple):
    """The list a meeting stands in."""

    name: str
    address: str
    licence: str
    kind: str

    @property
    def site(self) -> str:
        """Its website."""
        return website_of(self.address)[1]


_COLUMNS: Final = (
    *("pk", "name", "slug", "fellowship_id", "group__name", "service_body_id"),
    *("attendance", "weekday", "search_row__start", "duration", "time_zone", "weeks"),
    *("by_appointment", "building_closed", "closed_for_now", "contact_for_details"),
    *("search_row__format_set", "world_id", "online_url", "online_notes", "phone", "phone_notes"),
    *("notes", "passcode", "confirmed_on", "updated_at"),
    *("venue_id", "venue__name", "venue__street", "venue__neighborhood", "venue__city", "venue__county"),
    *("venue__state", "venue__postal_code", "venue__country", "venue__latitude", "venue__longitude"),
    *("venue__located", "venue__getting_in", "venue__transit", "venue__address_hidden"),
    "search_row__exceptions",
)
_ENTRIES = CompiledQuery(lambda ids: Meeting.objects.filter(pk__in=ids).values_list(*_COLUMNS))
# No join and no order: without fresh statistics SQLite would begin at the other end of either.
_RECORDS = CompiledQuery(
    lambda ids: SourceRecord.objects.filter(meeting_id__in=ids).values_list(
        "pk", "meeting_id", "feed_id", "as_listed"
    )
)
_CONFIRMED, _UPDATED = Entry._fields.index("confirmed_on"), Entry._fields.index("updated_at")


def ids_of(meetings: MeetingQuerySet) -> "array[int]":
    """Their numbers in the order asked for; eight bytes each."""
    return array("q", meetings.values_list("pk", flat=True).iterator(chunk_size=5000))


def batches(ids: Iterable[int], moment: int) -> Iterator[list[Entry]]:
    """The entries of these meetings, in this order, in two queries a batch; what is gone is left out."""
    waiting = iter(ids)
    while batch := list(islice(waiting, BATCH)):
        yield _entries(batch, moment)


def entries(ids: Iterable[int], moment: int) -> Iterator[Entry]:
    return chain.from_iterable(batches(ids, moment))


def origins() -> dict[int, Origin]:
    """Every list by its number; OURS has none. One query."""
    rows = Feed.objects.values_list("pk", "name", "address", "licence", "kind")
    return {row[0]: Origin(*row[1:]) for row in rows}


def _entries(ids: Sequence[int], moment: int) -> list[Entry]:
    records = _records(ids)
    found: dict[int, Entry] = {}
    for row in _ENTRIES.rows(ids):
        entry = Entry._make(_plain([*row, *records.get(row[0], NOBODYS), False]))
        if entry.address_hidden:
            entry = without_address(entry)
        if entry.online_url or entry.phone or entry.passcode or entry.online_notes or entry.phone_notes:
            entry = without_passcode(entry)
        if entry.exceptions:
            entry = as_it_is_now(entry, moment)
        found[entry.pk] = entry
    _complete(found)
    return [found[pk] for pk in ids if pk in found]


def _records(ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Meeting -> the list it stands in and that list's own words for its place; the first willing one."""
    rows = sorted(_RECORDS.rows(ids), reverse=True)
    if len({row[1] for row in rows}) < len(rows):  # one more query where lists share a meeting
        willing = set(Feed.objects.filter(republish=True).values_list("pk", flat=True))
        rows = [row for row in rows if row[2] in willing]
    return {meeting: (feed, said) for _pk, meeting, feed, said in rows}


def _plain(row: list[Any]) -> list[Any]:
    """Dates as text, on both databases alike."""
    row[_CONFIRMED] = str(row[_CONFIRMED] or "")
    row[_UPDATED] = str(row[_UPDATED])[:19]
    return row


def _complete(found: dict[int, Entry]) -> None:
    """Very many formats may not all stand in the search row: two more queries for such meetings."""
    long = [pk for pk, entry in found.items() if len(entry.tokens) > TOKENS_LENGTH - LONGEST_TOKEN]
    for meeting in Meeting.objects.filter(pk__in=long).prefetch_related("formats") if long else ():
        tokens = tokens_of(meeting, sorted(one.pk for one in meeting.formats.all()))
        found[meeting.pk] = found[meeting.pk]._replace(tokens=tokens)


_encoder = msgspec.json.Encoder()


def json_list(items: Iterable[Sequence[Any]], before: bytes = b"[", after: bytes = b"]") -> Iterator[bytes]:
    """A JSON array from batches of things, written batch by batch."""
    yield before
    between = b""
    for batch in items:
        if batch:
            yield between + _encoder.encode(batch)[1:-1]
            between = b","
    yield after


def made(found: Iterable[list[Entry]], make: Callable[[Entry], Any]) -> Iterator[list[Any]]:
    """Each batch of entries as what `make` makes of them; None leaves one out."""
    for batch in found:
        yield [one for one in map(make, batch) if one is not None]


def answer(
    parts: Iterator[bytes], content_type: str, headers: Mapping[str, str] | None = None
) -> HttpResponseBase:
    """The parts as one response: whole while it is short, else sent part by part as it is made."""
    first: list[bytes] = []
    size = 0
    for part in parts:
        first.append(part)
        size += len(part)
        if size > WHOLE:
            return StreamingHttpResponse(chain(first, parts), content_type=content_type, headers=headers)
    return HttpResponse(b"".join(first), content_type=content_type, headers=headers)
