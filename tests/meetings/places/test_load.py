import re
import time

import pytest
from django.core.management import call_command

from fellowships.version import current
from meetings.models import Place
from meetings.models.place import PlaceName
from meetings.places import table
from meetings.places.load import load_places, load_slice
from meetings.places.table import Row

pytestmark = pytest.mark.django_db


def make_row(slug="memphis-tn", kind="city", name="Memphis", population=600_000, **changes):
    row = Row("US", "TN", slug, kind, slug, name, 35.15, -90.05, "America/Chicago", population)
    return row._replace(**changes)


@pytest.fixture
def small_table(tmp_path, monkeypatch):
    """A table of two rows in place of ours, and the ZIPs of one post office centre in place of all."""
    path = tmp_path / "places.tsv.xz"
    table.write(path, [make_row(other_keys=("bluffcity",)), make_row("tennessee-us", "state", "Tennessee")])
    monkeypatch.setattr("meetings.places.zips.PREFIXES", ("3810",))
    return path


def test_towns_zips_and_counties_are_loaded(small_table):
    assert load_places(small_table) == Place.objects.count()
    memphis = Place.objects.get(slug="memphis-tn")
    assert (memphis.key, memphis.admin1_name, memphis.time_zone) == (
        "memphis",
        "Tennessee",
        "America/Chicago",
    )
    assert list(memphis.other_names.values_list("key", flat=True)) == ["bluffcity"]
    code = Place.objects.get(slug="38103")
    assert (code.kind, code.key, code.name, code.admin1, code.country) == (
        "zip",
        "38103",
        "Memphis",
        "TN",
        "US",
    )
    county = Place.objects.get(kind="county")
    assert (county.slug, county.name, county.population) == ("shelby-county-tn", "Shelby County", 600_000)


def test_a_second_time_it_does_nothing_and_at_once(small_table, django_assert_num_queries):
    load_places(small_table)
    version = current()
    with django_assert_num_queries(1):
        assert load_places(small_table) is None
    assert current() == version


def test_the_real_table_is_looked_at_in_no_time():
    began = time.perf_counter()
    table.digest(table.table_path())
    assert time.perf_counter() - began < 0.5


def test_a_changed_table_changes_rows_in_place_and_loses_none(small_table):
    load_places(small_table)
    pk = Place.objects.get(slug="memphis-tn").pk
    table.write(small_table, [make_row(population=7, other_keys=("homeoftheblues",))])
    load_places(small_table)
    changed = Place.objects.get(slug="memphis-tn")
    assert (changed.pk, changed.population) == (pk, 7)
    assert Place.objects.filter(slug="tennessee-us").exists()
    assert list(PlaceName.objects.values_list("key", flat=True)) == ["homeoftheblues"]


def test_loading_raises_the_data_version(small_table):
    before = current()
    load_places(small_table)
    assert current() > before


def test_the_command_says_what_it_did(small_table, monkeypatch, capsys):
    monkeypatch.setattr(table, "table_path", lambda: small_table)
    call_command("load_places")
    call_command("load_places")
    first, second = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"Places: [\d,]+ loaded\.", first)
    assert second == "Places: unchanged."


def test_a_slice_holds_only_what_was_asked_for():
    load_slice(["memphis-tn", "38103", "tennessee-us", "olivebranch"])
    assert {"memphis-tn", "38103", "tennessee-us", "olive-branch-ms"} <= set(
        Place.objects.values_list("slug", flat=True)
    )
    assert Place.objects.count() < 10
