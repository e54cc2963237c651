"""What we make of a row: flat values of JSON types, kept so that a later run sees what the list changed."""

from datetime import time
from typing import Any, Final
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from meetings.feeds.matching import Row
from meetings.feeds.records import MeetingRecord
from meetings.models import Attendance, Feed, Meeting, meeting_slug

ZONES: Final = frozenset(available_timezones())
TEXTS: Final = (
    "name world_id online_url online_kind online_notes passcode phone phone_notes notes slips".split()
)
FLAGS: Final = "by_appointment pattern_in_notes contact_for_details building_closed closed_for_now".split()
LIMITS: Final = {field.name: field.max_length for field in Meeting._meta.fields if field.max_length}
# The fields of a meeting that a list decides; venue, group and service body by their key in the list.
OWN_FIELDS: Final = (
    *TEXTS,
    *FLAGS,
    "attendance",
    "weekday",
    "start",
    "duration",
    "weeks",
    "time_zone",
    "languages",
    "republish",
)
LONGEST_MEETING: Final = 1440
ALL_WEEKS: Final = 63


def meeting_values(feed: Feed, row: Row, time_zone: str) -> dict[str, Any]:
    """Values of OWN_FIELDS, formats and confirmed_on; `time_zone` is an IANA name."""
    record, reading = row.record, row.reading
    values: dict[str, Any] = {name: getattr(record, name) for name in FLAGS}
    values.update({name: _text(name, getattr(record, name)) for name in TEXTS})
    lasts = record.duration if record.duration and 0 < record.duration <= LONGEST_MEETING else None
    values.update(
        name=values["name"] or _("Meeting without a name"),
        attendance=record.attendance,
        weekday=record.weekday,
        start=record.start.strftime("%H:%M") if record.start else None,
        duration=lasts,
        weeks=record.weeks & ALL_WEEKS,
        time_zone=time_zone,
        formats=sorted(reading.formats),
        languages=list(reading.languages),
        slips=record.slips or reading.slips,
        republish=feed.republish,
        confirmed_on=record.updated.isoformat() if record.updated else None,
    )
    return values


def unsound(record: MeetingRecord) -> str:
    """Why the row cannot be a meeting, as a sentence; empty when it can."""
    if record.attendance not in Attendance.values:
        return _("It says neither in person nor online.")
    if record.by_appointment:
        return ""
    if record.weekday is None or record.weekday not in range(7) or record.start is None:
        return _("It has no day or time that can be read.")
    return ""


def python_value(name: str, value: Any) -> Any:
    """A value of JSON types as the meeting holds it."""
    return time.fromisoformat(value) if name == "start" and value else value


def json_value(name: str, value: Any) -> Any:
    """What the meeting holds as a value of JSON types."""
    return value.strftime("%H:%M") if name == "start" and value else value


def new_meeting(feed: Feed, values: dict[str, Any]) -> Meeting:
    """A listed meeting, not saved yet; formats, venue, group and service body are the caller's."""
    own = {name: python_value(name, values[name]) for name in OWN_FIELDS}
    meeting = Meeting(**own, fellowship=feed.fellowship, status=Meeting.Status.LISTED)
    meeting.slug = meeting_slug(meeting.name)
    return meeting


def _text(name: str, value: str) -> str:
    """Within the length of its column; a link that is too long for it would lead nowhere and is left out."""
    limit = LIMITS.get(name)
    if limit is None or len(value) <= limit:
        return value
    return "" if name == "online_url" else value[:limit]
