import pytest

from fellowships import version
from meetings.feeds import save
from meetings.formats import load_formats
from meetings.models import Feed, ImportRun, Meeting, SearchRow, ServiceBody, SourceRecord, Venue
from meetings.reindex import check
from tests.meetings.feeds.saving import counts, last_run, listed, meeting, na_feed, queries, row, rows, take
from tests.world import make_meeting, make_place

pytestmark = pytest.mark.django_db

CODES = [
    {"id": "1", "key_string": "O", "name_string": "Open", "lang": "en", "world_id": "OPEN"},
    {"id": "2", "key_string": "D", "name_string": "Discussion", "lang": "en", "world_id": "DISC"},
]


def test_a_new_row_becomes_a_listed_meeting_with_its_venue_and_search_row():
    result = take([row(1, meeting_name="Lamp Group", location_info="The green door")])
    assert counts(result) == {"created": 1}
    lamp = meeting(1)
    assert (lamp.name, lamp.slug, lamp.status) == ("Lamp Group", "lamp-group", "listed")
    assert (lamp.weekday, f"{lamp.start:%H:%M}", lamp.duration) == (2, "19:00", 60)
    assert lamp.time_zone == "America/Chicago"
    assert (lamp.venue.name, lamp.venue.located, lamp.venue.getting_in) == (
        "Invented Hall",
        "exact",
        "The green door",
    )
    assert SearchRow.objects.listed().filter(meeting=lamp).exists()
    assert check() == []


def test_rows_with_the_same_address_share_a_venue():
    take([row(1), row(2, location_text="INVENTED hall"), row(3, location_text="Other Hall")])
    assert Venue.objects.count() == 2
    assert meeting(1).venue == meeting(2).venue != meeting(3).venue


def test_the_longest_words_about_a_shared_venue_are_kept():
    take([row(1, location_info="Ring"), row(2, location_info="Ring the lower bell"), row(3)])
    assert meeting(3).venue.getting_in == "Ring the lower bell"


def test_formats_stand_beside_the_meeting_and_in_its_history():
    load_formats()
    take([row(1, formats="O,D", format_shared_id_list="1,2")], formats=CODES)
    lamp = meeting(1)
    assert set(lamp.formats.values_list("slug", flat=True)) == {"open", "discussion"}
    past = lamp.history.get()
    assert (past.history_type, past.run_number, past.history_user) == ("+", last_run().pk, None)
    assert {link.format.slug for link in past.formats.all()} == {"open", "discussion"}
    assert lamp.venue.history.get().run_number == last_run().pk


def test_what_the_list_said_is_kept_apart_from_what_we_publish():
    take([row(1, meeting_name="Lamp Group")])
    record = SourceRecord.objects.get()
    assert record.said["name"] == record.published_values["name"] == "Lamp Group"
    assert (record.present, record.first_run, record.changed_run) == (True, last_run(), last_run())


def test_service_bodies_come_with_their_parents():
    bodies = [
        {"id": "12", "parent_id": "3", "name": "Invented Area", "type": "AS", "url": "https://area.example/"},
        {"id": "3", "parent_id": "0", "name": "Invented Region", "type": "RS", "helpline": "555 0100"},
    ]
    take([row(1, service_body_bigint="12")], service_bodies=bodies)
    assert meeting(1).service_body.name == "Invented Area"
    assert meeting(1).service_body.parent.name == "Invented Region"
    assert ServiceBody.history.count() == 2


def test_service_bodies_in_a_circle_stand_side_by_side():
    bodies = [
        {"id": "1", "parent_id": "2", "name": "One", "type": "AS"},
        {"id": "2", "parent_id": "1", "name": "Two", "type": "AS"},
    ]
    take([row(1)], service_bodies=bodies)
    assert set(ServiceBody.objects.values_list("name", "parent")) == {("One", None), ("Two", None)}
    bodies[0]["name"] = "One more"
    take([row(1)], service_bodies=bodies)
    assert ServiceBody.objects.get(source_id="1").name == "One more"


def test_a_body_that_staff_renamed_stays_so_until_the_list_changes_it():
    bodies = [{"id": "1", "parent_id": "0", "name": "Area", "type": "AS"}]
    take([row(1)], service_bodies=bodies)
    body = ServiceBody.objects.get()
    body.name = "Our name for it"
    body.save()
    take([row(1)], service_bodies=bodies)
    assert ServiceBody.objects.get().name == "Our name for it"
    bodies[0]["name"] = "New Area"
    take([row(1)], service_bodies=bodies)
    assert ServiceBody.objects.get().name == "New Area"


def test_groups_are_shared_by_the_meetings_that_name_them():
    feed = na_feed("Guide", kind=Feed.Kind.MEETING_GUIDE, time_zone="America/Chicago")
    said = [
        {
            "slug": "a",
            "name": "Lamp",
            "day": 1,
            "time": "19:00",
            "group": "Lamp Group",
            "address": "1 Made-Up",
        },
        {
            "slug": "b",
            "name": "Lamp",
            "day": 2,
            "time": "19:00",
            "group": "LAMP group",
            "address": "1 Made-Up",
        },
    ]
    take(said, feed)
    first, second = Meeting.objects.order_by("weekday")
    assert first.group == second.group
    assert first.group.name == "Lamp Group"


def test_the_same_list_again_writes_only_its_run_whatever_its_length():
    few, many = na_feed("Few"), na_feed("Many")
    take(rows(3), few)
    take(rows(40, root_server_uri="https://more.example/root"), many)
    before, histories = version.current(), Meeting.history.count()
    short = queries(lambda: take(rows(3), few))
    long = queries(lambda: take(rows(40, root_server_uri="https://more.example/root"), many))
    assert len(short) == len(long) <= 11
    writes = [sql for sql in long if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(writes) == 3, "the run, its end, and Feed.last_good_run"
    assert (version.current(), Meeting.history.count()) == (before, histories)
    assert last_run().unchanged == 40


def test_only_what_changed_is_written_and_remembered():
    take(rows(5))
    before = version.current()
    result = take([row(1, start_time="20:00:00"), *rows(5)[1:]])
    assert counts(result) == {"updated": 1, "unchanged": 4}
    assert f"{meeting(1).start:%H:%M}" == "20:00"
    assert [past.history_type for past in meeting(1).history.all()] == ["~", "+"]
    assert meeting(1).history.first().run_number == last_run().pk
    assert meeting(2).history.count() == 1
    assert version.current() > before
    assert check() == []


def test_a_change_of_formats_is_remembered_with_them():
    load_formats()
    take([row(1, formats="O", format_shared_id_list="1")], formats=CODES)
    take([row(1, formats="D", format_shared_id_list="2")], formats=CODES)
    now, before = meeting(1).history.all()
    assert [link.format.slug for link in now.formats.all()] == ["discussion"]
    assert [link.format.slug for link in before.formats.all()] == ["open"]


def test_the_first_real_meeting_takes_the_invented_ones_away():
    demo = Feed.objects.create(kind=Feed.Kind.DEMO, name="Demonstration", enabled=False)
    make_meeting("Invented", feed=demo)
    take([row(1)])
    assert listed() == {"Lamp Group 1"}
    assert not Feed.objects.filter(kind=Feed.Kind.DEMO).exists()


def test_a_list_with_nothing_new_leaves_the_invented_ones():
    demo = Feed.objects.create(kind=Feed.Kind.DEMO, name="Demonstration", enabled=False)
    make_meeting("Invented", feed=demo)
    take([row(1, published="0")], accept_shrink=True)
    assert listed() == {"Invented"}


def test_new_options_of_a_list_reach_its_meetings():
    feed = na_feed(time_zone="America/Chicago")
    take([row(1, time_zone="", latitude="", longitude="")], feed)
    feed.republish, feed.time_zone = True, "America/New_York"
    feed.save()
    assert counts(take([row(1, time_zone="", latitude="", longitude="")], feed))["updated"] == 1
    assert (meeting(1).republish, meeting(1).time_zone) == (True, "America/New_York")


def test_a_run_that_breaks_in_the_middle_leaves_nothing_half_done(monkeypatch):
    take(rows(2))

    def broken(ids):
        raise RuntimeError("power cut")

    monkeypatch.setattr(save, "reindex", broken)
    with pytest.raises(RuntimeError):
        take([row(1, meeting_name="Other name"), row(2), row(3)])
    assert listed() == {"Lamp Group 1", "Lamp Group 2"}
    assert meeting(1).history.count() == 1
    assert Meeting.objects.count() == 2
    assert (last_run().outcome, "power" in last_run().why) == (ImportRun.Outcome.FAILED, False)


def test_places_loaded_later_place_what_could_not_be_placed():
    said = [row(1, latitude="", longitude="")]
    take(said)
    assert meeting(1).venue.located == "nowhere"
    make_place("Memphis", "TN")
    from meetings.models import PlaceTable

    PlaceTable.objects.create(name="places", digest="new")
    assert counts(take(said)) == {"updated": 1}
    assert meeting(1).venue.located == "town"
    assert check() == []
