from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fellowships.text import fold, fold_words


@pytest.mark.parametrize(
    "text, key",
    [
        ("São Paulo", "saopaulo"),
        ("sao-PAULO", "saopaulo"),
        ("St. John’s", "stjohns"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Москва", "moskva"),
        ("", ""),
        ("... ,;", ""),
    ],
)
def test_accents_case_spacing_and_punctuation_do_not_matter(text, key):
    assert fold(text) == key


def test_an_accent_written_as_a_letter_of_its_own_folds_the_same():
    assert fold(normalize("NFD", "São Paulo")) == fold(normalize("NFC", "São Paulo"))


def test_words_stay_apart_and_an_apostrophe_is_none():
    assert fold_words("Coeur d'Alene, St. John’s - N.L.") == ["coeur", "dalene", "st", "johns", "n", "l"]


def test_emoji_are_not_spelled_out():
    assert fold_words("😀 Memphis 👍🏽 TN 🇺🇸") == ["memphis", "tn"]


@given(st.text())
def test_any_text_folds_to_a_key_and_a_key_to_itself(text):
    key = fold(text)
    assert key == "" or (key.isascii() and key.isalnum() and key == key.lower())
    assert fold(key) == key


def test_half_of_a_character_and_a_nul_are_no_trouble():
    assert fold("\ud800Mem\0phis") == "memphis"
