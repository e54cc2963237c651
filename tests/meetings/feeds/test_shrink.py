"""A list that breaks, empties or shrinks never takes a listing down: over a real HTTP server."""

import json

import pytest

from meetings.feeds.kept import kept_bytes
from meetings.feeds.run import run_feed
from meetings.models import ImportRun, Meeting, SourceRecord
from tests.fake_server import Answer, FakeServer
from tests.meetings.feeds.saving import counts, last_run, listed, meeting, na_feed, row, rows, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    settings.FEEDS_ALLOW_PRIVATE = True
    with FakeServer() as fake:
        yield fake


def serve(server, said, **changes):
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    switcher = "/main_server/client_interface/json/?switcher="
    server.answers[f"{switcher}GetSearchResults"] = Answer(body, **changes)
    server.answers[f"{switcher}GetFormats&show_all=1"] = Answer(b"[]")
    server.answers[f"{switcher}GetServiceBodies"] = Answer(b"[]")
    return na_feed("Served", address=server.url("/main_server"))


def read(server, said, **changes):
    return run_feed(serve(server, said, **changes))


WHOLE = json.dumps(rows(10)).encode()
BROKEN = {
    "empty": b"[]",
    "nothing": b"",
    "truncated": WHOLE[: len(WHOLE) // 2],
    "web page": b"<!doctype html><title>Down for a while</title>",
    "halved": json.dumps(rows(5)).encode(),
    "another list": json.dumps([row(n, meeting_name="Other") for n in range(50, 60)]).encode(),
    "rows that say nothing": json.dumps([{"id_bigint": "1", "meeting_name": "x"}]).encode(),
    "nothing published": json.dumps(rows(10, published="0")).encode(),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_list_leaves_every_listing_and_is_held_with_a_reason(server, broken):
    assert read(server, rows(10)).created == 10
    before = sorted(Meeting.objects.values_list("pk", "status", "updated_at"))
    result = read(server, BROKEN[broken])
    assert result.outcome == ImportRun.Outcome.HELD
    assert result.held_why.endswith((".", "%"))
    assert last_run().why == result.held_why
    assert sorted(Meeting.objects.values_list("pk", "status", "updated_at")) == before
    assert SourceRecord.objects.filter(present=True).count() == 10
    if BROKEN[broken]:
        assert kept_bytes(last_run().feed_id, last_run().pk) == BROKEN[broken]
    assert counts(read(server, rows(10))) == {"unchanged": 10}


@pytest.mark.parametrize("status", [404, 500, 403])
def test_a_server_that_fails_leaves_every_listing(server, status):
    read(server, rows(3))
    result = read(server, rows(3), status=status)
    assert result.outcome == ImportRun.Outcome.FAILED
    assert result.held_why
    assert len(listed()) == 3


def test_a_broken_off_body_leaves_every_listing(server):
    read(server, rows(3))
    body = json.dumps(rows(3)).encode()
    assert read(server, body[:200], claims=len(body)).outcome == ImportRun.Outcome.FAILED
    assert len(listed()) == 3


def test_a_list_of_three_may_lose_one():
    take(rows(3))
    assert counts(take(rows(2))) == {"unchanged": 2, "unlisted": 1}
    assert listed() == {"Lamp Group 1", "Lamp Group 2"}


def test_a_list_of_ten_may_lose_three_and_not_four():
    take(rows(10))
    assert take(rows(6)).outcome == ImportRun.Outcome.HELD
    assert take(rows(7)).unlisted == 3


def test_a_long_list_may_lose_thirty_per_cent():
    take(rows(20))
    assert take(rows(13)).outcome == ImportRun.Outcome.HELD
    assert take(rows(14)).unlisted == 6


def test_a_list_of_one_may_not_lose_it_without_a_person():
    take([row(1)])
    assert take([row(2)]).outcome == ImportRun.Outcome.HELD
    assert counts(take([row(2)], accept_shrink=True)) == {"created": 1, "unlisted": 1}


def test_a_person_may_accept_an_empty_list():
    take(rows(5))
    assert counts(take([], accept_shrink=True)) == {"unlisted": 5}
    assert listed() == set()


def test_rows_that_turn_unpublished_count_as_leaving():
    take(rows(10))
    assert take([*rows(5), *(row(n, published="0") for n in range(6, 11))]).outcome == ImportRun.Outcome.HELD
    result = take([*rows(8), row(9, published="0"), row(10, published="0")])
    assert result.unlisted == 2
    assert meeting(9).unlisted_why


def test_what_left_keeps_its_id_and_comes_back_under_it():
    take(rows(4))
    before = meeting(4).pk
    take(rows(3))
    gone = meeting(4)
    assert (gone.pk, gone.status, gone.unlisted_why) == (before, "unlisted", "No longer in its list")
    assert gone.unlisted_at
    assert not gone.records.get().present
    assert [past.history_type for past in gone.history.all()] == ["~", "+"]
    assert counts(take(rows(4))) == {"updated": 1, "unchanged": 3}
    assert (meeting(4).pk, meeting(4).status, meeting(4).unlisted_why) == (before, "listed", "")


def test_what_was_unpublished_comes_back_when_it_is_published_again():
    take(rows(4))
    take([*rows(3), row(4, published="0")])
    assert meeting(4).status == "unlisted"
    assert counts(take([*rows(3), row(4, published="0")])) == {"unchanged": 4}
    take(rows(4))
    assert meeting(4).status == "listed"


def test_what_staff_unlisted_is_not_listed_again_by_its_list():
    take(rows(4))
    hidden = meeting(4)
    hidden.status, hidden.unlisted_why = "unlisted", "Somebody called: it has closed"
    hidden.save()
    take([*rows(3), row(4, start_time="20:00:00")])
    take(rows(3))
    take(rows(4))
    assert (meeting(4).status, meeting(4).unlisted_why) == ("unlisted", "Somebody called: it has closed")


def test_a_run_with_a_row_without_a_readable_key_unlists_nothing():
    take(rows(4))
    result = take([*rows(2), row("?"), row(3, published="0")])
    assert counts(result) == {"unchanged": 2, "problems": 1}
    assert len(listed()) == 4
    assert counts(take([*rows(2), row(3, published="0"), row(4)]))["unlisted"] == 1
