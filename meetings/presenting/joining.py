"""How one takes part from afar. The link and the passcode stand under join/ only."""

import re

from django.utils.translation import gettext as _

from meetings.models import Attendance, Meeting
from meetings.presenting.place import harmless

DIALLED = re.compile(r"\+?\d[\d\s().\-/]{4,}")
TELLS = (Attendance.ONLINE, Attendance.PHONE, Attendance.HYBRID)


def can_be_joined(meeting: Meeting) -> bool:
    return bool(web_link(meeting.online_url) or meeting.phone)


def present_joining(meeting: Meeting) -> dict[str, object] | None:
    """What the meeting's page says; None for a meeting that is only in person."""
    if not can_be_joined(meeting) and meeting.attendance not in TELLS:
        return None
    return {
        "kind": _kind(meeting),
        "by_phone": bool(meeting.phone),
        "possible": can_be_joined(meeting),
    }


def present_join_page(meeting: Meeting) -> dict[str, object]:
    return {
        "kind": _kind(meeting),
        "url": web_link(meeting.online_url),
        "notes": harmless(meeting.online_notes, meeting.venue),
        "passcode": meeting.passcode,
        "phone": meeting.phone,
        "tel": tel(meeting.phone),
        "phone_notes": harmless(meeting.phone_notes, meeting.venue),
    }


def _kind(meeting: Meeting) -> str:
    if meeting.online_kind in Meeting.OnlineKind.values:
        return str(Meeting.OnlineKind(meeting.online_kind).label)
    return "" if meeting.attendance == Attendance.PHONE else _("Not stated")


def web_link(address: str) -> str:
    """The address if a browser may be sent there; feeds have held others."""
    return address if address.startswith(("https://", "http://")) else ""


def tel(number: str) -> str:
    """The first number of a text, as `tel:` wants it; empty where there is none."""
    found = DIALLED.search(number)
    return re.sub(r"[^\d+]", "", found.group()) if found else ""
