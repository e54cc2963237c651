"""Shipped rows name other rows by slug; what staff changed or took away stays so."""

import pytest

from fellowships.loading import load_rows
from fellowships.models import ChoosingWay, Criterion, Fact, Source
from tests.world import make_fellowship

pytestmark = pytest.mark.django_db

FACT = {
    "fellowship": "na",
    "criterion": "goal",
    "source": "invented",
    "text": "To take nothing.",
    "as_of": "2018",
}
WAY = {"slug": "both", "title": "Both", "text": "Go to both.", "fellowships": ["na", "ha"]}


@pytest.fixture(autouse=True)
def _named_rows():
    make_fellowship("na")
    make_fellowship("ha")
    Source.objects.create(slug="invented", title="An invented source")
    Criterion.objects.create(slug="goal", label="Goal", section="who")


def load_fact(**changes):
    return load_rows(Fact, [{**FACT, **changes}], ("fellowship", "criterion"))


def test_a_cell_is_loaded_under_its_programme_row_and_source():
    assert load_fact().created == 1
    fact = Fact.objects.get()
    assert (fact.fellowship.slug, fact.criterion.slug, fact.source.slug) == ("na", "goal", "invented")
    assert load_fact().unchanged == 1


def test_a_cell_that_staff_reworded_is_left_alone_and_named():
    load_fact()
    fact = Fact.objects.get()
    fact.text = "What staff wrote."
    fact.save()
    assert load_fact(text="What we ship now.").left_alone == ["NA: Goal"]
    assert Fact.objects.get().text == "What staff wrote."


def test_a_new_source_of_ours_reaches_a_cell_nobody_changed():
    load_fact()
    Source.objects.create(slug="newer", title="A newer invented source")
    assert load_fact(source="newer").updated == 1
    assert Fact.objects.get().source.slug == "newer"


def test_a_cell_that_staff_deleted_is_not_loaded_again():
    load_fact()
    Fact.objects.get().delete()
    assert load_fact().left_alone == ["na goal"]
    assert not Fact.objects.exists()


def test_a_slug_that_is_not_there_is_named():
    with pytest.raises(LookupError, match="Fact: source 'nowhere' is not there"):
        load_fact(source="nowhere")


def test_many_are_named_by_slug_and_their_order_says_nothing():
    assert load_rows(ChoosingWay, [WAY], ("slug",)).created == 1
    assert {one.slug for one in ChoosingWay.objects.get().fellowships.all()} == {"na", "ha"}
    again = load_rows(ChoosingWay, [{**WAY, "fellowships": ["ha", "na"]}], ("slug",))
    assert again.left_alone == []


def test_a_programme_that_staff_took_out_of_many_stays_out():
    load_rows(ChoosingWay, [WAY], ("slug",))
    way = ChoosingWay.objects.get()
    way.fellowships.remove(way.fellowships.get(slug="ha"))
    assert load_rows(ChoosingWay, [WAY], ("slug",)).left_alone == ["Both"]
    assert [one.slug for one in way.fellowships.all()] == ["na"]
