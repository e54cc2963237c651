"""Edits, lists, mergers, closures and restores in any order: nothing is lost, and the search always agrees.

After every step each version that ever was can be read back from history as it was, no meeting has vanished,
and `reindex --check` finds nothing to do.
"""

import datetime as dt
from collections import defaultdict
from contextlib import suppress

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from fellowships.acting import acting_as
from meetings import changing, merging
from meetings.fields import as_python, past_snapshot, snapshot
from meetings.models import Cancellation, Closure, Meeting
from meetings.reindex import check
from tests.meetings.feeds.saving import na_feed, row, take
from tests.world import CHICAGO, make_fellowship, make_format, make_venue

pytestmark = pytest.mark.django_db
FIRST_DAY = dt.date(2026, 11, 1)
NUMBERS = st.integers(0, 60)
DATES = NUMBERS.map(lambda days: FIRST_DAY + dt.timedelta(days=days))
STARTS = st.sampled_from([dt.time(7), dt.time(19), dt.time(23, 30)])
ROLES = st.sampled_from(["editor", "publisher", "group-contact"])
LISTS = st.lists(
    st.builds(
        row,
        st.integers(1, 4),
        meeting_name=st.sampled_from(["Lamp", "Lantern", "Porch"]),
        start_time=st.sampled_from(["07:00:00", "20:00:00"]),
        weekday_tinyint=st.sampled_from(["1", "3", "5"]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda said: said["id_bigint"],
)


class Directory(RuleBasedStateMachine):
    """What the model remembers: every version of every meeting, by the number of its row in history."""

    every = 1  # looked at after so many steps, and at the end

    def __init__(self):
        super().__init__()
        self.versions, self.ids, self.steps = {}, set(), 0
        self.all_of_it = transaction.atomic()
        self.all_of_it.__enter__()

    def teardown(self):
        try:
            self.look()
        finally:
            transaction.set_rollback(True)
            self.all_of_it.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.feed = na_feed()
        self.formats = [make_format(slug).pk for slug in ("open", "closed", "women")]
        self.halls = [make_venue(name=name).pk for name in ("First Hall", "Second Hall")]
        self.add("Lamp", dt.time(19))

    def pick(self, number):
        return sorted(self.ids)[number % len(self.ids)]

    @rule(name=st.sampled_from(["Lamp", "Porch"]), start=STARTS)
    def add(self, name, start):
        values = {"name": name, "fellowship": make_fellowship().pk, "venue": self.halls[0], "weekday": 2}
        more = {"attendance": "in-person", "start": start, "time_zone": CHICAGO, "status": "listed"}
        changing.add_meetings([{**values, **more}])

    @rule(
        number=NUMBERS,
        role=ROLES,
        values=st.fixed_dictionaries(
            {},
            optional={
                "name": st.sampled_from(["Lamp", "Candle"]),
                "start": STARTS,
                "duration": st.sampled_from([None, 60, 90]),
                "weeks": st.sampled_from([0, 1, 33]),
                "notes": st.sampled_from(["", "Ring twice"]),
                "status": st.sampled_from(["listed", "draft"]),
            },
        ),
        formats=st.none() | st.sets(st.integers(0, 2)),
        hall=st.none() | st.integers(0, 1),
    )
    def edit(self, number, role, values, formats, hall):
        if formats is not None:
            values = {**values, "formats": [self.formats[one] for one in formats]}
        if hall is not None:
            values = {**values, "venue": self.halls[hall]}
        with acting_as(role):
            changing.change_meeting(self.pick(number), values, reason="Seen on the door")

    @rule(number=NUMBERS, day=DATES)
    def confirm(self, number, day):
        changing.confirm_meetings([self.pick(number)], day, "editor")

    @rule(number=NUMBERS)
    def unlist(self, number):
        changing.unlist_meetings([self.pick(number)], "Closed for good")

    @rule(said=LISTS)
    def read_the_list(self, said):
        take(said, self.feed)

    @rule(number=NUMBERS, version=NUMBERS)
    def bring_back(self, number, version):
        pk = self.pick(number)
        past = list(Meeting.history.filter(id=pk).order_by("history_id"))
        if past:
            said = past_snapshot(past[version % len(past)])
            own = {name: as_python(name, value) for name, value in said.items() if name != "merged_into"}
            changing.change_meeting(pk, own, reason="Brought back")

    @rule(number=NUMBERS, other=NUMBERS)
    def merge(self, number, other):
        keep, gone = (Meeting.objects.get(pk=self.pick(one)) for one in (number, other))
        with suppress(merging.NotMerged):
            merging.merge(keep, gone, ["name", "start"])

    @rule(number=NUMBERS)
    def take_a_merger_back(self, number):
        with suppress(merging.NotMerged):
            merging.unmerge(Meeting.objects.get(pk=self.pick(number)))

    @rule(
        number=NUMBERS, hall=st.none() | st.integers(0, 1), first=DATES, days=st.none() | st.integers(0, 20)
    )
    def close(self, number, hall, first, days):
        last = None if days is None else first + dt.timedelta(days=days)
        what = {"meeting_id": self.pick(number)} if hall is None else {"venue_id": self.halls[hall]}
        changing.save_published(Closure(first_day=first, last_day=last, **what))

    @rule()
    def open_again(self):
        if (closure := Closure.objects.order_by("pk").first()) is not None:
            changing.delete_published(closure)

    @rule(number=NUMBERS, date=DATES, to=st.none() | DATES)
    def cancel_or_move(self, number, date, to):
        pk = self.pick(number)
        if not Cancellation.objects.filter(meeting=pk, date=date).exists():
            changing.save_published(Cancellation(meeting_id=pk, date=date, moved_to_date=to))

    @rule(hall=st.integers(0, 1), city=st.sampled_from(["Memphis", "Nashville"]), hidden=st.booleans())
    def change_a_building(self, hall, city, hidden):
        changing.change_venue(self.halls[hall], {"city": city, "address_hidden": hidden})

    @invariant()
    def nothing_is_lost_and_the_search_agrees(self):
        self.steps += 1
        ids = set(Meeting.objects.values_list("pk", flat=True))
        assert self.ids <= ids, "a meeting has vanished"
        self.ids = ids
        if self.steps % self.every == 0:
            self.look()

    def look(self):
        found = everything_that_was()
        assert {number: found.get(number) for number in self.versions} == self.versions, (
            "the past has changed"
        )
        self.versions = found
        if found:
            last = Meeting.history.get(pk=max(found))
            assert {"id": last.id, **past_snapshot(last)} == found[last.pk]
        newest = {one["id"]: one for _number, one in sorted(found.items())}
        now = {one.pk: {"id": one.pk, **snapshot(one)} for one in Meeting.objects.all()}
        assert newest == now, "the newest version is not what stands"
        assert check() == []


def everything_that_was():
    """Each version by its number, as `past_snapshot` reads one; two queries for all."""
    held = defaultdict(list)
    links = apps.get_model("meetings", "HistoricalMeeting_formats").objects
    for version, one in links.values_list("history_id", "format_id"):
        held[version].append(one)
    return {one.pk: {"id": one.id, **snapshot(one, held[one.pk])} for one in Meeting.history.all()}


def run(machine, steps, examples):
    asked = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=asked)


def test_fifty_steps_lose_nothing():
    run(Directory, steps=50, examples=3)


class LongDirectory(Directory):
    every = 50


@pytest.mark.fuzz
def test_a_thousand_steps_lose_nothing():
    run(LongDirectory, steps=1_000, examples=10)
