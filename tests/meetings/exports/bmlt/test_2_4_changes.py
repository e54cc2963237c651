"""bmlt.md 2.4, GetChanges: what changed, by which list or role; nothing that anybody may not read today."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fellowships.acting import acting_as
from meetings.changing import change_meeting
from meetings.models import Feed, ImportRun, Meeting, Venue
from tests.meetings.exports.bmlt.asking import ask, asked
from tests.world import make_feed, make_record, make_recorded_meeting, make_service_body, make_venue, publish

pytestmark = pytest.mark.django_db
KEYS = (
    "date_int date_string change_type change_id meeting_id meeting_name user_id user_name service_body_id "
    "service_body_name meeting_exists details json_data"
).split()
TODAY = timezone.localdate()


@pytest.fixture
def lamp(db):
    return make_recorded_meeting(
        republish=True, notes="Ask Mary Stone.", online_url="https://x.example/?pwd=1"
    )


def change(meeting, role="editor", **values):
    with acting_as(role):
        change_meeting(meeting.pk, values)


def kinds(query=""):
    return [row["change_type"].removeprefix("comdef_change_type_") for row in ask(f"GetChanges{query}")]


def test_a_row_has_these_keys_and_nothing_but_strings_and_json_data(lamp):
    rows = ask("GetChanges")
    assert rows
    assert all(list(row) == KEYS for row in rows)
    assert all(isinstance(row[key], str) for row in rows for key in KEYS if key != "json_data")


def test_the_newest_stands_first_with_what_was_before(lamp):
    change(lamp, start=dt.time(20))
    change(lamp, role="publisher", name="Lantern Group")
    named, moved, new = ask("GetChanges")
    assert (new["change_type"], moved["change_type"]) == (
        "comdef_change_type_new",
        "comdef_change_type_change",
    )
    assert moved["details"] == "Start was changed from “19:00:00” to “20:00:00”."
    assert (moved["json_data"]["before"]["start_time"], moved["json_data"]["after"]["start_time"]) == (
        "19:00:00",
        "20:00:00",
    )
    assert (named["meeting_name"], named["json_data"]["after"]["meeting_name"]) == (
        "Lamp Group",
        "Lantern Group",
    )
    assert {row["meeting_exists"] for row in (named, moved, new)} == {"1"}


def test_when_is_told_in_seconds_and_in_words(lamp):
    Meeting.history.update(history_date=dt.datetime(2026, 11, 2, 22, 5, tzinfo=dt.UTC))
    row = ask("GetChanges")[0]
    here = timezone.localtime(dt.datetime(2026, 11, 2, 22, 5, tzinfo=dt.UTC))
    assert row["date_int"] == str(int(here.timestamp()))
    assert row["date_string"] == f"{here.hour % 12 or 12}:05 {here:%p}, 11/2/2026"


def test_formats_in_json_data_are_keys(lamp):
    lamp.formats.create(slug="open", label="Open", axis="type")
    change(lamp, start=dt.time(20))
    assert ask("GetChanges")[0]["json_data"]["after"]["formats"] == ["OPEN"]


def test_who_is_a_role_or_a_list_never_a_person(lamp):
    change(lamp, start=dt.time(20))
    feed = make_feed("Invented list of Memphis", fellowship=lamp.fellowship, republish=True)
    run = ImportRun.objects.create(feed=feed, started_at=timezone.now())
    newest = Meeting.history.order_by("-history_id").first()
    row = ask("GetChanges")[0]
    assert (row["user_id"], row["user_name"]) == ("0", "Editor")
    Meeting.history.filter(pk=newest.pk).update(run_number=run.pk)
    publish()
    assert ask("GetChanges")[0]["user_name"] == "Invented list of Memphis"


def test_confirming_alone_is_no_change(lamp):
    change(lamp, confirmed_on=TODAY)
    assert kinds() == ["new"]


def test_dates_are_included_at_both_ends(lamp):
    change(lamp, start=dt.time(20))
    first, second = Meeting.history.order_by("history_id").values_list("pk", flat=True)[:2]
    days = [
        (first, dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)),
        (second, dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)),
    ]
    for pk, moment in days:
        Meeting.history.filter(pk=pk).update(history_date=moment)
    for query, found in {
        "&start_date=2026-03-05": ["change"],
        "&start_date=2026-03-06": [],
        "&end_date=2026-03-01": ["new"],
        "&end_date=2026-02-28": [],
        "&start_date=2026-03-01&end_date=2026-03-05": ["change", "new"],
        "&start_date=0001-01-01&end_date=9999-12-31": ["change", "new"],
    }.items():
        assert kinds(query) == found, query


def test_what_is_no_date_or_number_is_refused(lamp):
    for query in (
        "start_date=2026-02-30",
        "end_date=20260101",
        "start_date=x",
        "meeting_id=x",
        "service_body_id=1e3",
    ):
        answer = asked(f"GetChanges&{query}")
        assert (answer.status_code, list(answer.json())) == (422, ["message"]), query


def test_one_meeting_or_the_meetings_of_a_service_body_and_those_below(lamp):
    region = make_service_body("Invented Region")
    area = make_service_body("Invented Area", parent=region)
    other = make_recorded_meeting("Bridge Group", republish=True, service_body=area)
    for query, names in {
        f"meeting_id={lamp.pk}": ["Lamp Group"],
        f"service_body_id={area.pk}": ["Bridge Group"],
        f"service_body_id={region.pk}": ["Bridge Group"],
        f"service_body_id={2_000_000_000 + lamp.fellowship_id}": ["Lamp Group"],
        "service_body_id=999999": [],
        f"meeting_id={other.pk}&service_body_id={2_000_000_000 + lamp.fellowship_id}": [],
    }.items():
        assert [row["meeting_name"] for row in ask(f"GetChanges&{query}")] == names, query


def test_what_lets_people_in_and_notes_are_told_to_have_changed_and_no_more(lamp):
    """A name that was taken out of the notes does not come back through their history."""
    change(lamp, notes="Ring twice.", passcode="4711", phone="+1 901 555 0100", phone_notes="4711#")
    newest = ask("GetChanges")[0]
    assert newest["details"] == "Notes was changed. Dial-in number was changed."
    assert newest["json_data"]["before"]["comments"] == newest["json_data"]["after"]["comments"] == "********"
    said = json.dumps(ask("GetChanges"))
    assert not [secret for secret in ("Mary", "4711", "pwd", "x.example", "0100") if secret in said]


def test_a_house_that_is_hidden_now_was_always_hidden(lamp):
    change(lamp, start=dt.time(20))
    Venue.writing.filter(pk=lamp.venue_id).update(address_hidden=True)
    publish(lamp)
    said = json.dumps(ask("GetChanges"))
    assert "Memphis" in said
    assert not [secret for secret in ("Made-Up", "Invented Hall", "38103") if secret in said]


def test_the_house_of_a_meeting_that_moved_to_a_hidden_one_is_not_told_either(lamp):
    quiet = make_venue(name="Quiet House", street="7 Secret Lane", address_hidden=True)
    change(lamp, venue=quiet.pk)
    said = json.dumps(ask("GetChanges"))
    assert not [secret for secret in ("Made-Up", "Invented Hall", "Secret", "Quiet") if secret in said]


def test_a_house_it_has_left_and_that_is_hidden_now_is_not_told(lamp):
    change(lamp, venue=make_venue(name="Open Hall", street="2 Made-Up Street").pk)
    Venue.writing.filter(pk=lamp.venue_id).update(address_hidden=True)
    publish()
    moved = ask("GetChanges")[0]["json_data"]
    assert (moved["after"]["location_text"], moved["before"].get("location_text")) == ("Open Hall", None)


def test_of_a_meeting_that_left_the_list_only_that_is_told(lamp):
    change(lamp, status="unlisted", unlisted_why="Away")
    change(lamp, status="listed", unlisted_why="")
    change(lamp, status="unlisted", unlisted_why="Mary Stone moved away")
    (row,) = ask("GetChanges")
    assert (row["change_type"], row["meeting_id"], row["meeting_exists"]) == (
        "comdef_change_type_delete",
        str(lamp.pk),
        "0",
    )
    assert (row["meeting_name"], row["json_data"]) == ("", {})
    assert "Mary" not in json.dumps(row)


def test_a_meeting_that_came_back_has_all_of_its_changes(lamp):
    change(lamp, status="unlisted", unlisted_why="Away")
    change(lamp, status="listed", unlisted_why="")
    assert kinds() == ["new", "delete", "new"]


def test_what_it_was_before_it_might_be_passed_on_is_not_told(lamp):
    change(lamp, republish=False)
    change(lamp, name="Second Name")
    change(lamp, republish=True)
    assert kinds() == ["new", "delete", "new"]
    assert ask("GetChanges")[0]["json_data"].keys() == {"after"}


def test_of_one_that_left_and_whose_list_takes_it_back_nothing_is_told(lamp):
    change(lamp, status="unlisted", unlisted_why="Away")
    make_record(lamp, make_feed(republish=False))
    publish()
    assert ask("GetChanges") == []


@pytest.mark.parametrize("never", ["draft", "not to be passed on", "a list that takes it back", "invented"])
def test_of_a_meeting_that_may_not_be_passed_on_nothing_is_told(lamp, never):
    if never == "draft":
        Meeting.writing.filter(pk=lamp.pk).update(status="draft")
    elif never == "not to be passed on":
        Meeting.writing.filter(pk=lamp.pk).update(republish=False)
    else:
        kind = Feed.Kind.DEMO if never == "invented" else Feed.Kind.BMLT
        make_record(lamp, make_feed(kind=kind, republish=never == "invented"))
    publish(lamp)
    assert ask("GetChanges") == []


def test_what_it_was_before_it_was_for_everybody_is_not_told(db):
    draft = make_recorded_meeting("First Name", republish=True, status="draft")
    change(draft, name="Second Name", status="listed")
    (row,) = ask("GetChanges")
    assert (row["change_type"], list(row["json_data"])) == ("comdef_change_type_new", ["after"])


def test_many_changes_cost_no_more_queries_than_one(lamp):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            rows = ask("GetChanges")
        return len(queries), len(rows)

    cost()
    change(lamp, start=dt.time(20))
    few, rows = cost()
    for hour in (8, 9, 10, 11):
        change(lamp, start=dt.time(hour))
    make_recorded_meeting("Bridge Group", republish=True)
    many, more = cost()
    assert (few, rows + 5) == (many, more)
