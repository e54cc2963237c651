"""GetNAWSDump: the meetings of a service body in the columns of NA World Services (bmlt.md 4.3).

Only what may be passed on: no deleted meeting and no unpublished one, whatever their world ids. What nobody
stated is empty: neither OPEN nor CLOSED is a guess of ours. The table has no column for weeks of the month,
so they stand before the directions; LANG says nothing that the columns of languages do not say better.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from meetings.exports.bmlt import Written, said_by, writer
from meetings.exports.bmlt_codes import FIRST_WEEK, LANGUAGE, Code
from meetings.exports.bmlt_mount import Mount, Wrong
from meetings.exports.bmlt_values import NUMBER
from meetings.exports.cells import safe_cell
from meetings.exports.listed_place import listed_place
from meetings.exports.stream import Entry, batches, ids_of
from meetings.models import Attendance

CONTACT: Final = (
    *("ComemID", "ContactID", "ContactName", "CompanyName", "ContactAddrID", "ContactAddress1"),
    *("ContactAddress2", "ContactCity", "ContactState", "ContactZip", "ContactCountry", "ContactPhone"),
)
LANGUAGES: Final = ("Language1", "Language2", "Language3")
FORMATS: Final = ("Format1", "Format2", "Format3", "Format4", "Format5")
COLUMNS: Final = (
    *("Committee", "CommitteeName", "AddDate", "AreaRegion", "ParentName", *CONTACT, "MeetingID", "Room"),
    *("Closed", "WheelChr", "Day", "Time", *LANGUAGES, "LocationId", "Place", "Address", "City"),
    *("LocBorough", "State", "Zip", "Country", "Directions", "Institutional", *FORMATS, "Delete"),
    *("LastChanged", "Longitude", "Latitude", "ContactGP", "PhoneMeetingNumber", "VirtualMeetingLink"),
    *("VirtualMeetingInfo", "TimeZone", "bmlt_id", "unpublished"),
)
DAYS: Final = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
NO_WORLD_ID: Final = "WORLD_ID_MISSING"
AT_FRONT: Final[tuple[str, ...]] = ("VM", "TC", "HYBR", "W", "M", "GL")
IN_COLUMNS_OF_THEIR_OWN: Final = frozenset({"OPEN", "CLOSED", "WCHR", "LANG"})
WEEKS: Final = range(FIRST_WEEK, FIRST_WEEK + 6)
LONGEST_PART: Final = 40
UNSAFE_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9_]")


def get_naws_dump(mount: Mount, query: QueryDict) -> Iterator[bytes]:
    """Of `sb_id` and all below it, by day and time."""
    wanted = mount.below({_service_body(mount, query)})
    meetings = mount.meetings().filter(mount.held_by(wanted))
    return _lines(mount, ids_of(meetings.order_by("weekday", "start", "pk")))


def file_name(mount: Mount, query: QueryDict) -> str:
    """As BMLT servers call it: BMLT_AR1234_invented_area_2026_11_22_18_00_00.csv, in UTC and by the hour."""
    body = mount.bodies[_service_body(mount, query)]
    when = dt.datetime.fromtimestamp(mount.moment, dt.UTC).strftime("%Y_%m_%d_%H_%M_%S")
    parts = (body.world_id.upper(), body.name.lower())
    world_id, name = (UNSAFE_IN_NAMES.sub("_", part)[:LONGEST_PART] for part in parts)
    return f"BMLT_{world_id}_{name}_{when}.csv"


def _service_body(mount: Mount, query: QueryDict) -> int:
    said = query.get("sb_id", "").strip()
    number = int(said) if NUMBER.fullmatch(said) else 0
    if number not in mount.bodies:
        raise Wrong(_("Ask with sb_id for one of the service bodies that GetServiceBodies names."))
    return number


def _lines(mount: Mount, ids: Iterable[int]) -> Iterator[bytes]:
    write = writer(mount)
    yield _table([COLUMNS])
    for batch in batches(ids, mount.moment):
        yield _table([row(mount, entry, write(entry)) for entry in batch])


def _table(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([map(safe_cell, one) for one in rows])
    return out.getvalue().encode()


def row(mount: Mount, entry: Entry, written: Written) -> tuple[str, ...]:
    """One line, in the order of COLUMNS."""
    codes = mount.codes.of(said_by(entry))
    values = {
        "Committee": entry.world_id,
        "CommitteeName": entry.name,
        "AreaRegion": mount.body_of(entry.service_body_id).world_id or NO_WORLD_ID,
        "ParentName": written["service_body_name"],
        "Day": DAYS[entry.weekday or 0],
        "Time": written["start_time"][:5].replace(":", ""),
        "Institutional": "FALSE",
        "LastChanged": _american(entry.updated_at),
        "TimeZone": entry.time_zone,
        "bmlt_id": str(entry.pk),
        **_what_it_is(codes),
        **_place(entry, written),
        **_ways_in(entry, written),
        "Directions": _directions(codes, entry),
    }
    return tuple(values.get(name, "") for name in COLUMNS)


def _what_it_is(codes: Iterable[Code]) -> dict[str, str]:
    """Formats that no column has room for are told by their names, like those without a world code."""
    world = list(dict.fromkeys(code.world_id for code in codes if code.world_id))
    shown = [one for one in AT_FRONT if one in world]
    shown += [one for one in world if one not in AT_FRONT and one not in IN_COLUMNS_OF_THEIR_OWN]
    languages = [code for code in codes if code.kind == LANGUAGE]
    too_many = {*shown[len(FORMATS) :]}
    named = [code for code in codes if not code.world_id or code.world_id in too_many]
    return {
        "Room": ", ".join(code.name.replace(",", "") for code in (*named, *languages[len(LANGUAGES) :])),
        "Closed": next((one for one in ("CLOSED", "OPEN") if one in world), ""),
        "WheelChr": "TRUE" if "WCHR" in world else "FALSE",
        **dict(zip(LANGUAGES, (code.key.upper() for code in languages), strict=False)),
        **dict(zip(FORMATS, shown, strict=False)),
    }


def _place(entry: Entry, written: Written) -> dict[str, str]:
    """Nobody is sent to a street where nobody meets: it is told of buildings people do or would meet in."""
    afar = entry.attendance in (Attendance.ONLINE, Attendance.PHONE) and not entry.building_closed
    towns = ("location_city_subsection", "location_municipality", "location_neighborhood")
    return {
        "Place": written["location_text"],
        "Address": "" if afar else written["location_street"],
        "City": next((written[name] for name in towns if written[name]), ""),
        "LocBorough": written["location_neighborhood"],
        "State": written["location_province"],
        "Zip": written["location_postal_code_1"],
        "Country": written["location_nation"],
        "Longitude": written["longitude"],
        "Latitude": written["latitude"],
    }


def _ways_in(entry: Entry, written: Written) -> dict[str, str]:
    """Beside TC a link reads as the way in instead of the building; a meeting that pauses has none."""
    if entry.closed_for_now:
        return {}
    return {
        "PhoneMeetingNumber": written["phone_meeting_number"],
        "VirtualMeetingLink": written["virtual_meeting_link"],
        "VirtualMeetingInfo": written["virtual_meeting_additional_info"],
    }


def _directions(codes: Iterable[Code], entry: Entry) -> str:
    weeks = [code.name for code in codes if code.id in WEEKS]
    return ", ".join(filter(None, (*weeks, listed_place(entry).getting_in, entry.notes)))


def _american(stamp: str) -> str:
    """2026-11-02 as 11/2/26."""
    year, month, day = stamp[:10].split("-")
    return f"{int(month)}/{int(day)}/{year[2:]}"
