"""GetFieldKeys and GetFieldValues: which fields meetings have, and which values stand in one."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meetings.exports.bmlt import Written, writer
from meetings.exports.bmlt_mount import Mount, Wrong
from meetings.exports.bmlt_values import signed
from meetings.exports.stream import entries, ids_of, json_list

# Fields that say something about meetings, in the order of the object. The contacts of people are none: a
# question about them would tell who stands in them.
KEYS: Final[Mapping[str, str]] = {
    "id_bigint": gettext_noop("ID"),
    "worldid_mixed": gettext_noop("World ID"),
    "service_body_bigint": gettext_noop("Service body ID"),
    "service_body_name": gettext_noop("Service body"),
    "weekday_tinyint": gettext_noop("Weekday, 1 is Sunday"),
    "venue_type": gettext_noop("1 in person, 2 online or by phone, 3 both"),
    "start_time": gettext_noop("Start"),
    "duration_time": gettext_noop("How long it lasts"),
    "time_zone": gettext_noop("Time zone"),
    "formats": gettext_noop("Formats"),
    "lang_enum": gettext_noop("Language of this record"),
    "longitude": gettext_noop("Longitude"),
    "latitude": gettext_noop("Latitude"),
    "meeting_name": gettext_noop("Name"),
    "location_text": gettext_noop("Venue"),
    "location_info": gettext_noop("Getting in"),
    "location_street": gettext_noop("Street"),
    "location_city_subsection": gettext_noop("Borough"),
    "location_neighborhood": gettext_noop("Neighborhood"),
    "location_municipality": gettext_noop("Town"),
    "location_sub_province": gettext_noop("County"),
    "location_province": gettext_noop("State"),
    "location_postal_code_1": gettext_noop("Postcode"),
    "location_nation": gettext_noop("Country"),
    "comments": gettext_noop("Notes"),
    "train_lines": gettext_noop("Trains"),
    "bus_lines": gettext_noop("Buses"),
    "phone_meeting_number": gettext_noop("Dial-in number"),
    "virtual_meeting_link": gettext_noop("Online link"),
    "virtual_meeting_additional_info": gettext_noop("Notes on joining"),
    "url": gettext_noop("Page of the meeting"),
    "origin": gettext_noop("The list it comes from"),
    "origin_licence": gettext_noop("License of that list"),
    "last_changed": gettext_noop("Last changed"),
}
FORMATS: Final = "formats"
EMPTY: Final = "NULL"
BATCH: Final = 500
ValueOf = Callable[[Written], str | None]


def get_field_keys(_mount: Mount, _query: QueryDict) -> Iterator[bytes]:
    return json_list([[{"key": key, "description": _(words)} for key, words in KEYS.items()]])


def get_field_values(mount: Mount, query: QueryDict) -> Iterator[bytes]:
    """Every value of `meeting_key` with the meetings that have it. Formats are told by their ids; with
    `specific_formats` only by those of them, and with `all_formats` of meetings that have each."""
    key = query.get("meeting_key", "")
    if key not in KEYS:
        raise Wrong(_("Ask with meeting_key for one of the keys that GetFieldKeys names."), 400)
    if key == FORMATS:
        return _values(mount, key, _formats(signed(query, "specific_formats").wanted, query))
    return _values(mount, key, lambda written: written[key])


def _formats(specific: set[int], query: QueryDict) -> ValueOf:
    needed = specific if query.get("all_formats", "") not in ("", "0") else set()

    def value(written: Written) -> str | None:
        ids = written["format_shared_id_list"]
        if not specific:
            return ids
        held = [one for one in ids.split(",") if one and int(one) in specific]
        return ",".join(held) if held and len(held) >= len(needed) else None

    return value


def _values(mount: Mount, key: str, value_of: ValueOf) -> Iterator[bytes]:
    """Values in the order of the first meeting that has one, ids ascending: eight bytes for each meeting."""
    found: dict[str, array[int]] = {}
    write = writer(mount)
    for entry in entries(ids_of(mount.meetings().order_by("pk")), mount.moment):
        value = value_of(write(entry))
        if value is not None:
            found.setdefault(value, array("q")).append(entry.pk)
    return json_list(_batches(key, found))


def _batches(key: str, found: Mapping[str, Iterable[int]]) -> Iterator[list[Written]]:
    rows = [{key: value or EMPTY, "ids": ",".join(map(str, ids))} for value, ids in found.items()]
    for first in range(0, len(rows), BATCH):
        yield rows[first : first + BATCH]
