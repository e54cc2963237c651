import csv
import io
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.feeds.records import Unreadable
from tests.kinds import FIRST_AND_LAST
from tests.meetings.feeds.lists import INVENTED, assert_storable, by_key, invented, kinds, read, real

BODY = (INVENTED / "naws-quotes-and-bom.csv").read_bytes()
COLUMNS, PLAIN = list(csv.reader(io.StringIO(BODY.decode("utf-8-sig"))))[:2]


def table(*rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([COLUMNS, *rows])
    return out.getvalue().encode()


@pytest.fixture(scope="module")
def parsed():
    return invented("naws-csv", "naws-quotes-and-bom.csv")


def test_a_row_is_read_in_full_from_a_file_with_a_mark_and_windows_lines(parsed):
    record = by_key(parsed)["96"]
    assert (record.name, record.weekday, record.start, record.duration) == (
        "Invented Cove",
        0,
        time(7, 30),
        None,
    )
    assert [(code.code, code.scheme) for code in record.codes] == [
        ("OPEN", "naws"),
        ("DISC", "naws"),
        ("JFT", "naws"),
    ]
    assert (record.venue.city, record.venue.state, record.venue.country) == ("Falmouth", "MA", "US")
    assert (record.venue.latitude, record.venue.longitude) == (41.55, -70.6)
    assert (record.updated, record.world_id, record.service_body_name) == (
        date(2018, 12, 22),
        "G00000001",
        "Invented Area",
    )
    assert record.venue.getting_in == "Side door"


def test_quotation_marks_inside_a_field_are_understood(parsed):
    record = by_key(parsed)["97"]
    assert record.name == "Spirit of Invention"
    assert [code.code for code in record.codes] == ["CLOSED", "DISC", "JFT", "WCHR"]


def test_deleted_unpublished_and_institutional_rows_are_not_listed(parsed):
    unlisted = {key: record.unlist_reason for key, record in by_key(parsed).items() if not record.listed}
    assert sorted(unlisted) == ["100", "98", "99"]
    assert all(unlisted.values())


def test_a_row_without_the_servers_id_is_known_by_committee_day_and_time(parsed):
    assert "G00000001+Friday+2000" in by_key(parsed)
    assert parsed.unreadable_keys == 1


def test_a_day_that_is_none_is_a_problem(parsed):
    assert kinds(parsed, "101") == ["bad-time"]


def test_languages_and_named_formats_become_codes_and_a_room_a_way_in(parsed):
    records = by_key(parsed)
    named = [(code.code, code.world_id) for code in records["102"].codes if code.scheme == "bmlt-key"]
    assert named == [("ES", "LANG"), ("Surveillance Cameras", ""), ("Timer", "")]
    assert records["103"].venue.getting_in == "Room 12\nSide door"


def test_closed_buildings_and_links(parsed):
    records = by_key(parsed)
    assert (records["104"].attendance, records["104"].building_closed) == ("online", True)
    assert (records["104"].time_zone, records["105"].attendance) == ("America/New_York", "hybrid")
    assert records["105"].phone == "9015550100"


def test_nobodys_name_or_number_comes_in(parsed):
    everything = str([record.as_json() for record in parsed.meetings]) + str(parsed.problems)
    assert "Inventedname" not in everything
    assert "555-014" not in everything
    assert (
        by_key(parsed)["106"].venue.getting_in.removeprefix("Call ")
        == "[name removed] [phone removed]\nback door"
    )


@pytest.mark.parametrize(
    "body, words",
    [
        (b"", "empty"),
        (b"<html></html>", "web page"),
        (b"a,b,c\n1,2,3\n", "lacks the columns CommitteeName"),
        (BODY[:3000], "stops in the middle"),
    ],
)
def test_a_file_that_is_no_table_of_meetings_says_why(body, words):
    with pytest.raises(Unreadable, match=words):
        read("naws-csv", body)


def test_semicolons_and_other_cases_of_letters_are_understood():
    body = table(PLAIN, delimiter=";").replace(b"CommitteeName", b"committeename")
    assert [record.name for record in read("naws-csv", body).meetings] == ["Invented Cove"]


def test_the_apostrophe_that_keeps_a_formula_from_running_is_taken_off():
    safe = {"CommitteeName": "'=Lamp", "Place": "'Til Dawn Hall"}
    row = [safe.get(name, said) for name, said in zip(COLUMNS, PLAIN, strict=True)]
    (record,) = read("naws-csv", table(row)).meetings
    assert (record.name, record.venue.name) == ("=Lamp", "'Til Dawn Hall")


def test_weeks_before_the_directions_of_our_own_tables_are_weeks():
    words = "Only in the first week of the month, Only in the last week of the month, The green door, left"
    row = [words if name == "Directions" else said for name, said in zip(COLUMNS, PLAIN, strict=True)]
    (record,) = read("naws-csv", table(row)).meetings
    assert (record.weeks, record.venue.getting_in) == (FIRST_AND_LAST, "The green door, left")


def test_service_bodies_without_a_world_id_are_told_apart_by_their_names():
    row = [
        "WORLD_ID_MISSING" if name == "AreaRegion" else said
        for name, said in zip(COLUMNS, PLAIN, strict=True)
    ]
    (record,) = read("naws-csv", table(row)).meetings
    assert (record.service_body_id, bool(record.service_body_name)) == ("", True)


@pytest.mark.parametrize("size", [500, 200_000])
def test_a_broken_quotation_mark_is_no_accident(size):
    with pytest.raises(Unreadable):
        read("naws-csv", table(PLAIN) + b'"' + b"x" * size)


def test_the_real_list_of_cape_cod():
    parsed = read("naws-csv", real("naws-cape-cod.csv"))
    assert (parsed.rows, len(parsed.meetings), sum(record.listed for record in parsed.meetings)) == (
        39,
        39,
        38,
    )
    assert_storable(parsed)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=12), min_size=len(PLAIN), max_size=len(PLAIN)), st.integers(0, 2**52))
def test_no_value_whatever_makes_it_fail(odd, mask):
    row = [odd[n] if mask >> n & 1 else said for n, said in enumerate(PLAIN)]
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, row])
    assert_storable(read("naws-csv", out.getvalue().encode("utf-8", "surrogatepass")))
