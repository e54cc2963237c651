"""What of a list's values a meeting takes over, and which corrections of ours still hold against them."""

from collections import defaultdict
from typing import Any, Final

from django.utils import timezone

from meetings.feeds.batch import MeetingBatch
from meetings.feeds.history import update_all
from meetings.feeds.values import OWN_FIELDS, json_value, python_value
from meetings.feeds.work import Work
from meetings.models import Correction, Meeting, meeting_slug

LINKS: Final = ("venue", "group", "service_body")
ENDED_FIELDS: Final = ("ended_at", "ended_why", "ended_how")
Ending = Correction.Ending


def changed_values(
    was: dict[str, Any],
    now: dict[str, Any],
    corrections: dict[str, Correction],
    links: dict[str, int | None],
) -> set[str]:
    """Names of the values that the list changed, without those that a correction of ours still holds.

    Corrections that hold no more are marked as ended; `links` are the rows that values name by key.
    """
    changed = {name for name in now if now[name] != was.get(name)}
    for name, correction in corrections.items():
        if name not in now:
            continue
        if python_value(name, now[name]) == python_value(name, correction.list_value):
            changed.discard(name)
            continue
        ours = links[f"{name}_id"] if name in LINKS else now[name]
        agrees = python_value(name, ours) == python_value(name, correction.value)
        close_correction(correction, Ending.AGREED if agrees else Ending.MOVED)
        changed.add(name)
    return changed


def close_correction(correction: Correction, how: Correction.Ending) -> None:
    correction.ended_at, correction.ended_how = timezone.now(), how
    correction.ended_why = str(how.label)


def take_values(meetings: MeetingBatch, meeting: Meeting, now: dict[str, Any], changed: set[str]) -> None:
    for name in changed.intersection(OWN_FIELDS):
        if json_value(name, getattr(meeting, name)) != now[name]:
            meetings.change(meeting, name, python_value(name, now[name]))
    if "name" in changed:
        meetings.change(meeting, "slug", meeting_slug(meeting.name))
    if "formats" in changed:
        meetings.change_formats(meeting, frozenset(now["formats"]))


def open_corrections(meetings: MeetingBatch) -> dict[int, dict[str, Correction]]:
    found: dict[int, dict[str, Correction]] = defaultdict(dict)
    for correction in Correction.objects.filter(meeting__in=meetings.ids, ended_at=None):
        found[correction.meeting_id][correction.field] = correction
    return found


def end_marked(work: Work, corrections: dict[int, dict[str, Correction]]) -> None:
    """Those that the list agrees with now need nobody; of the others staff are told."""
    ended = [one for found in corrections.values() for one in found.values() if one.ended_at]
    if ended:
        update_all(work.run, ended, ENDED_FIELDS)
        moved = [one for one in ended if one.ended_how == Ending.MOVED]
        work.ended_corrections += [f"{one.meeting}: {one.field}" for one in moved]
