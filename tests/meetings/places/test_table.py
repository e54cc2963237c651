"""Every row of the table that is in the repository; no database."""

import re
from collections import Counter
from functools import lru_cache
from zoneinfo import available_timezones

import pytest

from fellowships.text import fold, fold_words
from meetings.models import Place
from meetings.places import table
from meetings.places.countries import COUNTRIES
from meetings.places.regions import US_STATES

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@lru_cache
def rows():
    return list(table.read(table.table_path()))


def test_it_is_small():
    assert table.table_path().stat().st_size < 3_500_000


def test_slugs_are_slugs_and_no_two_places_share_one():
    slugs = [row.slug for row in rows()]
    assert len(set(slugs)) == len(slugs)
    assert not [slug for slug in slugs if not SLUG.fullmatch(slug) or len(slug) > 100 or slug.isdigit()]


def test_no_two_rows_are_the_same_place():
    assert len({row.source for row in rows()}) == len(rows())


def test_it_stands_in_its_one_order():
    assert rows() == sorted(rows(), key=table.order)


def test_every_place_is_on_earth_in_a_zone_and_has_a_name():
    zones = available_timezones()
    wrong = [
        row
        for row in rows()
        if not (-90 < row.latitude < 90 and -180 <= row.longitude <= 180 and (row.latitude or row.longitude))
        or row.time_zone not in zones
        or row.country not in COUNTRIES
        or not fold(row.name)
        or len(row.name) > 120
        or row.population < 0
    ]
    assert wrong == []


def test_other_names_are_keys_and_not_the_own_name():
    pairs = [(row, key) for row in rows() for key in row.other_keys]
    assert not [(row.slug, key) for row, key in pairs if fold(key) != key or key == fold(row.name)]
    counts = Counter(key for row, key in pairs if row.kind == "city")
    assert max(counts.values()) == 1, "an other name is one town's"


def test_all_states_of_the_us_are_there_under_their_codes():
    states = {row.admin1: row for row in rows() if row.country == "US" and row.kind == "state"}
    assert {code: row.name for code, row in states.items()} == US_STATES
    assert (states["TN"].slug, "tn" in states["TN"].other_keys) == ("tennessee-us", True)
    assert {row.admin1 for row in rows() if row.country == "US" and row.kind == "city"} == set(US_STATES)


def test_towns_outside_the_us_have_a_thousand_people():
    assert all(row.population >= 1_000 for row in rows() if row.kind == "city" and row.country != "US")


def test_a_us_town_is_name_and_state_and_wins_before_one_abroad():
    slugs = {row.slug: row for row in rows()}
    assert slugs["memphis-tn"].population > 500_000
    assert (slugs["london-ca"].country, slugs["london-ontario-ca"].country) == ("US", "CA")
    assert (slugs["london-gb"].population > 5_000_000, slugs["united-kingdom"].kind) == (True, "country")


def test_the_larger_of_two_has_the_plain_slug():
    holders = {row.slug: row for row in rows() if row.kind == "city" and row.country != "US"}
    for row in holders.values():
        plain = holders.get("-".join([*fold_words(row.name), row.country.lower()]))
        assert plain is None or plain.population >= row.population


@pytest.mark.parametrize("field", ["slug", "name", "admin1", "time_zone"])
def test_everything_fits_into_its_column(field):
    longest = Place._meta.get_field(field).max_length
    assert max(len(getattr(row, field)) for row in rows()) <= longest


def test_a_row_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "some.tsv.xz"
    some = [row for row in rows() if row.country in ("AD", "GB")]
    table.write(path, reversed(some))
    assert list(table.read(path)) == some
    first = path.read_bytes()
    table.write(path, some)
    assert path.read_bytes() == first
