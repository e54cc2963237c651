"""BMLT's formats and service bodies, and which formats a meeting names by key or by id."""

from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from meetings.feeds.clean import identifier, line, text, text_of
from meetings.feeds.json_text import read_rows
from meetings.feeds.links import web_address
from meetings.feeds.our_words import body_of
from meetings.feeds.records import Code, FormatRecord, ServiceBodyRecord, Unreadable

SCHEME: Final = "bmlt-key"
MOST_CODES: Final = 60


@dataclass(slots=True)
class Formats:
    """A server's formats; a key means something in its language only, an id means the same in all."""

    records: list[FormatRecord] = field(default_factory=list)
    by_id: dict[str, list[FormatRecord]] = field(default_factory=dict)
    by_key: dict[str, list[FormatRecord]] = field(default_factory=dict)
    root: object = ""  # the root server they name, for meetings that name none
    answers: dict[tuple[str, str, str], tuple[Code, ...]] = field(default_factory=dict)  # of codes_of

    def add(self, record: FormatRecord) -> None:
        self.records.append(record)
        self.by_id.setdefault(record.id, []).append(record)
        self.by_key.setdefault(record.key, []).append(record)


def _rows(body: bytes, switcher: str, envelope: str) -> list[Any]:
    try:
        return read_rows(body, envelope=envelope)[0] if body.strip() else []
    except Unreadable as why:
        raise Unreadable(f"{switcher}: {why}") from None


def read_formats(body: bytes, beside: object) -> Formats:
    """The formats of a GetFormats answer, else those that stand beside the meetings (get_used_formats)."""
    rows = _rows(body, "GetFormats", "formats") or (beside if isinstance(beside, list) else [])
    formats = Formats()
    for row in rows:
        if not isinstance(row, dict) or not text_of(row.get("key_string")).strip():
            continue
        formats.root = formats.root or row.get("root_server_uri")
        formats.add(
            FormatRecord(
                id=identifier(row.get("id"), 20),
                key=identifier(row.get("key_string"), 30),
                world_id=identifier(row.get("world_id"), 30),
                name=line(row.get("name_string"), 120),
                description=text(row.get("description_string"), 500),
                language=identifier(row.get("lang"), 10).lower(),
                kind=identifier(row.get("format_type_enum"), 10),
            )
        )
    return formats


def read_service_bodies(body: bytes) -> list[ServiceBodyRecord]:
    """The bodies of a GetServiceBodies answer; their help lines are public numbers and stay."""
    bodies: dict[str, ServiceBodyRecord] = {}
    for row in _rows(body, "GetServiceBodies", "service_bodies"):
        if not isinstance(row, dict) or not body_of(identifier(row.get("id"), 64), "")[0]:
            continue
        parent = identifier(row.get("parent_id"), 64)
        found = ServiceBodyRecord(
            id=identifier(row.get("id"), 64),
            name=line(row.get("name")) or _("Service body %(id)s") % {"id": identifier(row.get("id"), 64)},
            parent_id="" if parent in ("0", identifier(row.get("id"), 64)) else parent,
            type=identifier(row.get("type"), 10),
            world_id=identifier(row.get("world_id"), 30),
            website=web_address(row.get("url"))[:500],
            helpline=_helpline(row.get("helpline")),
        )
        bodies.setdefault(found.id, found)
    return list(bodies.values())


def _helpline(value: object) -> str:
    words = " ".join(text_of(value).split())
    return words[:100] if words and all(char.isdigit() or char in "+-.() /,;|xX" for char in words) else ""


def codes_of(row: dict[str, Any], formats: Formats) -> tuple[Code, ...]:
    """The codes of a meeting: its keys, looked up in its language, and ids its keys do not cover."""
    keys, shared = _joined(row.get("formats")), _joined(row.get("format_shared_id_list"))
    asked = (keys, shared, identifier(row.get("lang_enum"), 10).lower())
    if asked not in formats.answers:
        formats.answers[asked] = _look_up(*asked, formats)
    return formats.answers[asked]


def _look_up(keys: str, shared: str, language: str, formats: Formats) -> tuple[Code, ...]:
    ids = _parts(shared)
    found: dict[str, Code] = {}
    for key in _parts(keys):
        record = _by_key(key, ids, language, formats) or _by_id(key, language, formats)
        found.setdefault(record.id if record else f"key {key}", _code(record, key))
    for number in ids:
        record = _by_id(number, language, formats)
        if record and number not in found:
            found[number] = _code(record, record.key)
    return tuple(found.values())[:MOST_CODES]


def _joined(value: object) -> str:
    if isinstance(value, list):
        value = ",".join(text_of(part) for part in value)
    return text_of(value)[:2_000]


def _parts(words: str) -> tuple[str, ...]:
    parts = (identifier(part, 30) for part in words.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _code(record: FormatRecord | None, key: str) -> Code:
    if record is None:
        return Code(code=key, scheme=SCHEME)
    return Code(record.key, SCHEME, record.world_id, record.name, record.language, record.kind)


def _by_key(key: str, ids: tuple[str, ...], language: str, formats: Formats) -> FormatRecord | None:
    """Of several formats with one key, the one whose id the meeting names."""
    records = formats.by_key.get(key, [])
    named = [record for record in records if record.id in ids]
    return _in_language(named or records, language)


def _by_id(number: str, language: str, formats: Formats) -> FormatRecord | None:
    return _in_language(formats.by_id.get(number, []), language) if number.isdigit() else None


def _in_language(records: list[FormatRecord], language: str) -> FormatRecord | None:
    ranked = sorted(records, key=lambda record: (record.language != language, record.language != "en"))
    return ranked[0] if ranked else None
