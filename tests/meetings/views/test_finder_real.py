"""The finder on real lists, against what stands in their files. Skipped where the files are not there."""

import re

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from fellowships.loading import load_fellowships
from meetings.formats import load_formats
from tests.meetings.asking import HOUR, NOON, around, names, number, options, page, row_named, rows_of
from tests.meetings.feeds.lists import REAL
from tests.oracles import finder, geo
from tests.world import CHICAGO, MEMPHIS, NASHVILLE, make_place, make_zip

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not REAL.exists(), reason="the folder of real lists is not beside the project"),
]
FILE = REAL / "meeting-guide-memphis-na.json"
ZIP_IN_NASHVILLE = (36.0725, -86.7240)
MOMENTS = [NOON, NOON + 31 * HOUR + 600, NOON + 5 * 24 * HOUR + 7 * HOUR]


def bring_in(name, fellowship, **options):
    call_command("import_feed", str(REAL / name), kind="meeting-guide", fellowship=fellowship, **options)


@pytest.fixture(scope="module")
def _memphis_list(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_fellowships()
        load_formats()
        make_place("Memphis", "TN", population=630_000)
        make_place("Nashville", "TN", point=NASHVILLE, population=690_000)
        make_zip("37211", "Nashville", point=ZIP_IN_NASHVILLE)
        bring_in(FILE.name, "na")
        connection.check_constraints()  # once, not after every test
        yield
        transaction.set_rollback(True)


@pytest.fixture
def memphis_list(_memphis_list, db):
    """The real list of Memphis, imported once for all tests of this file."""


@pytest.fixture(scope="module")
def rows():
    return finder.meetings_of(FILE, "na", CHICAGO)


def test_a_town_typed_leads_to_its_page_with_the_number_of_the_file(memphis_list, client, rows):
    response = client.get("/meetings/?near=Memphis,+TN")
    assert (response.status_code, response.url) == (302, "/meetings/near/memphis-tn/")
    shown = page(client, response.url)
    assert number(shown.one("h1").text) == len(finder.near(rows, MEMPHIS, NOON))
    assert number(shown.all("title")[0].text) == number(shown.one("h1").text)


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_first_page_is_that_of_the_file(memphis_list, rows, moment):
    found = finder.near(rows, MEMPHIS, moment)
    shown = rows_of(around(moment=moment))
    assert [row["name"] for row in shown] == [one.meeting["name"] for one in found][:25]
    assert [miles(row) for row in shown] == [pytest.approx(one.miles, abs=0.6) for one in found[:25]]
    second = rows_of(around("page=2", moment=moment))
    assert [row["name"] for row in second] == [one.meeting["name"] for one in found][25:]


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_option_counts_what_the_file_holds(memphis_list, rows, moment):
    assert options(around(moment=moment)) == finder.options(rows, MEMPHIS, moment)


@pytest.mark.parametrize(
    "query, values",
    [
        ("type=open&time=evening", {"openness": {"open"}, "time": {"evening"}}),
        ("day=today&day=tomorrow", {"day": {"today", "tomorrow"}}),
        ("format=discussion&access=no-smoking", {"format": {"discussion"}, "access": {"no-smoking"}}),
    ],
)
def test_filters_find_what_the_file_holds(memphis_list, rows, query, values):
    found = finder.near(rows, MEMPHIS, NOON, values=values)
    assert names(around(query)) == [one.meeting["name"] for one in found][:25]
    assert number(around(query)["heading"]) == len(found)


def test_meetings_over_the_state_line_are_near(memphis_list, rows):
    near_ones = [one.meeting for one in finder.near(rows, MEMPHIS, NOON)]
    states = [meeting["state"] for meeting in near_ones]
    assert min(states.count("MS"), states.count("AR")) > 0
    places = [row["place"] for query in ("", "page=2") for row in rows_of(around(query))]
    assert len([place for place in places if place.endswith(", MS")]) == states.count("MS")
    assert len([place for place in places if place.endswith(", AR")]) == states.count("AR")
    assert [place for place in places if "Olive Branch, MS" in place]
    assert [place for place in places if "West Memphis, AR" in place]


def test_without_their_list_we_do_not_say_that_there_is_none(memphis_list):
    empty = around("fellowship=ha")["empty"]
    assert empty.sentence.startswith("We do not have the list of Heroin Anonymous for Memphis, TN")
    assert not [offer for offer in empty.offers if "nearest" in offer.label]
    assert [one.url for one in empty.finders if "heroinanonymous" in one.url]


def test_with_their_list_the_nearest_is_in_nashville_and_how_far(memphis_list, client):
    bring_in("meeting-guide-tennessee-ha.json", "ha", covers=["us-tn"])
    empty = around("fellowship=ha")["empty"]
    assert "We do not have" not in empty.sentence
    (nearest,) = [offer for offer in empty.offers if "nearest" in offer.label]
    far = geo.miles(*MEMPHIS, *ZIP_IN_NASHVILLE)
    assert (
        nearest.label == f"The nearest HA meeting we know of is in Nashville, TN, about {far:.0f} miles away"
    )
    text = page(client, "/meetings/near/memphis-tn/?fellowship=ha").one("main").text
    assert nearest.label in text
    assert "0 meetings" not in text
    shown = row_named(around("fellowship=ha", place="nashville-tn"), "The Cartel")
    assert shown["distance"].startswith("about ")


def miles(row):
    """The distance of a result as a number of miles."""
    if "less than" in row["distance"]:
        return 0.5
    return float(re.search(r"[\d.]+", row["distance"])[0])
