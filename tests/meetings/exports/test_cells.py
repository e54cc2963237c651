"""Formulas in names and notes are harmless in a spreadsheet, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.exports.cells import plain_cell, safe_cell

FORMULAS = [
    "=1+1",
    '=HYPERLINK("https://evil.example","Lamp Group")',
    "@SUM(A1:A9)",
    "+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "-1+A1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\tLamp Group",
    "＝1+1",
    "- beginners welcome -",
]
HARMLESS = [
    "",
    "-90.0490",
    "+1 901-555-0100",
    "+19015550100,,123456#",
    "-",
    "'Til Dawn",
    "Lamp = Light",
    "a\n=b",
]


@pytest.mark.parametrize("value", FORMULAS)
def test_a_value_that_looks_like_a_formula_is_text(value):
    assert safe_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", HARMLESS)
def test_numbers_phone_numbers_and_plain_words_stay_as_they_are(value):
    assert safe_cell(value) == value


@given(st.text("'=+-@\t 1a", max_size=6))
def test_what_was_made_safe_is_read_back_as_it_was(value):
    assert plain_cell(safe_cell(value)) == value


def test_an_apostrophe_that_belongs_to_a_name_is_not_taken_off():
    assert plain_cell("'Til Dawn") == "'Til Dawn"
