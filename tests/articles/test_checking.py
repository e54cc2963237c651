"""The checks find what they are there for."""

import pytest

from tests.articles.banned import banned_in, phones_in
from tests.articles.reading import grade, syllables
from tests.articles.runs import runs_of, runs_shared


@pytest.mark.parametrize(
    "text",
    [
        "Addicts meet.",
        "an alcoholic",
        "drug\nuser",
        "drug abuse",
        "get clean",
        "her clean time",
        "a dirty test",
    ],
)
def test_an_unkind_word_is_found(text):
    assert banned_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Alcoholics Anonymous and Narcotics Anonymous",
        "Members call themselves *heroin addicts*.",
        "the National Institute on Drug Abuse",
        "a clean needle",
        "people who use drugs",
    ],
)
def test_a_name_or_a_programmes_own_term_is_none(text):
    assert banned_in(text) == []


@pytest.mark.parametrize(
    "text", ["(617) 555-0100", "1-800-555-0100", "855.555.0100", "Text 741742", "1-800-FLOWERS1"]
)
def test_a_phone_number_is_found(text):
    assert phones_in(text)


@pytest.mark.parametrize(
    "text", ["911", "988", "81,806 people", "in 2022", "https://x.example/12345678", "PMC8060988"]
)
def test_a_figure_is_no_phone_number(text):
    assert phones_in(text) == []


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("meeting", 2),
        ("buprenorphine", 4),
        ("people", 2),
        ("naloxone", 3),
        ("used", 1),
        ("recovery", 4),
        ("area", 3),
    ],
)
def test_syllables_are_counted_as_people_say_them(word, number):
    assert syllables(word) == number


def test_longer_sentences_of_longer_words_read_harder():
    easy = grade(["You may just sit and hear what they say."])
    hard = grade(
        ["Individuals experiencing comorbid psychiatric conditions require multidisciplinary intervention."]
    )
    assert easy < 3 < 12 < hard


def test_eight_words_in_a_row_are_a_run_whatever_their_case_and_marks():
    known = runs_of("one two three four five six seven eight nine")
    assert runs_shared("He said: One, two – THREE four five; six seven eight!", known)
    assert runs_shared("one two three four five six seven nine", known) == []
