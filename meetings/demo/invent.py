"""Inventing meetings around real towns: the same ones for the same seed, towns and day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from fellowships.models import Fellowship
from meetings.demo import words
from meetings.models import (
    Attendance,
    Cancellation,
    Closure,
    Feed,
    Group,
    Meeting,
    Place,
    Venue,
    Weekday,
    meeting_slug,
)

SEED = 20
SPREAD_DEGREES = 0.06  # most venues within 6 miles of the middle of the town
Choice = TypeVar("Choice")


@dataclass(slots=True)
class Invention:
    """Unsaved rows; `formats[i]` are the format slugs of `meetings[i]`."""

    venues: list[Venue] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    formats: list[tuple[str, ...]] = field(default_factory=list)
    closures: list[Closure] = field(default_factory=list)
    cancellations: list[Cancellation] = field(default_factory=list)


class Inventor:
    def __init__(self, feed: Feed, fellowships: dict[str, Fellowship], today: dt.date) -> None:
        self.random = Random(SEED)
        self.feed = feed
        self.today = today
        self.fellowships = [
            (fellowships[slug], weight) for slug, weight in words.FELLOWSHIPS if slug in fellowships
        ]
        self.made = Invention()

    def invent(self, towns: Iterable[Place]) -> Invention:
        for town in towns:
            for _number in range(self._groups_in(town)):
                self._group(town)
        self._make_exceptions()
        return self.made

    def pick(self, choices: Sequence[tuple[Choice, int]]) -> Choice:
        """One of (choice, weight)."""
        return self.random.choices([choice for choice, _ in choices], [weight for _, weight in choices])[0]

    def _groups_in(self, town: Place) -> int:
        return min(28, 11 + town.population // 300_000)

    def _group(self, town: Place) -> None:
        """A group with one building, one time of day and one to four days."""
        fellowship = self.pick(self.fellowships)
        word = self.random.choice(words.GROUPS)
        group = Group(fellowship=fellowship, name=f"Demo: {word} Group", feed=self.feed)
        group.key = f"demo-{len(self.made.groups)}"
        self.made.groups.append(group)
        venue = self._venue(town)
        attendance = Attendance(self.pick(words.ATTENDANCE))
        if attendance in (Attendance.IN_PERSON, Attendance.HYBRID):
            self.made.venues.append(venue)
        hour, minute = self.pick([((hour, minute), weight) for hour, minute, weight in words.STARTS])
        days = self.random.sample(Weekday.values, self.pick([(1, 50), (2, 25), (3, 15), (4, 10)]))
        for day in sorted(days):
            meeting = self._meeting(group, venue, attendance, town)
            meeting.name = f"Demo: {Weekday(day).name.title()} {word} Group"
            meeting.slug = meeting_slug(meeting.name)
            meeting.weekday, meeting.start = day, dt.time(hour, minute)
            self._finish(meeting, town, fellowship)

    def _venue(self, town: Place) -> Venue:
        name, kind = self.random.choice(words.BUILDINGS)
        hidden = self.random.random() < 0.03
        return Venue(
            feed=self.feed,
            key=f"demo-{len(self.made.venues)}",
            name=f"Demo {name}",
            building_kind=kind,
            street=f"{self.random.randrange(1, 999)} {self.random.choice(words.STREETS)}",
            city=town.name,
            state=town.admin1 if town.country == "US" else "",
            country=town.country,
            latitude=round(town.latitude + self.random.gauss(0, SPREAD_DEGREES), 5),
            longitude=round(town.longitude + self.random.gauss(0, SPREAD_DEGREES), 5),
            located=Venue.Located.TOWN if hidden else Venue.Located.EXACT,
            time_zone=town.time_zone,
            getting_in=self.random.choice(words.GETTING_IN),
            transit=self.random.choice(words.TRANSIT),
            address_hidden=hidden,
        )

    def _meeting(self, group: Group, venue: Venue, attendance: Attendance, town: Place) -> Meeting:
        meeting = Meeting(
            fellowship=group.fellowship,
            group=group,
            attendance=attendance,
            time_zone=town.time_zone,
            status=Meeting.Status.LISTED,
            duration=self.pick(words.DURATIONS),
            weeks=self.pick(words.WEEKS),
            slips=self.pick(words.SLIPS),
        )
        if meeting.near_a_place:
            meeting.venue = venue
            meeting.contact_for_details = venue.address_hidden
        if attendance in (Attendance.ONLINE, Attendance.HYBRID):
            meeting.online_url = f"https://example.org/demo-room-{len(self.made.meetings)}"
            meeting.online_kind = self.pick([("video", 8), ("voice", 1), ("text", 1)])
            meeting.online_notes = "Demo: there is no such room."
        if attendance == Attendance.PHONE:
            meeting.phone = "+1 202 555 0123"  # a number kept free for invented people
            meeting.phone_notes = "Demo: nobody answers this number."
        return meeting

    def _finish(self, meeting: Meeting, town: Place, fellowship: Fellowship) -> None:
        local = words.LANGUAGE_OF.get(town.country)
        meeting.languages = (
            [local] if local else self.pick([([], 80), (["en"], 11), (["es"], 7), (["en", "es"], 2)])
        )
        if len(self.made.meetings) % words.BY_APPOINTMENT_EVERY == 50:
            meeting.by_appointment, meeting.weekday, meeting.start, meeting.weeks = True, None, None, 0
        if self.random.random() < 0.4:
            meeting.confirmed_on = self.today - dt.timedelta(days=self.random.randrange(1, 300))
            meeting.confirmed_by = "demonstration"
        what = words.WHAT.get(fellowship.slug, words.WHAT_ELSEWHERE)
        found = self.pick(words.OPEN_OR_CLOSED) + self.pick(words.WHO)
        if self.random.random() < 0.8:
            found += (self.random.choice(what),)
        if meeting.near_a_place:
            found += self.pick(words.ACCESS)
        self.made.meetings.append(meeting)
        self.made.formats.append(found)

    def _make_exceptions(self) -> None:
        """A few closed buildings, with and without a day they open again, and a few cancelled dates."""
        for number, venue in enumerate(self.made.venues):
            if number % 60 == 30:
                until = self.today + dt.timedelta(days=40) if number % 120 == 30 else None
                reason = "Demo: the building is being repaired."
                first = self.today - dt.timedelta(days=3)
                self.made.closures.append(
                    Closure(venue=venue, first_day=first, last_day=until, reason=reason)
                )
        weekly = [
            meeting for meeting in self.made.meetings if not meeting.by_appointment and not meeting.weeks
        ]
        for meeting in weekly[:: words.CANCELLED_EVERY]:
            ahead = ((meeting.weekday or 0) - self.today.isoweekday()) % 7
            date = self.today + dt.timedelta(days=ahead)
            reason = "Demo: not this week."
            self.made.cancellations.append(Cancellation(meeting=meeting, date=date, reason=reason))
