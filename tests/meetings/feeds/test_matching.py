import json
from dataclasses import replace

import pytest
from django.utils import timezone

from meetings.feeds.matching import source_key
from meetings.feeds.save import save_records
from meetings.models import AlsoListed, Feed, ImportProblem, ImportRun, Meeting, SourceRecord
from tests.meetings.feeds.lists import read
from tests.meetings.feeds.saving import ROOT, counts, listed, meeting, na_feed, row, rows, take

pytestmark = pytest.mark.django_db


def guide_feed(name):
    return na_feed(name, kind=Feed.Kind.MEETING_GUIDE, time_zone="America/Chicago")


def guide_row(slug="lamp", **changes):
    return {"slug": slug, "name": "Lamp", "day": 1, "time": "19:00", "address": "1 Made-Up Street", **changes}


def test_a_bmlt_key_is_the_root_server_and_the_id():
    feed = Feed(pk=7, kind="bmlt", address="https://elsewhere.example/root/")
    assert source_key(feed, "12", "https://lists.example/root/") == "bmlt:https://lists.example/root:12"
    assert source_key(feed, "12") == "bmlt:https://elsewhere.example/root:12"
    assert source_key(Feed(pk=7, kind="bmlt"), "12") == "bmlt:feed-7:12"


def test_other_keys_belong_to_their_list():
    assert source_key(Feed(pk=7, kind="meeting-guide"), "lamp") == "meeting-guide:7:lamp"
    assert source_key(Feed(pk=7, kind="naws-csv"), "G1+Monday+1900") == "naws-csv:7:G1+Monday+1900"


def test_very_long_keys_fit_and_stay_apart():
    feed = Feed(pk=7, kind="meeting-guide")
    first, second = (source_key(feed, "x" * 600 + end) for end in "ab")
    assert len(first) == len(second) <= 480
    assert first != second


def test_the_same_slug_in_two_lists_is_two_meetings():
    take([guide_row()], guide_feed("One"))
    take([guide_row()], guide_feed("Two"))
    assert Meeting.objects.count() == 2


def test_a_bmlt_row_that_another_list_owns_is_also_listed_there():
    take(rows(2), na_feed("Area"))
    result = take(rows(3), na_feed("Region"))
    assert counts(result) == {"created": 1, "also_listed": 2}
    assert Meeting.objects.count() == 3
    assert set(AlsoListed.objects.values_list("feed__name", flat=True)) == {"Region"}
    assert counts(take(rows(3), na_feed("Region"))) == {"unchanged": 1, "also_listed": 2}


def test_what_the_other_list_drops_is_no_longer_also_listed():
    take(rows(2), na_feed("Area"))
    take(rows(3), na_feed("Region"))
    take(rows(3)[1:], na_feed("Region"))
    assert AlsoListed.objects.count() == 1
    assert len(listed()) == 3


def test_a_row_that_its_owner_dropped_stays_with_the_list_that_still_has_it():
    take(rows(4), na_feed("Area"))
    take(rows(4), na_feed("Region"))
    before = meeting(1).pk
    assert counts(take(rows(4)[1:], na_feed("Area"))) == {"unchanged": 3}
    assert "Lamp Group 1" in listed()
    assert counts(take(rows(4), na_feed("Region"))) == {"unchanged": 1, "also_listed": 3}
    assert meeting(1).pk == before
    assert "Lamp Group 1" in listed()
    assert SourceRecord.objects.get(meeting=meeting(1)).feed.name == "Region"
    assert AlsoListed.objects.count() == 3


def test_a_row_that_left_its_list_is_taken_over_by_another_that_brings_it():
    take(rows(4), na_feed("Area"))
    before = meeting(1).pk
    take(rows(4)[1:], na_feed("Area"))
    assert counts(take(rows(2), na_feed("Region"))) == {"updated": 1, "also_listed": 1}
    assert (meeting(1).pk, meeting(1).status) == (before, "listed")
    assert counts(take(rows(4), na_feed("Area"))) == {"unchanged": 3, "also_listed": 1}


def test_a_record_that_comes_twice_is_saved_once():
    feed = na_feed()
    parsed = read("bmlt", json.dumps(rows(1)).encode())
    parsed.meetings.append(replace(parsed.meetings[0], name="Another"))
    run = ImportRun.objects.create(feed=feed, started_at=timezone.now())
    assert counts(save_records(feed, run, parsed)) == {"created": 1, "problems": 1}


def test_a_trailing_slash_of_the_root_server_makes_no_difference():
    take([row(1)])
    assert counts(take([row(1, root_server_uri=f"{ROOT}/")])) in ({"unchanged": 1}, {"updated": 1})
    assert Meeting.objects.count() == 1


def test_a_key_that_stands_twice_counts_once_and_is_a_problem():
    result = take([row(1), row(1, meeting_name="Another"), row(2)])
    assert counts(result) == {"created": 2, "problems": 1}
    assert ImportProblem.objects.get().kind == "duplicate-key"


def test_a_row_that_cannot_be_read_any_more_keeps_its_meeting_as_it_was():
    take(rows(3))
    result = take([row(1, start_time="soon"), *rows(3)[1:]])
    assert counts(result) == {"unchanged": 2, "problems": 1}
    assert "Lamp Group 1" in listed()


def test_a_row_not_to_be_listed_is_a_problem_that_says_so():
    result = take([row(1, published="0"), row(2)])
    assert counts(result) == {"created": 1, "problems": 1}
    problem = ImportProblem.objects.get()
    assert (problem.kind, problem.key) == ("not-listed", "1")
    assert "Lamp Group 1" in problem.sentence


def test_a_row_of_several_days_keeps_the_day_that_cannot_be_read_any_more():
    feed = guide_feed("Days")
    take([guide_row("a", day=[1, 2]), guide_row("b"), guide_row("c", name="Other")], feed)
    result = take([guide_row("a", day=[1, "someday"]), guide_row("b"), guide_row("c", name="Other")], feed)
    assert result.unlisted == 0
    assert Meeting.objects.listed().count() == 4


def test_rows_that_name_no_root_server_belong_to_that_of_the_formats_beside_them():
    formats = [{"id": "1", "key_string": "O", "name_string": "Open", "root_server_uri": f"{ROOT}/"}]
    take([row(1)])
    said = {"meetings": [row(1, root_server_uri="")], "formats": formats}
    assert counts(take(said, na_feed("Region")))["also_listed"] == 1
