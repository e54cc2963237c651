"""The meetings of a group as the strings its contact is asked about; only what any visitor may see."""

import datetime as dt
from collections.abc import Iterable

from meetings import words
from meetings.models import Meeting
from meetings.presenting.meeting import address
from meetings.presenting.place import present_place
from meetings.presenting.sources import confirmed_words


def present_meetings(meetings: Iterable[Meeting], today: dt.date) -> list[dict[str, object]]:
    return [_present(meeting, today) for meeting in meetings]


def _present(meeting: Meeting, today: dt.date) -> dict[str, object]:
    place = present_place(meeting)
    return {
        "number": meeting.pk,
        "name": meeting.name,
        "url": address(meeting),
        "when": words.usually(meeting.weekday, meeting.start, meeting.weeks),
        "length": words.length_in_words(meeting.duration),
        "attendance": words.attendance_words(meeting.attendance),
        "lines": place["lines"] if place else [],
        "confirmed": confirmed_words(meeting, today),
        "said_today": meeting.confirmed_on == today,
        "report_url": address(meeting, "meeting-report"),
    }
