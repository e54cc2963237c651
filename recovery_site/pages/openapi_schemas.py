"""Shapes of our answers for the OpenAPI description: closed, so that tests see what is missing here."""

from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from meetings.exports.bmlt import FIELDS
from meetings.exports.bmlt_fields import KEYS
from recovery_site.pages.openapi_parameters import BODIES, CHANGES, FORMATS, SEARCH, VALUES, Described

TEXT: Final = {"type": "string"}
WORDS: Final = {"type": "array", "items": TEXT}
YES_OR_NO: Final = {"type": "boolean"}
LINK: Final = {"type": "string", "format": "uri"}
CLOCK: Final = {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}$"}


def ref(name: str) -> Described:
    return {"$ref": f"#/components/schemas/{name}"}


def listed(name: str) -> Described:
    return {"type": "array", "items": ref(name)}


def closed(properties: Described, required: Iterable[str] = ()) -> Described:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def whole(properties: Described) -> Described:
    return closed(properties, properties)


def texts(*names: str) -> Described:
    return whole(dict.fromkeys(names, TEXT))


CHANGED: Final = {"type": "object", "additionalProperties": {"type": ["string", "array"], "items": TEXT}}
BMLT: Final[Described] = {
    "BmltMeeting": {
        **closed(dict.fromkeys(FIELDS, TEXT)),
        "description": _(
            "Every value is text, and empty where there is none. With data_field_key only those."
        ),
    },
    "BmltFormat": texts(
        "key_string",
        "name_string",
        "description_string",
        "lang",
        "id",
        "world_id",
        "format_type_enum",
        "root_server_uri",
    ),
    "BmltServiceBody": texts("id", "parent_id", "name", "description", "type", "url", "helpline", "world_id"),
    "BmltServerInfo": whole(
        {
            **texts(
                "version",
                "versionInt",
                "langs",
                "nativeLang",
                "centerLongitude",
                "centerLatitude",
                "centerZoom",
                "defaultDuration",
                "regionBias",
                "charSet",
                "distanceUnits",
                "semanticAdmin",
                "emailEnabled",
                "emailIncludesServiceBodies",
                "changesPerMeeting",
                "meeting_states_and_provinces",
                "meeting_counties_and_sub_provinces",
                "available_keys",
                "google_api_key",
                "dbVersion",
                "dbPrefix",
                "meeting_time_zones_enabled",
                "phpVersion",
                "commit",
            )["properties"],
            "auto_geocoding_enabled": YES_OR_NO,
            "county_auto_geocoding_enabled": YES_OR_NO,
            "zip_auto_geocoding_enabled": YES_OR_NO,
            "default_closed_status": YES_OR_NO,
            "aggregator_mode_enabled": YES_OR_NO,
        }
    ),
    "BmltFieldKey": texts("key", "description"),
    "BmltFieldValue": {
        **closed({**dict.fromkeys(KEYS, TEXT), "ids": TEXT}, ["ids"]),
        "description": _("A value, NULL where there is none, and the numbers of the meetings that have it."),
    },
    "BmltCoverageArea": texts(
        "nw_corner_longitude", "nw_corner_latitude", "se_corner_longitude", "se_corner_latitude"
    ),
    "BmltChange": whole(
        {
            **texts(
                "date_int",
                "date_string",
                "change_type",
                "change_id",
                "meeting_id",
                "meeting_name",
                "user_id",
                "user_name",
                "service_body_id",
                "service_body_name",
                "meeting_exists",
                "details",
            )["properties"],
            "json_data": closed({"before": CHANGED, "after": CHANGED}),
        }
    ),
    "BmltMeetingsAndFormats": closed(
        {"meetings": listed("BmltMeeting"), "formats": listed("BmltFormat")}, ["formats"]
    ),
}
# What each switcher answers, in JSON and within JSONP.
ANSWERS: Final[dict[str, Described]] = {
    SEARCH: {"oneOf": [listed("BmltMeeting"), ref("BmltMeetingsAndFormats")]},
    FORMATS: listed("BmltFormat"),
    BODIES: listed("BmltServiceBody"),
    "GetServerInfo": {**listed("BmltServerInfo"), "minItems": 1, "maxItems": 1},
    "GetCoverageArea": {**listed("BmltCoverageArea"), "minItems": 1, "maxItems": 1},
    "GetFieldKeys": listed("BmltFieldKey"),
    VALUES: listed("BmltFieldValue"),
    CHANGES: listed("BmltChange"),
}

WEEKLY: Final[Described] = {
    "slug": TEXT,
    "name": TEXT,
    "day": {"type": "integer", "minimum": 0, "maximum": 6, "description": _("0 is Sunday.")},
    "time": CLOCK,
    "end_time": CLOCK,
    "timezone": TEXT,
    "types": WORDS,
    "attendance_option": {"enum": ["in_person", "hybrid", "online", "inactive"]},
    "location": TEXT,
    "location_notes": TEXT,
    "formatted_address": TEXT,
    "address": TEXT,
    "city": TEXT,
    "state": TEXT,
    "postal_code": TEXT,
    "country": TEXT,
    "approximate": {"enum": ["yes", "no"]},
    "latitude": {"type": "number"},
    "longitude": {"type": "number"},
    "region": TEXT,
    "sub_region": TEXT,
    "regions": WORDS,
    "conference_url": LINK,
    "conference_url_notes": TEXT,
    "conference_phone": TEXT,
    "conference_phone_notes": TEXT,
    "website": LINK,
    "notes": TEXT,
    "group": TEXT,
    "district": TEXT,
    "url": LINK,
    "feedback_url": LINK,
    "updated": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$"},
    "entity": {"type": "string", "description": _("The list it stands in.")},
    "entity_url": LINK,
    "x_licence": {"type": "string", "description": _("The license of that list.")},
    "x_fellowship": TEXT,
    "x_world_id": TEXT,
    "x_confirmed_on": {"type": "string", "format": "date"},
    "x_formats": WORDS,
    "x_languages": WORDS,
    "x_slips": TEXT,
}
ALWAYS: Final = ("slug", "name", "timezone", "attendance_option", "url", "updated", "entity", "x_fellowship")


def schemas() -> dict[str, Any]:
    guide = closed(WEEKLY, ALWAYS)
    return {
        **BMLT,
        "MeetingGuideMeeting": {**guide, "description": _("What is not known is not there.")},
        "TsmlMeeting": closed({**WEEKLY, "coordinates": TEXT}, ALWAYS),
        "Message": texts("message"),
    }
