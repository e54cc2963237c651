"""What reading one list gives: plain records and problems, before anything is saved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from hashlib import blake2b
from typing import Any, Final

import msgspec

# Raise it when a parser reads the same bytes differently, so that unchanged lists are taken in again.
PARSER_VERSION: Final = 2

IN_PERSON: Final = "in-person"
ONLINE: Final = "online"
PHONE: Final = "phone"
HYBRID: Final = "hybrid"

RAW_LIMIT: Final = 4_000  # characters of a row kept with its problem


class Unreadable(Exception):
    """The whole answer is not such a list; the message is a sentence its owner understands."""


@dataclass(frozen=True, slots=True)
class Code:
    """One format code as the list gave it; `scheme` is `naws`, `bmlt-key` or `meeting-guide`."""

    code: str
    scheme: str
    world_id: str = ""
    name: str = ""
    language: str = ""  # the language the key and the name are written in, not the meeting's
    kind: str = ""  # BMLT format_type_enum: FC1 FC2 FC3 O LANG ALERT


@dataclass(frozen=True, slots=True)
class VenueRecord:
    name: str = ""
    street: str = ""
    neighborhood: str = ""
    city: str = ""
    county: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""  # ISO 3166 alpha-2, empty when unknown
    latitude: float | None = None
    longitude: float | None = None
    approximate: bool = False
    getting_in: str = ""
    transit: str = ""
    region: str = ""
    # Where the list has more parts than we: its borough, quarter, town, trains and buses; else empty.
    as_listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One meeting on one weekday, cleaned: plain text, no e-mail address, no member's number or surname."""

    key: str
    name: str
    root_server_uri: str = ""
    listed: bool = True
    unlist_reason: str = ""
    weekday: int | None = None  # 0 = Sunday
    start: time | None = None
    by_appointment: bool = False
    duration: int | None = None  # minutes; None = not stated
    time_zone: str = ""  # IANA name; empty = unknown
    weeks: int = 0  # bits 0-4 = 1st..5th, bit 5 = last; 0 = every week
    pattern_in_notes: bool = False  # words such as "1st Saturday" stand in its text: it may not meet weekly
    attendance: str = IN_PERSON
    building_closed: bool = False
    closed_for_now: bool = False
    contact_for_details: bool = False
    venue: VenueRecord | None = None
    codes: tuple[Code, ...] = ()
    online_url: str = ""
    online_kind: str = ""  # video, voice, text or empty
    online_notes: str = ""
    passcode: str = ""
    phone: str = ""
    phone_notes: str = ""
    notes: str = ""
    group_name: str = ""
    service_body_id: str = ""
    service_body_name: str = ""
    world_id: str = ""
    slips: str = ""  # yes, no, ask; empty = not stated
    updated: date | None = None
    source_url: str = ""

    def as_json(self) -> dict[str, Any]:
        """Only JSON types; `from_json` gives the equal record back."""
        built: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return built

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "MeetingRecord":
        return msgspec.convert(stored, cls)

    def digest(self) -> str:
        """32 hexadecimal characters over every field and the parser's version; the same on every machine."""
        seen = msgspec.json.encode((PARSER_VERSION, self))
        return blake2b(seen, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a row that its owner can mend; `raw` is the cleaned row, clipped to RAW_LIMIT."""

    kind: str
    key: str
    sentence: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class ServiceBodyRecord:
    id: str
    name: str
    parent_id: str = ""  # empty at the top
    type: str = ""
    world_id: str = ""
    website: str = ""
    helpline: str = ""


@dataclass(frozen=True, slots=True)
class FormatRecord:
    id: str
    key: str
    world_id: str = ""
    name: str = ""
    description: str = ""
    language: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """`rows` counts what the list held; `unreadable_keys` the rows nobody can tell which meeting they are."""

    meetings: list[MeetingRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    service_bodies: list[ServiceBodyRecord] = field(default_factory=list)
    formats: list[FormatRecord] = field(default_factory=list)
    unreadable_keys: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class FeedBytes:
    """The list itself; for BMLT also its GetFormats and GetServiceBodies answers when there are any."""

    main: bytes
    formats: bytes = b""
    service_bodies: bytes = b""


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """What we know of a list besides its bytes; `country` is ISO alpha-2 for rows that name none."""

    fellowship: str = ""
    time_zone: str = ""
    country: str = ""


Parser = Callable[[FeedBytes, ParseOptions], Parsed]
