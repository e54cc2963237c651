"""Text from other people's lists: made plain, stripped of contacts and names, and short enough to store."""

import html
import math
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import msgspec

from meetings.feeds.people import blank_contacts, blank_people
from meetings.feeds.records import RAW_LIMIT

__all__ = [
    "ALLOWED_FIELDS",
    "blank_contacts",
    "blank_people",
    "clean_raw",
    "clip",
    "identifier",
    "line",
    "plain_text",
    "raw_text",
    "text",
    "text_of",
]

LONGEST_TEXT: Final = 8_000  # characters read of any one field; the rest is never looked at

# The only fields that come in; contact_*, e-mail, admin_notes, payment names and all others stay out.
ALLOWED_FIELDS: Final = frozenset(
    # BMLT
    "id_bigint worldid_mixed service_body_bigint service_body_name weekday_tinyint venue_type start_time "
    "duration_time time_zone formats lang_enum longitude latitude published root_server_uri "
    "format_shared_id_list meeting_name location_text location_info location_street "
    "location_city_subsection location_neighborhood location_municipality location_sub_province "
    "location_province location_postal_code_1 location_nation comments train_lines bus_lines "
    "public_transport phone_meeting_number virtual_meeting_link virtual_meeting_additional_info "
    # Meeting Guide
    "slug name day time end_time timezone location location_notes formatted_address address city state "
    "postal_code country coordinates approximate region sub_region regions conference_url "
    "conference_url_notes conference_phone conference_phone_notes types notes group group_notes url "
    "updated attendance_option "
    # Meeting Guide, in lists of other sites of this software
    "district x_fellowship x_world_id x_confirmed_on x_formats x_languages x_slips "
    # NAWS
    "Committee CommitteeName AreaRegion ParentName Room Closed WheelChr Day Time Language1 Language2 "
    "Language3 Place Address City LocBorough State Zip Country Directions Institutional Format1 Format2 "
    "Format3 Format4 Format5 Delete LastChanged Longitude Latitude PhoneMeetingNumber VirtualMeetingLink "
    "VirtualMeetingInfo TimeZone bmlt_id unpublished".split()
)
# Dial-in numbers and identifiers look like members' phones; they are joining details and keys.
KEPT_AS_THEY_ARE: Final = frozenset(
    "id_bigint slug bmlt_id Committee worldid_mixed service_body_bigint format_shared_id_list "
    "longitude latitude Longitude Latitude coordinates updated phone_meeting_number "
    "conference_phone PhoneMeetingNumber".split()
)
EMAIL_SIGN: Final = re.compile(r"mailto:|[^\s/]@[^\s/]", re.IGNORECASE)

BLOCK_ENDS: Final = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr|hr)\b[^<>]*>", re.IGNORECASE)
UNSEEN: Final = re.compile(r"<(script|style|head)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
TAG: Final = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--|![^<>]*|\?[^<>]*)>", re.DOTALL)
# Controls, lone surrogates, direction overrides, zero-width characters (not the joiner in emoji).
UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ue000-\uf8ff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
SPACES: Final = re.compile(r"[^\S\n]+")
NEEDS_CLEANING: Final = re.compile(r"[^ -~]|[<&]|  ")
BLANK_LINES: Final = re.compile(r"\n\s*\n\s*")


def text_of(value: object) -> str:
    """A string or number of a list as text; empty for everything else (null, lists, objects, true, NaN)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value) if abs(value) < 10**30 else ""


@lru_cache(maxsize=4_096)
def plain_text(markup: str) -> str:
    """Text without markup, entities, control characters and needless space; line breaks are kept as \\n."""
    if not NEEDS_CLEANING.search(markup) and len(markup) <= LONGEST_TEXT:
        return markup.strip()
    seen = markup[:LONGEST_TEXT]
    for _round in range(3):  # lists escape once too often: &amp;lt;br&amp;gt;
        before = seen
        if "&" in seen:
            seen = html.unescape(seen)
        if "<" in seen:
            seen = TAG.sub(" ", BLOCK_ENDS.sub("\n", UNSEEN.sub(" ", seen)))
        if seen == before:
            break
    seen = UNWANTED.sub("", seen.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))
    seen = unicodedata.normalize("NFC", seen)
    lines = (SPACES.sub(" ", part).strip() for part in seen.split("\n"))
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def clip(words: str, limit: int) -> str:
    """At most `limit` characters, cut at a space where there is one, with an ellipsis."""
    if len(words) <= limit:
        return words
    cut = words[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 0.7 else cut).rstrip() + "…"


def line(value: object, limit: int = 255) -> str:
    """One line of a name or an address: plain, without e-mail addresses or phone numbers."""
    words = text_of(value)
    return _line(words, limit) if words else ""


@lru_cache(maxsize=8_192)
def _line(words: str, limit: int) -> str:
    return clip(blank_contacts(" ".join(plain_text(words).split())), limit)


def identifier(value: object, limit: int = 64) -> str:
    """An id or code in one line; its digits are no phone number, an e-mail address is nothing."""
    words = text_of(value)
    if NEEDS_CLEANING.search(words):
        words = " ".join(UNWANTED.sub("", words).split())
    return "" if "@" in words else words[:limit].strip()


def text(value: object, limit: int = 4_000) -> str:
    """Free text of several lines, without e-mail addresses, members' phone numbers and names."""
    words = text_of(value)
    return _text(words, limit) if words else ""


@lru_cache(maxsize=4_096)
def _text(words: str, limit: int) -> str:
    return clip(blank_people(plain_text(words)), limit)


def clean_raw(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as it may be stored: allowed fields only, text blanked, no nested objects."""
    return {str(name): _clean_value(name, value) for name, value in row.items() if name in ALLOWED_FIELDS}


def raw_text(row: object) -> str:
    """A cleaned row as JSON, clipped to RAW_LIMIT characters."""
    if isinstance(row, Mapping):
        return msgspec.json.encode(clean_raw(row)).decode()[:RAW_LIMIT]
    return text(row, 200)


def _clean_value(name: str, value: object) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, list):
        return [_clean_value(name, part) for part in value[:100] if not isinstance(part, list | dict)]
    if isinstance(value, int | float) and name in KEPT_AS_THEY_ARE:
        return text_of(value)
    if name in KEPT_AS_THEY_ARE:
        words = clip(plain_text(text_of(value)), 500)
        return blank_people(words) if EMAIL_SIGN.search(words) else words
    return text(value, 1_000)
