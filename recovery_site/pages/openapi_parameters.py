"""Parameters of our feeds for the OpenAPI description, from the tables that the code itself reads by.

Words for developers go through gettext like any; names that programs read do not.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.exports.bmlt import FIELDS
from meetings.exports.bmlt_fields import KEYS
from meetings.exports.bmlt_query import SORT_KEYS
from meetings.filters import DAY_SLUGS, DEFAULT_RADIUS, RADII, TEXT_LENGTH, TIME_SLUGS, UNITS
from meetings.labels import SLIPS
from meetings.models import Attendance

Described = dict[str, Any]
Said = str | Promise


class Known(NamedTuple):
    """Slugs in use today: of programs, and of formats on each axis (type, format, access)."""

    programs: Sequence[str]
    formats: Mapping[str, Sequence[str]]


def text(**more: Any) -> Described:
    return {"type": "string", **more}


def number(**more: Any) -> Described:
    return {"type": "integer", **more}


def one_of(values: Sequence[str]) -> Described:
    return {"type": "string", "enum": list(values)}


def parameter(name: str, schema: Described, says: Said, **more: Any) -> Described:
    """In the query unless `more` says otherwise."""
    return {"name": name, "in": "query", "schema": schema, "description": says, **more}


def several(name: str, values: Described, says: Said) -> Described:
    """`day=monday&day=tuesday`; as a list with commas too."""
    return parameter(name, {"type": "array", "items": values}, says)


def finder(known: Known) -> list[Described]:
    """What the finder is asked, in the words of its own addresses."""
    return [*_where(), *_what(known)]


def _where() -> list[Described]:
    return [
        parameter(
            "near", text(maxLength=TEXT_LENGTH), _("A place: its slug, a US ZIP, or as people write it.")
        ),
        parameter(
            "lat", {"type": "number", "minimum": -90, "maximum": 90}, _("With lng; 2 decimals are read.")
        ),
        parameter("lng", {"type": "number", "minimum": -180, "maximum": 180}, _("With lat.")),
        parameter("radius", {**number(default=DEFAULT_RADIUS), "enum": list(RADII)}, _("Around the place.")),
        parameter("unit", one_of(UNITS), _("Of the radius; as people of that country count unless it says.")),
        parameter("q", text(maxLength=TEXT_LENGTH), _("Words of the name, group, venue or town.")),
        parameter("tz", text(), _("The time zone of days and times where no place is asked for.")),
    ]


def _what(known: Known) -> list[Described]:
    return [
        several("fellowship", one_of(known.programs), _("Any of these programs.")),
        several("day", one_of(DAY_SLUGS), _("Any of these days.")),
        several("time", one_of(TIME_SLUGS), _("Beginning then; `now`: on, or within 30 minutes.")),
        several(
            "type", one_of(known.formats["type"]), _("Who it is for: any; `open` and `closed` both hold.")
        ),
        several("format", one_of(known.formats["format"]), _("What happens there: any of these.")),
        several("attendance", one_of(Attendance.values), _("How one takes part: any of these.")),
        several("language", text(), _("BCP 47: any of these.")),
        several("access", one_of(known.formats["access"]), _("What the building has: all of these.")),
        several("slips", one_of(sorted(SLIPS)), _("Whether attendance slips are signed.")),
    ]


CALENDAR: Final = (
    parameter("title", one_of(["name"]), _("The meeting's name as title; else “Appointment”.")),
    parameter("place", one_of(["1"]), _("With the address; of a hidden one the town.")),
    parameter("link", one_of(["1"]), _("With the address of the meeting's page.")),
)


def path(name: str, schema: Described, says: Said) -> Described:
    return parameter(name, schema, says, **{"in": "path", "required": True})


_NUMBERS: Final = {"type": "array", "items": {"type": "integer"}}
_WORDS: Final = {"type": "array", "items": {"type": "string"}}
_FLAG: Final = {"type": "string", "enum": ["1"]}
SEARCH, FORMATS, BODIES = "GetSearchResults", "GetFormats", "GetServiceBodies"
VALUES, CHANGES, DUMP = "GetFieldValues", "GetChanges", "GetNAWSDump"


def _listed(name: str, says: Said, schema: Described = _NUMBERS) -> Described:
    """`name=1,2`, `name[]=1&name[]=2` and `name=1` are read alike."""
    return parameter(name, schema, says, style="form", explode=False)


def _clock(name: str, says: Said) -> list[Described]:
    return [
        parameter(f"{name}H", number(minimum=0, maximum=23), says),
        parameter(f"{name}M", number(minimum=0, maximum=59), says),
    ]


# By the switcher that reads them; a minus sign before a number leaves that out.
BMLT: Final[Mapping[str, Sequence[Described]]] = {
    SEARCH: (
        _listed("meeting_ids", _("Numbers of meetings; below 0 without them.")),
        _listed("weekdays", _("1 is Sunday, 7 Saturday; below 0 without them.")),
        _listed("venue_types", _("1 in person, 2 online or by phone, 3 both; below 0 without them.")),
        _listed("services", _("Service bodies; below 0 without them. Also for GetServiceBodies.")),
        parameter("recursive", _FLAG, _("With all service bodies below those. Also for GetServiceBodies.")),
        _listed("formats", _("Ids of formats, all of which hold; below 0 without them.")),
        parameter(
            "formats_comparison_operator", one_of(["AND", "OR"]), _("OR: one of the formats is enough.")
        ),
        parameter("SearchString", text(), _("Words of which one is enough, or numbers of meetings.")),
        parameter("StringSearchIsAnAddress", _FLAG, _("The SearchString is a town or a ZIP that we know.")),
        parameter("SearchStringRadius", {"type": "number"}, _("Miles around that place.")),
        parameter("lat_val", {"type": "number"}, _("Latitude; with long_val and a width.")),
        parameter("long_val", {"type": "number"}, _("Longitude.")),
        parameter(
            "geo_width", {"type": "number"}, _("A radius in miles; below 0 as far as so many meetings.")
        ),
        parameter("geo_width_km", {"type": "number"}, _("The same in kilometers.")),
        parameter("sort_results_by_distance", _FLAG, _("The nearest first.")),
        parameter("meeting_key", one_of(list(KEYS)), _("A field to compare. Needed by GetFieldValues.")),
        parameter("meeting_key_value", text(), _("What that field says; meeting_key_value[] for several.")),
        *_clock("StartsAfter", _("Later than this: hours, and minutes.")),
        *_clock("StartsBefore", _("Earlier than this.")),
        *_clock("EndsBefore", _("Over by this.")),
        *_clock("MinDuration", _("As long as this, or longer.")),
        *_clock("MaxDuration", _("As long as this, or shorter.")),
        _listed("data_field_key", _("Only these fields."), {"type": "array", "items": one_of(FIELDS)}),
        _listed("sort_keys", _("Fields to sort by."), _WORDS),
        parameter("sort_key", one_of(list(SORT_KEYS)), _("One of BMLT's own orders.")),
        parameter("page_size", number(minimum=0), _("So many meetings, cut after sorting.")),
        parameter("page_num", number(minimum=1, default=1), _("Which page.")),
        parameter(
            "advanced_published", one_of(["0", "1"]), _("All that is here is published; else nothing.")
        ),
        parameter("get_used_formats", text(), _("Present: `{meetings, formats}`."), allowEmptyValue=True),
        parameter("get_formats_only", text(), _("Present: `{formats}`."), allowEmptyValue=True),
    ),
    FORMATS: (
        _listed("format_ids", _("Ids of formats; below 0 without them.")),
        _listed("key_strings", _("Keys of formats."), _WORDS),
        parameter("show_all", _FLAG, _("Also formats that no meeting has.")),
    ),
    BODIES: (parameter("parents", _FLAG, _("With all service bodies above those.")),),
    VALUES: (
        _listed("specific_formats", _("With meeting_key=formats: only these ids.")),
        parameter("all_formats", _FLAG, _("Only of meetings that have each of those.")),
    ),
    CHANGES: (
        parameter("start_date", text(format="date"), _("From this day on.")),
        parameter("end_date", text(format="date"), _("To the end of this day.")),
        parameter("meeting_id", number(), _("Of one meeting.")),
        parameter("service_body_id", number(), _("Of a service body and all below it.")),
    ),
}
SERVICE_BODY: Final = parameter("sb_id", number(), _("A service body, with all below it."), required=True)
CALLBACK: Final = parameter(
    "callback", text(pattern=r"^[\w$.\[\]]{1,128}$", default="callback"), _("The function to call.")
)
