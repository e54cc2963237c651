"""What the steps of one save share: the list, the run, what its rows name, and what was written so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from meetings.feeds.as_listed import as_listed
from meetings.feeds.bodies import body_key, group_key
from meetings.feeds.matching import Row
from meetings.feeds.placing import Placed
from meetings.feeds.records import HYBRID, IN_PERSON, MeetingRecord, Problem
from meetings.feeds.values import ZONES, meeting_values, unsound
from meetings.feeds.venues import VenueBook
from meetings.models import Feed, ImportProblem, ImportRun

Kind = ImportProblem.Kind
Progress = Callable[[int, int], None]  # rows done, rows in all


@dataclass(slots=True)
class Work:
    feed: Feed
    run: ImportRun
    book: VenueBook
    bodies: dict[str, int]
    groups: dict[str, int]
    rows: int = 0
    progress: Progress | None = None
    done: int = 0
    created: int = 0
    updated: int = 0
    unlisted: int = 0
    touched: set[int] = field(default_factory=set)  # meetings to reindex
    meetings: dict[str, int] = field(default_factory=dict)  # by the row's key in its list
    problems: list[Problem] = field(default_factory=list)
    ended_corrections: list[str] = field(default_factory=list)
    said_otherwise: bool = False  # exports differ, though no page does
    notes: list[str] = field(default_factory=list)  # for staff, with the run

    def advance(self, rows: int) -> None:
        self.done += rows
        if self.progress:
            self.progress(self.done, self.rows)

    def values(self, row: Row) -> dict[str, Any] | None:
        """What we make of a row; None when it cannot be listed, with a problem that says why."""
        record = row.record
        placed = self.book.placed.get(self.book.key(record.venue))
        zone = zone_of(self.feed, record, placed)
        if why := unsound(record):
            self._say(Kind.BAD_TIME, record, why)
            return None
        if not zone:
            self._say(Kind.NO_ZONE, record, _no_zone(record))
            return None
        if record.attendance in (IN_PERSON, HYBRID):
            self._doubt(record, placed)
        values = meeting_values(self.feed, row, zone)
        values.update(self.book.said(self.book.key(record.venue)))
        values.update(
            venue=self.book.key(record.venue),
            group=group_key(record),
            service_body=body_key(record),
            listed=True,
            unlisted_why="",
        )
        return values

    def as_listed(self, row: Row) -> str:
        return as_listed(row.record.venue, self.book.values.get(self.book.key(row.record.venue)))

    def linked(self, values: dict[str, Any]) -> dict[str, int | None]:
        """Ids of the venue, group and service body that the values name by key."""
        return {
            "venue_id": self.book.ids.get(values["venue"]),
            "group_id": self.groups.get(values["group"]),
            "service_body_id": self.bodies.get(values["service_body"]),
        }

    def _say(self, kind: str, record: MeetingRecord, sentence: str) -> None:
        self.problems.append(Problem(kind, record.key, sentence, _raw(record)))

    def _doubt(self, record: MeetingRecord, placed: Placed | None) -> None:
        if placed is None:
            self._say(Kind.NO_PLACE, record, _("It is held in person but names no place."))
        elif placed.kind:
            self.problems.append(placed.problem(record.key, _raw(record)))


def zone_of(feed: Feed, record: MeetingRecord, placed: Placed | None) -> str:
    """The row's own zone, else that of its coordinates, else the list's, else that of the town; else none."""
    if record.time_zone in ZONES:
        return record.time_zone
    if placed and placed.by_coordinates and placed.time_zone:
        return placed.time_zone
    if feed.time_zone in ZONES:
        return feed.time_zone
    return placed.time_zone if placed else ""


def _no_zone(record: MeetingRecord) -> str:
    return _(
        "Neither the row nor its place says in which time zone %(name)s meets, and none is set for the list."
    ) % {"name": record.name or record.key}


def _raw(record: MeetingRecord) -> str:
    """A few words by which the list's owner finds the row."""
    when = f"{record.weekday} {record.start:%H:%M}" if record.start else ""
    return " | ".join(filter(None, [record.name, when, record.venue.city if record.venue else ""]))
