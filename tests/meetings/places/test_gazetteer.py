import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.places.gazetteer import Kind, by_slug, find

pytestmark = pytest.mark.usefixtures("places")


@pytest.mark.parametrize(
    "text, slug",
    [
        ("Memphis", "memphis-tn"),
        ("  MEMPHIS!! ", "memphis-tn"),
        ("Memphis, TN", "memphis-tn"),
        ("memphis tn", "memphis-tn"),
        ("memphis,tn", "memphis-tn"),
        ("Memphis Tennessee", "memphis-tn"),
        ("Memphis, Tennessee, USA", "memphis-tn"),
        ("Memphis, Tenn.", "memphis-tn"),
        ("near Memphis, TN", "memphis-tn"),
        ("West Memphis AR", "west-memphis-ar"),
        ("Tennessee", "tennessee-us"),
        ("TN", "tennessee-us"),
        ("CA", "california-us"),
        ("North Carolina", "north-carolina-us"),
        ("Carolina del Norte", "north-carolina-us"),
        ("Shelby County, TN", "shelby-county-tn"),
        ("shelby county tennessee", "shelby-county-tn"),
        ("38103", "38103"),
        ("38103-1234", "38103"),
        (" 38103 ", "38103"),
        ("Memphis 38103", "38103"),
        ("38103 Memphis", "38103"),
        ("1407 Union Ave, Memphis, TN 38104", "38104"),
        ("75001 Paris", "paris-fr"),
        ("Berlin 10115", "berlin-de"),
        ("São Paulo", "sao-paulo-br"),
        ("Sao Paulo", "sao-paulo-br"),
        ("Nueva York", "new-york-city-ny"),
        ("New York", "new-york-city-ny"),
        ("New York, NY", "new-york-city-ny"),
        ("NYC", "new-york-city-ny"),
        ("Washington DC", "washington-dc"),
        ("Washington, D.C.", "washington-dc"),
        ("London", "london-gb"),
        ("Londres", "london-gb"),
        ("London, UK", "london-gb"),
        ("London, England", "london-gb"),
        ("London, Ontario", "london-ontario-ca"),
        ("London, ON, Canada", "london-ontario-ca"),
        ("London, CA", "london-ca"),
        ("St. Louis", "st-louis-mo"),
        ("Saint Louis, MO", "st-louis-mo"),
        ("Dublin, Ireland", "dublin-ie"),
        ("San Juan, PR", "san-juan-pr"),
        ("San Juan, Puerto Rico, USA", "san-juan-pr"),
        ("Singapore", "singapore-sg"),
        ("United Kingdom", "united-kingdom"),
        ("UK", "united-kingdom"),
        ("England", "england-gb"),
        ("Hixson TN", "hixson-tn"),
    ],
)
def test_a_place_is_understood_however_it_is_written(text, slug):
    answer = find(text)
    assert (answer.kind, answer.place and answer.place.slug) == (Kind.ONE, slug)


def test_a_small_town_of_the_same_name_is_named_beside_the_large_one():
    assert "memphis-fl" in slugs(find("Memphis"))
    assert {"london-ontario-ca", "london-oh"} <= set(slugs(find("London")))


def test_the_state_is_named_beside_the_town_of_its_name():
    assert "new-york-us" in slugs(find("New York"))


@pytest.mark.parametrize(
    "text, first",
    [
        ("Springfield", ["springfield-mo", "springfield-ma", "springfield-il"]),
        ("Shelby County", ["shelby-county-tn", "shelby-county-al"]),
        ("Georgia", ["georgia-us", "georgia"]),
        ("Washington", ["washington-us", "washington-dc"]),
        ("Kansas City", ["kansas-city-mo", "kansas-city-ks"]),
        ("LA", ["los-angeles-ca", "louisiana-us"]),
    ],
)
def test_several_of_like_size_are_a_list_with_the_largest_first(text, first):
    answer = find(text)
    assert (answer.kind, answer.place) == (Kind.SEVERAL, None)
    assert slugs(answer)[: len(first)] == first


@pytest.mark.parametrize(
    "text, first",
    [
        ("Memfis", "memphis-tn"),
        ("Memfis, TN", "memphis-tn"),
        ("Memphis, XX", "memphis-tn"),
        ("Memphis Tenessee", "memphis-tn"),
        ("Olve Branch, MS", "olive-branch-ms"),
        ("San Fransisco", "san-francisco-ca"),
        ("New Yrok", "new-york-us"),
        ("Tennesee", "tennessee-us"),
        ("Lundem, UK", "london-gb"),
        ("Lonndon, Engalnd", "london-gb"),
        ("downtown Nashville", "nashville-tn"),
        ("Union Avenue, Memphis, TN", "memphis-tn"),
        ("38199", "38105"),
    ],
)
def test_a_slip_gets_suggestions(text, first):
    answer = find(text)
    assert (answer.kind, answer.place, slugs(answer)[0]) == (Kind.SUGGESTIONS, None, first)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "....",
        "😀",
        "\0",
        "xyzzyqwk",
        "asdfghjkl qwertz",
        "x" * 10_000,
        "7",
        "00000",
        "\ud800",
        "'; --",
    ],
)
def test_rubbish_is_nothing(text):
    assert find(text).kind == Kind.NOTHING


@pytest.mark.parametrize("text", ["Memphis " * 2_000, "a,b," * 5_000, "38103 " * 3_000, "é" * 10_000])
def test_a_very_long_text_is_answered_fast(text):
    find("Memfis")  # reads the names
    began = time.perf_counter()
    find(text)
    assert time.perf_counter() - began < 1


def test_the_list_keeps_to_its_limit():
    assert len(find("Springfield", limit=3).places) == 3
    assert len(find("London", limit=3).places) == 2
    assert len(find("Memfis", limit=1).places) == 1


@pytest.mark.parametrize(
    "text, queries",
    [
        ("Memphis", 1),
        ("1407 Union Ave, Memphis, TN 38104", 1),
        ("Springfield", 1),
        ("Memfis", 2),
        ("38199", 2),
        ("Memfis, TN", 3),
        ("Memfis, UK", 2),
        ("xyzzyqwk", 1),
        ("", 0),
    ],
)
def test_a_look_up_costs_three_queries_at_most(text, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):  # names; a state's names or the spelling help's places; these
        find(text)


WORDS = st.sampled_from(
    ["Memphis", "TN", "London,", "uk", "38103", "St.", "Louis", "Memfis", "xyzzy", "😀", "-"]
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=9).map(" ".join)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_text_gets_an_answer_that_keeps_its_promises(text):
    with CaptureQueriesContext(connection) as queries:
        answer = find(text)
    assert len(queries) <= 3
    assert (answer.place is not None) == (answer.kind == Kind.ONE)
    assert len({answer.place, *answer.places}) == 1 + len(answer.places)
    assert bool(answer.places) or answer.kind in (Kind.ONE, Kind.NOTHING)
    assert len(answer.places) <= 10


def test_a_place_is_found_by_its_slug():
    assert by_slug("memphis-tn").label == "Memphis, TN"
    assert by_slug("no-such-place") is None


def test_labels_tell_places_apart():
    labels = {
        slug: by_slug(slug).label for slug in ("38103", "london-ontario-ca", "singapore-sg", "tennessee-us")
    }
    assert labels == {
        "38103": "Memphis, TN 38103",
        "london-ontario-ca": "London, Ontario, Canada",
        "singapore-sg": "Singapore, Singapore",
        "tennessee-us": "Tennessee, United States",
    }


def slugs(answer):
    return [place.slug for place in answer.places]
