import json
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.feeds.records import Unreadable, VenueRecord
from tests.meetings.feeds.lists import (
    INVENTED,
    assert_storable,
    by_key,
    invented,
    kinds,
    odd_values,
    read,
    real,
)

PLAIN = json.loads((INVENTED / "bmlt-plain.json").read_bytes())[0]


def parse_row(**changes):
    return read("bmlt", json.dumps([{**PLAIN, **changes}]).encode())


def test_a_meeting_is_read_in_full():
    (record,) = invented("bmlt", "bmlt-plain.json", formats="bmlt-formats.json").meetings
    assert (record.key, record.root_server_uri) == ("1", "https://bmlt.example.org/main_server")
    assert (record.name, record.weekday, record.start, record.duration) == (
        "Invented Harbor",
        1,
        time(19, 30),
        90,
    )
    assert (record.time_zone, record.attendance) == ("America/New_York", "in-person")
    assert record.venue == VenueRecord(
        name="Invented Hall",
        street="12 Invented Street",
        neighborhood="Brooklyn, Invented Heights",
        city="New York",
        county="Kings",
        state="NY",
        postal_code="11201",
        country="US",
        latitude=40.75,
        longitude=-73.98,
        as_listed=("Brooklyn", "Invented Heights", "New York", "", ""),
    )
    assert [(code.code, code.world_id, code.kind) for code in record.codes] == [
        ("O", "OPEN", "O"),
        ("D", "DISC", "FC1"),
    ]
    assert (record.service_body_id, record.service_body_name, record.world_id) == (
        "7",
        "Invented Area",
        "G00000001",
    )
    assert (record.weeks, record.listed, record.contact_for_details) == (0, True, False)


def test_formats_beside_the_meetings_are_used_and_few_fields_are_enough():
    parsed = invented("bmlt", "bmlt-used-formats.json")
    (record,) = parsed.meetings
    assert [(code.code, code.world_id, code.name) for code in record.codes] == [
        ("O", "OPEN", "Open"),
        ("ES", "LANG", "Spanish"),
    ]
    assert (record.root_server_uri, record.venue.country) == ("https://bmlt.example.org/main_server", "US")
    assert len(parsed.formats) == 12


def test_formats_are_found_by_key_by_id_and_in_their_language():
    parsed = invented("bmlt", "bmlt-formats-by-id.json", formats="bmlt-formats.json")
    codes = {key: [(code.code, code.name) for code in record.codes] for key, record in by_key(parsed).items()}
    assert codes == {
        "1": [("O", "Open"), ("ES", "Spanish")],
        "2": [("O", "Open"), ("D", "Discussion")],
        "3": [("QA", "Questions"), ("ZZ", "")],
        "4": [],
        "5": [("H", "Hombres")],
        "6": [("O", "Open"), ("C", "Closed"), ("D", "Discussion")],
    }


def test_service_bodies_keep_public_numbers_and_public_sites_only():
    bodies = invented("bmlt", "bmlt-plain.json", service_bodies="bmlt-service-bodies.json").service_bodies
    assert [(body.id, body.parent_id, body.helpline, body.website) for body in bodies] == [
        ("1", "", "1-800-555-0100", "http://region.example.org/"),
        ("7", "1", "", ""),
        ("8", "", "", ""),
    ]
    assert bodies[2].name == "Service body 8"


def test_old_prompts_before_values_are_dropped():
    (record,) = invented("bmlt", "bmlt-old-prompts.json").meetings
    assert (record.name, record.notes) == ("Invented Harbor", "")
    assert (record.venue.getting_in, record.venue.transit) == ("Ring the bell", "2 and 5; Bx 12")


def test_the_nation_is_understood_in_all_its_spellings():
    records = by_key(invented("bmlt", "bmlt-nations.json"))
    assert [records[str(number)].venue.country for number in range(1, 10)] == [*["US"] * 7, "CA", "US"]


def test_what_a_row_states_decides_how_it_is_attended():
    records = by_key(invented("bmlt", "bmlt-status.json", formats="bmlt-formats.json"))
    assert {key: record.attendance for key, record in records.items()} == {
        "1": "in-person", "2": "online", "3": "hybrid", "4": "in-person", "5": "online", "6": "hybrid",
        "7": "online", "8": "in-person", "9": "online", "10": "phone", "11": "in-person",
    }  # fmt: skip
    assert [key for key, record in records.items() if not record.listed] == ["1", "11"]
    assert records["1"].unlist_reason
    assert [key for key, record in records.items() if record.building_closed] == ["7"]
    assert [key for key, record in records.items() if record.closed_for_now] == ["8"]
    assert [key for key, record in records.items() if record.contact_for_details] == ["9"]
    assert [code.code for code in records["7"].codes] == ["O"]


def test_ways_to_join_are_kept_in_fields_of_their_own():
    records = by_key(invented("bmlt", "bmlt-status.json"))
    two = records["2"]
    assert (two.online_url, two.online_kind) == ("https://zoom.us/j/100200300?pwd=8812", "video")
    assert (two.phone, two.passcode, two.online_notes) == (
        "+19015550100,,100200300#",
        "lamp9",
        "Passcode lamp9",
    )
    assert (records["10"].phone, records["10"].phone_notes) == ("7125550160", "code 123456#")


def test_odd_times_and_lengths():
    parsed = invented("bmlt", "bmlt-odd-times.json")
    records = by_key(parsed)
    assert (records["1"].weekday, records["1"].start) == (0, time(0, 0))
    assert all(kinds(parsed, key) == ["bad-time"] for key in "234")
    assert [records[key].duration for key in ("5", "6", "7", "8", "10", "11")] == [
        1440,
        None,
        60,
        None,
        90,
        None,
    ]
    assert (records["9"].time_zone, kinds(parsed, "9")) == ("", ["bad-time"])
    assert records["11"].weekday == 0


def test_rows_without_a_readable_key_are_counted_and_a_second_one_is_a_problem():
    parsed = invented("bmlt", "bmlt-bad-keys.json")
    assert sorted(by_key(parsed)) == ["1", "7"]
    assert (parsed.rows, parsed.unreadable_keys) == (11, 7)
    assert kinds(parsed, "1") == ["duplicate-key"]


@pytest.mark.parametrize(
    "name, words", [("not-a-list.json", "unknown switcher"), ("not-a-list.html", "web page")]
)
def test_an_answer_that_is_no_list_says_what_it_is(name, words):
    with pytest.raises(Unreadable, match=words):
        invented("bmlt", name)


def test_a_list_of_another_kind_is_refused():
    with pytest.raises(Unreadable, match="BMLT"):
        invented("bmlt", "bmlt-formats.json")


def test_formats_that_cannot_be_read_are_named():
    with pytest.raises(Unreadable, match="GetFormats"):
        read("bmlt", b"[]", formats=b"<html>")


def test_an_empty_list_is_read_as_one():
    assert read("bmlt", b"[]").rows == 0


def test_german_fields_and_missing_ones_are_fine():
    (record,) = parse_row(public_transport="U6", contact_name1="Jane", venue_type=None).meetings
    assert record.venue.transit == "U6"
    assert "Jane" not in str(record)


@pytest.mark.parametrize("name", ["bmlt-greater-new-york.json", "bmlt-western-new-york.json"])
def test_every_row_of_real_lists_is_a_record_or_a_problem(name):
    parsed = read("bmlt", real(name))
    assert len(parsed.meetings) == parsed.rows == {"bmlt-greater-new-york.json": 1513}.get(name, 62)
    assert_storable(parsed)


def test_the_real_list_of_new_york_with_its_formats():
    name = "bmlt-greater-new-york"
    parsed = read(
        "bmlt", real(f"{name}.json"), real(f"{name}.formats.json"), real(f"{name}.service-bodies.json")
    )
    assert (len(parsed.formats), len(parsed.service_bodies)) == (52, 44)
    assert sum(not record.codes for record in parsed.meetings) == 116
    assert all(record.venue.country == "US" for record in parsed.meetings if record.venue.state)
    assert "#@-@#" not in str([record.as_json() for record in parsed.meetings])
    assert any(
        code.world_id == "LANG" and code.code == "ES" for record in parsed.meetings for code in record.codes
    )


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(sorted(PLAIN)), odd_values, max_size=6))
def test_no_value_whatever_makes_it_fail(changes):
    assert_storable(parse_row(**changes))


@pytest.mark.parametrize("said", ["07102-2303", "38103", "SW1A 1AA", "K1A 0B1", "1012 AB"])
def test_a_postcode_is_no_phone_number(said):
    (record,) = parse_row(location_postal_code_1=said).meetings
    assert record.venue.postal_code == said


def test_a_phone_number_is_no_postcode():
    (record,) = parse_row(location_postal_code_1="901 555 0100").meetings
    assert "555" not in record.venue.postal_code


def test_notes_on_joining_are_about_the_phone_where_there_is_no_link():
    notes = {"venue_type": "2", "virtual_meeting_additional_info": "Say your first name."}
    (by_phone,) = parse_row(**notes, phone_meeting_number="+15550100123").meetings
    assert (by_phone.online_notes, by_phone.phone_notes) == ("", "Say your first name.")
    (by_link,) = parse_row(**notes, virtual_meeting_link="https://zoom.us/j/123456789").meetings
    assert (by_link.online_notes, by_link.phone_notes) == ("Say your first name.", "")
