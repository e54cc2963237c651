"""Keeping what is wrong in a list: a problem stays open until the list mends it, and is written once."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from django.db.models import Case, F, TextField, Value, When
from django.utils.translation import gettext as _

from meetings.feeds.matching import Matched, Row
from meetings.feeds.records import Parsed, Problem
from meetings.feeds.work import Work
from meetings.models import Feed, ImportProblem, ImportRun

Kind = ImportProblem.Kind
# Found while saving, so only for rows that are new or changed: those of unchanged rows stay open.
FOUND_WHILE_SAVING = (Kind.NO_PLACE, Kind.DOUBTFUL_COORDINATES)
BATCH = 500
EXAMPLES = 3


def save_problems(work: Work, parsed: Parsed, matched: Matched) -> int:
    """Open new problems, close those that are gone; how many are open now. One query when nothing changed."""
    unchanged = {row.record.key for row in matched.unchanged}
    held: dict[str, tuple[int, str, str]] = {}
    counted: dict[int, str] = {}
    for digest, pk, kind, key, raw in _open(work.feed):
        held[digest] = (pk, kind, key)
        counted[pk] = raw
    now = {_digest(problem): problem for problem in _found(work, parsed, matched)}
    kept = {
        digest for digest, (_pk, kind, key) in held.items() if kind in FOUND_WHILE_SAVING and key in unchanged
    }
    fresh = [
        _row(work.feed, work.run, digest, now[digest], work.meetings) for digest in now if digest not in held
    ]
    ImportProblem.objects.bulk_create(fresh, batch_size=BATCH)
    _count_again(held, now, counted)
    gone = [pk for digest, (pk, _kind, _key) in held.items() if digest not in now and digest not in kept]
    if gone:
        ImportProblem.objects.filter(feed=work.feed, pk__in=gone).update(ended_run=work.run)
    return len(now.keys() | kept)


def _open(feed: Feed) -> Iterable[tuple[str, int, str, str, str]]:
    """What stands of unknown codes, too; of other problems it never changes."""
    held = ImportProblem.objects.filter(feed=feed, ended_run=None)
    unknown = When(kind=Kind.UNMAPPED_CODE, then=F("raw"))
    counted = Case(unknown, default=Value(""), output_field=TextField())
    return held.annotate(counted=counted).values_list("digest", "pk", "kind", "key", "counted").iterator(2000)


def _count_again(
    held: Mapping[str, tuple[int, str, str]], now: Mapping[str, Problem], counted: Mapping[int, str]
) -> None:
    for digest, (pk, kind, _key) in held.items():
        problem = now.get(digest)
        if kind == Kind.UNMAPPED_CODE and problem and problem.raw != counted[pk]:
            ImportProblem.objects.filter(pk=pk).update(raw=problem.raw)


def _found(work: Work, parsed: Parsed, matched: Matched) -> list[Problem]:
    rows = [*matched.new, *matched.unchanged, *(row for row, _known in matched.changed)]
    return [
        *parsed.problems,
        *matched.problems,
        *work.problems,
        *(_not_listed(row) for row in matched.refused),
        *_unmapped(rows),
    ]


def _not_listed(row: Row) -> Problem:
    record = row.record
    why = record.unlist_reason or _("Its list says not to list it.")
    sentence = _("%(name)s is not listed: %(why)s") % {"name": record.name or record.key, "why": why}
    return Problem(Kind.NOT_LISTED, record.key, sentence, record.name)


def _unmapped(rows: Iterable[Row]) -> list[Problem]:
    """One problem for each code that nobody has explained yet, however many rows have it."""
    having: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for code in row.reading.unmapped:
            having[code].append(row)
    sentence = _("The code “%(code)s” is not explained yet: staff see it, visitors do not.")
    return [
        Problem(Kind.UNMAPPED_CODE, code, sentence % {"code": code}, _said_of(code, having[code]))
        for code in sorted(having)
    ]


def _said_of(code: str, rows: Sequence[Row]) -> str:
    """What the list says of a code, how many meetings have it and the names of some, as JSON."""
    said = next(one for one in rows[0].record.codes if one.code == code)
    names = list(dict.fromkeys(row.record.name for row in rows))[:EXAMPLES]
    return json.dumps(
        {
            "scheme": said.scheme,
            "name": said.name,
            "world_id": said.world_id,
            "language": said.language,
            "meetings": len(rows),
            "examples": names,
        },
        ensure_ascii=False,
    )


def _digest(problem: Problem) -> str:
    """How many meetings have an unknown code changes, and it stays one problem."""
    raw = "" if problem.kind == Kind.UNMAPPED_CODE else problem.raw
    said = "\0".join([problem.kind, problem.key, problem.sentence, raw])
    return blake2b(said.encode(), digest_size=16).hexdigest()


def _row(
    feed: Feed, run: ImportRun, digest: str, problem: Problem, meetings: Mapping[str, int]
) -> ImportProblem:
    return ImportProblem(
        feed=feed,
        first_run=run,
        kind=problem.kind[:30],
        key=problem.key[:255],
        sentence=problem.sentence,
        raw=problem.raw,
        digest=digest,
        meeting_id=meetings.get(problem.key) if problem.kind != Kind.UNMAPPED_CODE else None,
    )
