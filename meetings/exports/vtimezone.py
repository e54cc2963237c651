"""VTIMEZONE of any zone for the years a calendar needs, with onsets as RFC 5545 wants them.

`icalendar` makes these too, but writes the spring onset by the clock after the change (3:00 instead of 2:00,
version 7.3.0), so calendars without a zone table of their own would be an hour late there.
"""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

YEARS_AHEAD = 10
STEP = dt.timedelta(days=7)  # no zone changes its clocks twice within a week
SECOND = dt.timedelta(seconds=1)


@lru_cache(maxsize=256)
def vtimezone(name: str, year: int) -> Timezone:
    """The zone's rules from the start of the year before `year`, for YEARS_AHEAD years."""
    zone = ZoneInfo(name)
    first = dt.datetime(year - 1, 1, 1, tzinfo=dt.UTC)
    component = Timezone()
    component.add("tzid", name)
    component.add_component(_observance(zone, first, [first]))
    kinds: dict[tuple[object, ...], list[dt.datetime]] = {}
    for onset in _changes(zone, first, first.replace(year=year + YEARS_AHEAD)):
        before, after = (onset - SECOND).astimezone(zone), onset.astimezone(zone)
        kinds.setdefault((before.utcoffset(), after.utcoffset(), after.tzname()), []).append(onset)
    for onsets in kinds.values():
        component.add_component(_observance(zone, onsets[0] - SECOND, onsets))
    return component


def _changes(zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """The instants at which the zone's offset changes."""
    early = first
    while early < last:
        late = early + STEP
        if _offset(zone, early) != _offset(zone, late):
            yield _change_between(zone, early, late)
        early = late


def _change_between(zone: ZoneInfo, early: dt.datetime, late: dt.datetime) -> dt.datetime:
    while late - early > SECOND:
        middle = early + dt.timedelta(seconds=int((late - early).total_seconds()) // 2)
        if _offset(zone, middle) == _offset(zone, early):
            early = middle
        else:
            late = middle
    return late


def _offset(zone: ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def _observance(
    zone: ZoneInfo, before: dt.datetime, onsets: list[dt.datetime]
) -> TimezoneStandard | TimezoneDaylight:
    """The clock that begins at each onset, written by the clock people had before it."""
    local = onsets[0].astimezone(zone)
    old = _offset(zone, before)
    observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
    walls = [(onset + old).replace(tzinfo=None) for onset in onsets]
    observance.add("dtstart", walls[0])
    if len(walls) > 1:
        observance.add("rdate", walls[1:])
    observance.add("tzoffsetfrom", old)
    observance.add("tzoffsetto", _offset(zone, onsets[0]))
    observance.add("tzname", local.tzname() or "")
    return observance
