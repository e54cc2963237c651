"""BMLT's meeting object and format row: a meeting as BMLT servers write it (bmlt.md 2.3 and 2.4)."""

from collections.abc import Callable, Mapping
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.exports.bmlt_codes import Code, Said
from meetings.exports.bmlt_mount import Mount
from meetings.exports.hiding import held_today
from meetings.exports.listed_place import listed_place
from meetings.exports.stream import Entry, Origin, origins
from meetings.geo import KM_PER_MILE
from meetings.models import Attendance, Venue

# Numbers of minutes as clocks write them; BMLT says 00:00:00 where nobody stated how long a meeting lasts.
CLOCK: Final = tuple(f"{minute // 60:02d}:{minute % 60:02d}:00" for minute in range(24 * 60 + 1))
NOT_STATED: Final = 0
VENUE_TYPES: Final[Mapping[str, str]] = {
    Attendance.IN_PERSON.value: "1",
    Attendance.ONLINE.value: "2",
    Attendance.PHONE.value: "2",
    Attendance.HYBRID.value: "3",
}
# The language of the words beside the list's own, as BMLT means it; not the language people speak there.
LANGUAGE: Final = "en"
NOWHERE: Final = ("", "")
# Every key of the object, in its order.
FIELDS: Final = tuple(
    "id_bigint worldid_mixed shared_group_id_bigint service_body_bigint service_body_name weekday_tinyint "
    "venue_type start_time duration_time time_zone formats lang_enum longitude latitude distance_in_km "
    "distance_in_miles email_contact published root_server_uri format_shared_id_list meeting_name "
    "location_text location_info location_street location_city_subsection location_neighborhood "
    "location_municipality location_sub_province location_province location_postal_code_1 location_nation "
    "comments train_lines bus_lines contact_phone_2 contact_email_2 contact_name_2 contact_phone_1 "
    "contact_email_1 contact_name_1 phone_meeting_number virtual_meeting_link "
    "virtual_meeting_additional_info admin_notes url origin origin_licence last_changed".split()
)

Written = dict[str, str]
Writer = Callable[[Entry], Written]


def format_row(mount: Mount, code: Code) -> Written:
    """A row of GetFormats, and of the formats beside search results: all text, as bmlt.md 2.4 has it."""
    return {
        "key_string": code.key,
        "name_string": code.name,
        "description_string": code.description,
        "lang": LANGUAGE,
        "id": str(code.id),
        "world_id": code.world_id,
        "format_type_enum": code.kind,
        "root_server_uri": mount.root,
    }


def said_by(entry: Entry) -> Said:
    """What the codebook needs to know of a meeting."""
    closed = entry.building_closed or entry.closed_for_now
    return Said(entry.tokens, entry.attendance, closed, entry.weeks)


def said_today(said: Said, exceptions: str, time_zone: str, moment: int) -> Said:
    """What closures make of it: see meetings/exports/hiding.py, which does the same to an Entry."""
    attendance, turned, shut = held_today(said.attendance, exceptions, time_zone, moment)
    return said._replace(attendance=attendance, closed=said.closed or turned or shut)


def writer(mount: Mount, miles: Mapping[int, float] | None = None) -> Writer:
    """A function from Entry to its object: every value a string, never null, in the order of bmlt.md 2.3.

    `miles` are the distances of a question about a place. Behind BMLT's own fields stand ours: the page of
    the meeting, the list it comes from with its licence, and when it last changed. One query.
    """
    lists = origins()
    ours = Origin(settings.SITE_NAME, "", "", "")
    page = f"{settings.SITE_URL}/meetings/{mount.fellowship.slug}/"

    def write(entry: Entry) -> Written:
        origin = lists.get(entry.origin, ours)
        address = f"{page}{entry.slug}-{entry.pk}/"
        written = _main(mount, entry, NOWHERE if miles is None else _distance(miles.get(entry.pk)))
        written |= _place(entry, address)
        written |= _ways_in(entry, address)
        written["admin_notes"] = ""
        written["url"] = address
        written["origin"] = origin.name
        written["origin_licence"] = origin.licence
        written["last_changed"] = f"{entry.updated_at[:10]}T{entry.updated_at[11:]}Z"
        return written

    return write


def _main(mount: Mount, entry: Entry, distance: tuple[str, str]) -> Written:
    body = mount.body_of(entry.service_body_id)
    keys, ids = mount.codes.words(said_by(entry))
    latitude, longitude = _point(entry)
    return {
        "id_bigint": str(entry.pk),
        "worldid_mixed": entry.world_id,
        "shared_group_id_bigint": "",
        "service_body_bigint": str(body.id),
        "service_body_name": body.name,
        "weekday_tinyint": str((entry.weekday or 0) + 1),
        "venue_type": VENUE_TYPES[entry.attendance],
        "start_time": CLOCK[entry.start or 0],
        "duration_time": CLOCK[entry.duration or NOT_STATED],
        "time_zone": entry.time_zone,
        "formats": keys,
        "lang_enum": LANGUAGE,
        "longitude": longitude,
        "latitude": latitude,
        "distance_in_km": distance[0],
        "distance_in_miles": distance[1],
        "email_contact": "",
        "published": "1",
        "root_server_uri": mount.root,
        "format_shared_id_list": ids,
    }


def _point(entry: Entry) -> tuple[str, str]:
    """Only what is exact: a map pin for a whole town would send people to a door that is not there."""
    if entry.latitude is None or entry.longitude is None or entry.located != Venue.Located.EXACT.value:
        return NOWHERE
    return repr(entry.latitude), repr(entry.longitude)


def _distance(miles: float | None) -> tuple[str, str]:
    return NOWHERE if miles is None else (f"{miles * KM_PER_MILE:.6f}", f"{miles:.6f}")


def _place(entry: Entry, address: str) -> Written:
    place = listed_place(entry)
    return {
        "meeting_name": entry.name,
        "location_text": place.name,
        "location_info": "\n".join(filter(None, (place.getting_in, _where_to_ask(entry, address)))),
        "location_street": place.street,
        "location_city_subsection": place.borough,
        "location_neighborhood": place.neighborhood,
        "location_municipality": place.town,
        "location_sub_province": place.county,
        "location_province": place.state,
        "location_postal_code_1": place.postal_code,
        "location_nation": entry.country or "",
        "comments": entry.notes,
        "train_lines": place.trains,
        "bus_lines": place.buses,
    }


def _where_to_ask(entry: Entry, address: str) -> str:
    """Where an address would stand: without it a town alone reads as all there is to know."""
    if entry.address_hidden and entry.attendance in (Attendance.IN_PERSON, Attendance.HYBRID):
        return _("The address is not public: %(address)s") % {"address": address}
    return _how_to_ask(entry, address) if entry.attendance == Attendance.IN_PERSON else ""


def _how_to_ask(entry: Entry, address: str) -> str:
    if not entry.contact_for_details:
        return ""
    return _("Ask the group how to take part: %(address)s") % {"address": address}


def _ways_in(entry: Entry, address: str) -> Written:
    """The contacts of people are there and empty, as for anybody who asks a BMLT server.

    Beside TC a link reads as the way in instead of the building; a meeting that pauses has none.
    """
    pauses = entry.closed_for_now
    return {
        "contact_phone_2": "",
        "contact_email_2": "",
        "contact_name_2": "",
        "contact_phone_1": "",
        "contact_email_1": "",
        "contact_name_1": "",
        "phone_meeting_number": "" if pauses else entry.phone,
        "virtual_meeting_link": "" if pauses else entry.online_url,
        "virtual_meeting_additional_info": "" if pauses else _joining(entry, address),
    }


def _joining(entry: Entry, address: str) -> str:
    """A passcode stands on the page for joining and nowhere else; a number without a link stands here too,
    for widgets that do not show the field it has."""
    notes = [entry.online_notes, entry.phone_notes]
    if entry.phone and not entry.online_url:
        notes.insert(0, _("By phone: %(number)s") % {"number": entry.phone})
    if entry.at_join:
        notes.append(_("How to join: %(address)s") % {"address": f"{address}join/"})
    if entry.attendance != Attendance.IN_PERSON:
        notes.append(_how_to_ask(entry, address))
    return "\n".join(filter(None, notes))
