"""Which meetings a BMLT question asks for: by SQL what is a column, by Python what both databases must
answer alike: how one takes part today, formats, times, distances."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, NamedTuple

from django.db.models import Q
from django.db.models.functions import Length

from meetings.exports.bmlt import VENUE_TYPES, said_by, said_today
from meetings.exports.bmlt_codes import Said
from meetings.exports.bmlt_mount import Mount
from meetings.exports.bmlt_query import Query, Times
from meetings.exports.bmlt_sorting import in_order
from meetings.exports.bmlt_values import Signed
from meetings.exports.stream import LONGEST_TOKEN, entries, ids_of
from meetings.geo import KM_PER_MILE, cell_ranges_within
from meetings.models import SearchWord
from meetings.querysets import MeetingQuerySet
from meetings.reindex import TOKENS_LENGTH

SURELY_WHOLE: Final = TOKENS_LENGTH - LONGEST_TOKEN
FAR: Final = 100.0  # miles: further out all rows are read, for the cells would be too many to name
COLUMNS: Final = (
    *("pk", "search_row__start", "duration", "search_row__latitude", "search_row__longitude"),
    *("attendance", "building_closed", "closed_for_now", "weeks", "time_zone"),
    *("search_row__format_set", "search_row__exceptions"),
)
# Fields whose value is that of a column: the database leaves out most of what does not match.
PLAIN: Final = {"worldid_mixed": "world_id", "meeting_name": "name"}

Passes = Callable[["Row"], bool]


class Row(NamedTuple):
    """What the questions in Python need of a meeting; `latitude` and `longitude` as anybody may know them."""

    pk: int
    start: int
    duration: int | None
    latitude: float | None
    longitude: float | None
    attendance: str
    building_closed: bool
    closed_for_now: bool
    weeks: int
    time_zone: str
    tokens: str
    exceptions: str


def meetings_asked(mount: Mount, query: Query) -> MeetingQuerySet:
    """All that columns can decide, in the order asked for as far as columns say it."""
    found = in_order(mount.meetings(), query)
    found = _with(found, "pk__in", query.ids)
    found = _with(found, "weekday__in", _days(query.weekdays))
    wanted, unwanted = _bodies(mount, query)
    if wanted:
        found = found.filter(mount.held_by(wanted))
    if unwanted:
        found = found.exclude(mount.held_by(unwanted))
    if query.text.numbers is not None:
        found = found.filter(pk__in=query.text.numbers)
    if query.text.words is not None:
        said = SearchWord.objects.filter(word__in=query.text.words)
        found = found.filter(pk__in=said.values("meeting_id"))
    if query.field in PLAIN:
        found = found.filter(**{f"{PLAIN[query.field]}__in": query.field_values})
    return _in_cells(found, query)


def _with(meetings: MeetingQuerySet, condition: str, numbers: Signed) -> MeetingQuerySet:
    if numbers.wanted:
        meetings = meetings.filter(**{condition: numbers.wanted})
    return meetings.exclude(**{condition: numbers.unwanted}) if numbers.unwanted else meetings


def _bodies(mount: Mount, query: Query) -> Signed:
    if not query.recursive:
        return query.services
    return Signed(mount.below(query.services.wanted), mount.below(query.services.unwanted))


def _days(days: Signed) -> Signed:
    """BMLT's week begins with 1."""
    return Signed({day - 1 for day in days.wanted}, {day - 1 for day in days.unwanted})


def _in_cells(meetings: MeetingQuerySet, query: Query) -> MeetingQuerySet:
    """Near a point only the cells around it; a distance decides afterwards."""
    circle = query.circle
    if circle is None or circle.width is None or circle.width < 0:
        return meetings
    miles = circle.width / KM_PER_MILE if circle.in_km else circle.width
    if miles > FAR:
        return meetings
    cells = Q(pk=None)
    for first, last in cell_ranges_within(circle.latitude, circle.longitude, miles):
        cells |= Q(search_row__cell__range=(first, last))
    return meetings.filter(cells)


def needs_rows(query: Query) -> bool:
    """Whether columns alone cannot answer."""
    signs = (*query.venue_types, *query.formats)
    return any(signs) or query.times != Times(*(None,) * 5) or query.circle is not None


def rows_asked(mount: Mount, query: Query) -> Iterator[Row]:
    """Those of `meetings_asked` that also suit the rest, but for the distance."""
    passes = _tests(mount, query)
    found = meetings_asked(mount, query).values_list(*COLUMNS).iterator(chunk_size=5_000)
    return (row for row in map(Row._make, found) if all(one(row) for one in passes))


def _tests(mount: Mount, query: Query) -> list[Passes]:
    tests = list(_time_tests(query.times))
    if any((*query.venue_types, *query.formats)):
        tests.append(_said_test(mount, query))
    return tests


def _time_tests(times: Times) -> Iterator[Passes]:
    """By the times shown: what nobody stated lasts 00:00:00."""
    after, before, ends, shortest, longest = times
    if after is not None:
        yield lambda row: row.start > after
    if before is not None:
        yield lambda row: row.start < before
    if ends is not None:
        yield lambda row: row.start + (row.duration or 0) <= ends
    if shortest is not None:
        yield lambda row: (row.duration or 0) >= shortest
    if longest is not None:
        yield lambda row: (row.duration or 0) <= longest


def _said_test(mount: Mount, query: Query) -> Passes:
    """Meetings that say alike are judged once."""
    known: dict[Said, bool] = {}
    long = cache(lambda: _long_ones(mount))

    def passes(row: Row) -> bool:
        said = _said(row, mount.moment) if len(row.tokens) <= SURELY_WHOLE else long()[row.pk]
        found = known.get(said)
        if found is None:
            found = known[said] = _suits(mount, query, said)
        return found

    return passes


def _said(row: Row, moment: int) -> Said:
    said = Said(row.tokens, row.attendance, row.building_closed or row.closed_for_now, row.weeks)
    return said_today(said, row.exceptions, row.time_zone, moment) if row.exceptions else said


def _long_ones(mount: Mount) -> dict[int, Said]:
    """A search row may not hold all of very many formats."""
    long = mount.meetings().annotate(length=Length("search_row__format_set")).filter(length__gt=SURELY_WHOLE)
    return {entry.pk: said_by(entry) for entry in entries(ids_of(long), mount.moment)}


def _suits(mount: Mount, query: Query, said: Said) -> bool:
    venue_type = int(VENUE_TYPES[said.attendance])
    types, formats = query.venue_types, query.formats
    if (types.wanted and venue_type not in types.wanted) or venue_type in types.unwanted:
        return False
    ids = {code.id for code in mount.codes.of(said)}
    if ids & formats.unwanted:
        return False
    if query.any_format and formats.wanted:
        return bool(ids & formats.wanted)
    return formats.wanted <= ids
