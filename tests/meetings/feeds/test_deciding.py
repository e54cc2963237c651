"""A held reading is taken in by a person, once, or put aside."""

import datetime as dt
import json
import threading

import pytest
from django.db import connection
from django.utils import timezone

from meetings.feeds.deciding import NotNow, accept_anew, approve, refuse, why_not
from meetings.feeds.kept import drop_run, kept_bytes, kept_list
from meetings.feeds.run import run_feed
from meetings.feeds.sync import feeds_to_read, sync_feeds
from meetings.models import Feed, ImportRun, Meeting
from tests.fake_server import Answer, FakeServer
from tests.meetings.feeds.saving import last_run, listed, na_feed, row, rows, take
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    settings.FEEDS_ALLOW_PRIVATE = True
    with FakeServer() as fake:
        yield fake


def serve(server, said, **changes):
    switcher = "/main_server/client_interface/json/?switcher="
    server.answers[f"{switcher}GetSearchResults"] = Answer(json.dumps(said).encode())
    server.answers[f"{switcher}GetFormats&show_all=1"] = Answer(b"[]")
    server.answers[f"{switcher}GetServiceBodies"] = Answer(b"[]")
    return na_feed("Served", address=server.url("/main_server"), **changes)


def held(server):
    """Ten meetings, of which all but two left."""
    run_feed(serve(server, rows(10)))
    run_feed(serve(server, rows(2)))
    run = last_run()
    assert run.outcome == ImportRun.Outcome.HELD
    return run


def nothing(feed, result):
    pass


def test_an_approved_reading_is_taken_in_as_it_was_read(server):
    run, person = held(server), make_person("publisher")
    serve(server, [])
    result = approve(run, person)
    assert (result.unlisted, listed()) == (8, {"Lamp Group 1", "Lamp Group 2"})
    run.refresh_from_db()
    assert (run.decision, run.decided_by) == ("approved", person)
    assert run.decided_at
    assert kept_bytes(run.feed_id, run.pk) is None


def test_of_two_decisions_the_second_is_told_and_does_nothing(server):
    run, person = held(server), make_person("publisher")
    refuse(run, person)
    with pytest.raises(NotNow, match="invented-publisher decided on this reading before you: refused"):
        approve(run, make_person("administrator"))
    with pytest.raises(NotNow):
        refuse(run, person)
    assert len(listed()) == 10
    assert kept_bytes(run.feed_id, run.pk) is None


def test_what_was_read_before_a_good_reading_is_out_of_date(server):
    run = held(server)
    run_feed(serve(server, rows(10)))
    assert "out of date" in why_not(run)
    with pytest.raises(NotNow, match="out of date"):
        approve(run, make_person("publisher"))
    assert len(listed()) == 10


def test_only_the_newest_of_several_is_taken_in(server):
    run = held(server)
    run_feed(serve(server, rows(3)))
    assert "newer" in why_not(run)
    assert not why_not(last_run())


def test_an_answer_that_is_no_list_cannot_be_approved(server):
    run_feed(serve(server, rows(4)))
    run_feed(serve(server, {"error": "down"}))
    with pytest.raises(NotNow, match="no list"):
        approve(last_run(), make_person("publisher"))
    assert last_run().decision == ""
    refuse(last_run(), make_person("editor"))


def test_when_the_bytes_are_gone_the_list_can_be_read_anew_and_accepted_once(server):
    run, person = held(server), make_person("publisher")
    drop_run(run.feed_id, run.pk)
    with pytest.raises(NotNow, match="14 days"):
        approve(run, person)
    run.refresh_from_db()
    assert run.decision == ""
    accept_anew(run, person)
    assert sync_feeds(due=True, report=nothing) == 0
    assert len(listed()) == 2
    feed = Feed.objects.get(name="Served")
    assert (feed.accept_next, feed.run_asked_at) == (False, None)


def test_what_was_accepted_waits_while_the_server_does_not_answer(server):
    run = held(server)
    accept_anew(run, make_person("publisher"))
    server.answers.clear()
    assert sync_feeds(due=True, report=nothing) == 1
    assert Feed.objects.get(name="Served").accept_next


def test_a_tried_file_can_be_taken_in():
    from meetings.trying import try_list
    from tests.meetings.test_trying import bytes_of

    take(rows(10))
    run = try_list(na_feed(), bytes_of(rows(4)))
    assert "6 of 10" in run.why
    assert approve(run, make_person("publisher")).unlisted == 6


def test_a_list_that_somebody_asked_for_is_read_first_and_once(server):
    now = timezone.now()
    first = serve(server, rows(2), last_good_run=now)
    other = na_feed("Another", kind="meeting-guide", address=server.url("/none.json"))
    assert feeds_to_read(due=True, moment=now) == [other]
    Feed.objects.filter(pk=first.pk).update(run_asked_at=now)
    assert feeds_to_read(due=True, moment=now) == [first, other]
    sync_feeds(due=True, report=nothing)
    assert feeds_to_read(due=True, moment=timezone.now()) == []
    assert ImportRun.objects.filter(feed=first).count() == 1


def test_a_failing_or_held_list_is_not_asked_again_at_every_turn_of_the_timer(server):
    run = held(server)
    now = timezone.now()
    Feed.objects.update(last_good_run=None)
    assert feeds_to_read(due=True, moment=now) == []
    assert feeds_to_read(due=True, moment=now + dt.timedelta(hours=24)) == [run.feed]
    ImportRun.objects.filter(pk=run.pk).update(outcome="failed")
    assert feeds_to_read(due=True, moment=now + dt.timedelta(hours=1)) == [run.feed]


@pytest.mark.django_db(transaction=True)
def test_two_people_approve_at_once_and_one_wins(server):
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: nothing can happen at once")
    run = held(server)
    people = [make_person("publisher"), make_person("administrator")]
    said, begin = [], threading.Barrier(2)

    def decide(person):
        begin.wait()
        try:
            said.append(approve(ImportRun.objects.get(pk=run.pk), person).unlisted)
        except NotNow as why:
            said.append(str(why))
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 8 in said
    assert any("before you" in str(one) for one in said)
    assert Meeting.objects.filter(status="listed").count() == 2
    assert ImportRun.objects.filter(feed=run.feed, outcome="good").count() == 2
    assert kept_list(run.feed_id, run.pk) is None


def test_a_good_reading_waits_for_nobody():
    take([row(1)])
    assert why_not(last_run())
    with pytest.raises(NotNow, match="does not wait"):
        refuse(last_run(), make_person("publisher"))
