"""GetChanges: what changed about a mount's meetings, by which list or role, newest first.

From what to what is told of the fields that our own pages tell it of. What lets people in, and notes, which
may once have named somebody, read ******** as BMLT's hidden fields do; a house whose address is hidden now
was always hidden. A meeting that has left the list has one change, that it did, and nothing else.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from fellowships.roles import role_label
from meetings.exports.bmlt import CLOCK, LANGUAGE, NOT_STATED, VENUE_TYPES
from meetings.exports.bmlt_codes import Said
from meetings.exports.bmlt_fields import KEYS
from meetings.exports.bmlt_mount import Mount, Wrong
from meetings.exports.bmlt_values import NUMBER
from meetings.exports.bmlt_versions import Asked, Beside, Step, beside, steps
from meetings.exports.stream import json_list
from meetings.models import Venue
from meetings.reindex import tokens_of

DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST, LAST = dt.date(1970, 1, 2), dt.date(2200, 1, 1)  # outside of them nothing ever changed
MASKED: Final = "********"
# Told that they changed, never from what to what: see VALUES_UNTOLD in meetings/presenting/naming.py.
MASKS: Final = {
    "comments": "notes",
    "phone_meeting_number": "phone",
    "virtual_meeting_link": "online_url",
    "virtual_meeting_additional_info": "online_notes",
}
TOWN: Final = {
    "location_municipality": "city",
    "location_sub_province": "county",
    "location_province": "state",
    "location_nation": "country",
}
HOUSE: Final = {
    "location_text": "name",
    "location_street": "street",
    "location_neighborhood": "neighborhood",
    "location_postal_code_1": "postal_code",
}
NEW, CHANGED, DELETED = (f"comdef_change_type_{kind}" for kind in ("new", "change", "delete"))
BATCH: Final = 200
Values = dict[str, Any]  # text, or the keys of formats


def get_changes(mount: Mount, query: QueryDict) -> Iterator[bytes]:
    """Of the newest 1,000 versions between `start_date` and `end_date`, both included, of `meeting_id` and
    of `service_body_id` with all below it; a fixed number of queries."""
    found = steps(mount, _asked(mount, query))
    telling = Telling(mount, beside(found))
    rows = [row for row in map(telling.row, found) if row is not None]
    return json_list(rows[first : first + BATCH] for first in range(0, len(rows), BATCH))


def _asked(mount: Mount, query: QueryDict) -> Asked:
    first, last = _day(query, "start_date"), _day(query, "end_date")
    body = _number(query, "service_body_id")
    return Asked(
        _midnight(first) if first else None,
        _midnight(last + dt.timedelta(days=1)) if last else None,
        _number(query, "meeting_id"),
        mount.held_by(mount.below({body})) if body is not None else None,
    )


def _day(query: QueryDict, name: str) -> dt.date | None:
    said = query.get(name, "").strip()
    if not said:
        return None
    try:
        day = dt.date.fromisoformat(said) if DATE.fullmatch(said) else None
    except ValueError:
        day = None
    if day is None:
        raise Wrong(_("Write %(name)s as 2026-11-22.") % {"name": name})
    return min(max(day, FIRST), LAST)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), ZoneInfo(settings.TIME_ZONE))


def _number(query: QueryDict, name: str) -> int | None:
    said = query.get(name, "").strip()
    if not said:
        return None
    if not NUMBER.fullmatch(said):
        raise Wrong(_("Write %(name)s as a number.") % {"name": name})
    return int(said)


class Telling:
    """Steps of meetings as rows of BMLT."""

    def __init__(self, mount: Mount, known: Beside) -> None:
        self.mount, self.known = mount, known
        self.zone = ZoneInfo(settings.TIME_ZONE)

    def row(self, step: Step) -> dict[str, Any] | None:
        """None where nothing that is told changed."""
        before, after = self._values(step.before), self._values(step.after)
        kind = DELETED if not step.after else CHANGED if step.before else NEW
        if kind == CHANGED and before == after:
            return None
        body = self.mount.body_of(step.version.service_body_id)
        when = step.version.history_date.astimezone(self.zone)
        return {
            "date_int": str(int(when.timestamp())),
            "date_string": f"{when.hour % 12 or 12}:{when:%M %p}, {when.month}/{when.day}/{when.year}",
            "change_type": kind,
            "change_id": str(step.version.history_id),
            "meeting_id": str(step.version.id),
            "meeting_name": (before or after).get("meeting_name", ""),
            "user_id": "0",
            "user_name": self._by(step.version),
            "service_body_id": str(body.id),
            "service_body_name": body.name,
            "meeting_exists": "1" if step.after else "0",
            "details": _details(kind, before, after),
            "json_data": {
                name: _told(values) for name, values in (("before", before), ("after", after)) if values
            },
        }

    def _by(self, version: Any) -> str:
        """A list or a role, never who."""
        if version.run_number in self.known.lists:
            return self.known.lists[version.run_number]
        return role_label(version.role) if version.role else ""

    def _values(self, version: Any) -> Values:
        """All fields as they were, also those whose values are not told; empty for no version."""
        if version is None:
            return {}
        return {
            "id_bigint": str(version.id),
            "worldid_mixed": version.world_id,
            "service_body_bigint": str(self.mount.body_of(version.service_body_id).id),
            "weekday_tinyint": str(version.weekday + 1),
            "venue_type": VENUE_TYPES[version.attendance],
            "start_time": CLOCK[version.start.hour * 60 + version.start.minute],
            "duration_time": CLOCK[version.duration or NOT_STATED],
            "time_zone": version.time_zone,
            "formats": self._formats(version),
            "lang_enum": LANGUAGE,
            "published": "1",
            "meeting_name": version.name,
            **self._place(version),
            **{key: getattr(version, name) for key, name in MASKS.items()},
        }

    def _formats(self, version: Any) -> list[str]:
        tokens = tokens_of(version, sorted(self.known.formats.get(version.history_id, ())))
        closed = version.building_closed or version.closed_for_now
        said = Said(tokens, version.attendance, closed, version.weeks)
        return [code.key for code in self.mount.codes.of(said)]

    def _place(self, version: Any) -> Values:
        """As the venue is called today: moving into another one is a change of the meeting."""
        venue: Venue | None = self.known.houses.get(version.venue_id)
        if venue is None:
            return {}
        hidden = venue.address_hidden or version.id in self.known.hidden
        fields: Mapping[str, str] = TOWN if hidden else {**HOUSE, **TOWN}
        return {key: getattr(venue, name) for key, name in fields.items()}


def _told(values: Values) -> Values:
    """Without empty ones, and without what is not told."""
    return {key: MASKED if key in MASKS else value for key, value in values.items() if value}


def _details(kind: str, before: Values, after: Values) -> str:
    if kind == NEW:
        return _("The meeting was created.")
    if kind == DELETED:
        return _("The meeting is no longer in this list.")
    keys = dict.fromkeys((*before, *after))
    return " ".join(_sentence(key, before, after) for key in keys if before.get(key) != after.get(key))


def _sentence(key: str, before: Values, after: Values) -> str:
    words = {"field": _(KEYS[key]), "before": _text(before, key), "after": _text(after, key)}
    if key in MASKS:
        return _("%(field)s was changed.") % words
    return _("%(field)s was changed from “%(before)s” to “%(after)s”.") % words


def _text(values: Values, key: str) -> str:
    value = values.get(key, "")
    return ", ".join(value) if isinstance(value, list) else value
