"""Which programmes might suit: answers as text, and what the rules make of them."""

import itertools

import pytest

from fellowships.choosing import (
    Group,
    Option,
    Question,
    Reason,
    Rules,
    Together,
    answers_text,
    parse_answers,
    ways,
)


def question(slug, *numbers):
    return Question(slug, f"{slug}?", options=tuple(Option(number, f"{slug} {number}") for number in numbers))


WHO, DRUG, BELIEF = question("who", 1, 2), question("drug", 1, 2, 5), question("belief", 1, 3)
QUESTIONS = (WHO, DRUG, BELIEF)
VALID = list(itertools.product((0, 1, 2), (0, 1, 2, 5), (0, 1, 3)))


def reason(asked, number, programme, speaks="for", text="Because."):
    return Reason(asked.slug, number, programme, speaks, text)


def rules(*reasons, together=(), programmes=("na", "ha", "smart", "nar-anon")):
    return Rules(QUESTIONS, reasons, programmes, together)


def groups(answers, of):
    """{group: [programmes of each way]}"""
    found = {group.value: [] for group in Group}
    for way in ways(answers, of):
        found[way.group.value].append("+".join(way.programmes))
    return found


@pytest.mark.parametrize("answers", VALID)
def test_every_answer_comes_back_from_its_text(answers):
    assert parse_answers(answers_text(answers), QUESTIONS) == answers


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", (0, 0, 0)),
        ("1", (1, 0, 0)),
        ("1131313131", (1, 1, 3)),
        ("999", (0, 0, 0)),
        ("342", (0, 0, 0)),
        ("1x3", (1, 0, 3)),
        ("-15", (0, 1, 0)),
        ("\u0661\u00b2\u0663", (0, 0, 0)),
        ("\x00\U0001f600'", (0, 0, 0)),
        ("   ", (0, 0, 0)),
    ],
)
def test_what_is_no_answer_counts_as_skipped_and_the_rest_is_cut(text, read):
    assert parse_answers(text, QUESTIONS) == read
    assert parse_answers(answers_text(read), QUESTIONS) == read


def test_reasons_for_and_against_make_the_group():
    said = rules(
        reason(DRUG, 1, "na"),
        reason(BELIEF, 3, "na", "against", "Weigh this."),
        reason(DRUG, 1, "ha"),
        reason(BELIEF, 3, "smart", "against"),
    )
    assert groups((0, 1, 3), said) == {"first": ["ha"], "weigh": ["na", "smart"], "less": ["nar-anon"]}
    na = next(way for way in ways((0, 1, 3), said) if way.programmes == ("na",))
    assert [one.text for one in na.speaks_for] == ["Because."]
    assert [one.text for one in na.to_weigh] == ["Weigh this."]


def test_a_programme_that_is_not_meant_for_an_answer_is_left_out():
    said = rules(reason(WHO, 1, "nar-anon", "leaves-out"), reason(DRUG, 1, "nar-anon"))
    assert "nar-anon" not in {slug for way in ways((1, 1, 0), said) for slug in way.programmes}
    assert groups((0, 1, 0), said)["first"] == ["nar-anon"]


def test_skipped_questions_say_nothing_and_all_programmes_are_there_in_their_order():
    said = rules(reason(DRUG, 1, "na"), reason(WHO, 1, "ha", "leaves-out"))
    assert groups((0, 0, 0), said) == {"first": [], "weigh": [], "less": ["na", "ha", "smart", "nar-anon"]}


def test_many_reasons_do_not_move_a_programme_before_another():
    said = rules(reason(WHO, 1, "na"), *(reason(one, 1, "ha", text=one.slug) for one in QUESTIONS))
    assert groups((1, 1, 1), said)["first"] == ["na", "ha"]


def test_of_those_with_something_to_weigh_the_ones_something_speaks_for_stand_first():
    said = rules(
        reason(DRUG, 1, "na", "against"), reason(DRUG, 1, "ha", "against"), reason(BELIEF, 1, "ha", "for")
    )
    assert groups((0, 1, 1), said)["weigh"] == ["ha", "na"]


def test_the_same_words_are_said_once():
    said = rules(reason(DRUG, 1, "na", text="It is so."), reason(BELIEF, 1, "na", text="It is so."))
    (way,) = (way for way in ways((0, 1, 1), said) if way.programmes == ("na",))
    assert len(way.speaks_for) == 1


BOTH = Together("NA and HA, both", "Go to both.", ("na", "ha"))


def test_both_is_a_way_when_something_speaks_for_both():
    said = rules(reason(DRUG, 1, "na"), reason(DRUG, 1, "ha"), together=(BOTH,))
    assert groups((0, 1, 0), said)["first"] == ["na+ha", "na", "ha"]


def test_both_stands_where_the_one_with_something_to_weigh_stands():
    said = rules(
        reason(DRUG, 1, "na"),
        reason(DRUG, 1, "ha"),
        reason(BELIEF, 1, "ha", "against"),
        together=(BOTH,),
    )
    assert groups((0, 1, 1), said) == {
        "first": ["na"],
        "weigh": ["na+ha", "ha"],
        "less": ["smart", "nar-anon"],
    }


@pytest.mark.parametrize(
    "other",
    [
        reason(DRUG, 2, "ha"),
        reason(DRUG, 1, "ha", "against"),
        reason(DRUG, 1, "ha", "leaves-out"),
        reason(DRUG, 1, "nobody"),
    ],
)
def test_both_is_no_way_when_nothing_speaks_for_one_of_them(other):
    said = rules(reason(DRUG, 1, "na"), other, together=(BOTH,))
    assert all(way.together is None for way in ways((0, 1, 0), said))


def test_one_programme_alone_is_no_way_of_several():
    alone = Together("NA", "Only one is published.", ("na",))
    assert all(
        way.together is None for way in ways((0, 1, 0), rules(reason(DRUG, 1, "na"), together=(alone,)))
    )


def test_rules_of_other_programmes_and_other_questions_are_left_aside():
    gone = question("gone", 1)
    assert groups((1, 1, 1), rules(reason(WHO, 1, "gone"), reason(gone, 1, "na")))["first"] == []
