"""Meeting Guide JSON: the safe profile that TSML UI, the TSML plugin and AA's app all read without a warning.

Weekly meetings only, one object each, no empty key. Tests that stand beside the traps they keep clear of:
tests/meetings/exports/meeting_guide/.
"""

from array import array
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.exports.conference_hosts import conference_phone, conference_url
from meetings.exports.finder_ids import columns_asked
from meetings.exports.meeting_guide_place import whereabouts
from meetings.exports.meeting_guide_types import CLOSED, GuideTypes, guide_types
from meetings.exports.stream import Entry, Origin, batches, json_list, made, origins
from meetings.filters import Asked
from meetings.labels import Labels
from meetings.models import Attendance, ServiceBody
from meetings.times import DAY_MINUTES, EVERY_WEEK

ATTENDANCE: Final = {
    Attendance.IN_PERSON.value: "in_person",
    Attendance.HYBRID.value: "hybrid",
    Attendance.ONLINE.value: "online",
    Attendance.PHONE.value: "online",
}
CLOCK: Final = tuple(f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in range(60))
Written = dict[str, Any]


class Weekly(NamedTuple):
    """The meetings of a feed, and how many it leaves out because they are not held every week."""

    ids: "array[int]"
    monthly: int
    by_appointment: int


def weekly(asked: Asked, moment: int, labels: Labels) -> Weekly:
    """In one query, and what the finder asks; raises NoSuchPlace."""
    ids, monthly, by_appointment = array("q"), 0, 0
    for pk, weeks, no_time in columns_asked(asked, moment, labels, "weeks", "by_appointment"):
        if weeks in EVERY_WEEK or no_time:
            ids.append(pk)
            by_appointment += no_time
        else:
            monthly += 1
    return Weekly(ids, monthly, by_appointment)


def meeting_guide(ids: "array[int]", moment: int, labels: Labels) -> Iterator[bytes]:
    """The whole feed as parts of one JSON array. Two queries, and two for each batch."""
    return json_list(made(batches(ids, moment), Guide(labels).row))


class Guide:
    """What all rows of a feed share."""

    def __init__(self, labels: Labels) -> None:
        self.site: str = settings.SITE_URL
        self.fellowships = labels.fellowship_slugs
        self.types: Mapping[int, GuideTypes] = guide_types(labels.version)
        self.lists = {pk: _entity(origin) for pk, origin in origins().items()}
        self.ours: Written = {"entity": settings.SITE_NAME, "entity_url": self.site}
        self.bodies = dict(ServiceBody.objects.values_list("pk", "name"))

    def row(self, entry: Entry) -> Written | None:
        """None for a meeting that changed to every other week, or lost its programme, a moment ago."""
        slug = self.fellowships.get(entry.fellowship_id)
        if slug is None or (entry.weeks not in EVERY_WEEK and not entry.by_appointment):
            return None
        address = f"{self.site}/meetings/{slug}/{entry.slug}-{entry.pk}/"
        typed = self.types[entry.fellowship_id].of(entry.tokens)
        ways, to_say = _ways_in(entry, address)
        told = _told(entry, address, typed.words)
        shut = entry.closed_for_now or entry.building_closed
        written = {
            "slug": f"{slug}-{entry.pk}",
            "name": entry.name,
            **_when(entry),
            "timezone": entry.time_zone,
            **whereabouts(entry),
            "types": (CLOSED, *typed.codes) if shut else typed.codes,
            "attendance_option": "inactive" if entry.closed_for_now else ATTENDANCE[entry.attendance],
            **ways,
            "notes": "\n".join([part for part in (entry.notes, *told, *to_say) if part]),
            "group": entry.group,
            "district": self.bodies.get(entry.service_body_id or 0),
            "url": address,
            "feedback_url": f"{address}report/",
            "updated": entry.updated_at,
            **self.lists.get(entry.origin, self.ours),
            "x_fellowship": slug,
            "x_world_id": entry.world_id,
            "x_confirmed_on": entry.confirmed_on,
            **typed.exactly,
        }
        return {name: value for name, value in written.items() if value or value == 0}


def _entity(origin: Origin) -> Written:
    return {"entity": origin.name, "entity_url": origin.site, "x_licence": origin.licence}


def _when(entry: Entry) -> Written:
    """Nothing at all by appointment: a null would be shown as today."""
    if entry.by_appointment or entry.weekday is None or entry.start is None:
        return {}
    lasts = (entry.duration or 0) % DAY_MINUTES
    return {
        "day": entry.weekday,
        "time": CLOCK[entry.start],
        "end_time": CLOCK[(entry.start + lasts) % DAY_MINUTES] if lasts else "",
    }


def _ways_in(entry: Entry, address: str) -> tuple[Written, list[str]]:
    """How to join from afar; and as words for the notes what clients would erase. Nothing while closed."""
    if entry.closed_for_now or not (entry.online_url or entry.phone or entry.at_join):
        return {}, [] if entry.closed_for_now else [entry.online_notes, entry.phone_notes]
    url, phone = conference_url(entry.online_url), conference_phone(entry.phone)
    unlocked = [_("How to join: %(address)s") % {"address": f"{address}join/"}] if entry.at_join else []
    by_link = "\n".join(filter(None, (entry.online_notes, *unlocked)))
    by_phone = "\n".join(filter(None, (entry.phone_notes, *_other_numbers(entry.phone, phone))))
    if phone and not url:
        by_link, by_phone = entry.online_notes, "\n".join(filter(None, (by_phone, *unlocked)))
    written = {
        "conference_url": url,
        "conference_url_notes": by_link if url else "",
        "conference_phone": phone,
        "conference_phone_notes": by_phone if phone else "",
        "website": "" if url else entry.online_url,
    }
    to_say = [] if url else [_online(entry), by_link]
    return written, to_say if phone else [*to_say, _by_phone(entry), by_phone]


def _online(entry: Entry) -> str:
    return _("Online: %(link)s") % {"link": entry.online_url} if entry.online_url else ""


def _by_phone(entry: Entry) -> str:
    return _("By phone: %(number)s") % {"number": entry.phone} if entry.phone else ""


def _other_numbers(words: str, number: str) -> list[str]:
    """All of the words, where they say more than the number given."""
    digits = "".join(filter(str.isdigit, words))
    return [words] if number and digits != "".join(filter(str.isdigit, number)) else []


def _told(entry: Entry, address: str, words: tuple[str, ...]) -> Iterator[str]:
    """What no field says and somebody must know before they go."""
    if entry.closed_for_now:
        yield _("Closed for now: it is not held.")
    if entry.address_hidden and entry.attendance in (Attendance.IN_PERSON, Attendance.HYBRID):
        yield _("Held in person. The address is not public: %(address)s") % {"address": address}
    if entry.contact_for_details:
        yield _("Ask the group how to take part: %(address)s") % {"address": address}
    if words:
        yield _("Also: %(words)s") % {"words": "; ".join(words)}
