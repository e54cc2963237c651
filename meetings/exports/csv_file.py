"""All meetings of a search as one table, RFC 4180: a row each, monthly ones too.

It begins with a byte order mark: without one Excel reads UTF-8 as the letters of its own country, and Zoë
becomes ZoÃ«. Programs read it as `utf-8-sig`. Cells that look like a formula stay text (cells.py).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_noop

from meetings.exports.cells import safe_cell
from meetings.exports.meeting_guide import CLOCK
from meetings.exports.stream import Entry, Origin, batches, origins
from meetings.labels import FellowshipLabel, Labels
from meetings.models import Attendance, ServiceBody, Venue
from meetings.times import DAY_MINUTES, EVERY_WEEK, LAST
from meetings.upcoming import DAYS
from meetings.words import once_per_language, weeks_in_words

BYTE_ORDER_MARK: Final = "\ufeff"
# What no field of a table may hold; lines inside one end with \n.
CONTROLS: Final = re.compile(r"\r\n?|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")
COLUMNS: Final = {
    "id": gettext_noop("Its number here. It never changes."),
    "name": gettext_noop("What the meeting is called."),
    "program": gettext_noop("The program, as in the addresses of this site: na."),
    "program_name": gettext_noop("The program in full."),
    "group": gettext_noop("The group that holds it."),
    "service_body": gettext_noop("The area or region it belongs to."),
    "attendance": gettext_noop("in-person, online, phone or hybrid, as of today."),
    "day": gettext_noop("sunday to saturday; empty by appointment."),
    "start": gettext_noop("Begins at, 24 hours, in its own time zone: 19:00."),
    "end": gettext_noop("Ends at; after midnight that is the next day. Empty when nobody said so."),
    "minutes": gettext_noop("How long it lasts. Empty when nobody said so."),
    "time_zone": gettext_noop("The zone of its clock: America/Chicago."),
    "weeks": gettext_noop("Which weeks of the month, with blanks between: 1 3 last. Empty is every week."),
    "weeks_words": gettext_noop("Day and weeks in words: 1st and last Saturday of the month."),
    "by_appointment": gettext_noop("yes for a meeting without day and time."),
    "closed": gettext_noop("yes while it is not held; building while only the building is shut."),
    "venue": gettext_noop("The building. Empty where the address is not public."),
    "street": gettext_noop("Street and number."),
    "neighborhood": gettext_noop("Neighborhood or borough."),
    "city": gettext_noop("The town."),
    "county": gettext_noop("The county."),
    "state": gettext_noop("The state or province, in letters where there are any: TN."),
    "postal_code": gettext_noop("ZIP or postcode."),
    "country": gettext_noop("Two letters (ISO 3166): US."),
    "latitude": gettext_noop("Only where the point is exact."),
    "longitude": gettext_noop("Only where the point is exact."),
    "address_hidden": gettext_noop("yes where only the town is public."),
    "getting_in": gettext_noop("Which door, floor or bell."),
    "transit": gettext_noop("Bus and train."),
    "formats": gettext_noop("Our words for who it is for, what happens, and the building: open wheelchair."),
    "languages": gettext_noop("BCP 47, with blanks between: en es."),
    "slips": gettext_noop("Attendance slips: yes, no or ask. Empty when nobody said so."),
    "online_url": gettext_noop("The link, without its passcode."),
    "online_notes": gettext_noop("On joining online."),
    "phone": gettext_noop("The number to dial in, without its passcode."),
    "phone_notes": gettext_noop("On joining by phone."),
    "how_to_join": gettext_noop("The page with the passcode, where one is needed."),
    "contact_for_details": gettext_noop("yes where one asks the group how to take part."),
    "notes": gettext_noop("What else its list says."),
    "world_id": gettext_noop("Its number at the program's world service, G00012345 for NA."),
    "list": gettext_noop("Whose list it stands in; this site where our own staff entered it."),
    "list_website": gettext_noop("Where that list is."),
    "license": gettext_noop("The license of that list."),
    "confirmed_on": gettext_noop("When a person last confirmed it. Empty when nobody did."),
    "changed_at": gettext_noop("When our row last changed, UTC."),
    "url": gettext_noop("Its page here."),
}
_weeks_in_words = once_per_language(weeks_in_words)
WEEKS: Final = ("1", "2", "3", "4", "5", "last")


def csv_file(ids: Iterable[int], moment: int, labels: Labels) -> Iterator[bytes]:
    """The header and a row for each, in parts. Two queries, and two for each batch."""
    yield _lines([tuple(COLUMNS)], BYTE_ORDER_MARK)
    table = _Table(labels)
    for found in batches(ids, moment):
        yield _lines(filter(None, map(table.row, found)))


def _lines(rows: Iterable[tuple[str, ...]], before: str = "") -> bytes:
    written = io.StringIO()
    written.write(before)
    csv.writer(written).writerows(rows)  # RFC 4180 is its own way: commas, CRLF, quotes where needed
    return written.getvalue().encode()


def cell(value: str) -> str:
    """One cell, harmless in a spreadsheet."""
    if value[:1].isalnum() and value.isprintable():
        return value  # as nearly all are: what follows is slow
    return safe_cell(CONTROLS.sub(_plainly, value))


def _plainly(found: re.Match[str]) -> str:
    return "\n" if found.group()[0] == "\r" else " "


class _Table:
    """What all rows share."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.bodies = dict(ServiceBody.objects.values_list("pk", "name"))
        self.lists = origins()
        self.ours = Origin(settings.SITE_NAME, settings.SITE_URL, "", "")

    def row(self, entry: Entry) -> tuple[str, ...] | None:
        """None for a meeting whose program was taken back a moment ago."""
        fellowship = self.labels.fellowships.get(entry.fellowship_id)
        if fellowship is None:
            return None
        origin = self.lists.get(entry.origin, self.ours)
        address = f"{settings.SITE_URL}/meetings/{fellowship.slug}/{entry.slug}-{entry.pk}/"
        values = (
            *_what(entry, fellowship, self.bodies.get(entry.service_body_id or 0, "")),
            *_when(entry),
            *_where(entry),
            *self._said(entry.tokens),
            *_ways_in(entry, address),
            *(entry.notes, entry.world_id, origin.name, origin.site, origin.licence),
            *(entry.confirmed_on, entry.updated_at, address),
        )
        return tuple([cell(value) if value else "" for value in values])

    def _said(self, tokens: str) -> tuple[str, str, str]:
        kinds = self.labels.kinds(tokens)
        formats = (slug for name in ("openness", "who", "format", "access") for slug in kinds.get(name, ()))
        return " ".join(formats), " ".join(kinds.get("language", ())), " ".join(kinds.get("slips", ()))


def _what(entry: Entry, fellowship: FellowshipLabel, body: str) -> tuple[str | None, ...]:
    named = (fellowship.slug, fellowship.name, entry.group, body)
    return str(entry.pk), entry.name, *named, entry.attendance


def _when(entry: Entry) -> tuple[str, ...]:
    closed = "yes" if entry.closed_for_now else "building" if entry.building_closed else ""
    if entry.by_appointment or entry.weekday is None or entry.start is None:
        return "", "", "", "", entry.time_zone, "", "", "yes", closed
    last = entry.duration
    monthly = [] if entry.weeks in EVERY_WEEK else _weeks(entry.weeks)
    return (
        DAYS[entry.weekday],
        CLOCK[entry.start],
        CLOCK[(entry.start + last) % DAY_MINUTES] if last else "",
        str(last or ""),
        entry.time_zone,
        " ".join(monthly),
        _weeks_in_words(entry.weeks if monthly else 0, entry.weekday),
        "",
        closed,
    )


def _weeks(mask: int) -> list[str]:
    """The last is the sixth bit."""
    bits = [*(1 << week for week in range(5)), LAST]
    return [word for word, bit in zip(WEEKS, bits, strict=True) if mask & bit]


def _where(entry: Entry) -> tuple[str | None, ...]:
    """Of an online meeting the town of its list, never a door to go to."""
    here = entry.attendance in (Attendance.IN_PERSON, Attendance.HYBRID) or entry.building_closed
    house = (entry.venue, entry.street, entry.neighborhood) if here else ("", "", "")
    exact = here and entry.located == Venue.Located.EXACT and entry.latitude is not None
    return (
        *house,
        *(entry.city, entry.county, entry.state, entry.postal_code if here else "", entry.country),
        f"{entry.latitude:.5f}" if exact else "",
        f"{entry.longitude:.5f}" if exact else "",
        "yes" if entry.address_hidden else "",
        *((entry.getting_in, entry.transit) if here else ("", "")),
    )


def _ways_in(entry: Entry, address: str) -> tuple[str, ...]:
    return (
        *(entry.online_url, entry.online_notes, entry.phone, entry.phone_notes),
        f"{address}join/" if entry.at_join else "",
        "yes" if entry.contact_for_details else "",
    )
