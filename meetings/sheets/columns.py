"""The columns of a spreadsheet of meetings: what a cell says of a meeting, and what it means when read.

Nothing private is among them: no contact, no report, nobody's name. Readers raise ValueError with a sentence.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Attendance, Meeting, Weekday
from meetings.models.meeting import LAST_WEEK

VENUE: Final = {
    "venue": "name",
    "street": "street",
    "town": "city",
    "state": "state",
    "postcode": "postal_code",
    "country": "country",
}
# Column: field, where the cell is plain text.
TEXTS: Final = {
    "name": "name",
    "time_zone": "time_zone",
    "online_link": "online_url",
    "online_notes": "online_notes",
    "passcode": "passcode",
    "phone": "phone",
    "notes": "notes",
}
YES, NO = "yes", "no"
# What each column holds, for the page that takes a sheet.
COLUMNS: Final = {
    "id": gettext_lazy("number of the meeting; empty for a new one"),
    "version": gettext_lazy("leave it as it is: so a row that somebody changed since is noticed"),
    "name": gettext_lazy("name of the meeting"),
    "program": gettext_lazy("short name in addresses: na, recovery-dharma"),
    "group": gettext_lazy("name of a group that exists"),
    "day": gettext_lazy("Monday to Sunday"),
    "start": gettext_lazy("19:00"),
    "minutes": gettext_lazy("how long it lasts; empty when nobody said so"),
    "time_zone": gettext_lazy("America/Chicago; empty for a new one: that of its venue"),
    "weeks": gettext_lazy("of the month: 1, 3, last; empty for every week"),
    "by_appointment": gettext_lazy("yes or no"),
    "attendance": gettext_lazy("in-person, online, phone or hybrid"),
    "venue_id": gettext_lazy("number of a venue that exists"),
    "venue": gettext_lazy("name of the building; another address here means another venue"),
    "street": gettext_lazy("street and number"),
    "town": gettext_lazy("town"),
    "state": gettext_lazy("TN"),
    "postcode": gettext_lazy("38103"),
    "country": gettext_lazy("two letters: US"),
    "formats": gettext_lazy("slugs with commas: open, beginners"),
    "languages": gettext_lazy("codes with commas: es, en"),
    "online_link": gettext_lazy("https://…"),
    "online_notes": gettext_lazy("how to join"),
    "passcode": gettext_lazy("only one that the public list prints"),
    "phone": gettext_lazy("dial-in number"),
    "contact_for_details": gettext_lazy("yes or no"),
    "notes": gettext_lazy("what visitors read"),
    "status": gettext_lazy("draft, listed or unlisted"),
    "confirmed_on": gettext_lazy("for reading only"),
}
# A program that opens the sheet would take such a cell for a formula.
FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def version_of_row(meeting: Meeting) -> str:
    """Another after every change."""
    return f"v{int(meeting.updated_at.timestamp() * 1000)}"


def cells_of(meeting: Meeting, formats: Iterable[str]) -> list[str]:
    """In the order of COLUMNS, each guarded. Slugs of its formats are given; its links are read already."""
    return [
        guarded(", ".join(sorted(formats)) if column == "formats" else _cell(meeting, column))
        for column in COLUMNS
    ]


def _cell(meeting: Any, column: str) -> str:
    if column in TEXTS:
        return str(getattr(meeting, TEXTS[column]))
    if column in VENUE:
        return str(getattr(meeting.venue, VENUE[column])) if meeting.venue else ""
    return SHOWN[column](meeting)


def _yes(value: bool) -> str:
    return YES if value else NO


def _or_empty(value: Any) -> str:
    return "" if value is None else str(value)


SHOWN: Final[dict[str, Callable[[Any], str]]] = {
    "id": lambda one: str(one.pk),
    "version": version_of_row,
    "program": lambda one: one.fellowship.slug,
    "group": lambda one: one.group.name if one.group else "",
    "day": lambda one: "" if one.weekday is None else str(Weekday(one.weekday).label),
    "start": lambda one: one.start.strftime("%H:%M") if one.start else "",
    "minutes": lambda one: _or_empty(one.duration),
    "weeks": lambda one: ", ".join(_week_names(one.weeks)),
    "by_appointment": lambda one: _yes(one.by_appointment),
    "attendance": lambda one: one.attendance,
    "venue_id": lambda one: _or_empty(one.venue_id),
    "languages": lambda one: ", ".join(one.languages),
    "contact_for_details": lambda one: _yes(one.contact_for_details),
    "status": lambda one: one.status,
    "confirmed_on": lambda one: one.confirmed_on.isoformat() if one.confirmed_on else "",
}


def _week_names(weeks: int) -> list[str]:
    return [*(str(bit + 1) for bit in range(5) if weeks & 1 << bit), *(["last"] if weeks & LAST_WEEK else [])]


def text_of(cell: Any) -> str:
    """What a cell holds, as text: spreadsheets keep times, days and numbers in their own types."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return unguarded(str(cell).replace("\x00", "").strip("\n ").replace("\r\n", "\n"))


def parts_of(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def read_day(text: str) -> int | None:
    if not text:
        return None
    for day in Weekday:
        if text.casefold() in (str(day.label).casefold(), day.name.casefold()):
            return int(day)
    raise ValueError(_("“%(text)s” is no day: write Monday to Sunday.") % {"text": text})


def read_start(text: str) -> time | None:
    if not text:
        return None
    try:
        return time.fromisoformat(text if len(text) > len("9:00") else f"0{text}").replace(microsecond=0)
    except ValueError:
        raise ValueError(_("“%(text)s” is no time: write 19:00.") % {"text": text}) from None


def read_minutes(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or not 1 <= int(text[:6]) <= 1440:
        raise ValueError(_("“%(text)s” is no number of minutes from 1 to 1440.") % {"text": text})
    return int(text)


def read_weeks(text: str) -> int:
    found = 0
    for part in parts_of(text):
        if part.casefold() == "last":
            found |= LAST_WEEK
        elif part in ("1", "2", "3", "4", "5"):
            found |= 1 << int(part) - 1
        else:
            raise ValueError(_("“%(text)s” is no week of the month: write 1 to 5 or last.") % {"text": part})
    return found


def read_yes(text: str) -> bool:
    if text.casefold() in (YES, "true", "1"):
        return True
    if text.casefold() in (NO, "false", "0", ""):
        return False
    raise ValueError(_("“%(text)s” is neither yes nor no.") % {"text": text})


def read_attendance(text: str) -> str:
    if (found := Attendance.parse(text.casefold())) is None:
        raise ValueError(_("“%(text)s”: write in-person, online, phone or hybrid.") % {"text": text})
    return found.value


def read_status(text: str) -> str:
    if text.casefold() not in Meeting.Status.values:
        raise ValueError(_("“%(text)s”: write draft, listed or unlisted.") % {"text": text})
    return text.casefold()


# Column: field and reader.
READ: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "day": ("weekday", read_day),
    "start": ("start", read_start),
    "minutes": ("duration", read_minutes),
    "weeks": ("weeks", read_weeks),
    "by_appointment": ("by_appointment", read_yes),
    "attendance": ("attendance", read_attendance),
    "languages": ("languages", parts_of),
    "contact_for_details": ("contact_for_details", read_yes),
    "status": ("status", read_status),
}
