"""Trying a list, and what a held run would change: the real writer, undone."""

import json

import pytest
from django.utils import timezone

from meetings.feeds.kept import kept_list
from meetings.feeds.records import FeedBytes
from meetings.feeds.sync import sync_feeds
from meetings.models import Feed, Group, ImportProblem, ImportRun, Meeting, SourceRecord, Venue
from meetings.trying import try_list
from tests.fake_server import Answer, FakeServer
from tests.meetings.feeds.saving import counts, last_run, meeting, na_feed, row, rows, take

pytestmark = pytest.mark.django_db


def bytes_of(said):
    return FeedBytes(said if isinstance(said, bytes) else json.dumps(said).encode())


def everything():
    models = (Feed, Meeting, SourceRecord, Venue, Group, ImportProblem, Meeting.history.model)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_try_says_what_is_new_changed_gone_and_wrong_and_changes_nothing():
    take(rows(5))
    before = everything()
    said = [row(1, start_time="20:00:00"), *rows(5)[1:4], row(6, weekday_tinyint="1"), row(7, start_time="x")]
    run = try_list(na_feed(), bytes_of(said))
    assert everything() == before
    told = run.difference
    assert [one["name"] for one in told["new"]["rows"]] == ["Lamp Group 6"]
    assert told["new"]["rows"][0]["when"] == "Every Sunday at 7:00 pm"
    (changed,) = told["changed"]["rows"]
    assert (changed["meeting"], changed["name"]) == (meeting(1).pk, "Lamp Group 1")
    assert changed["fields"] == [["Start", "7:00 pm", "8:00 pm"]]
    assert [one["name"] for one in told["gone"]["rows"]] == ["Lamp Group 5"]
    assert "Invented Hall" in told["gone"]["rows"][0]["where"]
    assert told["problems"]["count"] == run.problems == 1
    assert (run.outcome, run.why) == (ImportRun.Outcome.TRIED, "")
    assert (run.created, run.updated, run.unlisted) == (1, 1, 1)


def test_a_try_counts_exactly_what_the_run_then_does():
    take(rows(6))
    said = [row(1, location_street="2 Other Street"), *rows(6)[1:5], *(row(n) for n in range(7, 12))]
    tried = try_list(na_feed(), bytes_of(said))
    done = take(said)
    assert {name: getattr(tried, name) for name in done.counts()} == done.counts()
    assert tried.difference["new"]["count"] == done.created
    assert tried.difference["changed"]["count"] == done.updated
    assert tried.difference["gone"]["count"] == done.unlisted


def test_a_try_names_a_new_venue_and_what_changes_about_an_old_one():
    take(rows(2))
    said = [
        row(1, location_text="Other Hall", location_street="2 Other Street"),
        row(2, location_info="Ring"),
    ]
    told = try_list(na_feed(), bytes_of(said)).difference
    assert told["changed"]["rows"][0]["fields"] == [["Venue", "Invented Hall", "Other Hall"]]
    (venue,) = told["venues"]["rows"]
    assert venue["fields"] == [["Venue: getting in", "Not stated", "Ring"]]


def test_a_try_of_a_list_that_shrank_says_that_it_would_be_held():
    take(rows(10))
    run = try_list(na_feed(), bytes_of(rows(2)))
    assert "8 of 10" in run.why
    assert run.difference["gone"]["count"] == 8
    assert kept_list(run.feed_id, run.pk).main


def test_a_try_of_what_is_no_list_says_why():
    run = try_list(na_feed(), bytes_of(b"<!doctype html>"))
    assert run.why
    assert run.difference is None
    assert kept_list(run.feed_id, run.pk) is None


def test_only_the_first_two_hundred_rows_are_kept_and_all_are_counted():
    told = try_list(na_feed(), bytes_of(rows(230))).difference
    assert (told["new"]["count"], len(told["new"]["rows"])) == (230, 200)


def test_a_held_run_keeps_what_it_would_change():
    take(rows(10))
    take(rows(3))
    run = last_run()
    assert run.outcome == ImportRun.Outcome.HELD
    assert run.difference["gone"]["count"] == 7
    assert Meeting.objects.filter(status="listed").count() == 10


def test_a_try_that_somebody_asked_for_is_done_once_even_of_a_paused_list(settings):
    settings.FEEDS_ALLOW_PRIVATE = True
    guide = [{"slug": "a", "name": "Lamp", "day": 1, "time": "19:00", "address": "1 Made-Up Street"}]
    with FakeServer() as server:
        server.answers["/list.json"] = Answer(json.dumps(guide).encode())
        values = {
            "kind": "meeting-guide",
            "address": server.url("/list.json"),
            "time_zone": "America/Chicago",
        }
        feed = na_feed("Paused", enabled=False, try_asked_at=timezone.now(), **values)
        assert sync_feeds(due=True, report=lambda feed, result: None) == 0
        assert sync_feeds(due=True, report=lambda feed, result: None) == 0
    run = ImportRun.objects.get(feed=feed)
    assert (run.outcome, run.difference["new"]["count"]) == ("tried", 1)
    assert not Meeting.objects.exists()
    assert Feed.objects.get().try_asked_at is None


def test_a_try_that_cannot_reach_its_address_says_so():
    na_feed(
        "Away",
        kind="meeting-guide",
        address="http://127.0.0.1:9/",
        try_asked_at=timezone.now(),
        enabled=False,
    )
    sync_feeds(due=True, report=lambda feed, result: None)
    assert "private network" in last_run().why


def test_the_same_list_tried_again_changes_nothing():
    take(rows(3))
    told = try_list(na_feed(), bytes_of(rows(3))).difference
    assert [told[part]["count"] for part in ("new", "changed", "gone", "venues")] == [0, 0, 0, 0]
    assert counts(take(rows(3))) == {"unchanged": 3}
