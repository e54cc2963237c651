"""Whether a meeting can be walked into, joined from afar or both, from the many ways lists say it."""

from dataclasses import dataclass
from typing import Final

from meetings.feeds.records import HYBRID, IN_PERSON, ONLINE, PHONE

INACTIVE: Final = "inactive"


@dataclass(frozen=True, slots=True)
class Signs:
    """What a row says: `declared` is an attendance, `inactive` or empty; `shut`: the place is closed."""

    declared: str = ""
    link: bool = False
    phone: bool = False
    street: bool = False
    findable: bool = False  # a street, or exact coordinates
    shut: bool = False
    online_code: bool = False  # VM, ONL, or a town called "Virtual"
    hybrid_code: bool = False


@dataclass(frozen=True, slots=True)
class Attendance:
    kind: str
    building_closed: bool = False
    closed_for_now: bool = False
    contact_for_details: bool = False


def attendance(signs: Signs) -> Attendance:
    """What the row states decides, else its links and address. A shut place leaves the way in from afar."""
    way_in = signs.link or signs.phone
    if signs.shut or signs.declared == INACTIVE:
        if way_in:
            return Attendance(_afar(signs), building_closed=True)
        if signs.declared == ONLINE or (signs.online_code and not signs.street):
            return Attendance(ONLINE, closed_for_now=signs.declared == "", contact_for_details=True)
        return Attendance(IN_PERSON, closed_for_now=True)
    kind = signs.declared or _derived(signs)
    if kind == ONLINE and signs.phone and not signs.link:
        kind = PHONE
    missing = (kind in (ONLINE, PHONE, HYBRID) and not way_in) or (kind == IN_PERSON and not signs.findable)
    return Attendance(kind, contact_for_details=missing)


def _afar(signs: Signs) -> str:
    return ONLINE if signs.link else PHONE


def _derived(signs: Signs) -> str:
    if signs.hybrid_code:
        return HYBRID
    if signs.link or signs.phone or signs.online_code:
        if signs.street and not (signs.online_code and not (signs.link or signs.phone)):
            return HYBRID
        return PHONE if signs.phone and not signs.link else ONLINE
    return IN_PERSON
