"""bmlt.md 2.3: the meeting object, its fields, their order and types."""

import re

import pytest
from django.conf import settings

from meetings.exports.bmlt import FIELDS
from meetings.models import Closure, Meeting, Venue
from meetings.reindex import reindex
from tests.kinds import OLIVE_BRANCH
from tests.meetings.exports.bmlt.asking import ask, asked, by_name
from tests.oracles import geo
from tests.world import make_feed, make_meeting, make_venue

pytestmark = pytest.mark.django_db
MAIN = """
    id_bigint worldid_mixed shared_group_id_bigint service_body_bigint service_body_name weekday_tinyint
    venue_type start_time duration_time time_zone formats lang_enum longitude latitude distance_in_km
    distance_in_miles email_contact published root_server_uri format_shared_id_list
""".split()
DATA = """
    meeting_name location_text location_info location_street location_city_subsection location_neighborhood
    location_municipality location_sub_province location_province location_postal_code_1 location_nation
    comments train_lines bus_lines contact_phone_2 contact_email_2 contact_name_2 contact_phone_1
    contact_email_1 contact_name_1 phone_meeting_number virtual_meeting_link virtual_meeting_additional_info
    admin_notes
""".split()
OURS = "url origin origin_licence last_changed".split()
PRIVATE = [name for name in MAIN + DATA if name.startswith(("contact_", "email_", "admin_"))]


def shown(listed, name):
    reindex([listed.ids[name]])
    (row,) = ask(f"GetSearchResults&meeting_ids={listed.ids[name]}")
    return row


def test_fields_stand_in_bmlts_order_and_ours_behind_them(listed):
    for row in ask("GetSearchResults"):
        assert list(row) == MAIN + DATA + OURS == list(FIELDS)


def test_every_value_is_a_string_and_none_is_null(listed):
    for query in ("", "&lat_val=35&long_val=-90&geo_width=100"):
        for row in ask(f"GetSearchResults{query}"):
            assert all(isinstance(value, str) for value in row.values())


def test_one_meeting_field_by_field(listed):
    row = shown(listed, "Early")
    ids, early = listed.formats, listed.meetings["Early"]
    assert row == {
        **dict.fromkeys(row, ""),
        "id_bigint": str(early.pk),
        "worldid_mixed": "G001",
        "service_body_bigint": str(listed.area),
        "service_body_name": "Invented Area",
        "weekday_tinyint": "1",
        "venue_type": "1",
        "start_time": "07:00:00",
        "duration_time": "01:00:00",
        "time_zone": "America/Chicago",
        "formats": "OPEN,DISCUSSION",
        "lang_enum": "en",
        "longitude": "-90.1845",
        "latitude": "35.1465",
        "published": "1",
        "root_server_uri": f"{settings.SITE_URL}/feeds/bmlt/na",
        "format_shared_id_list": ",".join(map(str, sorted([ids["open"], ids["discussion"]]))),
        "meeting_name": "Early",
        "location_text": "West Hall",
        "location_street": "1 Made-Up Street",
        "location_municipality": "West Memphis",
        "location_province": "AR",
        "location_postal_code_1": "72301",
        "location_nation": "US",
        "comments": "Ring twice.",
        "url": f"{settings.SITE_URL}/meetings/na/early-{early.pk}/",
        "origin": listed.feed.name,
        "origin_licence": "https://licence.example/",
        "last_changed": row["last_changed"],
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row["last_changed"])


def test_the_address_of_a_meeting_is_that_of_its_page(listed, client):
    url = shown(listed, "Early")["url"]
    assert client.get(url.removeprefix(settings.SITE_URL)).status_code == 200


def test_open_or_closed_stands_first_and_ids_ascend(listed):
    row = shown(listed, "Bridge")
    assert row["formats"].split(",")[0] == "CLOSED"
    ids = [int(one) for one in row["format_shared_id_list"].split(",")]
    assert ids == sorted(ids)
    keys = {one["id"]: one["key_string"] for one in ask("GetFormats")}
    assert {keys[str(one)] for one in ids} == set(row["formats"].split(","))


@pytest.mark.parametrize(
    "attendance, venue_type, key",
    [("in-person", "1", ""), ("online", "2", "VM"), ("phone", "2", "VM"), ("hybrid", "3", "HY")],
)
def test_every_meeting_has_a_venue_type_and_the_format_that_mirrors_it(listed, attendance, venue_type, key):
    Meeting.writing.filter(pk=listed.ids["Olive"]).update(attendance=attendance)
    row = shown(listed, "Olive")
    assert (row["venue_type"], row["formats"]) == (venue_type, key)


def test_a_closed_building_is_marked_tc(listed):
    Closure.objects.create(venue=listed.meetings["Olive"].venue, first_day="2020-01-01")
    row = shown(listed, "Olive")
    assert (row["venue_type"], row["formats"]) == ("1", "TC")


@pytest.mark.parametrize(
    "minutes, shown_as", [(None, "00:00:00"), (1, "00:01:00"), (75, "01:15:00"), (1440, "24:00:00")]
)
def test_a_length_that_nobody_stated_is_never_invented(listed, minutes, shown_as):
    Meeting.writing.filter(pk=listed.ids["Olive"]).update(duration=minutes)
    assert shown(listed, "Olive")["duration_time"] == shown_as


def test_a_meeting_without_a_service_body_has_the_one_for_others(listed):
    row = shown(listed, "Olive")
    bodies = {body["id"]: body["name"] for body in ask("GetServiceBodies")}
    assert bodies[row["service_body_bigint"]] == row["service_body_name"]
    assert all(one["service_body_bigint"] in bodies for one in ask("GetSearchResults"))


@pytest.mark.parametrize("located", ["postcode", "town", "nowhere"])
def test_a_place_that_is_not_exact_has_no_coordinates(listed, located):
    Venue.writing.filter(pk=listed.meetings["Olive"].venue_id).update(located=located)
    row = shown(listed, "Olive")
    assert (row["latitude"], row["longitude"]) == ("", "")


def test_a_hidden_address_is_its_town_alone(listed):
    venue = listed.meetings["Olive"].venue_id
    Venue.writing.filter(pk=venue).update(
        address_hidden=True, getting_in="By the garden.", postal_code="38654", neighborhood="Old Town"
    )
    row = shown(listed, "Olive")
    told = {
        name: row[name]
        for name in row
        if name.startswith(("location_", "latitude", "longitude"))
        if row[name]
    }
    assert told == {
        "location_municipality": "Olive Branch",
        "location_province": "MS",
        "location_nation": "US",
        "location_info": f"The address is not public: {row['url']}",
    }


def test_the_distance_of_a_hidden_address_does_not_give_the_house_away(listed):
    asked_for = f"GetSearchResults&meeting_ids={listed.ids['Olive']}&lat_val=35&long_val=-90&geo_width=50"
    Venue.writing.filter(pk=listed.meetings["Olive"].venue_id).update(address_hidden=True)
    reindex([listed.ids["Olive"]])
    (row,) = ask(asked_for)
    rounded = [round(degrees, 1) for degrees in OLIVE_BRANCH]
    assert float(row["distance_in_miles"]) == pytest.approx(geo.miles(35, -90, *rounded), abs=1e-4)


def test_a_passcode_stands_on_the_page_for_joining_only(listed):
    Meeting.writing.filter(pk=listed.ids["Lantern"]).update(
        online_url="https://video.example/j/1?pwd=4417", passcode="4417", online_notes="Code 4417\nBe early."
    )
    row = shown(listed, "Lantern")
    join = f"{row['url']}join/"
    assert row["virtual_meeting_link"] == "https://video.example/j/1"
    assert row["virtual_meeting_additional_info"] == f"Be early.\nHow to join: {join}"
    assert "4417" not in str(row)


def test_ways_in_by_phone_are_told(listed):
    Meeting.writing.filter(pk=listed.ids["Lantern"]).update(
        attendance="phone", online_url="", phone="+1 901 555 0100", phone_notes="Press 1."
    )
    row = shown(listed, "Lantern")
    assert row["phone_meeting_number"] == "+1 901 555 0100"
    assert row["virtual_meeting_additional_info"] == "By phone: +1 901 555 0100\nPress 1."


@pytest.mark.parametrize(
    ("attendance", "shown_in", "empty"),
    [
        ("online", "virtual_meeting_additional_info", "location_info"),
        ("in-person", "location_info", "virtual_meeting_additional_info"),
    ],
)
def test_whom_to_ask_is_told_where_clients_show_the_way_in(listed, attendance, shown_in, empty):
    Meeting.writing.filter(pk=listed.ids["Lantern"]).update(
        attendance=attendance, online_url="", contact_for_details=True
    )
    row = shown(listed, "Lantern")
    assert (row[shown_in], row[empty]) == (f"Ask the group how to take part: {row['url']}", "")


def test_the_contacts_of_people_are_there_and_empty(listed):
    assert len(PRIVATE) == 8
    assert {row[name] for row in ask("GetSearchResults") for name in PRIVATE} == {""}


def test_what_our_staff_entered_names_this_site(listed):
    meeting = make_meeting("Ours", venue=make_venue(), republish=True)
    (row,) = ask(f"GetSearchResults&meeting_ids={meeting.pk}")
    assert (row["origin"], row["origin_licence"]) == (settings.SITE_NAME, "")


def test_one_licence_for_all_is_in_a_header_too(listed):
    assert asked("GetSearchResults")["Link"] == '<https://licence.example/>; rel="license"'
    other = make_feed("Other list", republish=True, licence="https://other.example/", kind="bmlt")
    make_meeting("Elsewhere", venue=make_venue(), republish=True, feed=other)
    assert asked("GetSearchResults")["Link"] == f'<{settings.SITE_URL}/feeds/>; rel="license"'


def test_ids_stay_and_are_unique_though_two_lists_share_numbers(listed):
    before = {name: row["id_bigint"] for name, row in by_name(ask("GetSearchResults")).items()}
    other = make_feed("Other list", republish=True, kind="bmlt")
    make_meeting("Elsewhere", venue=make_venue(), republish=True, feed=other)
    after = by_name(ask("GetSearchResults"))
    assert {name: after[name]["id_bigint"] for name in before} == before
    assert len({row["id_bigint"] for row in after.values()}) == len(after)
