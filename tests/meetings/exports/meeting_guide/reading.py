"""The Meeting Guide feed of a small world, read as its clients read it."""

import json

from meetings.exports.meeting_guide import meeting_guide
from meetings.exports.stream import ids_of
from meetings.labels import labels
from meetings.models import Meeting
from meetings.reindex import reindex
from tests.meetings.asking import NOON
from tests.meetings.exports.passing_on import pass_all_on
from tests.oracles import tsml_ui

ZOOM = "https://us02web.zoom.us/j/8123456789"
DIAL = "+1 (901) 555-0100"


def joinable(world):
    """All passed on, with ways in that clients know."""
    for meeting in (world.online, world.hybrid):
        meeting.online_url = ZOOM
        meeting.save()
    world.phone.phone = DIAL
    world.phone.save()
    return pass_all_on(world)


def rows(meetings=None):
    found = Meeting.objects.passed_on() if meetings is None else Meeting.objects.filter(pk__in=meetings)
    return json.loads(b"".join(meeting_guide(ids_of(found.order_by("pk")), NOON, labels())))


def row(meeting, **changes):
    """The meeting's row after those changes to it, or with `venue__` before the name to its venue."""
    for name, value in changes.items():
        part, inner = (meeting.venue, name[7:]) if name.startswith("venue__") else (meeting, name)
        setattr(part, inner, value)
    if meeting.venue:
        meeting.venue.save()
    meeting.save()
    reindex([meeting.pk])
    return rows([meeting.pk])[0]


def shown(row):
    """What TSML UI makes of that row alone."""
    page = tsml_ui.load([row])
    assert page.warnings == []
    return page.meetings[row["slug"]]
