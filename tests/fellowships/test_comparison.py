"""Programmes side by side, as plain data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fellowships.comparison import columns_of, compare, rows_of
from fellowships.loading import load_fellowships
from tests.programmes import make_criterion, make_fact, make_line, make_source, make_way
from tests.world import make_fellowship

pytestmark = pytest.mark.django_db


def fact(fellowship, criterion="goal", text="To live well.", **changes):
    return make_fact(make_fellowship(fellowship), make_criterion(criterion), text, **changes)


@pytest.fixture
def three(db):
    for slug in ("na", "ha", "smart"):
        make_fellowship(slug)
    make_criterion("focus", position=1)
    leaflet = make_source("leaflet", title="An invented leaflet", publisher="Press", published="2018-05")
    fact("na", "goal", "To live well.")
    fact("ha", "goal", "To live *one day*.", as_of="2020-02", source=leaflet)


def row(comparison, slug):
    return next(one for one in comparison.rows if one.slug == slug)


def test_columns_stand_in_the_order_asked(three):
    assert [one.slug for one in compare(["smart", "na", "ha"]).columns] == ["smart", "na", "ha"]
    assert [cell.words for cell in row(compare(["ha", "na"]), "goal").cells] == [
        "To live *one day*.",
        "To live well.",
    ]


@pytest.mark.parametrize("slugs", [[], ["na", "nothing"], ["nothing"]])
def test_a_programme_that_is_not_there_gives_nothing(three, slugs):
    assert compare(slugs) is None


def test_an_unpublished_programme_is_not_there(three):
    make_fellowship("ha", published=False)
    assert compare(["na", "ha"]) is None


def test_rows_stand_by_position_and_only_those_of_the_comparison(three):
    make_criterion("begin", position=5, in_comparison=False)
    make_criterion("secret", position=2, published=False)
    assert [one.slug for one in compare(["na", "ha"]).rows] == ["focus", "goal"]
    profile = rows_of(columns_of(["na"]), compared=False)
    assert [one.slug for one in profile] == ["focus", "begin", "goal"]


def test_an_empty_cell_reads_not_stated_and_has_no_source(three):
    fact("ha", "focus", text="")
    for cell in row(compare(["na", "ha"]), "focus").cells:
        assert (cell.words, cell.source, cell.as_of, cell.stated) == ("Not stated", None, "", False)


def test_a_cell_names_its_source_and_date(three):
    cell = row(compare(["na", "ha"]), "goal").cells[1]
    assert cell.source.title == "An invented leaflet"
    assert "Press" in cell.source.by
    assert "May 2018" in cell.source.by
    assert cell.as_of == "February 2020"


def test_rows_differ_when_their_words_do(three):
    fact("na", "focus", "Any drug.")
    fact("ha", "focus", "any drug. ")
    comparison = compare(["na", "ha"])
    assert [one.slug for one in comparison.differing] == ["goal"]
    assert not row(compare(["na", "ha"]), "focus").differs
    assert row(compare(["na", "smart"]), "focus").differs


def test_the_website_stands_in_its_row(three):
    make_criterion("website", position=60, kind="website")
    make_fellowship("ha", website="")
    na, ha = row(compare(["na", "ha"]), "website").cells
    assert na.links == (("https://na.example/", "na.example"),)
    assert (na.words, ha.words) == ("", "Not stated")


def test_a_phone_line_is_shown_with_its_source_and_never_without(three):
    make_criterion("helpline", position=61, kind="helpline")
    na, ha = make_fellowship("na"), make_fellowship("ha")
    make_line(na, "a", name="Line", number="+1 555 0100", source_name="A page")
    make_line(ha, "b", source_name="")
    make_line(ha, "c", published=False)
    first, second = row(compare(["na", "ha"]), "helpline").cells
    assert first.links == (("tel:+15550100", "Line: +1 555 0100"),)
    assert first.source.title == "A page"
    assert (second.words, second.links) == ("Not stated", ())


def test_until_a_person_checked_the_row_says_not_yet(three):
    make_criterion("checked", position=62, kind="checked")
    assert [cell.words for cell in row(compare(["na", "ha"]), "checked").cells] == ["Not yet"] * 2


def test_a_way_is_shown_where_all_its_programmes_are_compared(three):
    make_way("na", "ha", text="Go to both.", source=make_source("leaflet"))
    make_way("na", slug="off", title="Off", published=False)
    assert [one.title for one in compare(["ha", "smart", "na"]).ways] == ["Both"]
    assert compare(["na", "ha"]).ways[0].source.title == "An invented leaflet"
    assert compare(["na", "smart"]).ways == ()


def test_two_facts_cost_as_many_queries_as_forty(three):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            compare(["na", "ha", "smart"])
        return len(captured)

    assert cost() == 3  # programmes with their lines, rows with their facts, ways
    for number in range(40):
        for slug in ("na", "ha", "smart"):
            fact(slug, f"row-{number}", f"{slug} {number}")
    assert cost() == 3


def test_of_what_we_ship_medication_is_among_the_first_four_and_every_fact_has_a_source():
    load_fellowships()
    comparison = compare(["na", "ha", "smart", "mara"])
    assert "medication" in [one.slug for one in comparison.rows[:4]]
    facts = [cell for one in comparison.rows for cell in one.cells if cell.text and cell.text != "Not yet"]
    assert len(facts) > 60
    assert all(cell.source and cell.source.title and cell.as_of for cell in facts)
    assert all(mark not in cell.text for cell in facts for mark in "✓✔✗✘")
