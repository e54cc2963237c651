"""Filters as a page shows them, at noon of Sunday 22 November 2026 in Memphis."""

import pytest
from django.utils import translation

from tests.meetings.asking import around, ask, asked, number, options, rows_of
from tests.world import make_meeting

pytestmark = pytest.mark.django_db


def facet(context, name):
    return next((facet for facet in context["facets"] if facet.name == name), None)


def labels_of(context, name):
    return [option.label for option in facet(context, name).options]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "day=tuesday",
        "type=open&day=friday",
        "access=wheelchair",
        "fellowship=na&time=evening",
        "q=group",
    ],
)
def test_choosing_an_option_finds_the_number_beside_it(shared_world, query):
    question = asked(query)
    for (name, value), count in options(around(query)).items():
        alone = question.with_value(name, value)
        for other in getattr(question, name):
            # Values of one filter are alternatives: the number is of the value without the others.
            if other != value and name != "access" and not _apart(other, value):
                alone = alone.without(name, other)
        assert number(around(alone.query())["heading"]) == count, (name, value)


def _apart(one, other):
    """`open` and `closed` are asked by AND with the rest of `type`."""
    return (one in ("open", "closed")) != (other in ("open", "closed"))


def test_options_stand_in_an_order_people_know(shared_world):
    page = around()
    assert [facet.legend for facet in page["facets"]] == [
        "Day",
        "Time of day",
        "Program",
        "Who it is for",
        "What happens",
        "How to be there",
        "The building",
    ]
    assert labels_of(page, "day") == [
        "Tomorrow",
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Friday",
        "Saturday",
    ]
    assert labels_of(page, "time") == ["Morning, 5 to 11", "Evening, 5 to 9", "Night, 9 to 5"]
    assert set(labels_of(page, "type")[:2]) == {"Open", "Closed"}
    assert labels_of(page, "attendance") == ["In person", "In person and online"]


def test_an_option_that_finds_nothing_is_left_out_unless_it_is_chosen(shared_world):
    assert ("type", "lgbtq") not in options(around())
    assert ("day", "thursday") not in options(around())
    assert options(around("day=thursday"))["day", "thursday"] == 0


def test_a_filter_in_use_stands_open_and_its_options_are_ticked(shared_world):
    page = around("day=tuesday&type=open")
    assert [one.name for one in page["facets"] if one.open] == ["day", "type"]
    ticked = [(one.name, option.value) for one in page["facets"] for option in one.options if option.checked]
    assert ticked == [("day", "tuesday"), ("type", "open")]


def test_each_word_of_a_meeting_is_explained(shared_world):
    (women,) = [option for option in facet(around(), "type").options if option.value == "women"]
    assert women.hint == "Women, in invented words."


def test_what_is_rarely_stated_says_how_many_do_not_say_it(shared_world):
    note = facet(around("access=wheelchair"), "access").note
    assert note == "1 says so, 9 do not say so"
    assert facet(around(), "access").note == ""


def test_one_that_says_the_contrary_does_not_say_so(shared_world):
    make_meeting("Signs", slips="yes")
    make_meeting("Does not sign", slips="no")
    page = around("slips=yes")
    assert facet(page, "slips").note == "1 says so, 11 do not say so"
    assert labels_of(page, "slips") == ["Signs attendance slips", "Does not sign attendance slips"]


def test_languages_stand_by_name(shared_world):
    make_meeting("Luz", languages=["es"])
    make_meeting("Both", languages=["en", "es"])
    page = around()
    assert [(option.label, option.count) for option in facet(page, "language").options] == [
        ("English", 1),
        ("Spanish", 2),
    ]
    assert facet(around("language=es"), "language").note == "2 say so, 10 do not say so"


def test_every_filter_in_use_has_a_link_that_takes_it_away(shared_world):
    page = around("day=tuesday&day=friday&fellowship=na&slips=ask")
    assert [(one.label, one.url) for one in page["active"]] == [
        ("Friday", "/meetings/near/memphis-tn/?fellowship=na&day=tuesday&slips=ask"),
        ("Tuesday", "/meetings/near/memphis-tn/?fellowship=na&day=friday&slips=ask"),
        ("Narcotics Anonymous", "/meetings/near/memphis-tn/?day=friday&day=tuesday&slips=ask"),
        ("Ask before the meeting", "/meetings/near/memphis-tn/?fellowship=na&day=friday&day=tuesday"),
    ]
    for one in page["active"]:
        assert len(ask(one.url)["active"]) == 3
    assert page["clear_url"] == "/meetings/near/memphis-tn/"


def test_words_looked_for_are_taken_away_by_a_link_too(shared_world):
    (words,) = ask("/meetings/?q=lamp")["active"]
    assert (words.label, words.url) == ("“lamp”", "/meetings/")


def test_how_far_and_in_which_order_are_choices_of_one(shared_world):
    radius, order = around("radius=5&sort=distance")["selects"]
    assert [option["label"] for option in radius["options"]][:3] == ["1 mile", "2 miles", "5 miles"]
    assert [option["value"] for option in radius["options"] if option["selected"]] == ["5"]
    assert [option["value"] for option in order["options"] if option["selected"]] == ["distance"]
    assert around("unit=km")["selects"][0]["options"][0]["label"] == "1 km"


def test_labels_are_made_in_the_language_of_the_page(shared_world):
    with translation.override("es"):
        assert facet(around(), "day") is not None
        assert rows_of(around())
