"""What no export may hold: a hidden address, a passcode; and what a closure makes of a meeting today."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from meetings.exceptions import from_text
from meetings.feeds.joining import ONE_TAP, passcode_in_words
from meetings.feeds.links import LINK_IN_TEXT
from meetings.models import Attendance
from meetings.presenting.place import names_the_place
from meetings.times import local

if TYPE_CHECKING:
    from meetings.exports.stream import Entry

# The parts of a link that open the room by themselves.
KEYS: Final = frozenset({"pwd", "passcode", "password", "pw", "tk", "pin"})
OF_THE_HOUSE: Final = ("venue", "street", "neighborhood", "postal_code", "getting_in", "transit")
# Far quicker than to look for one, and true whenever there may be one.
MAY_NAME_ONE: Final = re.compile(r"pass|pwd?\b|p/w|contrase|clave|pin=|tk=", re.IGNORECASE)
# What a phone dials behind the meeting's number, be it marked (,,*123456#) or not (,,0#,,123456#).
DIALLED_CODE: Final = re.compile(r"[,;*]*\*.*$")
DIALLED_ON: Final = re.compile(r"^([^,;#]*+[,;]++\s*+\d[\d\s-]*+#?+)[,;#].*\d.*$")
SEVERAL_NUMBERS: Final = re.compile(r"^[^,;#]{7,}(?:[,;] [^,;#]{7,})+$")


def without_address(entry: Entry) -> Entry:
    """The town only, as everywhere; texts that name the house are left out."""
    telling = (entry.venue or "", entry.street or "", entry.getting_in or "")
    hidden: dict[str, Any] = dict.fromkeys(OF_THE_HOUSE, "")
    for name in ("notes", "online_notes", "phone_notes"):
        if names_the_place(getattr(entry, name), telling):
            hidden[name] = ""
    return entry._replace(**hidden, latitude=None, longitude=None, as_listed="")


def without_passcode(entry: Entry) -> Entry:
    """The ways in without what unlocks them: the meeting's join page shows that, and only that page."""
    code, phone = entry.passcode, entry.phone
    open_to_all = entry._replace(
        online_url=_opening(entry.online_url),
        online_notes=_without_lines(entry.online_notes, code),
        phone=_without_dialled_code(phone) if phone else "",
        phone_notes=_without_lines(entry.phone_notes, code),
        passcode="",
    )
    return entry if open_to_all == entry else open_to_all._replace(at_join=True)


def _without_lines(text: str, code: str) -> str:
    """Without every line that names a passcode, this one or another; links in the rest are opened."""
    if ",," in text:
        text = ONE_TAP.sub(lambda dialled: _without_dialled_code(dialled.group()), text)
    if not (code and code in text) and not MAY_NAME_ONE.search(text):
        return text
    lines = (LINK_IN_TEXT.sub(lambda link: _opening(link.group()), line) for line in text.split("\n"))
    return "\n".join(line for line in lines if not (code and code in line) and not passcode_in_words(line))


def _without_dialled_code(phone: str) -> str:
    """The number and that of the meeting; several numbers to choose from stay as they are."""
    if SEVERAL_NUMBERS.match(phone):
        return phone
    return DIALLED_ON.sub(r"\1", DIALLED_CODE.sub("", phone))


def _opening(url: str) -> str:
    """The link without its passcode; nothing of one that cannot be taken apart."""
    if "=" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return urlunsplit(parts._replace(query=_unkeyed(parts.query), fragment=_unkeyed(parts.fragment)))


def _unkeyed(pairs: str) -> str:
    """A query or fragment without its keys; one that has none as it is written."""
    said = parse_qsl(pairs, keep_blank_values=True)
    kept = [pair for pair in said if pair[0].lower() not in KEYS]
    return urlencode(kept) if len(kept) < len(said) else pairs


def closed_now(exceptions: str, time_zone: str, moment: int) -> tuple[bool, bool]:
    """Whether the building, and whether the meeting itself, is closed on that day."""
    said = from_text(exceptions)
    today = local(moment, time_zone).date()
    building = any(today in closed for closed in said.venue_closed)
    return building, said.closed_for_now or any(today in closed for closed in said.meeting_closed)


def held_today(attendance: str, exceptions: str, time_zone: str, moment: int) -> tuple[str, bool, bool]:
    """How one takes part, whether that is because the building is closed, and whether nothing is held.

    A closed building turns a hybrid meeting into an online one, and closes one that is only in person.
    """
    building, shut = closed_now(exceptions, time_zone, moment)
    if building and attendance == Attendance.HYBRID:
        return Attendance.ONLINE.value, True, shut
    return attendance, False, shut or (building and attendance == Attendance.IN_PERSON)


def as_it_is_now(entry: Entry, moment: int) -> Entry:
    attendance, turned, shut = held_today(entry.attendance, entry.exceptions, entry.time_zone, moment)
    return entry._replace(
        attendance=attendance,
        building_closed=entry.building_closed or turned,
        closed_for_now=entry.closed_for_now or shut,
    )
