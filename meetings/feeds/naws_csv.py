"""NAWS CSV: the dump of a BMLT server in the columns of NA World Services."""

import csv
import io
import re
from typing import Any, Final

from django.utils.translation import gettext as _

from meetings.exports.cells import plain_cell
from meetings.feeds.clean import identifier, line, plain_text, text_of
from meetings.feeds.clock import read_date, read_start, read_weekday, read_zone
from meetings.feeds.draft import Draft, finish, read_name
from meetings.feeds.json_text import HTML, decode
from meetings.feeds.our_words import body_of, weeks_before, weeks_of
from meetings.feeds.records import (
    Code,
    FeedBytes,
    MeetingRecord,
    Parsed,
    ParseOptions,
    ServiceBodyRecord,
    Unreadable,
    VenueRecord,
)
from meetings.feeds.tally import Tally, key_text
from meetings.feeds.whereabouts import country_of, read_country, read_point, read_postal_code, read_state

NEEDED: Final = ("CommitteeName", "Day", "Time")
FORMATS: Final = ("Format1", "Format2", "Format3", "Format4", "Format5")
LANGUAGES: Final = ("Language1", "Language2", "Language3")
STATUS: Final = frozenset({"VM", "TC", "HYBR", "HY"})
ROOM: Final = re.compile(
    r"\d|\b(?:room|rm|suite|floor|basement|hall|chapel|library|upstairs|downstairs)\b", re.IGNORECASE
)
NO_WORLD_ID: Final = "WORLD_ID_MISSING"  # of every service body that has none
YES: Final = frozenset({"TRUE", "1", "YES", "Y"})


def parse(data: FeedBytes, options: ParseOptions) -> Parsed:
    """Reads a whole dump; raises Unreadable when the columns are missing or it stops in the middle."""
    tally = Tally()

    def read(row: dict[str, Any], key: str) -> None:
        draft = _draft(row, key, options, tally)
        if draft is not None:
            finish(draft, tally)

    tally.read(_rows(data.main), _key, read)
    parsed = tally.result()
    parsed.service_bodies.extend(_bodies(parsed.meetings))
    return parsed


def _rows(body: bytes) -> list[dict[str, str]]:
    words = decode(body).replace("\x00", "").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not words.strip():
        raise Unreadable(_("The file is empty. A table of meetings was expected."))
    if HTML.match(words):
        raise Unreadable(_("The answer is a web page, not a table of meetings."))
    head = words.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        table = [row for row in csv.reader(io.StringIO(words.lstrip()), delimiter=delimiter) if any(row)]
    except csv.Error:
        raise Unreadable(
            _("The table cannot be read: a field is too long or its quotation marks are broken.")
        ) from None
    names = {name.lower(): name for name in _COLUMNS}
    columns = [names.get(name.strip().strip('"').lower(), name.strip()) for name in table[0]]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise Unreadable(_("The table lacks the columns %(names)s.") % {"names": ", ".join(missing)})
    if len(table) > 1 and len(table[-1]) < len(columns) and not words.endswith("\n"):
        raise Unreadable(
            _("The table stops in the middle. It was cut off on its way or while it was written.")
        )
    return [dict(zip(columns, map(plain_cell, row), strict=False)) for row in table[1:]]


def _bodies(meetings: list[MeetingRecord]) -> list[ServiceBodyRecord]:
    """A table names service bodies by their world ids."""
    named = {one.service_body_id: one.service_body_name for one in meetings if one.service_body_id}
    return [ServiceBodyRecord(id=key, name=name, world_id=key[:30]) for key, name in named.items()]


_COLUMNS: Final = (
    *(
        "Committee",
        "CommitteeName",
        "AreaRegion",
        "ParentName",
        "Room",
        "Closed",
        "WheelChr",
        "Day",
        "Time",
        "Place",
    ),
    *(
        "Address",
        "City",
        "LocBorough",
        "State",
        "Zip",
        "Country",
        "Directions",
        "Institutional",
        "Delete",
        "LastChanged",
    ),
    *(
        "Longitude",
        "Latitude",
        "PhoneMeetingNumber",
        "VirtualMeetingLink",
        "VirtualMeetingInfo",
        "TimeZone",
        "bmlt_id",
    ),
    *("unpublished", *FORMATS, *LANGUAGES),
)


def _key(row: dict[str, Any]) -> str:
    """The server's own id, else committee, day and time."""
    number = key_text(row.get("bmlt_id"))
    if number:
        return number
    parts = [key_text(row.get(name)) for name in ("Committee", "Day", "Time")]
    return key_text("+".join(parts)) if parts[0] else ""


def _said(row: dict[str, Any], name: str) -> str:
    return text_of(row.get(name)).strip().upper()


def _draft(row: dict[str, Any], key: str, options: ParseOptions, tally: Tally) -> Draft | None:
    name = read_name(row.get("CommitteeName"))
    weekday = read_weekday(row.get("Day"), first=1)
    when = None if weekday is None else read_start(row.get("Time"), weekday)
    reason = _unlisted(row)
    if when is None:
        sentence = _("%(name)s: its day (such as Sunday) or its time (such as 1930) cannot be read.")
        tally.problem("bad-time", key, sentence % {"name": name or key}, row)
        return None
    world_codes = [identifier(row.get(column), 30).upper() for column in FORMATS]
    room, room_codes = _room(row.get("Room"))
    weeks, codes = weeks_of((*_codes(row, world_codes), *room_codes))
    more_weeks, directions = weeks_before(plain_text(text_of(row.get("Directions"))))
    venue, doubtful = _venue(row, options)
    area = identifier(row.get("AreaRegion"), 64).removeprefix(NO_WORLD_ID)
    body = body_of(area, line(row.get("ParentName")))
    return Draft(
        row=row,
        key=key,
        name=name,
        weekday=when[0],
        start=when[1],
        weeks=weeks | more_weeks,
        time_zone=read_zone(row.get("TimeZone")),
        unlist_reason=reason,
        shut="TC" in world_codes,
        online_code="VM" in world_codes,
        hybrid_code=bool({"HYBR", "HY"} & set(world_codes)),
        members_only=_said(row, "Closed") == "CLOSED",
        venue=venue,
        doubtful_point=doubtful,
        codes=codes,
        link=row.get("VirtualMeetingLink"),
        link_notes=row.get("VirtualMeetingInfo"),
        phone=row.get("PhoneMeetingNumber"),
        getting_in="\n".join(part for part in (room, directions) if part),
        service_body_id=body[0],
        service_body_name=body[1],
        world_id=identifier(row.get("Committee"), 30),
        updated=read_date(row.get("LastChanged")),
    )


def _unlisted(row: dict[str, Any]) -> str:
    if _said(row, "Delete") == "D":
        return _("The list says that it was deleted.")
    if _said(row, "unpublished") in YES:
        return _("The list does not publish it any more.")
    if _said(row, "Institutional") in YES:
        return _("It is held inside an institution and not open to visitors.")
    return ""


def _codes(row: dict[str, Any], world_codes: list[str]) -> list[Code]:
    access = _said(row, "Closed")
    found = [access] if access in ("OPEN", "CLOSED") else []
    found += [code for code in world_codes if code and code not in STATUS]
    if _said(row, "WheelChr") in YES:
        found.append("WCHR")
    codes = [Code(code, "naws", world_id=code) for code in dict.fromkeys(found)]
    languages = (identifier(row.get(column), 30) for column in LANGUAGES)
    return codes + [Code(key, "bmlt-key", world_id="LANG", kind="LANG") for key in languages if key]


def _room(value: object) -> tuple[str, list[Code]]:
    """The column holds a room, or the names of formats that have no world code."""
    words = line(value)
    if not words or ROOM.search(words):
        return words, []
    names = (part.strip() for part in words.split(","))
    return "", [Code(name[:60], "bmlt-key", name=name[:120]) for name in names if name]


def _venue(row: dict[str, Any], options: ParseOptions) -> tuple[VenueRecord, bool]:
    state, postal_code = read_state(row.get("State")), read_postal_code(row.get("Zip"))
    named = read_country(row.get("Country"))
    point = read_point(row.get("Latitude"), row.get("Longitude"), named or options.country)
    venue = VenueRecord(
        name=line(row.get("Place")),
        street=line(row.get("Address")),
        neighborhood=line(row.get("LocBorough"), 100),
        city=line(row.get("City"), 120) or line(row.get("LocBorough"), 120),
        state=state,
        postal_code=postal_code,
        country=named or country_of(state, postal_code, point.longitude, options.country),
        latitude=point.latitude,
        longitude=point.longitude,
    )
    return venue, point.doubtful
