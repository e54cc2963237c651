"""Corrections that end by us: their last day has passed, or a person takes the list's word again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fellowships import version
from meetings.changing import change_meeting
from meetings.feeds.batch import MeetingBatch
from meetings.feeds.history import update_all
from meetings.feeds.taking import ENDED_FIELDS, close_correction, take_values
from meetings.feeds.values import python_value
from meetings.fields import LINKS, value_words
from meetings.models import Correction, SourceRecord
from meetings.reindex import reindex
from meetings.set_against import records_of


def end_corrections(today: date) -> int:
    """End those whose last day has passed and publish the list's own values again; returns how many."""
    with transaction.atomic():
        ended = list(Correction.objects.select_for_update().filter(ended_at=None, until__lt=today))
        if not ended:
            return 0
        meetings = MeetingBatch.read({correction.meeting_id for correction in ended})
        records = records_of(meetings.ids)
        for correction in ended:
            close_correction(correction, Correction.Ending.LAST_DAY)
            record = records.get(correction.meeting_id)
            if record and correction.field in record.published_values:
                _bring_back(meetings, correction, record)
        update_all(None, ended, ENDED_FIELDS)
        if changed := meetings.write(None):
            reindex(changed)
            version.bump()
    return len(ended)


def _bring_back(meetings: MeetingBatch, correction: Correction, record: SourceRecord) -> None:
    meeting, name = meetings.meetings[correction.meeting_id], correction.field
    if name in LINKS:
        meetings.change(meeting, f"{name}_id", linked_id(record, name))
    else:
        take_values(meetings, meeting, record.published_values, {name})


def take_list_word(correction: Correction, reason: str = "") -> bool:
    """End it: the meeting says what its list says. False when it had ended before, or nobody's list has it.

    The history names who did it; of two people at once one does it.
    """
    with transaction.atomic():
        found = Correction.objects.select_for_update().filter(pk=correction.pk, ended_at=None).first()
        record = records_of([found.meeting_id]).get(found.meeting_id) if found else None
        if found is None or record is None or found.field not in record.published_values:
            return False
        value = list_value(record, found.field)
        change_meeting(found.meeting_id, {found.field: value}, reason=reason or _("The list’s word taken"))
        found.refresh_from_db()
        if found.ended_at is None:
            close_correction(found, Correction.Ending.TAKEN)
            update_all(None, [found], ENDED_FIELDS)
    return True


def list_value(record: SourceRecord, name: str) -> Any:
    """What the list says, as the meeting holds it; links as ids."""
    return linked_id(record, name) if name in LINKS else python_value(name, record.published_values[name])


def linked_id(record: SourceRecord, name: str) -> int | None:
    """The venue, group or service body that the list names by a key of its own."""
    said = record.published_values.get(name)
    if not said:
        return None
    key = "source_id" if name == "service_body" else "key"
    rows = LINKS[name]._default_manager.filter(**{"feed": record.feed_id, key: said})
    return rows.values_list("pk", flat=True).first()


def list_words(correction: Correction, records: Mapping[int, SourceRecord]) -> str:
    """What the list says of that field now, in words."""
    record = records.get(correction.meeting_id)
    if record is None or correction.field not in record.published_values:
        return _("Nothing: no list has this meeting now")
    if correction.field in LINKS:
        return value_words(correction.field, linked_id(record, correction.field))
    return value_words(correction.field, record.published_values[correction.field])
