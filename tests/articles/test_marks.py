"""A statement names its source or says that it is advice."""

import pytest

from articles.marks import unmarked


@pytest.mark.parametrize(
    "text",
    [
        "Said.[^text-na]",
        "Try it. {.advice}",
        "These help: {.advice}\n\n- one\n- two",
        "These are known:[^text-na]\n\n- one\n  - deeper\n- two",
        "- one[^text-na]\n- two {.advice}",
        "Uses.[^x] {.caption}\n\n| a |\n|---|\n| b |",
        "[[near memphis-tn]]",
        "## A heading",
        "> Said.[^x]",
    ],
)
def test_marked_texts_pass(text):
    assert unmarked(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Said.", ["Said."]),
        ("These are known.[^x]\n\n- one", ["one"]),
        ("These help:\n\n- one", ["These help:", "one"]),
        ("- one[^x]\n- two", ["two"]),
        ("| a |\n|---|\n| b |", ["table"]),
        ("Uses. {.caption}\n\n| a |\n|---|\n| b |", ["table"]),
        ("> Said.", ["Said."]),
        ("Warn. {.danger}", ["Warn."]),
        ("Known:[^x]\n\nBetween. {.advice}\n\n- one", ["one"]),
    ],
)
def test_what_has_neither_is_named(text, left):
    assert unmarked(text) == left
