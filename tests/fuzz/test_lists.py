"""Damaged lists: parsers raise nothing but Unreadable, and a run takes no listing away and never fails."""

import random
import traceback

import pytest
from django.db import transaction

from meetings.feeds.parsers import PARSERS
from meetings.feeds.records import FeedBytes, ParseOptions, Unreadable
from meetings.feeds.run import run_feed
from meetings.models import Feed, Meeting
from tests.fuzz.damage import damaged_list, samples
from tests.meetings.feeds.lists import assert_storable
from tests.world import make_feed, make_fellowship

FIXED, MANY, RUNS = 300, 10_000, 300
OPTIONS = (ParseOptions(), ParseOptions("na", "America/New_York", "US"))


def faults(number, seed):
    """What the parsers raised or made that cannot be stored, with the number of the list."""
    rng, known, found = random.Random(f"{seed} lists"), samples(), []
    for count in range(number):
        kind, data = damaged_list(rng, known)
        try:
            assert_storable(PARSERS[kind](data, rng.choice(OPTIONS)))
        except Unreadable:
            pass
        except Exception:
            found.append(f"{count}: {kind} {data.main[:1_000]!r}\n{traceback.format_exc()}")
    return found


def test_three_hundred_fixed_damaged_lists():
    assert faults(FIXED, "fixed") == []


@pytest.mark.fuzz
def test_ten_thousand_damaged_lists(fresh_seed):
    found = faults(MANY, fresh_seed)
    assert found == [], f"FUZZ_SEED={fresh_seed}\n" + "\n\n".join(found[:20])


@pytest.mark.fuzz
@pytest.mark.django_db
def test_damaged_lists_are_taken_in_or_refused_and_no_listing_is_lost(fresh_seed):
    sound = {kind: _sound(kind) for kind in PARSERS}
    feeds = {kind: _good_run(kind, body) for kind, body in sound.items()}
    rng, known, found = random.Random(f"{fresh_seed} runs"), [*samples(), *8 * list(sound.items())], []
    for count in range(RUNS):
        kind, data = damaged_list(rng, known)
        try:
            with transaction.atomic():
                found += [f"{count}: {lost}" for lost in _lost(feeds[kind], data)]
                transaction.set_rollback(True)
        except Exception:
            found.append(f"{count}: {kind} {data.main[:1_000]!r}\n{traceback.format_exc()}")
    assert found == [], f"FUZZ_SEED={fresh_seed}\n" + "\n\n".join(found[:20])


def _sound(kind):
    """The sample of that kind with the most meetings."""
    return max(
        (body for sample, body in samples() if sample == kind),
        key=lambda body: _listed_in(kind, body),
    )


def _listed_in(kind, body):
    try:
        return sum(record.listed for record in PARSERS[kind](FeedBytes(body), OPTIONS[1]).meetings)
    except Unreadable:
        return 0


def _good_run(kind, body):
    feed = make_feed(
        f"Sound {kind}",
        kind=kind,
        fellowship=make_fellowship("na"),
        time_zone="America/New_York",
        covers=["us"],
    )
    assert run_feed(feed, given=FeedBytes(body)).created > 3
    return Feed.objects.get(pk=feed.pk)


def _lost(feed, data):
    """Meetings of other lists that a run touched; DESIGN's guard watches over the list's own."""
    others = Meeting.objects.exclude(records__feed=feed).order_by("pk")
    before, own = list(others.values_list("pk", "status")), Meeting.objects.filter(records__feed=feed)
    held_before = own.filter(status="listed").count()
    run_feed(feed, given=data)
    lost = held_before - own.filter(status="listed").count()
    if list(others.values_list("pk", "status")) != before:
        yield "meetings of another list have changed"
    if lost > max(3, 0.3 * held_before):
        yield f"{lost} of {held_before} are gone: {data.main[:1_000]!r}"
