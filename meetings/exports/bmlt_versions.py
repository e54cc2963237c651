"""Versions of meetings that may be told of: each with the one before it, newest first."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery

from meetings.exports.bmlt_mount import Mount
from meetings.models import ImportRun, Meeting, Venue

READ: Final = 1_000  # versions looked at: earlier ones are asked for with end_date


class Asked(NamedTuple):
    """From the first moment to before the last; None is not asked."""

    first: dt.datetime | None
    last: dt.datetime | None
    meeting: int | None
    bodies: Q | None


class Step(NamedTuple):
    """From one version of a meeting to the next; None where anybody could not read it then.

    `told` is False for a meeting that has left the list: only that it did is for everybody.
    """

    version: Any  # the later one, as history has it
    before: Any
    after: Any
    told: bool


class Beside(NamedTuple):
    """What versions name, by number: a house is missing where it is hidden now."""

    formats: dict[int, list[int]]
    houses: dict[int, Venue]
    hidden: frozenset[int]  # meetings whose address nobody may know today
    lists: dict[int, str]


def steps(mount: Mount, asked: Asked) -> list[Step]:
    """Three queries."""
    versions = list(_versions(mount, asked))
    earlier = Meeting.history.in_bulk(_ids(one.earlier for one in versions), field_name="history_id")
    listed = mount.meetings().filter(pk__in={one.id for one in versions}).order_by()
    shown = frozenset(listed.values_list("pk", flat=True))
    found: list[Step] = []
    left: set[int] = set()
    for one in versions:
        before, after = _public(mount, earlier.get(one.earlier)), _public(mount, one)
        if one.id in shown and (before or after):
            found.append(Step(one, before, after, told=True))
        elif one.id not in shown | left and before and not after:
            left.add(one.id)
            found.append(Step(one, None, None, told=False))
    return found


def beside(found: list[Step]) -> Beside:
    """Three queries, and one for the names of lists."""
    versions = [version for step in found for version in (step.before, step.after) if version]
    formats: dict[int, list[int]] = defaultdict(list)
    held = apps.get_model("meetings", "HistoricalMeeting_formats")._default_manager
    numbers = [version.history_id for version in versions]
    for number, pk in held.filter(history_id__in=numbers).values_list("history_id", "format_id"):
        formats[number].append(pk)
    houses = Venue.objects.in_bulk(_ids(version.venue_id for version in versions))
    hidden = Meeting.objects.filter(pk__in={one.id for one in versions}, venue__address_hidden=True)
    runs = _ids(step.version.run_number for step in found)
    lists = ImportRun.objects.filter(pk__in=runs).values_list("pk", "feed__name") if runs else ()
    return Beside(formats, houses, frozenset(hidden.values_list("pk", flat=True)), dict(lists))


def _versions(mount: Mount, asked: Asked) -> Iterator[Any]:
    """Only of meetings that may be passed on, or might if they were still listed."""
    held = Meeting.objects.given().filter(fellowship_id=mount.fellowship.pk)
    named = Meeting.history.filter(id__in=held.exclude(status=Meeting.Status.DRAFT).values("pk"))
    if asked.meeting is not None:
        named = named.filter(id=asked.meeting)
    if asked.bodies is not None:
        named = named.filter(asked.bodies)
    if asked.first:
        named = named.filter(history_date__gte=asked.first)
    if asked.last:
        named = named.filter(history_date__lt=asked.last)
    older = Meeting.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    earlier = Subquery(older.order_by("-history_id").values("history_id")[:1])
    return iter(named.annotate(earlier=earlier).order_by("-history_id")[:READ])


def _public(mount: Mount, version: Any) -> Any:
    """The version if it stood in this mount then, else None."""
    stood = (
        version is not None
        and version.status == Meeting.Status.LISTED
        and version.republish
        and version.merged_into_id is None
        and version.fellowship_id == mount.fellowship.pk
        and not version.by_appointment
        and version.weekday is not None
        and version.start is not None
    )
    return version if stood else None


def _ids(numbers: Iterable[int | None]) -> list[int]:
    return sorted({number for number in numbers if number})
