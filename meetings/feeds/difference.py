"""What a reading would change, in words: looked at inside a transaction that is undone, compared afterwards.

Kept with a tried or held run as JSON: `{"new": {"count": 3, "rows": [...]}, "changed": ..., "gone": ...,
"venues": ..., "problems": ..., "ended": [...]}`. Every number counts all, `rows` are the first MOST.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count

from meetings import words
from meetings.feeds.batch import MeetingBatch
from meetings.feeds.matching import batches
from meetings.fields import LINKS, VENUE_PREFIX, field_label, snapshot, value_words, venue_snapshot
from meetings.models import Attendance, Feed, ImportProblem, ImportRun, Meeting, Venue

MOST: Final = 200
BATCH: Final = 500
Difference = dict[str, Any]
Values = Mapping[str, Any]


@dataclass(slots=True)
class Marks:
    """The newest rows of the histories before the reading, so that its own are found at once."""

    meetings: int
    venues: int


@dataclass(slots=True)
class Seen:
    """What stood in the database at the end of the reading."""

    new: Difference
    problems: Difference
    states: dict[int, str] = field(default_factory=dict)  # of changed meetings
    meetings: dict[int, Values] = field(default_factory=dict)  # the first MOST still listed, and the rest
    venues: dict[int, Values] = field(default_factory=dict)
    changed_venues: int = 0
    names: dict[tuple[str, int], str] = field(default_factory=dict)  # of what meetings link to


def marks() -> Marks:
    return Marks(_newest(Meeting), _newest(Venue))


def look(feed: Feed, run: ImportRun, before: Marks) -> Seen:
    """Before the transaction of the reading is undone."""
    rows = Meeting.history.filter(history_id__gt=before.meetings, run_number=run.pk).order_by("history_id")
    kinds: dict[int, tuple[str, str]] = {}
    for pk, kind, status in rows.values_list("id", "history_type", "status"):
        kinds[pk] = ("+" if kind == "+" or kinds.get(pk, ("",))[0] == "+" else "~", status)
    new = [pk for pk, (kind, _status) in kinds.items() if kind == "+"]
    seen = Seen(new={"count": len(new), "rows": _rows(new[:MOST])}, problems=_problems(feed))
    seen.states = {pk: status for pk, (kind, status) in kinds.items() if kind == "~"}
    listed = [pk for pk, status in seen.states.items() if status == Meeting.Status.LISTED]
    seen.meetings = _snapshots(listed[:MOST])
    seen.names = _names(seen.meetings.values())
    edited = Venue.history.filter(history_id__gt=before.venues, run_number=run.pk, history_type="~")
    venues = sorted(set(edited.values_list("id", flat=True)))
    seen.changed_venues = len(venues)
    seen.venues = _venue_snapshots(venues[:MOST])
    return seen


def compare(seen: Seen, ended: Sequence[str]) -> Difference:
    """Afterwards, when the database says again what it said before."""
    was_listed = _listed(seen.states)
    gone = [pk for pk, state in seen.states.items() if state != "listed" and pk in was_listed]
    held = _snapshots(seen.meetings)
    names = {**_names(held.values()), **seen.names}
    changed = [
        {"meeting": pk, "name": now["name"], "fields": _fields(held.get(pk, {}), now, names)}
        for pk, now in seen.meetings.items()
    ]
    venues = _venue_snapshots(seen.venues)
    numbers = dict(
        Meeting.objects.filter(venue__in=seen.venues).values_list("venue").annotate(n=Count("pk")).order_by()
    )
    return {
        "new": seen.new,
        "changed": {"count": len(seen.states) - len(gone), "rows": changed},
        "gone": {"count": len(gone), "rows": _rows(gone[:MOST])},
        "venues": {
            "count": seen.changed_venues,
            "rows": [
                {
                    "venue": pk,
                    "name": now[f"{VENUE_PREFIX}name"] or now[f"{VENUE_PREFIX}street"],
                    "meetings": numbers.get(pk, 0),
                    "fields": _fields(venues.get(pk, {}), now, {}),
                }
                for pk, now in seen.venues.items()
            ],
        },
        "problems": seen.problems,
        "ended": list(ended),
    }


def _newest(model: Any) -> int:
    newest = model.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return int(newest or 0)


def _rows(ids: Sequence[int]) -> list[dict[str, Any]]:
    """Name, when and where of meetings."""
    found = Meeting.objects.select_related("venue").in_bulk(list(ids))
    held = [found[pk] for pk in ids if pk in found]
    return [
        {
            "meeting": one.pk,
            "name": one.name,
            "when": words.usually(one.weekday, one.start, one.weeks),
            "where": where_words(one),
        }
        for one in held
    ]


def where_words(meeting: Meeting) -> str:
    venue = meeting.venue
    if venue is None:
        return str(Attendance(meeting.attendance).label)
    return ", ".join(filter(None, [venue.name, venue.town]))


def _snapshots(ids: Iterable[int]) -> dict[int, Values]:
    batch = MeetingBatch.read(ids)
    return {pk: snapshot(batch.meetings[pk], batch.formats[pk]) for pk in ids if pk in batch.meetings}


def _venue_snapshots(ids: Iterable[int]) -> dict[int, Values]:
    found = Venue.objects.in_bulk(list(ids))
    return {
        pk: {f"{VENUE_PREFIX}{name}": value for name, value in venue_snapshot(found[pk]).items()}
        for pk in ids
        if pk in found
    }


def _names(values: Iterable[Values]) -> dict[tuple[str, int], str]:
    """What each linked row is called: a venue that the reading would make is not there afterwards."""
    held = list(values)
    found: dict[tuple[str, int], str] = {}
    for name, model in LINKS.items():
        ids = {one[name] for one in held if one[name]}
        found.update(((name, pk), str(row)) for pk, row in model._default_manager.in_bulk(list(ids)).items())
    return found


def _fields(before: Values, after: Values, names: Mapping[tuple[str, int], str]) -> list[list[str]]:
    """Label, before and after in words, of what differs."""
    return [
        [field_label(name), _words(name, before.get(name), names), _words(name, after[name], names)]
        for name in after
        if before.get(name) != after[name]
    ]


def _words(name: str, value: Any, names: Mapping[tuple[str, int], str]) -> str:
    return names.get((name, value)) or value_words(name, value) if name in LINKS else value_words(name, value)


def _listed(ids: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for batch in batches(ids, BATCH):
        found.update(
            Meeting.objects.filter(pk__in=batch, status=Meeting.Status.LISTED).values_list("pk", flat=True)
        )
    return found


def _problems(feed: Feed) -> Difference:
    rows = ImportProblem.objects.filter(feed=feed, ended_run=None)
    kinds = dict(rows.values_list("kind").annotate(n=Count("pk")).order_by("kind"))
    first = rows.order_by("-pk").values("kind", "sentence", "raw")[:MOST]
    return {"count": sum(kinds.values()), "kinds": kinds, "rows": list(first)}
