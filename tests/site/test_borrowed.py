"""Nothing that we show is borrowed word for word, unkind, or a phone number that nobody vouches for."""

import ast
import json
import re

import pytest

from tests.articles.banned import banned_in, phones_in
from tests.articles.runs import SOURCES, runs_shared
from tests.site.sources import ROOT, name_of, python_files, templates

FIXTURES = ROOT / "fixtures"
# Lines with their source and its date: tests/fellowships/test_loading.py holds them to that.
VOUCHED_FOR = {
    "fixtures/fellowships/help_lines.json",
    "templates/components/_help_now.html",
    "templates/500.html",
    "templates/500.es.html",
    "templates/components/_paper_help.html",
}
# The static block for when nothing else works repeats the four national lines.
TAGS = re.compile(r"<[^>]*>|\{%[^%]*%\}|\{\{[^}]*\}\}")


def shipped_texts():
    """{file: its words}: every guide, fact, question, word, rule and line we ship."""
    paths = [*FIXTURES.glob("guides/**/*.md"), *FIXTURES.glob("guides/*.json")]
    paths += [*FIXTURES.glob("fellowships/*.json"), *FIXTURES.glob("fellowships/facts/*.json")]
    return {name_of(path): _words_of(path) for path in paths}


def shown_texts():
    """{file: its words}: every template, and every string of our Python."""
    found = {name_of(path): TAGS.sub(" ", path.read_text("utf-8")) for path in templates()}
    for app in ("articles", "fellowships", "meetings", "recovery_site"):
        for path in python_files(ROOT / app):
            tree = ast.parse(path.read_text("utf-8"))
            words = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant)]
            found[name_of(path)] = "\n".join(word for word in words if isinstance(word, str))
    return found


def _words_of(path):
    """Without footnotes, and without the words of the glossary that it says are a programme's own."""
    if path.name == "glossary.json":
        terms = json.loads(path.read_bytes())
        return "\n".join(
            term["meaning"] if term.get("whose") else f"{term['word']}: {term['meaning']}" for term in terms
        )
    return re.sub(r"\[\^[^]]*\]", " ", path.read_text("utf-8"))


def test_no_eight_words_in_a_row_stand_in_any_of_the_five_texts():
    if not SOURCES.is_dir():
        pytest.skip("the five texts are not beside the project")
    texts = shipped_texts() | shown_texts()
    assert {name: runs for name, text in texts.items() if (runs := runs_shared(text))} == {}


def test_every_shipped_word_is_kind():
    texts = {name: text for name, text in shipped_texts().items() if "/sources/" not in name}
    assert {name: words for name, text in texts.items() if (words := banned_in(text))} == {}


def test_every_phone_number_stands_in_a_line_with_its_source():
    texts = {
        name: text for name, text in (shipped_texts() | shown_texts()).items() if name not in VOUCHED_FOR
    }
    texts = {
        name: text for name, text in texts.items() if "/migrations/" not in name and "/demo/" not in name
    }
    assert {name: numbers for name, text in texts.items() if (numbers := phones_in(text))} == {}


def test_every_line_names_its_source_and_no_checker_it_did_not_have():
    lines = json.loads((FIXTURES / "fellowships/help_lines.json").read_bytes())
    assert not [line["slug"] for line in lines if not (line["source_name"] and line["source_read_on"])]
    assert not [line["slug"] for line in lines if "last_checked" in line]
