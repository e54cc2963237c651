"""Random Markdown: a page comes out of it whatever it says, and nothing in it runs or loads."""

import random

import pytest

from articles.markdown import render
from articles.marks import unmarked
from tests.articles.test_markdown import ATTEMPTS, UNSAFE_TAGS, found_in
from tests.fuzz.asking import ODD

FIXED, MANY = 150, 10_000
PIECES = (
    *ATTEMPTS,
    *ODD[:24],
    "\n",
    "\n\n",
    " ",
    "    ",
    "- ",
    "1. ",
    "> ",
    "# ",
    "## A",
    "|",
    "|---|",
    "| a | b |\n|---|---|\n",
    "**",
    "_",
    "`",
    "```",
    "[",
    "](",
    ")",
    "[^text-na]",
    "[[line emergency]]",
    "{.advice}",
    "{.danger .caption}",
    "&#x6a;",
    "\\",
    "[x]: javascript:alert(1)\n",
    "<",
    ">",
    "sponsor",
)


def faults(rng, number):
    found = []
    for _ in range(number):
        text = "".join(rng.choices(PIECES, k=rng.randint(1, 30)))
        seen = found_in(render(text, {"sponsor": "sponsor"}).html)
        unmarked(text)
        if UNSAFE_TAGS & set(seen.tags) or seen.bad:
            found.append(text)
    return found


def test_random_texts_make_safe_pages():
    assert faults(random.Random("fixed"), FIXED) == []


@pytest.mark.fuzz
def test_ten_thousand_random_texts_make_safe_pages(fresh_seed):
    assert faults(random.Random(fresh_seed), MANY) == [], f"FUZZ_SEED={fresh_seed}"
