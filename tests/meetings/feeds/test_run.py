import fcntl
import json
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.utils import timezone

from meetings.feeds.result import Busy
from meetings.feeds.run import close_unfinished, run_feed
from meetings.feeds.sync import feeds_to_read, sync_feeds
from meetings.models import Feed, ImportRun, Meeting, SourceRecord
from tests.fake_server import Answer, FakeServer
from tests.meetings.feeds.saving import counts, last_run, listed, meeting, na_feed, row, rows, take

pytestmark = pytest.mark.django_db

GUIDE = [{"slug": "a", "name": "Lamp", "day": 1, "time": "19:00", "address": "1 Made-Up Street"}]


@pytest.fixture
def server(settings):
    settings.FEEDS_ALLOW_PRIVATE = True
    with FakeServer() as fake:
        yield fake


def guide_feed(server, path="/list.json", name="", **changes):
    values = {"kind": Feed.Kind.MEETING_GUIDE, "address": server.url(path), "time_zone": "America/Chicago"}
    return na_feed(name or f"Guide {path}", **{**values, **changes})


def guide(**headers):
    return Answer(json.dumps(GUIDE).encode(), headers=headers)


def not_modified(handler):
    known = handler.headers.get("If-None-Match") == '"one"'
    return Answer(status=304) if known else guide(ETag='"one"')


def test_what_has_not_changed_is_not_sent_again(server):
    server.answers["/list.json"] = not_modified
    feed = guide_feed(server)
    assert run_feed(feed).created == 1
    Feed.objects.update(last_good_run=None)
    feed = Feed.objects.get()
    result = run_feed(feed)
    assert result.outcome == last_run().outcome == ImportRun.Outcome.NOT_MODIFIED
    assert Feed.objects.get().last_good_run
    assert listed() == {"Lamp"}


def test_an_answer_that_an_older_reader_read_is_asked_for_again(server):
    server.answers["/list.json"] = not_modified
    run_feed(guide_feed(server))
    Feed.objects.update(etag='0:"one"')
    assert run_feed(Feed.objects.get()).unchanged == 1


def test_a_held_answer_is_asked_for_again_in_full(server):
    feed = guide_feed(server)
    server.answers["/list.json"] = Answer(b"[]", headers={"ETag": '"empty"'})
    run_feed(feed)
    assert Feed.objects.get().etag == ""


def test_a_server_that_asks_to_wait_is_left_alone_until_then(server):
    server.answers["/list.json"] = Answer(status=429, headers={"Retry-After": "7200"})
    feed = guide_feed(server)
    assert run_feed(feed).outcome == ImportRun.Outcome.FAILED
    wait = Feed.objects.get().not_before - timezone.now()
    assert timedelta(minutes=119) < wait < timedelta(minutes=121)
    assert feeds_to_read(due=True, moment=timezone.now()) == []
    assert feeds_to_read(due=True, moment=timezone.now() + timedelta(hours=3)) == [feed]


def test_a_root_server_gives_meetings_formats_and_service_bodies(server):
    switcher = "/main_server/client_interface/json/?switcher="
    bodies = [{"id": "5", "parent_id": "0", "name": "Invented Area", "type": "AS"}]
    said = [row(1, service_body_bigint="5")]
    server.answers[f"{switcher}GetSearchResults"] = Answer(json.dumps(said).encode())
    server.answers[f"{switcher}GetFormats&show_all=1"] = Answer(b"[]")
    server.answers[f"{switcher}GetServiceBodies"] = Answer(json.dumps(bodies).encode())
    assert run_feed(na_feed(address=server.url("/main_server/"))).created == 1
    assert meeting(1).service_body.name == "Invented Area"


def test_one_broken_list_never_stops_the_others(server):
    server.answers["/good.json"] = guide()
    guide_feed(server, "/bad.json")
    guide_feed(server, "/good.json")
    guide_feed(server, "/off.json", enabled=False)
    told = {}
    bad = sync_feeds(due=False, report=lambda feed, result: told.update({feed.name: result.outcome}))
    assert bad == 1
    assert told == {"Guide /bad.json": "failed", "Guide /good.json": "good"}
    assert listed() == {"Lamp"}


def test_a_fault_in_the_program_is_told_by_its_name_and_stops_no_other_list(server, monkeypatch):
    server.answers["/good.json"] = guide()
    guide_feed(server, "/good.json", kind="no-such-kind", name="A fault")
    guide_feed(server, "/good.json")
    told = {}
    assert sync_feeds(due=False, report=lambda feed, result: told.update({feed.name: result})) == 1
    assert "KeyError" in told["A fault"].held_why
    assert told["Guide /good.json"].good
    assert ImportRun.objects.get(feed__name="A fault").outcome == ImportRun.Outcome.FAILED


def test_a_daily_list_is_due_a_little_before_the_day_is_over(server):
    now = timezone.now()
    feed = guide_feed(server, last_good_run=now - timedelta(hours=23, minutes=40))
    assert feeds_to_read(due=True, moment=now) == [feed]
    assert feeds_to_read(due=True, moment=now - timedelta(hours=1)) == []


def test_a_list_of_no_programme_is_held():
    assert "which program" in take(rows(1), na_feed("Whose", fellowship=None)).held_why


def test_two_runs_of_one_list_do_not_overlap():
    feed = na_feed()
    folder = project.DATA_DIR / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"list-{feed.pk}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Busy, match="under way"):
            take(rows(1), feed)
    assert take(rows(1), feed).created == 1


def test_a_run_that_was_cut_off_is_closed_in_the_end():
    run = ImportRun.objects.create(feed=na_feed(), started_at=timezone.now() - timedelta(hours=7))
    ImportRun.objects.create(feed=na_feed(), started_at=timezone.now())
    assert close_unfinished(timezone.now()) == 1
    run.refresh_from_db()
    assert (run.outcome, bool(run.why)) == (ImportRun.Outcome.FAILED, True)


def test_a_dry_run_says_the_same_and_changes_nothing():
    take(rows(5))
    said = [row(1, start_time="20:00:00"), *rows(5)[1:4], row(6), row(7, published="0")]
    before = everything()
    rehearsed = take(said, dry_run=True)
    assert everything() == before
    assert rehearsed.counts() == take(said).counts()
    assert counts(rehearsed) == {
        "created": 1,
        "updated": 1,
        "unchanged": 3,
        "unlisted": 1,
        "problems": 1,
    }


def test_a_dry_run_says_what_would_be_held():
    take(rows(5))
    assert take([], dry_run=True).outcome == ImportRun.Outcome.HELD
    assert take(b"{", dry_run=True).held_why
    assert ImportRun.objects.count() == 1


def test_a_dry_run_of_a_new_list_leaves_no_list():
    from tests.world import make_fellowship

    feed = Feed(name="New", kind=Feed.Kind.BMLT, fellowship=make_fellowship("na"))
    assert take(rows(2), feed, dry_run=True).created == 2
    assert not Feed.objects.exists()


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Feed, ImportRun, Meeting, SourceRecord, Meeting.history.model)
    ]
