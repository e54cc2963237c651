"""BMLT: the Semantic API's GetSearchResults, with GetFormats and GetServiceBodies when there are any."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from meetings.feeds.bmlt_formats import Formats, codes_of, read_formats, read_service_bodies
from meetings.feeds.clean import identifier, line, text, text_of
from meetings.feeds.clock import read_length, read_start, read_weekday, read_zone
from meetings.feeds.draft import Draft, finish, read_name
from meetings.feeds.json_text import read_rows
from meetings.feeds.our_words import body_of, pauses, weeks_of
from meetings.feeds.records import (
    HYBRID,
    IN_PERSON,
    ONLINE,
    Code,
    FeedBytes,
    Parsed,
    ParseOptions,
    Unreadable,
    VenueRecord,
)
from meetings.feeds.tally import Tally
from meetings.feeds.whereabouts import country_of, read_country, read_point, read_postal_code, read_state

PROMPT: Final = "#@-@#"  # old exports put the field's prompt before its value
VENUE_TYPES: Final = {"1": IN_PERSON, "2": ONLINE, "3": HYBRID}
READ_BY_US: Final = frozenset({"VM", "TC", "HY", "HYBR"})  # say how a meeting is attended; no formats
RIDES: Final = ("train_lines", "bus_lines", "public_transport")
TELLING_FIELDS: Final = frozenset("id_bigint meeting_name weekday_tinyint start_time".split())


def parse(data: FeedBytes, options: ParseOptions) -> Parsed:
    """Reads a whole answer; raises Unreadable when it is no BMLT list at all."""
    rows, around = read_rows(data.main)
    if rows and not any(isinstance(row, dict) and TELLING_FIELDS & row.keys() for row in rows):
        raise Unreadable(_("No row has the fields of a BMLT list, such as id_bigint and meeting_name."))
    formats = read_formats(data.formats, around.get("formats"))
    bodies = {body.id: body for body in read_service_bodies(data.service_bodies)}
    tally = Tally()

    def read(row: dict[str, Any], key: str) -> None:
        draft = _draft(row, key, options, formats, tally)
        if draft is not None:
            body = bodies.get(draft.service_body_id)
            draft.service_body_name = draft.service_body_name or (body.name if body else "")
            finish(draft, tally)

    tally.read(rows, _key, read)
    parsed = tally.result()
    parsed.formats.extend(formats.records)
    parsed.service_bodies.extend(bodies.values())
    return parsed


def _key(row: dict[str, Any]) -> str:
    words = text_of(row.get("id_bigint")).strip()
    return str(int(words)) if re.fullmatch(r"[0-9]{1,18}", words) and int(words) else ""


def _value(row: dict[str, Any], name: str) -> str:
    said = text_of(row.get(name))
    return said.rsplit(PROMPT, 1)[-1] if PROMPT in said else said


def _draft(
    row: dict[str, Any], key: str, options: ParseOptions, formats: Formats, tally: Tally
) -> Draft | None:
    name = read_name(_value(row, "meeting_name"))
    weekday = read_weekday(row.get("weekday_tinyint"), first=1)
    when = None if weekday is None else read_start(row.get("start_time"), weekday)
    if when is None:
        sentence = _("%(name)s: its day (1 to 7) or its start (such as 19:30) cannot be read.")
        tally.problem("bad-time", key, sentence % {"name": name or key}, row)
        return None
    weeks, codes = weeks_of(codes_of(row, formats))
    status = {code.world_id or code.code for code in codes} & READ_BY_US
    venue, doubtful = _venue(row, options)
    body = body_of(identifier(row.get("service_body_bigint"), 64), line(_value(row, "service_body_name")))
    return Draft(
        row=row,
        key=key,
        name=name,
        root_server_uri=_root(row.get("root_server_uri")) or _root(formats.root),
        weekday=when[0],
        start=when[1],
        weeks=weeks,
        duration=read_length(row.get("duration_time")),
        time_zone=_zone(row, key, name, tally),
        unlist_reason=_("The list does not publish it any more.") if _unpublished(row) else "",
        declared="" if pauses(row, status) else VENUE_TYPES.get(text_of(row.get("venue_type")).strip(), ""),
        shut="TC" in status,
        online_code="VM" in status,
        hybrid_code=bool(status & {"HY", "HYBR"}),
        members_only=any(code.world_id == "CLOSED" or code.code == "C" for code in codes),
        venue=venue,
        doubtful_point=doubtful,
        codes=_formats_only(codes),
        link=_value(row, "virtual_meeting_link"),
        link_notes=_value(row, "virtual_meeting_additional_info"),
        phone=_value(row, "phone_meeting_number"),
        notes=_value(row, "comments"),
        getting_in=_value(row, "location_info"),
        service_body_id=body[0],
        service_body_name=body[1],
        world_id=identifier(_value(row, "worldid_mixed"), 30),
    )


def _formats_only(codes: tuple[Code, ...]) -> tuple[Code, ...]:
    return tuple(code for code in codes if (code.world_id or code.code) not in READ_BY_US)


def _unpublished(row: dict[str, Any]) -> bool:
    said = row.get("published")
    return said is False or text_of(said).strip().lower() in ("0", "false")


def _zone(row: dict[str, Any], key: str, name: str, tally: Tally) -> str:
    said = _value(row, "time_zone").strip()
    zone = read_zone(said)
    if said and not zone:
        sentence = _("%(name)s: the time zone “%(zone)s” is not known. Write it as America/New_York.")
        tally.problem("bad-time", key, sentence % {"name": name or key, "zone": line(said, 40)}, row)
    return zone


def _root(value: object) -> str:
    """The root server's address as the key has it, without the slashes at its end."""
    words = text_of(value).strip()
    try:
        known = urlsplit(words).scheme in ("http", "https")
    except ValueError:
        return ""
    return line(words, 250).rstrip("/") if known else ""


def _venue(row: dict[str, Any], options: ParseOptions) -> tuple[VenueRecord, bool]:
    state = read_state(_value(row, "location_province"))
    postal_code = read_postal_code(_value(row, "location_postal_code_1"))
    named = read_country(_value(row, "location_nation"))
    point = read_point(row.get("latitude"), row.get("longitude"), named or options.country)
    borough = line(_value(row, "location_city_subsection"), 100)
    quarter = line(_value(row, "location_neighborhood"), 100)
    town = line(_value(row, "location_municipality"), 120)
    trains, buses, others = (_value(row, name).strip() for name in RIDES)
    rides = (trains, _joined(buses, others))
    as_listed = (borough, quarter, town, *(text(ride, 500) for ride in rides))
    venue = VenueRecord(
        name=line(_value(row, "location_text")),
        street=line(_value(row, "location_street")),
        neighborhood=", ".join(dict.fromkeys(part for part in (borough, quarter) if part and part != town)),
        city=town or borough or quarter,
        county=line(_value(row, "location_sub_province"), 120),
        state=state,
        postal_code=postal_code,
        country=named or country_of(state, postal_code, point.longitude, options.country),
        latitude=point.latitude,
        longitude=point.longitude,
        transit=text(_joined(*rides), 500),
        as_listed=as_listed if any((borough, quarter, *rides)) else (),
    )
    return venue, point.doubtful


def _joined(*parts: str) -> str:
    return "; ".join(filter(None, parts))
