"""Everybody who changes the directory, in any order: people, lists, visitors, mergers, and ways back."""

import datetime as dt
from collections import Counter

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from fellowships.acting import acting_as
from fellowships.roles import role_of
from meetings import asking, changing, merging, settling
from meetings.admin.saving import save_changes
from meetings.corrections import end_corrections, take_list_word
from meetings.deciding import Refused
from meetings.duplicates import find_duplicates
from meetings.fields import version_of
from meetings.models import (
    Cancellation,
    Closure,
    Correction,
    Decision,
    DuplicatePair,
    Group,
    Meeting,
    Report,
    Venue,
)
from meetings.reporting import answer_back, receive
from meetings.suggestions import SUGGESTED, decide
from meetings.undoing import undo
from tests.fuzz.doings import DATES, EDITS, LINKED, LISTS, NUMBERS, SAID, STARTS
from tests.fuzz.remembering import Remembered
from tests.meetings.feeds.saving import na_feed, row, take
from tests.people import make_person
from tests.world import CHICAGO, make_fellowship, make_format, make_group, make_venue

REFUSALS = (Refused, ValidationError, PermissionDenied, merging.NotMerged)
ROLES = ("editor", "publisher")


def make_people():
    """Before a run: making them takes longer than all its steps."""
    for role in ROLES:
        make_person(role)


class Directory(RuleBasedStateMachine):
    """Steps that the program refuses with a sentence change nothing; `done` counts those that it did."""

    done = Counter()

    def __init__(self):
        super().__init__()
        self.remembered = Remembered()
        self.all_of_it = transaction.atomic()
        self.all_of_it.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.all_of_it.__exit__(None, None, None)

    @initialize()
    def begin(self):
        people = get_user_model()._default_manager
        self.people = [people.get(username=f"invented-{role}") for role in ROLES]
        self.feeds = [na_feed("First list"), na_feed("Second list")]
        self.formats = [make_format(slug).pk for slug in ("open", "closed", "women")]
        self.halls = [make_venue(name=name).pk for name in ("First Hall", "Second Hall")]
        self.groups = [make_group(name).pk for name in ("First Group", "Second Group")]
        for name in ("Lamp", "Porch"):
            self.add(name, "19:00")
        self.read_a_list(0, [row(1), row(2)], False)

    @invariant()
    def every_law_holds(self):
        assert self.remembered.look() == []

    def pick(self, number):
        ids = Meeting.objects.order_by("pk").values_list("pk", flat=True)
        return Meeting.objects.get(pk=ids[number % len(ids)])

    def some(self, rows, number):
        found = list(rows.order_by("pk"))
        return found[number % len(found)] if found else None

    def linked(self, asked):
        """Numbers of rows as their ids."""
        held = {"venue": self.halls, "group": self.groups}
        found = {name: held[name][one] for name, one in asked.items() if name in held and one is not None}
        if "group" in asked:
            found.setdefault("group", None)
        if "formats" in asked:
            found["formats"] = [self.formats[one] for one in asked["formats"]]
        return found

    def attempt(self, kind, act, *args, **named):
        """Refused is allowed, half done is not: the laws are looked at after both."""
        try:
            act(*args, **named)
        except REFUSALS:
            self.done[f"{kind}, refused"] += 1
        else:
            self.done[kind] += 1

    @rule(name=st.sampled_from(["Lamp", "Porch"]), start=STARTS)
    def add(self, name, start):
        values = {"name": name, "fellowship": make_fellowship().pk, "venue": self.halls[0], "weekday": 2}
        values |= {
            "attendance": "in-person",
            "start": dt.time.fromisoformat(start),
            "formats": self.formats[:1],
        }
        values |= {"time_zone": CHICAGO, "status": "listed", "group": self.groups[0]}
        self.attempt("added", changing.add_meetings, [values])

    @rule(which=NUMBERS, who=st.integers(0, 1), values=EDITS, links=LINKED, until=st.none() | DATES)
    def edit(self, which, who, values, links, until):
        """An editor's part that moves a meeting becomes a report, and waits."""
        person, pk = self.people[who], self.pick(which).pk
        with acting_as(role_of(person)):
            values = {**values, **self.linked(links)}
            self.attempt("edited", save_changes, person, pk, values, "Seen on the door", until)

    @rule(first=NUMBERS, second=NUMBERS, values=EDITS)
    def edit_in_bulk(self, first, second, values):
        ids = {self.pick(first).pk, self.pick(second).pk}
        self.attempt("edited in bulk", changing.change_meetings, dict.fromkeys(ids, values))

    @rule(which=NUMBERS, day=DATES, off=st.booleans())
    def confirm_or_unlist(self, which, day, off):
        pk = self.pick(which).pk
        if off:
            self.attempt("unlisted", changing.unlist_meetings, [pk], "Closed for good")
        else:
            self.attempt("confirmed", changing.confirm_meetings, [pk], day, "editor")

    @rule(hall=NUMBERS, city=st.sampled_from(["Memphis", "Nashville"]), hidden=st.booleans())
    def change_a_building(self, hall, city, hidden):
        venue = self.some(Venue.objects.all(), hall)
        values = {"city": city, "address_hidden": hidden}
        self.attempt("building changed", changing.change_venue, venue.pk, values)

    @rule(which=st.integers(0, 1), name=st.sampled_from(["First Group", "Other Group"]), shown=st.booleans())
    def change_what_meetings_share(self, which, name, shown):
        group, programme = Group.objects.get(pk=self.groups[which]), make_fellowship()
        group.name, programme.published = name, shown
        self.attempt("group changed", changing.save_published, group)
        self.attempt("programme changed", changing.save_published, programme)

    @rule(which=NUMBERS, hall=st.booleans(), first=DATES, days=st.none() | st.integers(0, 20))
    def close(self, which, hall, first, days):
        meeting = self.pick(which)
        last = None if days is None else first + dt.timedelta(days=days)
        what = {"venue": meeting.venue} if hall and meeting.venue else {"meeting": meeting}
        self.attempt("closed", changing.save_published, Closure(first_day=first, last_day=last, **what))

    @rule(which=NUMBERS, date=DATES, to=st.none() | DATES)
    def cancel_or_move(self, which, date, to):
        meeting = self.pick(which)
        one = Cancellation.objects.filter(meeting=meeting, date=date).first()
        one = one or Cancellation(meeting=meeting, date=date)
        one.moved_to_date = to
        self.attempt("date cancelled", changing.save_published, one)

    @rule(which=NUMBERS, model=st.sampled_from([Closure, Cancellation]))
    def open_again(self, which, model):
        if (one := self.some(model.objects.all(), which)) is not None:
            self.attempt("opened again", changing.delete_published, one)

    @rule(which=st.integers(0, 1), said=LISTS, accept=st.booleans())
    def read_a_list(self, which, said, accept):
        result = take(said, self.feeds[which], accept_shrink=accept)
        self.done[f"list {result.outcome}"] += 1

    @rule(which=st.integers(0, 1), said=LISTS)
    def try_a_list(self, which, said):
        before = Meeting.history.count()
        take(said, self.feeds[which], dry_run=True)
        assert Meeting.history.count() == before
        self.done["list tried"] += 1

    @rule(which=NUMBERS, day=DATES)
    def end_corrections(self, which, day):
        if (one := self.some(Correction.objects.filter(ended_at=None), which)) is not None:
            self.attempt("list's word taken", take_list_word, one)
        self.attempt("corrections ended", end_corrections, day)

    @rule(keep=NUMBERS, gone=NUMBERS, taken=st.sets(st.sampled_from(merging.CHOICES), max_size=4))
    def merge(self, keep, gone, taken):
        self.attempt("merged", merging.merge, self.pick(keep), self.pick(gone), taken)

    @rule(which=NUMBERS, both=st.booleans())
    def decide_on_a_pair(self, which, both):
        find_duplicates(timezone.now())
        pair = self.some(DuplicatePair.objects.filter(status=DuplicatePair.Status.OPEN), which)
        if pair is not None and both:
            self.attempt("both kept", merging.keep_both, pair)
        elif pair is not None:
            self.attempt("pair merged", merging.merge, pair.first, pair.second, pair=pair)

    @rule(which=NUMBERS)
    def take_a_merger_back(self, which):
        if (gone := self.some(Meeting.objects.exclude(merged_into=None), which)) is not None:
            self.attempt("merger taken back", merging.unmerge, gone)

    @rule(which=NUMBERS, said=SAID, reason=st.sampled_from(Report.Reason.values[:6]), sender=NUMBERS)
    def report(self, which, said, reason, sender):
        meeting = self.pick(which)
        about = {"note": "Seen", "sender_mark": f"{sender % 3}", "base_version": version_of(meeting)}
        self.attempt("reported", receive, meeting, reason, said, **about)

    @rule(said=SAID)
    def report_a_missing_one(self, said):
        values = {"name": "Missing", "weekday": 3, "start": "18:00", "venue.city": "Memphis", **said}
        more = {"fellowship": make_fellowship()}
        self.attempt("missing reported", receive, None, Report.Reason.MISSING, values, **more)

    @rule(which=NUMBERS, who=st.integers(0, 1), refused=st.integers(0, 63), despite=st.booleans())
    def decide_on_a_report(self, which, who, refused, despite):
        if (report := self.some(Report.objects.filter(status__in=Report.OPEN), which)) is None:
            return
        fields = report.suggestions.filter(status="waiting").values_list("field", flat=True)
        names = [name for bit, name in enumerate(fields) if not refused & 1 << bit]
        about = {"by": self.people[who], "moved": bool(refused & 32), "despite": names if despite else ()}
        self.attempt("decided", decide, report, accept=dict.fromkeys(names, SUGGESTED), **about)

    @rule(
        which=NUMBERS, who=st.integers(0, 1), act=st.sampled_from(["confirm", "close", "unlist"]), until=DATES
    )
    def settle(self, which, who, act, until):
        about = {"confirm": {}, "close": {"until": until, "why": "Snow"}, "unlist": {"why": "Nobody there"}}
        do = getattr(settling, act)
        self.attempt(f"settled: {act}", do, self.pick(which), self.people[who], **about[act])

    @rule(which=NUMBERS, who=st.integers(0, 1))
    def ask_back(self, which, who):
        if (report := self.some(Report.objects.filter(status__in=Report.OPEN), which)) is not None:
            self.attempt("asked back", asking.ask_back, report, "Which door?", self.people[who])
            answer_back(report, "The green one")

    @rule(which=NUMBERS, who=st.integers(0, 1))
    def undo(self, which, who):
        if (decision := self.some(Decision.objects.filter(undone_at=None), -1 - which % 3)) is not None:
            self.attempt("undone", undo, decision, self.people[who])

    @rule(which=NUMBERS, version=NUMBERS, who=st.integers(0, 1), merged=st.booleans())
    def bring_back(self, which, version, who, merged):
        past = Meeting.history.exclude(merged_into=None) if merged else Meeting.history
        if (was := self.some(past.filter(id=self.pick(which).pk), version)) is not None:
            self._bring_back(Meeting, was, who)

    @rule(model=st.sampled_from([Closure, Cancellation, Venue]), version=NUMBERS, gone=st.booleans())
    def bring_back_what_belongs_to_it(self, model, version, gone):
        past = model.history.filter(history_type="-") if gone else model.history
        if (was := self.some(past.all(), version)) is not None:
            self._bring_back(model, was, 1)

    def _bring_back(self, model, was, who):
        """As the page of a version does it."""
        request = RequestFactory().post("/")
        request.user = self.people[who]
        pages, now = admin.site._registry[model], model.objects.filter(pk=was.id).first()
        with acting_as(role_of(request.user)):
            if now is None:
                self.attempt("brought back, deleted", pages.restore_deleted, request, was)
            else:
                self.attempt("brought back", pages.restore, request, now, was)
