"""What an unknown code means: said once by a person, for the program or one list, and used at once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meetings.changing import publish
from meetings.feeds.batch import MeetingBatch
from meetings.feeds.history import update_all
from meetings.feeds.matching import batches
from meetings.feeds.records import Code, MeetingRecord
from meetings.feeds.taking import open_corrections, take_values
from meetings.formats import Vocabulary
from meetings.models import Correction, Feed, FormatCode, ImportProblem, ImportRun, SourceRecord

Kind, Scheme = ImportProblem.Kind, FormatCode.Scheme
OF_KIND: Final = {
    Feed.Kind.BMLT: Scheme.BMLT_KEY,
    Feed.Kind.NAWS_CSV: Scheme.NAWS,
    Feed.Kind.MEETING_GUIDE: Scheme.MEETING_GUIDE,
}
READ: Final = ("formats", "languages", "slips")
BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Meant:
    """What a person says a code means; all empty: nothing that visitors should see."""

    format: int | None = None
    language: str = ""
    slips: str = ""


@dataclass(slots=True)
class Unknown:
    """A code that nobody has explained, of one program."""

    fellowship: int | None
    program: str
    scheme: str
    code: str
    name: str = ""
    world_id: str = ""
    meetings: int = 0
    examples: list[str] = field(default_factory=list)
    feeds: list[Feed] = field(default_factory=list)


def unknown_codes(feed: int | None = None) -> list[Unknown]:
    """Codes of all lists, or of one, those of most meetings first; one query."""
    open_ones = ImportProblem.objects.filter(ended_run=None, kind=Kind.UNMAPPED_CODE).exclude(key="")
    rows = open_ones.select_related("feed__fellowship").order_by("pk")
    found: dict[tuple[Any, ...], Unknown] = {}
    for row in rows.filter(feed=feed) if feed else rows:
        _add(found, row)
    return sorted(found.values(), key=lambda one: (-one.meetings, one.code))


def _add(found: dict[tuple[Any, ...], Unknown], row: ImportProblem) -> None:
    said = _said(row)
    program = row.feed.fellowship
    number = program.pk if program else None
    fresh = Unknown(number, str(program or ""), said["scheme"], row.key)
    one = found.setdefault((number, fresh.scheme, fresh.code), fresh)
    one.name = one.name or said.get("name", "")
    one.world_id = one.world_id or said.get("world_id", "")
    one.meetings += said.get("meetings", 0)
    one.examples += [name for name in said.get("examples", []) if name not in one.examples]
    one.feeds.append(row.feed)


def _said(row: ImportProblem) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(row.raw)
    except ValueError:
        said = {}
    return {"scheme": OF_KIND.get(Feed.Kind(row.feed.kind), Scheme.BMLT_KEY), **said}


def explain(unknown: Unknown, meant: Meant, only: Feed | None = None) -> tuple[int, list[Feed]]:
    """Keep what the code means, for the program or `only` for a list; the meetings that have it get it.

    How many meetings are different now, and the lists in which it is still unknown: their code is of another
    language, or of another world code, and must be explained for them alone.
    """
    with transaction.atomic():
        _keep(unknown, meant, only)
        changed, still = 0, []
        for feed in [only] if only else unknown.feeds:
            # The lock of a run of this list: the one waits for the other.
            list(Feed.objects.select_for_update().filter(pk=feed.pk))
            vocabulary = Vocabulary.for_feed(feed)
            touched, known = _read_again(feed, vocabulary, unknown)
            changed += touched
            if known:
                _close_problem(feed, unknown.code)
            else:
                still.append(feed)
    return changed, still


def _keep(unknown: Unknown, meant: Meant, only: Feed | None) -> None:
    """In the history, like every change by staff."""
    where: dict[str, Any] = {"scheme": unknown.scheme, "code": unknown.code}
    where.update(
        {"feed": only, "fellowship": None} if only else {"feed": None, "fellowship": unknown.fellowship}
    )
    row = FormatCode.objects.filter(**where).first() or FormatCode(
        **{_column(n): v for n, v in where.items()}
    )
    row.format_id, row.language, row.slips = meant.format, meant.language, meant.slips
    row.decides = True
    row.save()


def _column(name: str) -> str:
    return f"{name}_id" if name == "fellowship" else name


def _read_again(feed: Feed, vocabulary: Vocabulary, unknown: Unknown) -> tuple[int, bool]:
    """Meetings changed, and whether the code is known now wherever the list uses it."""
    changed, known = 0, True
    rows = SourceRecord.objects.filter(feed=feed, present=True).exclude(meeting=None)
    having = [pk for pk, codes in rows.values_list("pk", "said__codes") if _has(codes, unknown)]
    for batch in batches(having, BATCH):
        records = list(SourceRecord.objects.filter(pk__in=batch))
        known &= all(_explained(record, vocabulary, unknown.code) for record in records)
        changed += _take(records, vocabulary)
    return changed, known


def _has(codes: Any, unknown: Unknown) -> bool:
    return any(one.get("code") == unknown.code and one.get("scheme") == unknown.scheme for one in codes or [])


def _codes(record: SourceRecord) -> Iterable[Code]:
    return MeetingRecord.from_json(record.said).codes


def _explained(record: SourceRecord, vocabulary: Vocabulary, code: str) -> bool:
    return code not in vocabulary.read(_codes(record)).unmapped


def _take(records: list[SourceRecord], vocabulary: Vocabulary) -> int:
    """What staff set against the list stays: the list says nothing new, we only understand it better."""
    meetings = MeetingBatch.read(record.meeting_id for record in records)
    corrections = open_corrections(meetings)
    kept: list[Correction] = []
    for record in records:
        meeting, was = meetings.get(record.meeting_id), record.published_values
        if meeting is None or not was.keys() >= set(READ):
            continue
        now = {**was, **_values(record, vocabulary)}
        different = {name for name in READ if now[name] != was[name]}
        for name in different & corrections[meeting.pk].keys():
            corrections[meeting.pk][name].list_value = now[name]
            kept.append(corrections[meeting.pk][name])
        take_values(meetings, meeting, now, different - corrections[meeting.pk].keys())
        record.published_values = now
    SourceRecord.objects.bulk_update(records, ["published_values"], batch_size=100)
    update_all(None, kept, ["list_value"])
    if changed := meetings.write(None):
        publish(changed)
    return len(changed)


def _values(record: SourceRecord, vocabulary: Vocabulary) -> Mapping[str, Any]:
    said = MeetingRecord.from_json(record.said)
    reading = vocabulary.read(said.codes)
    slips = said.slips or reading.slips
    return {"formats": sorted(reading.formats), "languages": list(reading.languages), "slips": slips}


def _close_problem(feed: Feed, code: str) -> None:
    """With the last reading, which would not have found it."""
    last = ImportRun.objects.filter(feed=feed).aggregate(last=Max("pk"))["last"]
    rows = ImportProblem.objects.filter(feed=feed, kind=Kind.UNMAPPED_CODE, key=code, ended_run=None)
    rows.update(ended_run=last)


def still_words(feeds: Iterable[Feed]) -> str:
    names = ", ".join(feed.name for feed in feeds)
    if not names:
        return ""
    return _(
        "In %(lists)s it is still unknown: there the code is of another language or kind. "
        "Explain it for that list."
    ) % {"lists": names}
