"""Corrections that run out: what the list says holds again."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fellowships import version
from meetings.feeds.batch import MeetingBatch
from meetings.feeds.changes import take_values
from meetings.feeds.history import update_all
from meetings.models import Correction, SourceRecord
from meetings.reindex import reindex


def end_corrections(today: date) -> int:
    """End those whose last day has passed and publish the list's own values again; returns how many."""
    with transaction.atomic():
        ended = list(Correction.objects.filter(ended_at=None, until__lt=today))
        if not ended:
            return 0
        meetings = MeetingBatch.read({correction.meeting_id for correction in ended})
        said = dict(
            SourceRecord.objects.filter(meeting__in=meetings.ids).values_list("meeting", "published_values")
        )
        for correction in ended:
            correction.ended_at, correction.ended_why = timezone.now(), _("Its last day has passed")
            meeting = meetings.get(correction.meeting_id)
            values = said.get(correction.meeting_id) or {}
            if meeting and correction.field in values:
                take_values(meetings, meeting, values, {correction.field})
        update_all(None, ended, ["ended_at", "ended_why"])
        if changed := meetings.write(None):
            reindex(changed)
            version.bump()
    return len(ended)
