"""What may be passed on, as every export reads it: nothing hidden, nothing locked, nothing gone."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test.utils import CaptureQueriesContext

from meetings.exports.stream import OURS, WHOLE, Origin, answer, entries, ids_of, json_list, origins
from meetings.models import Feed, Meeting
from meetings.reindex import reindex
from tests.world import make_feed, make_format, make_meeting, make_record, make_venue

pytestmark = pytest.mark.django_db
MONDAY_NOON = int(dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC).timestamp())


@pytest.fixture
def world(shared_world):
    Feed.objects.filter(pk=shared_world.feed.pk).update(republish=True)
    Meeting.writing.update(republish=True)
    return shared_world


def names(meetings=None):
    found = Meeting.objects.passed_on() if meetings is None else meetings
    return {entry.name for entry in entries(ids_of(found.order_by("pk")), MONDAY_NOON)}


def entry_of(meeting):
    reindex([meeting.pk])
    return next(entries([meeting.pk], MONDAY_NOON))


def test_all_that_is_listed_and_may_be_passed_on_is_there(world):
    assert names() == set(Meeting.objects.listed().values_list("name", flat=True))


@pytest.mark.parametrize(
    "changes",
    [{"status": "draft"}, {"status": "unlisted"}, {"republish": False}],
    ids=["draft", "unlisted", "not to be passed on"],
)
def test_what_is_not_for_everybody_is_left_out(world, changes):
    Meeting.writing.filter(pk=world.lamp.pk).update(**changes)
    assert "Lamp Group" not in names()


def test_a_merged_meeting_is_left_out(world):
    Meeting.writing.filter(pk=world.lamp.pk).update(merged_into=world.olive)
    assert "Lamp Group" not in names()


def test_a_programme_that_is_not_published_is_left_out(world):
    type(world.ha).writing.filter(pk=world.ha.pk).update(published=False)
    assert "River Group" not in names()


def test_an_owner_who_takes_the_leave_back_is_obeyed_at_once(world):
    Feed.objects.filter(pk=world.feed.pk).update(republish=False)
    assert names() == {"River Group", "Porch Light Family Group"}


def test_one_willing_list_is_enough(world):
    Feed.objects.filter(pk=world.feed.pk).update(republish=False)
    other = make_feed("Another invented list", republish=True, fellowship=world.na)
    make_record(world.lamp, other, key="another/1")
    assert "Lamp Group" in names()
    assert origins()[entry_of(world.lamp).origin].name == "Another invented list"


def test_invented_meetings_of_the_demonstration_are_never_passed_on(world):
    Feed.objects.filter(pk=world.feed.pk).update(kind="demo")
    assert "Lamp Group" not in names()


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://list.example/main_server/?key=4417", "https://list.example/"),
        ("https://somebody:4417@list.example/", "https://list.example/"),
        ("http://list.example:8443/x", "http://list.example:8443/"),
        ("http://list.example:99999/", ""),
        ("lists/invented.json", ""),
        ("http://[broken", ""),
    ],
)
def test_of_the_address_of_a_list_its_website_is_told(address, site):
    assert Origin("Invented list", address, "", "bmlt").site == site


def test_what_our_staff_entered_has_no_list(world):
    assert entry_of(world.nashville_ha).origin == OURS
    assert entry_of(world.lamp).origin == world.feed.pk


def test_of_a_hidden_address_the_town_is_left(world):
    Meeting.writing.filter(pk=world.hidden.pk).update(notes="Ring at 7 Secret Lane.")
    entry = entry_of(world.hidden)
    assert (entry.city, entry.state) == ("Memphis", "TN")
    assert not any((entry.venue, entry.street, entry.postal_code, entry.getting_in, entry.notes))
    assert (entry.latitude, entry.longitude) == (None, None)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            {"online_url": "https://zoom.example/j/12?pwd=abcDEF&lang=en"},
            {"online_url": "https://zoom.example/j/12?lang=en"},
        ),
        (
            {"online_url": "https://zoom.example/j/12#pwd=abcDEF"},
            {"online_url": "https://zoom.example/j/12"},
        ),
        ({"online_notes": "Room 12, https://[zoom?pwd=abcDEF"}, {"online_notes": "Room 12, "}),
        ({"passcode": "4417", "online_notes": "Room 12\nCode 4417"}, {"online_notes": "Room 12"}),
        ({"online_notes": "Room 12\nPasscode: 99"}, {"online_notes": "Room 12"}),
        ({"passcode": "4417", "phone_notes": "Be kind.\nP/W 99"}, {"phone_notes": "Be kind."}),
        (
            {"online_notes": "Or https://zoom.example/j/12?pwd=abcDEF"},
            {"online_notes": "Or https://zoom.example/j/12"},
        ),
        ({"online_url": "", "online_notes": "Password: 99"}, {"online_notes": ""}),
        ({"phone": "16465550100,,123#,,,,*4417#"}, {"phone": "16465550100,,123#"}),
        ({"phone": "16465550100,,123#,,#,,4417"}, {"phone": "16465550100,,123#"}),
        ({"phone": "+1 646 555 0100,,1 2-3#,,,,0#,,4417# (NY)"}, {"phone": "+1 646 555 0100,,1 2-3#"}),
        ({"phone": "16465550100,,123,,#,,4417#"}, {"phone": "16465550100,,123"}),
        (
            {"phone_notes": "One tap: +16465550100,,123456#,,1#,4417#"},
            {"phone_notes": "One tap: +16465550100,,123456#"},
        ),
    ],
    ids=[
        *("in the link", "behind its hash", "in a broken link"),
        *("in the notes", "another in the notes", "beside another", "in a link in the notes"),
        *("without a link", "behind the number", "behind the place of a participant"),
        *("behind a participant's number", "behind pauses alone", "dialled in the notes"),
    ],
)
def test_a_passcode_stands_on_the_join_page_only(world, said, shown):
    Meeting.writing.filter(pk=world.online.pk).update(**{"passcode": "", **said})
    entry = entry_of(world.online)
    assert {name: getattr(entry, name) for name in shown} == shown
    assert entry.at_join
    assert not entry.passcode
    assert "4417" not in repr(entry)
    assert "abcDEF" not in repr(entry)


@pytest.mark.parametrize(
    "phone",
    [
        "16465550100,,123456#",
        "+1 646 555 0100,,123 456 789#",
        "555 0100, 555 0101, 555 0102",
        "Dial 555 0100",
    ],
)
def test_a_number_without_a_passcode_stays_as_it_is(world, phone):
    Meeting.writing.filter(pk=world.phone.pk).update(phone=phone)
    entry = entry_of(world.phone)
    assert (entry.phone, entry.at_join) == (phone, False)


def test_a_link_without_a_passcode_stays_as_it_is(world):
    Meeting.writing.filter(pk=world.online.pk).update(
        passcode="", online_url="https://video.example/j/1?a=b%20c", phone="+1 555 0100"
    )
    entry = entry_of(world.online)
    assert entry.online_url == "https://video.example/j/1?a=b%20c"
    assert not entry.at_join


def test_a_closed_building_closes_what_is_held_in_it_and_turns_hybrid_ones_online(world):
    world.hall.closures.create(first_day=dt.date(2026, 11, 20), last_day=dt.date(2026, 11, 23))
    assert entry_of(world.lamp).closed_for_now
    bridge = entry_of(world.hybrid)
    assert (bridge.attendance, bridge.building_closed, bridge.closed_for_now) == ("online", True, False)
    later = next(entries([world.lamp.pk], MONDAY_NOON + 86_400))
    assert not later.closed_for_now


def test_a_meeting_with_very_many_formats_keeps_them_all(world):
    formats = [make_format(f"invented-kind-{number:03}") for number in range(90)]
    meeting = make_meeting("Many Words", formats=formats, republish=True, languages=["es"])
    tokens = entry_of(meeting).tokens.split(",")
    assert len(tokens) == 91
    assert tokens[-1] == "Les"


def test_dates_read_alike_on_both_databases(world):
    Meeting.writing.filter(pk=world.lamp.pk).update(
        confirmed_on=dt.date(2026, 11, 1), updated_at=dt.datetime(2026, 11, 2, 3, 4, 5, 678, tzinfo=dt.UTC)
    )
    entry = entry_of(world.lamp)
    assert (entry.confirmed_on, entry.updated_at) == ("2026-11-01", "2026-11-02 03:04:05")


def test_the_order_asked_for_is_kept_and_what_is_gone_left_out(world):
    wanted = [world.olive.pk, 2_000_000_000, world.lamp.pk]
    assert [entry.pk for entry in entries(wanted, MONDAY_NOON)] == [world.olive.pk, world.lamp.pk]


def test_a_batch_is_two_queries_however_many_it_holds(world):
    for ids in ([world.lamp.pk], ids_of(Meeting.objects.passed_on())):
        with CaptureQueriesContext(connection) as captured:
            list(entries(ids, MONDAY_NOON))
        assert len(captured) == 2


def test_batches_become_one_json_list():
    written = b"".join(json_list(iter([[{"a": 1}], [], [{"b": "é"}, {"c": []}]])))
    assert json.loads(written) == [{"a": 1}, {"b": "é"}, {"c": []}]
    assert b"".join(json_list(iter([]))) == b"[]"


def test_a_short_answer_is_sent_whole_and_a_long_one_as_it_is_made():
    short = answer(iter([b"a", b"b"]), "text/plain")
    assert isinstance(short, HttpResponse)
    assert short.content == b"ab"
    made = []

    def parts():
        for _ in range(4):
            made.append(1)
            yield b"x" * (WHOLE // 2)

    long = answer(parts(), "text/plain")
    assert isinstance(long, StreamingHttpResponse)
    assert len(made) < 4
    assert len(b"".join(long.streaming_content)) == 2 * WHOLE


def test_a_house_that_notes_name_in_other_letters_is_hidden_too(world):
    venue = make_venue(address_hidden=True, name="Quiet House", street="9 Élm Court")
    meeting = make_meeting("Elm", venue=venue, notes="Park at 9 ELM court", republish=True)
    assert entry_of(meeting).notes == ""
