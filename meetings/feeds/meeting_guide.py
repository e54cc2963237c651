"""Meeting Guide JSON: the lists of the Code for Recovery world, as they really are."""

from dataclasses import replace
from datetime import time
from typing import Any, Final

from django.utils.translation import gettext as _

from meetings.feeds.attendance import INACTIVE
from meetings.feeds.clean import line, text_of
from meetings.feeds.clock import minutes_between, read_date, read_start, read_weekday, read_zone
from meetings.feeds.draft import Draft, finish, read_name
from meetings.feeds.json_text import read_rows
from meetings.feeds.links import web_address
from meetings.feeds.meeting_guide_ours import as_meant, is_ours
from meetings.feeds.meeting_guide_place import read_place
from meetings.feeds.records import (
    HYBRID,
    IN_PERSON,
    ONLINE,
    Code,
    FeedBytes,
    Parsed,
    ParseOptions,
    Unreadable,
)
from meetings.feeds.tally import Tally, key_text

SCHEME: Final = "meeting-guide"
MOST_CODES: Final = 60
ATTENDANCE: Final = {
    "in_person": IN_PERSON,
    "in-person": IN_PERSON,
    "in person": IN_PERSON,
    "hybrid": HYBRID,
    "online": ONLINE,
    "inactive": INACTIVE,
}
# Types that say how a meeting is attended; they are no formats.
CLOSED_PLACE: Final = frozenset({"tc", "location temporarily closed", "temporarily closed"})
ONLINE_TYPES: Final = frozenset({"onl", "online", "online meeting"})
HYBRID_TYPES: Final = frozenset({"hy", "hybrid", "hybrid meeting"})
STATUS_TYPES: Final = CLOSED_PLACE | ONLINE_TYPES | HYBRID_TYPES
MEMBERS_ONLY: Final = frozenset({"c", "closed"})
PROOF: Final = frozenset(
    {"poa", "proof of attendance"}
)  # in lists of families "POA" is Parents of Alcoholics
TELLING_FIELDS: Final = frozenset("slug name day time address formatted_address types".split())


def parse(data: FeedBytes, options: ParseOptions) -> Parsed:
    """Reads a whole list; raises Unreadable when it is no Meeting Guide list at all."""
    rows, _around = read_rows(data.main)
    if rows and not any(isinstance(row, dict) and TELLING_FIELDS & row.keys() for row in rows):
        raise Unreadable(_("No row has the fields of a Meeting Guide list, such as slug, name and day."))
    tally = Tally()

    def read(row: dict[str, Any], key: str) -> None:
        for draft in _drafts(row, key, options, tally):
            finish(draft, tally)

    tally.read(rows, lambda row: key_text(row.get("slug")), read)
    return tally.result()


def _drafts(row: dict[str, Any], key: str, options: ParseOptions, tally: Tally) -> list[Draft]:
    """One draft for each day of a row; a row of several days has the day in its keys."""
    whole = _whole_row(row, key, options, tally)
    days = _days(row.get("day"))
    if not days and not text_of(row.get("time")).strip():
        whole.by_appointment = True
        return [whole]
    if not days:
        sentence = _("%(name)s has a time but no day. Give it one, from 0 (Sunday) to 6.")
        tally.problem("bad-time", key, sentence % {"name": whole.name or key}, row)
    drafts = []
    for said in dict.fromkeys(days):
        when = _when(row, said, key, whole.name, tally)
        if when is None:
            continue
        of_day = f"{key}-d{read_weekday(said)}" if len(days) > 1 else key
        length = _length(row, of_day, when[1], whole.name, tally)
        drafts.append(replace(whole, key=of_day, weekday=when[0], start=when[1], duration=length))
    return drafts


def _days(value: object) -> list[str]:
    given = value if isinstance(value, list) else text_of(value).split(",")
    return [words for words in (text_of(part).strip() for part in given[:14]) if words]


def _when(row: dict[str, Any], day: str, key: str, name: str, tally: Tally) -> tuple[int, time] | None:
    weekday = read_weekday(day)
    when = None if weekday is None else read_start(row.get("time"), weekday)
    if when is None:
        sentence = _("%(name)s: its day (0 to 6) or its time (such as 19:30) cannot be read.")
        tally.problem("bad-time", key, sentence % {"name": name or key}, row)
    return when


def _length(row: dict[str, Any], key: str, start: time, name: str, tally: Tally) -> int | None:
    length = minutes_between(start, row.get("end_time"))
    if length is None and text_of(row.get("end_time")).strip():
        sentence = _("%(name)s: its end cannot be right; write it as 20:30, after its start.")
        tally.problem("bad-time", key, sentence % {"name": name or key}, row)
    return length


def _whole_row(row: dict[str, Any], key: str, options: ParseOptions, tally: Tally) -> Draft:
    name = read_name(row.get("name"))
    said = text_of(row.get("timezone")).strip()
    zone = read_zone(said)
    if said and not zone:
        sentence = _("%(name)s: the time zone “%(zone)s” is not known. Write it as America/New_York.")
        tally.problem("bad-time", key, sentence % {"name": name or key, "zone": line(said, 40)}, row)
    types = _types(row.get("types"))
    small = {code.casefold() for code in types}
    place, doubtful = read_place(row, options)
    family = options.fellowship in ("nar-anon", "al-anon")
    draft = Draft(
        row=row,
        key=key,
        name=name,
        time_zone=zone,
        declared=ATTENDANCE.get(text_of(row.get("attendance_option")).strip().lower(), ""),
        shut=bool(small & CLOSED_PLACE),
        online_code=bool(small & ONLINE_TYPES),
        hybrid_code=bool(small & HYBRID_TYPES),
        members_only=bool(small & MEMBERS_ONLY),
        venue=place,
        doubtful_point=doubtful,
        codes=tuple(Code(code, SCHEME) for code in types if code.casefold() not in STATUS_TYPES),
        link=row.get("conference_url"),
        link_notes=row.get("conference_url_notes"),
        phone=row.get("conference_phone"),
        phone_notes=row.get("conference_phone_notes"),
        notes=row.get("notes"),
        getting_in=row.get("location_notes"),
        group_name=line(row.get("group")),
        slips="yes" if small & PROOF and not family else "",
        updated=read_date(row.get("updated")),
        source_url=web_address(row.get("url")),
    )
    return as_meant(draft) if is_ours(row) else draft


def _types(value: object) -> list[str]:
    """Codes out of ["O", "D"], "[open]" or "O, D"; what is no text is left out."""
    given = value if isinstance(value, list) else text_of(value).split(",")
    parts = (line(part, 60).strip("[]\"' ") for part in given[:MOST_CODES])
    return list(dict.fromkeys(part for part in parts if part))
