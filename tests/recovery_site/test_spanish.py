"""The Spanish catalog: complete for what we ship, faithful to the English, and compiled."""

import gettext
import re
from collections import Counter

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation

from meetings import words
from meetings.offers import count_words
from tests.site.sources import ROOT

FOLDER = ROOT / "locale/es/LC_MESSAGES"
PLACEHOLDER = re.compile(r"\bDAY\b|%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}|</?[a-z]+[^>]*>|&\w+;")
# Said otherwise in Spanish, on purpose.
OTHERWISE = {"988 Suicide &amp; Crisis Lifeline"}


@pytest.fixture(scope="module")
def messages():
    with (FOLDER / "django.po").open("rb") as file:
        return [message for message in read_po(file, locale="es") if message.id]


def forms(text):
    return list(text) if isinstance(text, (tuple, list)) else [text]


def is_translated(message):
    return all(forms(message.string)) and bool(message.string)


def test_every_language_but_english_has_a_catalog():
    for code, _name in settings.LANGUAGES:
        assert code == "en" or (ROOT / f"locale/{code}/LC_MESSAGES/django.mo").is_file(), code


def test_the_head_says_what_it_is():
    with (FOLDER / "django.mo").open("rb") as file:
        info = gettext.GNUTranslations(file).info()
    assert info["language"] == "es"
    assert info["plural-forms"] == "nplurals=2; plural=(n != 1);"


def test_what_is_compiled_is_what_is_written(messages):
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    written = {}
    for message in messages:
        if is_translated(message):
            one = forms(message.id)[0]
            key = f"{message.context}\x04{one}" if message.context else one
            if message.pluralizable:
                written |= {(key, number): text for number, text in enumerate(message.string)}
            else:
                written[key] = message.string
    del compiled[""]
    assert compiled == written, "run make messages"


def test_nothing_is_guessed(messages):
    assert [message.id for message in messages if message.fuzzy] == []


def test_a_translation_holds_what_is_filled_in_and_no_other(messages):
    wrong = {}
    for message in filter(is_translated, messages):
        for english, text in zip(forms(message.id), forms(message.string), strict=True):
            expected = Counter(PLACEHOLDER.findall(english))
            if Counter(PLACEHOLDER.findall(text)) != expected and english not in OTHERWISE:
                wrong[text] = expected
    assert wrong == {}


def test_a_translation_begins_and_ends_as_the_english_does(messages):
    """No space lost where two pieces meet."""
    wrong = []
    for message in filter(is_translated, messages):
        for text in forms(message.string):
            english = forms(message.id)[0]
            if [text[n].isspace() for n in (0, -1)] != [english[n].isspace() for n in (0, -1)]:
                wrong.append(text)
    assert wrong == []


def test_all_words_we_ship_as_data_are_translated(messages):
    shipped = [one for one in messages if any(name.startswith("fixtures/") for name, _line in one.locations)]
    assert len(shipped) > 150
    assert [one.id for one in shipped if not is_translated(one)] == []


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 reuniones"), (1, "1 reunión"), (2, "2 reuniones"), (1_000_000, "1000000 reuniones")],
)
def test_one_is_one_and_all_else_is_many(number, said):
    with translation.override("es"):
        assert count_words(number) == said


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (["lunes", "martes"], "lunes y martes"),
        (["español", "inglés"], "español e inglés"),
        (["a", "b", "historias"], "a, b e historias"),
        (["agua", "hielo"], "agua y hielo"),
        (["uno"], "uno"),
    ],
)
def test_a_list_reads_as_one_says_it(listed, said):
    with translation.override("es"):
        assert words.joined(listed) == said


def test_times_and_days_read_as_in_us_spanish():
    with translation.override("es"):
        assert words.clock_words(19, 0) == "7:00 p.\N{NO-BREAK SPACE}m."
        assert words.clock_words(12, 0) == "12:00 del mediodía"
        assert words.weeks_in_words(0, 2) == "Cada martes"
        assert words.weeks_in_words(0b100001, 6) == "Primer y último sábado del mes"
        assert words.distance_in_words(2.34, "mi") == "2.3 millas"
