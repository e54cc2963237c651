"""What staff set against a list: a Correction for each field that the list says otherwise."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from meetings.feeds.batch import MeetingBatch
from meetings.feeds.history import create_all, update_all
from meetings.feeds.taking import ENDED_FIELDS, close_correction
from meetings.feeds.values import OWN_FIELDS
from meetings.fields import LINKS, as_json
from meetings.models import Correction, Meeting, SourceRecord

# Fields a list decides; of these alone there are corrections.
CORRECTABLE = frozenset((*OWN_FIELDS, "formats", "venue", "group", "service_body"))
KEPT_FIELDS = ["value", "list_value", "reason", "until", *ENDED_FIELDS]


def set_corrections(batch: MeetingBatch, reason: str, until: date | None) -> None:
    """For what has changed in the batch, before it is written: new corrections, and old ones ended."""
    touched = sorted(batch.changed.keys() | batch.relinked)
    records = records_of(touched)
    if not records:
        return
    standing = _open(records)
    made: list[Correction] = []
    kept: list[Correction] = []
    for pk, record in records.items():
        for name in _changed_fields(batch, pk) & record.published_values.keys() & CORRECTABLE:
            said, ours = record.published_values[name], _ours(batch, pk, name)
            correction = standing[pk].get(name)
            if same_word(record, name, said, ours):
                if correction:
                    close_correction(correction, Correction.Ending.TAKEN)
                    kept.append(correction)
                continue
            target = correction or Correction(meeting_id=pk, field=name)
            target.value, target.list_value = ours, said
            target.reason, target.until = reason[:255], until
            (kept if correction else made).append(target)
    create_all(None, made)
    update_all(None, kept, KEPT_FIELDS)


def records_of(ids: Iterable[int]) -> dict[int, SourceRecord]:
    """The record of the list that decides each meeting now: of several the oldest. One query."""
    rows = SourceRecord.objects.filter(meeting__in=list(ids), present=True).exclude(feed__kind="demo")
    ordered = sorted(rows.order_by("-pk"), key=lambda row: bool(row.published_values.get("listed", True)))
    return {row.meeting_id: row for row in ordered if row.meeting_id}


def _open(ids: Iterable[int]) -> dict[int, dict[str, Correction]]:
    found: dict[int, dict[str, Correction]] = defaultdict(dict)
    for correction in Correction.objects.filter(meeting__in=list(ids), ended_at=None):
        found[correction.meeting_id][correction.field] = correction
    return found


def _changed_fields(batch: MeetingBatch, pk: int) -> set[str]:
    names = {name.removesuffix("_id") if name != "world_id" else name for name in batch.changed.get(pk, ())}
    return names | {"formats"} if pk in batch.relinked else names


def _ours(batch: MeetingBatch, pk: int, name: str) -> Any:
    if name == "formats":
        return sorted(batch.formats[pk])
    meeting: Meeting = batch.meetings[pk]
    return as_json(getattr(meeting, f"{name}_id" if name in LINKS else name))


def same_word(record: SourceRecord, name: str, said: Any, ours: Any) -> bool:
    """Whether we say what the list says. A list names its venues, groups and bodies by its own keys."""
    if name not in LINKS:
        return bool(said == ours)
    if not said or ours is None:
        return not said and ours is None
    key = "source_id" if name == "service_body" else "key"
    theirs = LINKS[name]._default_manager.filter(**{"pk": ours, "feed": record.feed_id, key: said})
    return theirs.exists()
