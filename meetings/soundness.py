"""What cannot be true of a meeting, as sentences that say how to mend it. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Attendance, Meeting
from meetings.times import is_zone

Fault = tuple[str, str]
LONGEST_MEETING: Final = 1440
MOST_WEEKS: Final = 63
BUILDING: Final = (Attendance.IN_PERSON, Attendance.HYBRID)
FROM_AFAR: Final = (Attendance.ONLINE, Attendance.HYBRID)


def problems_of(values: Mapping[str, Any]) -> list[str]:
    """Of all the fields of a meeting (meetings/fields.py snapshot, or as a form holds them)."""
    return [sentence for _field, sentence in faults_of(values)]


def faults_of(values: Mapping[str, Any]) -> list[Fault]:
    """The same, each with the field where a form shows it."""
    if values.get("status") == Meeting.Status.UNLISTED:
        return []
    return [*_named(values), *_timed(values), *_reached(values)]


def _named(values: Mapping[str, Any]) -> list[Fault]:
    found = []
    if not str(values.get("name") or "").strip():
        found.append(("name", _("Give the meeting a name: what people call it, or the town.")))
    if not values.get("fellowship"):
        found.append(("fellowship", _("Say which program it belongs to.")))
    if values.get("attendance") not in Attendance.values:
        found.append(
            ("attendance", _("Say how people attend: in person, online, by phone, or in person and online."))
        )
    return found


def _timed(values: Mapping[str, Any]) -> list[Fault]:
    found = []
    timed = values.get("weekday") not in (None, "") and values.get("start") not in (None, "")
    if not timed and not values.get("by_appointment"):
        found.append(("start", _("Give a day and a start, or mark the meeting “by appointment”.")))
    lasts = values.get("duration")
    if lasts is not None and lasts != "" and not 1 <= int(lasts) <= LONGEST_MEETING:
        found.append(
            ("duration", _("A meeting lasts from 1 minute to 24 hours; leave it empty when nobody said so."))
        )
    if not 0 <= int(values.get("weeks") or 0) <= MOST_WEEKS:
        found.append(("weeks", _("The weeks of the month are the first to the fifth, or the last.")))
    if not is_zone(str(values.get("time_zone") or "")):
        found.append(("time_zone", _("Give a time zone that exists, such as America/Chicago.")))
    confirmed = values.get("confirmed_on")
    if confirmed and str(confirmed) > timezone.localdate().isoformat():
        found.append(("confirmed_on", _("It cannot have been confirmed on a day that is still to come.")))
    return found


def _reached(values: Mapping[str, Any]) -> list[Fault]:
    """How somebody gets there, unless the group tells that itself."""
    attendance, asked = values.get("attendance"), values.get("contact_for_details")
    found = []
    if attendance in BUILDING and not values.get("venue") and not asked:
        found.append(
            (
                "venue",
                _("Say where: choose a venue, say that it is online, or mark “contact for details”."),
            )
        )
    if attendance in FROM_AFAR and not (values.get("online_url") or values.get("phone")) and not asked:
        found.append(
            (
                "online_url",
                _("Say how to join: an online link or a dial-in number, or mark “contact for details”."),
            )
        )
    if attendance == Attendance.PHONE and not values.get("phone") and not asked:
        found.append(("phone", _("Give the number to dial, or mark “contact for details”.")))
    return found
