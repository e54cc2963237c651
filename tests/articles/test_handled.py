"""docs/handled.md keeps its word: each point our sources got wrong is put right where the table says."""

import json
import re
from functools import cache, lru_cache
from pathlib import Path

import pytest

from articles.guide_file import read_text
from articles.markdown import parse, plain

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
POINTS = (
    {f"1.5 ({number})" for number in range(1, 13)}
    | {f"1.8 ({number})" for number in range(1, 22)}
    | {f"5.4 ({number})" for number in range(1, 8)}
)
POINT = re.compile(r"\d\.\d \(\d+\)")
ADDRESS = re.compile(r"/(guides|faq)/([a-z0-9-]+)/")


def rows():
    """Cells of the lines that begin with a point: point, where, sentence, what must not stand."""
    lines = (ROOT / "docs/handled.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if POINT.match(row[0])]


@cache
def text_at(kind, slug):
    """What a reader finds in a guide or an answer: summary, key points and the text itself."""
    folder = {"guides": FIXTURES / "guides", "faq": FIXTURES / "guides/faq"}[kind]
    fields = read_text(folder / f"{slug}.md")
    body = [plain(token) for token in parse(fields["markdown"]) if token.type == "inline"]
    return squeezed("\n".join([fields.get("summary", ""), *fields.get("key_points", []), *body]))


@cache
def fact(programme, criterion):
    facts = json.loads((FIXTURES / f"fellowships/facts/{programme}.json").read_bytes())
    return next((row["text"] for row in facts if row["criterion"] == criterion), "")


def squeezed(text):
    return " ".join(text.split())


@lru_cache(maxsize=1)
def all_we_write():
    """Guides, answers, words explained, facts, sources and templates, in small letters, by path."""
    paths = [
        *(FIXTURES / "guides").rglob("*.md"),
        *(FIXTURES / "guides").rglob("*.json"),
        *(FIXTURES / "fellowships").rglob("*.json"),
        *(ROOT / "templates").rglob("*.*"),
    ]
    return {
        path.relative_to(ROOT): squeezed(path.read_text("utf-8")).lower() for path in paths if path.is_file()
    }


def refused():
    return sorted({words.strip().lower() for row in rows() for words in row[3].split(";") if words.strip()})


def test_the_table_has_every_point_of_the_reference_notes():
    assert {POINT.match(row[0])[0] for row in rows()} == POINTS
    assert len(POINTS) == 40


def test_every_row_is_said_somewhere_or_dropped_with_words_that_may_not_come_back():
    for point, where, sentence, must_not in rows():
        assert bool(sentence) != (where == "nowhere: dropped"), point
        assert sentence or must_not, point


@pytest.mark.parametrize("row", [row for row in rows() if row[2]], ids=lambda row: f"{row[0]} {row[1]}")
def test_a_reader_finds_the_sentence_where_the_table_says(row):
    _point, where, sentence, _must_not = row
    if where.startswith("a fact: "):
        found = fact(*where.removeprefix("a fact: ").split("/"))
    else:
        found = text_at(*ADDRESS.fullmatch(where).groups())
    assert sentence in found


@pytest.mark.parametrize("words", refused())
def test_what_was_dropped_stands_nowhere(words):
    assert [str(path) for path, text in all_we_write().items() if words in text] == []
