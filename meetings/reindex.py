"""Everything derived: one SearchRow and the SearchWords of each meeting, in every writer's transaction."""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
from django.db import transaction
from django.utils import timezone

from fellowships.text import fold_words
from meetings.availability import exceptions_of
from meetings.geo import cell_of
from meetings.maps.dots import EXACT_SPOT, ROUGH_SPOT
from meetings.models import (
    NOWHERE_CELL,
    ONLINE_CELL,
    Meeting,
    SearchRow,
    SearchWord,
    Venue,
)

BATCH = 500
TOKENS_LENGTH = 255
WORD_LENGTH = 60
ROW_COLUMNS = [
    "cell",
    "weekday",
    "start",
    "duration",
    "time_zone",
    "weeks",
    "fellowship_id",
    "attendance",
    "status",
    "format_set",
    "latitude",
    "longitude",
    "card",
    "exceptions",
]


def reindex(ids: Iterable[int]) -> int:
    """Derive the rows of these meetings again, in the writer's transaction; returns how many there were."""
    done = 0
    for batch in _batches(dict.fromkeys(ids), BATCH):
        done += _reindex_batch(batch)
    return done


def reindex_all() -> int:
    """Derive everything again, in batches of their own transactions."""
    done = 0
    for batch in _batches(Meeting.objects.order_by("pk").values_list("pk", flat=True).iterator(), BATCH):
        with transaction.atomic():
            done += _reindex_batch(batch)
    return done


def check() -> list[int]:
    """Ids of meetings whose rows or words are not what reindex() would write."""
    wrong: list[int] = []
    for batch in _batches(Meeting.objects.order_by("pk").values_list("pk", flat=True).iterator(), BATCH):
        fresh = {row.pk: row for row in _rows_of(batch)}
        stored = SearchRow.objects.in_bulk(batch)
        words = _stored_words(batch)
        for pk in batch:
            if _values(stored.get(pk)) != _values(fresh.get(pk)) or words.get(pk, set()) != _words(fresh, pk):
                wrong.append(pk)
    return wrong


def reindex_ended() -> int:
    """Rows whose closures or cancelled dates may have ended since they were derived."""
    marked = SearchRow.objects.filter(status=SearchRow.Status.LISTED_WITH_EXCEPTIONS)
    with transaction.atomic():
        return reindex(list(marked.values_list("pk", flat=True)))


def _batches(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    waiting = iter(ids)
    while batch := list(islice(waiting, size)):
        yield batch


def _values(row: SearchRow | None) -> tuple[object, ...]:
    return () if row is None else tuple(getattr(row, column) for column in ROW_COLUMNS)


def _reindex_batch(ids: list[int]) -> int:
    rows = _rows_of(ids)
    SearchRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["meeting"], update_fields=ROW_COLUMNS
    )
    fresh = {row.pk: row for row in rows}
    stored = _stored_words(ids)
    gone: list[int] = []
    new: list[SearchWord] = []
    for pk in ids:
        wanted, there = _words(fresh, pk), stored.get(pk, set())
        if there - wanted:
            gone.append(pk)
            there = set()
        new.extend(SearchWord(word=word, meeting_id=pk) for word in sorted(wanted - there))
    if gone:
        SearchWord.objects.filter(meeting_id__in=gone).delete()
    if new:
        SearchWord.objects.bulk_create(new, batch_size=5000)
    return len(rows)


def _stored_words(ids: list[int]) -> dict[int, set[str]]:
    words: dict[int, set[str]] = {}
    for pk, word in SearchWord.objects.filter(meeting_id__in=ids).values_list("meeting_id", "word"):
        words.setdefault(pk, set()).add(word)
    return words


def _words(rows: dict[int, SearchRow], pk: int) -> set[str]:
    row = rows.get(pk)
    if row is None or row.status == SearchRow.Status.HIDDEN:
        return set()
    card = msgspec.json.decode(row.card)
    # A hidden address keeps its venue out of the words too: the card of such a meeting has none.
    texts = (card["name"], card.get("group", ""), card.get("venue", ""), card.get("town", ""))
    return {word[:WORD_LENGTH] for text in texts for word in fold_words(text)}


def _rows_of(ids: list[int]) -> list[SearchRow]:
    meetings = Meeting.objects.filter(pk__in=ids).select_related("venue", "fellowship", "group")
    formats = _formats_of(ids)
    exceptions = exceptions_of(ids, int(timezone.now().timestamp()))
    return [
        _row(meeting, formats.get(meeting.pk, []), exceptions[meeting.pk].as_text()) for meeting in meetings
    ]


def _formats_of(ids: list[int]) -> dict[int, list[int]]:
    formats: dict[int, list[int]] = {}
    links = Meeting.formats.through.objects.filter(meeting_id__in=ids).order_by("format_id")
    for meeting, format_id in links.values_list("meeting_id", "format_id"):
        formats.setdefault(meeting, []).append(format_id)
    return formats


def _row(meeting: Meeting, formats: list[int], exceptions: str) -> SearchRow:
    near = meeting.near_a_place
    venue = meeting.venue if near else None
    placed = venue is not None and venue.latitude is not None and venue.longitude is not None
    latitude, longitude = _shown_position(venue) if placed and venue else (None, None)
    if not near:
        cell = ONLINE_CELL
    elif latitude is None or longitude is None:
        cell = NOWHERE_CELL
    else:
        cell = cell_of(latitude, longitude)
    return SearchRow(
        meeting_id=meeting.pk,
        cell=cell,
        weekday=meeting.weekday,
        start=meeting.start.hour * 60 + meeting.start.minute if meeting.start else None,
        duration=meeting.duration,
        time_zone=meeting.time_zone,
        weeks=meeting.weeks,
        fellowship_id=meeting.fellowship_id,
        attendance=meeting.attendance,
        status=_status(meeting, bool(exceptions)),
        format_set=_clipped(",".join(filter(None, [tokens_of(meeting, formats), _spot_token(venue)]))),
        latitude=latitude,
        longitude=longitude,
        card=_card(meeting),
        exceptions=exceptions,
    )


def _shown_position(venue: Venue) -> tuple[float | None, float | None]:
    """Coordinates; of a hidden address only to about 7 miles: no distance gives the house away."""
    if not venue.address_hidden or venue.latitude is None or venue.longitude is None:
        return venue.latitude, venue.longitude
    return round(venue.latitude, 1), round(venue.longitude, 1)


def _status(meeting: Meeting, exceptional: bool) -> int:
    if not meeting.listed or meeting.merged_into_id or not meeting.fellowship.published:
        return SearchRow.Status.HIDDEN
    if exceptional:
        return SearchRow.Status.LISTED_WITH_EXCEPTIONS
    return SearchRow.Status.LISTED


def tokens_of(meeting: Meeting, formats: Iterable[int]) -> str:
    """Format ids, then `Les` for a language and `Syes` for slips, with commas."""
    tokens = [str(pk) for pk in formats]
    tokens += [f"L{language}" for language in meeting.languages]
    if meeting.slips:
        tokens.append(f"S{meeting.slips}")
    return ",".join(tokens)


def _spot_token(venue: Venue | None) -> str:
    """Whether a map may show the spot. Without one, as of hidden addresses, it shows none."""
    if venue is None or venue.address_hidden or venue.latitude is None or venue.longitude is None:
        return ""
    return ROUGH_SPOT if venue.approximate else EXACT_SPOT


def _clipped(tokens: str) -> str:
    """As long as the column is, no token cut in two."""
    return tokens if len(tokens) <= TOKENS_LENGTH else tokens[:TOKENS_LENGTH].rpartition(",")[0]


def _card(meeting: Meeting) -> str:
    """What a result shows beside its time, as JSON: only what may be seen."""
    venue = meeting.venue
    hidden = venue is not None and venue.address_hidden
    card: dict[str, object] = {
        "name": meeting.name,
        "slug": meeting.slug,
        "group": meeting.group.name if meeting.group else "",
        "venue": venue.name if venue and not hidden else "",
        "street": venue.street if venue and not hidden else "",
        "town": venue.town if venue else "",
        "country": venue.country if venue else "",
        "state": venue.state if venue else "",
        "approximate": bool(venue and (venue.approximate or hidden)),
        "hidden": hidden,
        "building_closed": meeting.building_closed,
        "pattern": meeting.pattern_in_notes,
        "contact": meeting.contact_for_details,
        "phone": bool(meeting.phone),
        "confirmed": meeting.confirmed_on.isoformat() if meeting.confirmed_on else "",
        "reported": meeting.reported_on.isoformat() if meeting.reported_on else "",
    }
    return msgspec.json.encode({key: value for key, value in card.items() if value}).decode()
