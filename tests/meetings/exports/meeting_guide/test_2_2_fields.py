"""meeting-guide.md 2.2: every field, and what really happens to it in clients."""

import datetime as dt
import re

import pytest

from meetings.exports.conference_hosts import HOSTS, conference_url
from meetings.models import Feed, Venue
from meetings.presenting.meeting import address
from tests.meetings.exports.meeting_guide.reading import DIAL, ZOOM, joinable, row, rows, shown
from tests.oracles import tsml_ui
from tests.world import make_group, make_service_body, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(shared_world):
    return joinable(shared_world)


def test_a_name_is_never_missing_and_never_html(there):
    assert all(one["name"] and "<" not in one["name"] for one in rows())


def test_a_slug_is_safe_in_an_address_unique_and_outlives_a_new_name(there):
    slugs = [one["slug"] for one in rows()]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9-]{1,64}", slug) for slug in slugs)
    assert row(there.lamp, name="Another / Name é")["slug"] == f"na-{there.lamp.pk}"


@pytest.mark.parametrize("weekday", range(7))
def test_a_day_is_a_number_from_sunday_never_7_a_text_or_an_array(there, weekday):
    said = row(there.lamp, weekday=weekday)["day"]
    assert (type(said), said) == (int, weekday)


def test_by_appointment_there_is_no_day_and_no_time_not_even_null_which_would_show_today(there):
    said = row(there.by_appointment)
    assert {"day", "time", "end_time"}.isdisjoint(said)
    assert shown(said).by_appointment
    assert "day" not in row(there.lamp, by_appointment=True)


@pytest.mark.parametrize(
    "start, duration, time, end_time",
    [
        (dt.time(7, 5), 60, "07:05", "08:05"),
        (dt.time(0, 0), 90, "00:00", "01:30"),
        (dt.time(23, 0), 90, "23:00", "00:30"),
        (dt.time(23, 59), 1, "23:59", "00:00"),
        (dt.time(19, 30), None, "19:30", None),  # nobody said so: UI shows an hour of its own
        (dt.time(9, 0), 1440, "09:00", None),
    ],
)
def test_times_have_two_figures_each_and_an_end_only_where_it_is_known(
    there, start, duration, time, end_time
):
    said = row(there.lamp, start=start, duration=duration)
    assert (said["time"], said.get("end_time")) == (time, end_time)


def test_a_zone_is_always_there_and_a_name_of_the_zone_tables(there):
    assert all(one["timezone"] == "America/Chicago" for one in rows())


def test_the_venue_and_how_to_get_in_are_said_where_people_meet(there):
    said = row(there.lamp, venue__transit="Bus 5")
    assert said["location"] == "Lamp Hall"
    assert said["location_notes"] == "The green door.\nBus 5"
    assert "location" not in row(there.online)


@pytest.mark.parametrize(
    "venue, whole",
    [
        ({}, "12 Invented Avenue, Memphis, TN 38103, USA"),
        ({"street": ""}, "Lamp Hall, Memphis, TN 38103, USA"),
        ({"postal_code": ""}, "12 Invented Avenue, Memphis, TN, USA"),
        ({"country": ""}, "12 Invented Avenue, Memphis, TN 38103, USA"),  # the country of its clock
        (
            {"city": "London", "state": "", "postal_code": "SW1A 1AA", "country": "GB"},
            "12 Invented Avenue, London, SW1A 1AA, United Kingdom",
        ),
    ],
)
def test_an_address_is_whole_and_in_parts(there, venue, whole):
    said = row(there.lamp, **{f"venue__{name}": value for name, value in venue.items()})
    assert said["formatted_address"] == whole
    parts = [said.get(name) for name in ("address", "city", "state", "postal_code", "country")]
    assert all(part in whole for part in parts if part and part != said.get("address"))


def test_a_point_is_two_numbers_of_five_decimals_where_it_is_exact(there):
    said = row(there.lamp, venue__latitude=35.123456789, venue__longitude=-90.987654321)
    assert (said["latitude"], said["longitude"]) == (35.12346, -90.98765)
    assert shown(said).on_map
    for located in (Venue.Located.POSTCODE, Venue.Located.TOWN, Venue.Located.NOWHERE):
        said = row(there.lamp, venue__located=located)
        assert {"latitude", "longitude"}.isdisjoint(said)
        assert shown(said).in_person  # its address is exact, though we found no point for it


@pytest.mark.parametrize(
    "venue, approximate",
    [
        ({}, "no"),
        ({"street": ""}, "no"),
        ({"street": "", "name": ""}, "no"),  # an exact point is enough
        ({"street": "", "name": "", "located": "town"}, "yes"),
        ({"address_hidden": True}, "yes"),
    ],
)
def test_approximate_is_always_said_as_a_word(there, venue, approximate):
    said = row(there.lamp, **{f"venue__{name}": value for name, value in venue.items()})
    assert said["approximate"] == approximate
    assert {one["approximate"] for one in rows()} <= {"yes", "no"}


def test_without_approximate_an_address_of_three_parts_would_be_inactive(there):
    said = row(there.lamp, venue__state="", venue__postal_code="")
    assert said["formatted_address"] == "12 Invented Avenue, Memphis, USA"
    assert shown(said).active
    del said["approximate"]
    assert not shown(said).active


def test_regions_go_from_wide_to_narrow_in_both_spellings(there):
    said = row(there.lamp, venue__neighborhood="Midtown")
    assert said["regions"] == ["Tennessee", "Memphis", "Midtown"]
    assert (said["region"], said["sub_region"]) == ("Tennessee", "Memphis")


@pytest.mark.parametrize(
    "link, conference_url",
    [
        (ZOOM, ZOOM),
        ("http://zoom.us/j/1", "https://zoom.us/j/1"),
        ("https://meet.google.com/abc", "https://meet.google.com/abc"),
        ("https://evilzoom.us/j/1", None),  # clients compare the end alone
        ("https://video.example/j/1", None),
        ("https://chat.whatsapp.com/abc", None),
    ],
)
def test_a_conference_url_is_https_and_of_a_host_that_clients_know(there, link, conference_url):
    said = row(there.online, online_url=link)
    assert said.get("conference_url") == conference_url
    if conference_url is None:
        assert said["website"] == link
        assert f"Online: {link}" in said["notes"]
        assert "Cameras may stay off." in said["notes"]


def test_2_5_every_host_that_clients_know_is_known_here(there):
    assert sorted(HOSTS) == sorted(tsml_ui.HOSTS)
    for host in HOSTS:
        assert conference_url(f"https://{host}/1") == conference_url(f"http://{host}/1") != ""
        assert conference_url(f"https://rooms.{host.upper()}/1")
        assert not conference_url(f"https://evil{host}/1")


@pytest.mark.parametrize("link", ["zoom.us/j/1", "javascript:alert(1)//zoom.us", "https://[zoom.us", ""])
def test_what_is_no_address_is_no_conference_url(there, link):
    said = row(there.online, online_url=link)
    assert "conference_url" not in said
    assert tsml_ui.load([{**said, "website": said.get("website", "")}])


def test_a_passcode_stays_on_the_page_for_joining(there):
    said = row(there.online, online_url=f"{ZOOM}?pwd=secret", passcode="1234")
    assert said["conference_url"] == ZOOM
    assert said["conference_url_notes"] == f"Cameras may stay off.\nHow to join: {said['url']}join/"
    assert "1234" not in str(said).replace("8123456789", "")
    assert "secret" not in str(said)
    alone = row(there.phone, passcode="1234")
    assert alone["conference_phone_notes"] == f"How to join: {alone['url']}join/"


@pytest.mark.parametrize(
    "words, number, notes",
    [
        (DIAL, "+19015550100", None),
        ("+1 646-558-8656, 8123456789#", "+16465588656,8123456789#", None),
        ("646.558.8656 or 312.626.6799", "6465588656", "646.558.8656 or 312.626.6799"),
    ],
)
def test_a_phone_is_text_of_figures_that_clients_can_dial(there, words, number, notes):
    said = row(there.phone, phone=words)
    assert (said["conference_phone"], said.get("conference_phone_notes")) == (number, notes)
    assert shown(said).online


def test_a_number_too_short_for_clients_is_told_in_words(there):
    said = row(there.phone, phone="+1 555 0100", phone_notes="Press 1.")
    assert "conference_phone" not in said
    assert said["notes"] == "By phone: +1 555 0100\nPress 1."


def test_group_and_district_are_names(there):
    body = make_service_body("Invented Area")
    said = row(there.lamp, group=make_group("Lamp Bearers"), service_body=body)
    assert (said["group"], said["district"]) == ("Lamp Bearers", "Invented Area")


def test_addresses_of_the_meeting_are_whole(there, settings):
    said = row(there.lamp)
    assert said["url"] == settings.SITE_URL + address(there.lamp)
    assert said["feedback_url"] == settings.SITE_URL + address(there.lamp, "meeting-report")


def test_updated_is_utc_as_sql_writes_it(there):
    said = row(there.lamp)
    assert said["updated"] == there.lamp.updated_at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")


def test_the_entity_is_the_list_or_us(there, settings):
    Feed.objects.filter(pk=there.feed.pk).update(
        address="https://list.example/feed?key=secret", licence="CC BY 4.0"
    )
    listed, ours = row(there.lamp), row(there.nashville_ha)
    assert (listed["entity"], listed["entity_url"]) == ("Invented list", "https://list.example/")
    assert listed["x_licence"] == "CC BY 4.0"
    assert (ours["entity"], ours["entity_url"]) == (settings.SITE_NAME, settings.SITE_URL)


def test_what_this_directory_knows_besides_has_names_of_its_own(there):
    known = {"world_id": "G00123", "confirmed_on": dt.date(2026, 11, 2), "languages": ["es"], "slips": "ask"}
    said = row(there.lamp, **known)
    assert {name: value for name, value in said.items() if name.startswith("x_")} == {
        "x_fellowship": "na",
        "x_world_id": "G00123",
        "x_confirmed_on": "2026-11-02",
        "x_formats": ["discussion", "open", "wheelchair"],
        "x_languages": ["es"],
        "x_slips": "ask",
    }


KEYS = frozenset(
    "slug name day time end_time timezone location location_notes formatted_address address city state "
    "postal_code country latitude longitude approximate region sub_region regions conference_url "
    "conference_url_notes conference_phone conference_phone_notes types notes group district website url "
    "feedback_url updated entity entity_url attendance_option".split()
)


def test_no_contact_of_a_person_no_address_for_money_and_no_key_nobody_reads(there):
    assert {name for one in rows() for name in one if not name.startswith("x_")} <= KEYS


def test_nothing_is_empty_or_null(there):
    for one in rows():
        assert all(value not in ("", None, [], {}) for value in one.values()), one
        assert None not in one.get("types", [])


@pytest.mark.parametrize(
    "attendance, said",
    [("in-person", "in_person"), ("hybrid", "hybrid"), ("online", "online"), ("phone", "online")],
)
def test_attendance_is_said_for_those_who_read_it(there, attendance, said):
    assert row(there.lamp, attendance=attendance)["attendance_option"] == said


def test_a_hidden_address_gives_the_town_alone_and_says_so(there):
    said = row(there.hidden)
    assert said["formatted_address"] == "Memphis, TN, USA"
    assert {"address", "postal_code", "location", "latitude", "longitude"}.isdisjoint(said)
    assert said["notes"] == f"Held in person. The address is not public: {said['url']}"
    assert "Secret" not in str(said)


def test_who_asks_the_group_is_told_where(there):
    said = row(there.online, contact_for_details=True)
    assert f"Ask the group how to take part: {said['url']}" in said["notes"]


def test_a_venue_of_a_clock_without_a_country_is_somewhere_online(there):
    there.online.venue = make_venue(street="", city="", state="", postal_code="", country="", name="")
    assert row(there.online)["formatted_address"] == "USA"
    said = row(there.online, time_zone="UTC")
    assert (said["formatted_address"], said["approximate"]) == ("Online", "yes")
