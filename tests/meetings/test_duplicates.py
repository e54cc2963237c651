"""Which meetings look like one, and which do not."""

import datetime as dt
import time as clock

import pytest

from meetings.duplicates import find_duplicates, suspicions
from meetings.likeness import One
from meetings.models import DuplicatePair, Feed, Meeting, SourceRecord, Venue
from tests.meetings.feeds.saving import queries
from tests.world import FRIDAY, make_feed, make_meeting, make_venue

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
NEAR = (35.1500, -90.0495)  # 70 m from the usual venue
ROOM = "https://rooms.example/j/123456"


def two(first=(), second=(), lists=("List one", "List two")):
    """Two meetings, alike but for what is changed, each in a list of its own."""
    made = []
    for name, changes in zip(lists, (dict(first), dict(second)), strict=True):
        changes.setdefault("name", "Lamp Group")
        made.append(make_meeting(feed=make_feed(name) if name else None, **changes))
    return made


def online(**changes):
    return {"attendance": "online", "online_url": ROOM, **changes}


def test_the_same_day_time_and_place_in_two_lists_is_suspected_with_its_reasons():
    first, second = two(second={"name": "The Lamp Group (NA)", "venue": make_venue(point=NEAR)})
    assert find_duplicates(NOW) == 1
    pair = DuplicatePair.objects.get()
    assert (pair.first, pair.second, pair.status, pair.found_at) == (first, second, "open", NOW)
    assert pair.why == "Tuesday 7:00 pm; 72 m apart; names alike: 100 of 100"
    assert pair.likeness == 100


ALIKE = {
    "ten minutes later": {"start": "19:10"},
    "an other name": {"name": "Quite another name"},
    "the same street, not placed": {
        "venue": lambda: make_venue(located=Venue.Located.TOWN, street="1 made-up street.", city="MEMPHIS")
    },
    "hybrid": {"attendance": "hybrid"},
    "weekly in one, monthly in the other": {"weeks": 1},
}


@pytest.mark.parametrize("what", ALIKE)
def test_still_suspected(what):
    two(second={name: value() if callable(value) else value for name, value in ALIKE[what].items()})
    assert find_duplicates(NOW) == 1


APART = {
    "another day": {"weekday": FRIDAY},
    "twenty minutes later": {"start": "19:20"},
    "another programme": {"fellowship": "ha"},
    "half a mile away": {"venue": lambda: make_venue(point=(35.157, -90.049), street="9 Other Street")},
    "placed by its town only": {
        "venue": lambda: make_venue(located=Venue.Located.TOWN, street="", name="Another Hall")
    },
    "online": {"attendance": "online", "online_url": ROOM},
    "unlisted": {"status": "unlisted"},
}


@pytest.mark.parametrize("what", APART)
def test_not_suspected(what):
    two(second={name: value() if callable(value) else value for name, value in APART[what].items()})
    assert find_duplicates(NOW) == 0


def test_first_and_third_weeks_are_two_meetings():
    two({"weeks": 1}, {"weeks": 4})
    assert find_duplicates(NOW) == 0


def test_the_same_link_or_conference_is_suspected_and_a_shared_number_alone_is_not():
    two(online(), online(online_url=f"{ROOM}?pwd=x"))
    assert find_duplicates(NOW) == 1
    phone = {"attendance": "phone", "phone": "+1 555 010 0000", "weekday": FRIDAY}
    two({**phone, "phone_notes": "Code 4711"}, {**phone, "phone_notes": "Code 4712"})
    two(phone, phone)
    assert find_duplicates(NOW) == 0
    two({**phone, "phone_notes": "code: 99"}, {**phone, "phone_notes": "99#"})
    assert find_duplicates(NOW) == 1


def test_a_list_that_names_both_tells_them_apart():
    two(lists=("One list", "One list"))
    assert find_duplicates(NOW) == 0


def test_a_meeting_of_ours_may_be_one_of_a_list():
    two(lists=("", "List two"))
    assert find_duplicates(NOW) == 1


def test_what_another_list_names_under_the_same_key_counts_as_in_both():
    first, _second = two()
    record = SourceRecord.objects.get(meeting=first)
    record.also_listed.create(feed=Feed.objects.get(name="List two"))
    assert find_duplicates(NOW) == 0


def test_the_demonstration_is_left_alone():
    two()
    Feed.objects.update(kind=Feed.Kind.DEMO)
    assert find_duplicates(NOW) == 0


def test_what_was_decided_stays_decided_and_what_holds_no_more_is_taken_back():
    first, _second = two()
    third, fourth = two({"weekday": FRIDAY}, {"weekday": FRIDAY})
    assert find_duplicates(NOW) == 2
    assert find_duplicates(NOW) == 0
    DuplicatePair.objects.filter(first=first).update(status="different")
    Meeting.writing.filter(pk=fourth.pk).update(weekday=4)
    Meeting.writing.filter(pk=first.pk).update(weekday=1)
    assert find_duplicates(NOW) == 0
    assert list(DuplicatePair.objects.values_list("first", "status")) == [(first.pk, "different")]
    assert third.pk


def test_it_reads_everything_in_a_fixed_number_of_queries():
    two()
    few = queries(lambda: find_duplicates(NOW))
    for number in range(10):
        two({"start": f"{number:02}:00"}, {"start": f"{number:02}:00"})
    find_duplicates(NOW)
    assert len(queries(lambda: find_duplicates(NOW))) <= len(few)


def test_many_meetings_are_compared_with_their_neighbors_only():
    """Each with each would be 50 million comparisons: minutes instead of a second or two."""
    shared = {"name": "Lamp", "fellowship": 1, "weekday": 2, "start": dt.time(19), "weeks": 0, "link": ""}
    ones = [
        One(
            pk=number,
            point=(30 + number // 2 % 100 / 50, -90 - number // 200 / 50),
            street=f"{number // 2}street town",
            phone="",
            lists=frozenset([number % 2]),
            **shared,
        )
        for number in range(10_000)
    ]
    began = clock.process_time()
    assert len(list(suspicions(ones))) == 5_000
    assert clock.process_time() - began < 10
