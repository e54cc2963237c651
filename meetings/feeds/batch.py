"""Some meetings read together, changed in memory and written once, with history for the changed ones only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from meetings.feeds.history import UPDATE_BATCH, link_formats, remember_meetings
from meetings.models import ImportRun, Meeting


class MeetingBatch:
    def __init__(self, meetings: dict[int, Meeting], formats: dict[int, frozenset[int]]) -> None:
        self.meetings, self.formats = meetings, formats
        self.changed: dict[int, set[str]] = defaultdict(set)
        self.relinked: set[int] = set()

    @classmethod
    def read(cls, ids: Iterable[int | None]) -> MeetingBatch:
        """Two queries."""
        meetings = Meeting.objects.in_bulk([pk for pk in ids if pk])
        links = Meeting.formats.through._default_manager.filter(meeting__in=meetings)
        found: dict[int, set[int]] = defaultdict(set)
        for meeting, one in links.values_list("meeting_id", "format_id"):
            found[meeting].add(one)
        return cls(meetings, {pk: frozenset(found[pk]) for pk in meetings})

    @property
    def ids(self) -> list[int]:
        return list(self.meetings)

    def get(self, pk: int | None) -> Meeting | None:
        return self.meetings.get(pk) if pk else None

    def change(self, meeting: Meeting, name: str, value: Any) -> None:
        if getattr(meeting, name) != value:
            setattr(meeting, name, value)
            self.changed[meeting.pk].add(name)

    def change_formats(self, meeting: Meeting, formats: frozenset[int]) -> None:
        if self.formats[meeting.pk] != formats:
            self.formats[meeting.pk] = formats
            self.relinked.add(meeting.pk)

    def unlist(self, meeting: Meeting, why: str) -> bool:
        """Whether it was listed until now. One that staff unlisted keeps their reason."""
        if meeting.status != Meeting.Status.LISTED:
            return False
        self.change(meeting, "status", Meeting.Status.UNLISTED)
        self.change(meeting, "unlisted_why", why[:255])
        self.change(meeting, "unlisted_at", timezone.now())
        return True

    def list_again(self, meeting: Meeting, unlisted_why: str) -> None:
        """Only what the list itself unlisted, for that reason, and what was not merged since."""
        ours = meeting.status == Meeting.Status.UNLISTED and meeting.unlisted_why == unlisted_why != ""
        if ours and meeting.merged_into_id is None:
            self.change(meeting, "status", Meeting.Status.LISTED)
            self.change(meeting, "unlisted_why", "")
            self.change(meeting, "unlisted_at", None)

    def write(self, run: ImportRun | None) -> list[int]:
        """Write what changed; the ids of the meetings that are different now."""
        ids = sorted(self.changed.keys() | self.relinked)
        if not ids:
            return []
        meetings = [self.meetings[pk] for pk in ids]
        now = timezone.now()
        for meeting in meetings:
            meeting.updated_at = now
        names = sorted(set().union(*self.changed.values()) | {"updated_at"})
        Meeting.writing.bulk_update(meetings, names, batch_size=UPDATE_BATCH)
        if self.relinked:
            Meeting.formats.through._default_manager.filter(meeting__in=self.relinked).delete()
            link_formats({pk: self.formats[pk] for pk in sorted(self.relinked)})
        remember_meetings(run, meetings, "~")
        return ids
