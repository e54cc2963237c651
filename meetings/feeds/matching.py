"""Which row of a list is which meeting: keys, digests, and what is new, changed, gone or another list's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from typing import TypeVar

from django.utils.translation import gettext as _

from meetings.feeds.records import Code, MeetingRecord, Parsed, Problem
from meetings.formats import Reading, Vocabulary
from meetings.models import AlsoListed, Feed, ImportProblem, Meeting, PlaceTable, SourceRecord

LONGEST_KEY = 480
BATCH = 500
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its key across lists; `digest` covers all that its meeting is made of."""

    key: str
    record: MeetingRecord
    reading: Reading
    digest: str


@dataclass(frozen=True, slots=True)
class Known:
    """What we hold of a row from earlier runs."""

    pk: int
    digest: str
    present: bool
    meeting: int | None
    status: str | None

    @property
    def listed(self) -> bool:
        return self.present and self.status == Meeting.Status.LISTED


@dataclass(slots=True)
class Matched:
    """Every row of the list under exactly one of new, changed, unchanged, also and refused."""

    new: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, Known]] = field(default_factory=list)
    unchanged: list[Row] = field(default_factory=list)
    also: list[tuple[Row, int]] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    gone: list[Known] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    listed_before: int = 0
    also_before: set[int] = field(default_factory=set)  # records of other lists

    def would_unlist(self) -> int:
        hidden = sum(1 for row, known in self.changed if known.listed and not row.record.listed)
        return hidden + sum(1 for known in self.gone if known.listed)


def source_key(feed: Feed, key: str, root: str = "") -> str:
    """The key that tells a row from all rows of all lists; `root` is the BMLT root server the row names."""
    if feed.kind == Feed.Kind.BMLT:
        server = root.rstrip("/") or feed.address.rstrip("/") or f"feed-{feed.pk}"
        whole = f"bmlt:{server}:{key}"
    else:
        whole = f"{feed.kind}:{feed.pk}:{key}"
    if len(whole) <= LONGEST_KEY:
        return whole
    return f"{whole[: LONGEST_KEY - 40]}#{blake2b(whole.encode(), digest_size=16).hexdigest()}"


def match(feed: Feed, parsed: Parsed, vocabulary: Vocabulary) -> Matched:
    """Three queries, and one for every 500 rows that are not ours yet."""
    matched = Matched()
    own, own_also = _own_records(feed), _own_also_listed(feed)
    matched.listed_before = sum(1 for known in own.values() if known.listed)
    matched.also_before = {pk for pk, _present in own_also.values()}
    strangers: list[Row] = []
    seen = _mentioned(feed, parsed)
    for row in _rows(feed, parsed, vocabulary, matched):
        seen.add(row.key)
        _sort_row(row, own.get(row.key), own_also.get(row.key), matched, strangers)
    _sort_strangers(strangers, matched)
    if not parsed.unreadable_keys:
        matched.gone = [known for key, known in own.items() if known.present and key not in seen]
    else:
        matched.changed = [pair for pair in matched.changed if pair[0].record.listed]
    return matched


def _rows(feed: Feed, parsed: Parsed, vocabulary: Vocabulary, matched: Matched) -> Iterator[Row]:
    """The rows with their keys; a key that stands twice counts once, and the second row is a problem."""
    tables = list(PlaceTable.objects.order_by("pk").values_list("digest", flat=True))
    options = repr((feed.fellowship_id, feed.time_zone, feed.republish, tables))
    readings: dict[tuple[Code, ...], Reading] = {}
    seen: set[str] = set()
    for record in parsed.meetings:
        key = source_key(feed, record.key, record.root_server_uri)
        if key in seen:
            matched.problems.append(_standing_twice(record))
            continue
        seen.add(key)
        reading = readings.get(record.codes)
        if reading is None:
            reading = readings[record.codes] = vocabulary.read(record.codes)
        yield Row(key, record, reading, _digest(record, reading, options))


def _digest(record: MeetingRecord, reading: Reading, options: str) -> str:
    meaning = f"{options}{sorted(reading.formats)}{reading.languages}{reading.slips}"
    return blake2b((record.digest() + meaning).encode(), digest_size=16).hexdigest()


def _standing_twice(record: MeetingRecord) -> Problem:
    sentence = _("The key %(key)s stands twice in the list; only its first row is read.") % {
        "key": record.key
    }
    return Problem(ImportProblem.Kind.DUPLICATE_KEY, record.key, sentence, record.name)


def _mentioned(feed: Feed, parsed: Parsed) -> set[str]:
    """Keys of rows that could only be read as a problem: they are in the list, so their meetings stay.

    A Meeting Guide row of several days has a key for each of them, and one problem for the row.
    """
    roots = {record.root_server_uri for record in parsed.meetings} or {""}
    days = (f"-d{day}" for day in range(7)) if feed.kind == Feed.Kind.MEETING_GUIDE else ()
    ends = ("", *days)
    keys = {problem.key for problem in parsed.problems if problem.key}
    return {source_key(feed, f"{key}{end}", root) for key in keys for root in roots for end in ends}


def _own_records(feed: Feed) -> dict[str, Known]:
    rows = SourceRecord.objects.filter(feed=feed).values_list(
        "key", "pk", "digest", "present", "meeting", "meeting__status"
    )
    return {key: Known(*rest) for key, *rest in rows.iterator(chunk_size=2000)}  # type: ignore[arg-type]


def _own_also_listed(feed: Feed) -> dict[str, tuple[int, bool]]:
    """By key: the record of the other list, and whether that list still has the row."""
    rows = AlsoListed.objects.filter(feed=feed).values_list("record__key", "record", "record__present")
    return {key: (pk, present) for key, pk, present in rows}


def _sort_row(
    row: Row, known: Known | None, also: tuple[int, bool] | None, matched: Matched, strangers: list[Row]
) -> None:
    if known is None and also is not None and also[1]:
        matched.also.append((row, also[0]))
    elif known is None:
        strangers.append(row)
    elif known.present and known.digest == row.digest:
        matched.unchanged.append(row)
    else:
        matched.changed.append((row, known))


def _sort_strangers(strangers: list[Row], matched: Matched) -> None:
    """A key that another list owns is also listed there; one that its owner dropped becomes ours."""
    for batch in batches(strangers, BATCH):
        owned = SourceRecord.objects.filter(key__in=[row.key for row in batch]).values_list(
            "key", "pk", "digest", "present", "meeting", "meeting__status"
        )
        others = {key: Known(*rest) for key, *rest in owned}  # type: ignore[arg-type]
        for row in batch:
            known = others.get(row.key)
            if known is None:
                (matched.new if row.record.listed else matched.refused).append(row)
            elif known.present:
                matched.also.append((row, known.pk))
            else:
                matched.changed.append((row, known))


def batches(items: Iterable[Item], size: int) -> Iterator[Sequence[Item]]:
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
