"""From what a row says to the record we keep: attendance, ways in, place and what its owner should mend."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any, Final

from django.utils.translation import gettext as _

from meetings.feeds.attendance import Attendance, Signs, attendance
from meetings.feeds.clean import line, plain_text, text, text_of
from meetings.feeds.joining import joining_notes, link_in, one_tap, passcode_in_words, split_joining
from meetings.feeds.links import dial_in, online_kind, passcode_in, web_address
from meetings.feeds.monthly import is_closed_name, may_be_closed_name
from meetings.feeds.our_words import without_its_number, without_ways_to_join, without_where_to_ask
from meetings.feeds.records import HYBRID, IN_PERSON, Code, MeetingRecord, VenueRecord
from meetings.feeds.tally import Tally, skips_weeks
from meetings.feeds.whereabouts import is_nowhere

NAME_LIMIT: Final = 255
# Behind a number, in letters: what a telephone sends to open the room.
DIALLED: Final = re.compile(r"[\w=+/-]{4,60}#")
UNKNOWN_NAME: Final = "Meeting"


@dataclass(slots=True)
class Draft:
    """One meeting on one day as its row says it; `link`, `phone`, `notes` and the like still as they came."""

    row: dict[str, Any]
    key: str
    name: str
    weekday: int | None = None
    start: time | None = None
    by_appointment: bool = False
    weeks: int = 0
    duration: int | None = None
    time_zone: str = ""
    unlist_reason: str = ""
    declared: str = ""
    shut: bool = False
    online_code: bool = False
    hybrid_code: bool = False
    members_only: bool = False
    venue: VenueRecord = field(default_factory=VenueRecord)
    doubtful_point: bool = False
    codes: tuple[Code, ...] = ()
    link: object = ""
    link_notes: object = ""
    phone: object = ""
    phone_notes: object = ""
    notes: object = ""
    getting_in: object = ""
    group_name: str = ""
    service_body_id: str = ""
    service_body_name: str = ""
    world_id: str = ""
    root_server_uri: str = ""
    slips: str = ""
    updated: date | None = None
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class WaysIn:
    """How to join from afar; all empty when there is no way."""

    url: str = ""
    notes: str = ""
    passcode: str = ""
    phone: str = ""
    phone_notes: str = ""


NO_WAY: Final = WaysIn()


def finish(draft: Draft, tally: Tally) -> None:
    """Adds the record of a draft, and the problems its owner should know, to the tally."""
    draft.venue, virtual = _real_place(draft.venue)
    draft.online_code = draft.online_code or virtual
    draft.shut = draft.shut or is_closed_name(draft.name)
    notes, joining = split_joining(without_ways_to_join(text_of(draft.notes)))
    ways = _ways_in(draft, joining)
    found = attendance(_signs(draft, ways))
    shown_ways = NO_WAY if found.kind == IN_PERSON else ways
    texts = (draft.name, plain_text(text_of(draft.notes)), plain_text(text_of(draft.getting_in)))
    record = MeetingRecord(
        key=draft.key,
        name=draft.name or draft.group_name or draft.venue.name or UNKNOWN_NAME,
        root_server_uri=draft.root_server_uri,
        listed=not draft.unlist_reason,
        unlist_reason=draft.unlist_reason,
        weekday=draft.weekday,
        start=draft.start,
        by_appointment=draft.by_appointment,
        duration=draft.duration,
        weeks=draft.weeks,
        time_zone=draft.time_zone,
        pattern_in_notes=skips_weeks(*texts),
        attendance=found.kind,
        building_closed=found.building_closed,
        closed_for_now=found.closed_for_now,
        contact_for_details=found.contact_for_details,
        venue=_venue(draft),
        codes=draft.codes,
        online_url=shown_ways.url,
        online_kind=online_kind(shown_ways.url) if shown_ways.url else "",
        online_notes=shown_ways.notes,
        passcode=shown_ways.passcode,
        phone=shown_ways.phone,
        phone_notes=shown_ways.phone_notes,
        notes=text(notes),
        group_name=draft.group_name,
        service_body_id=draft.service_body_id,
        service_body_name=draft.service_body_name,
        world_id=draft.world_id,
        slips=draft.slips,
        updated=draft.updated,
        source_url=draft.source_url,
    )
    tally.add(record, draft.row, *texts)
    if record.listed:
        _tell(draft, record, found, ways, tally)


def _real_place(venue: VenueRecord) -> tuple[VenueRecord, bool]:
    """The venue without a town or name such as "Virtual"; True when it had one."""
    names = {name: getattr(venue, name) for name in ("name", "street", "city", "region")}
    empty: dict[str, Any] = {name: "" for name, words in names.items() if words and is_nowhere(words)}
    if "city" in empty:
        empty["city"] = "" if "region" in empty else venue.region
    return (replace(venue, **empty), True) if empty else (venue, False)


def _venue(draft: Draft) -> VenueRecord | None:
    venue = draft.venue
    getting_in = text(without_where_to_ask(text_of(draft.getting_in)))
    if getting_in:
        return replace(venue, getting_in=getting_in)
    known = (
        venue.name,
        venue.street,
        venue.neighborhood,
        venue.city,
        venue.county,
        venue.state,
        venue.postal_code,
    )
    return venue if any(known) or venue.transit or venue.latitude is not None else None


def _ways_in(draft: Draft, joining: str) -> WaysIn:
    if not (joining or draft.link or draft.phone or draft.link_notes or draft.phone_notes):
        return NO_WAY
    url = web_address(draft.link)
    number, around = dial_in(draft.phone)
    link_words = without_ways_to_join(without_where_to_ask(plain_text(text_of(draft.link_notes))))
    link_words = without_its_number(link_words, text_of(draft.phone).strip())
    phone_words = without_ways_to_join(plain_text(text_of(draft.phone_notes)))
    if not url:
        url = link_in(joining) or link_in(link_words)
    if not number:
        number = one_tap(joining) or one_tap(link_words)
    if text_of(draft.link) and not url and "://" not in text_of(draft.link):
        link_words = f"{link_words}\n{plain_text(text_of(draft.link))}"
    passcode = passcode_in_words("\n".join((link_words, phone_words, joining)))
    if DIALLED.fullmatch(around):
        passcode, around = passcode or around.rstrip("#"), ""
    by_link = [*link_words.split("\n"), *joining.split("\n")]
    by_phone = [*phone_words.split("\n"), around]
    if number and not url:  # BMLT has one field for both
        by_link, by_phone = [], [*by_link, *by_phone]
    return WaysIn(
        url=url,
        notes=joining_notes(*by_link),
        passcode=(passcode or (passcode_in(url) if url else ""))[:120],
        phone=number,
        phone_notes=joining_notes(*by_phone),
    )


def _signs(draft: Draft, ways: WaysIn) -> Signs:
    venue = draft.venue
    street = bool(venue.street) and not (venue.approximate and ways.url)
    exact = venue.latitude is not None and not venue.approximate
    return Signs(
        declared=draft.declared,
        link=bool(ways.url),
        phone=bool(ways.phone),
        street=street,
        findable=street or exact,
        shut=draft.shut,
        online_code=draft.online_code,
        hybrid_code=draft.hybrid_code,
    )


def _tell(draft: Draft, record: MeetingRecord, found: Attendance, ways: WaysIn, tally: Tally) -> None:
    """Problems of a listed meeting that its list can mend."""
    name, venue = {"name": record.name}, record.venue
    if not draft.name:
        tally.problem("other", record.key, _("This meeting has no name. Give it one."), draft.row)
    if draft.doubtful_point:
        sentence = _("%(name)s: its latitude and longitude cannot be right. Check them on a map.")
        tally.problem("doubtful-coordinates", record.key, sentence % name, draft.row)
    placed = venue and (venue.street or venue.city or venue.postal_code or venue.latitude is not None)
    if found.kind in (IN_PERSON, HYBRID) and not placed:
        sentence = _("%(name)s can be visited, but neither address nor town is given.")
        tally.problem("no-place", record.key, sentence % name, draft.row)
    if found.kind == IN_PERSON and ways.url and online_kind(ways.url):
        sentence = _("%(name)s is marked as in person, but a link to join online is given. Which is right?")
        tally.problem("needs-a-person", record.key, sentence % name, draft.row)
    if may_be_closed_name(draft.name) and not (draft.members_only or draft.shut):
        sentence = _("%(name)s: does “closed” in the name mean for members only, or not meeting for now?")
        tally.problem("needs-a-person", record.key, sentence % name, draft.row)


def read_name(value: object) -> str:
    """A meeting's name in one line, without quotation marks around the whole of it."""
    words = line(value, NAME_LIMIT)
    if len(words) > 2 and words[0] in "\"'“" and words[-1] in "\"'”" and words[0] not in words[1:-1]:
        words = words[1:-1].strip()
    return words
