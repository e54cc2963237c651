"""The guide for staff: what it names is there, its pictures are light, and nobody real stands in it."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.utils.text import slugify

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "editors.md"
PICTURES = GUIDE.with_name("editors")
CODE = ("meetings", "recovery_site", "fellowships", "articles")
HEAVIEST = 100_000
PNG = b"\x89PNG\r\n\x1a\n"
# Written in the guide as part of a sentence, not on a screen.
OUR_OWN = frozenset(
    ("bold", "A new list", "A held reading", "Problems", "A guide", "The comparison", "Help lines")
)
OUR_TROUBLES = frozenset(
    (
        "For administrators",
        "You are signed out while typing",
        "It says that something waits for a publisher",
        "You changed the wrong thing",
        "A page says you may not do this",
        "Something else",
    )
)


@pytest.fixture(scope="module")
def guide():
    return GUIDE.read_text("utf-8")


@pytest.fixture(scope="module")
def screen():
    """Every text that code or a template may show in the admin, ours and Django's, in one line each."""
    files = [ROOT / "templates", *(ROOT / name for name in CODE), *(Path(path) for path in admin.__path__)]
    found = [one for folder in files for kind in ("py", "html") for one in folder.rglob(f"*.{kind}")]
    text = "\n".join(one.read_text("utf-8") for one in found)
    return re.sub(r'"\s*\n\s*"', "", text).casefold()


def test_what_stands_in_bold_stands_on_a_screen(guide, screen):
    named = {" ".join(words.split()).rstrip(".:") for words in re.findall(r"\*\*(.+?)\*\*", guide, re.S)}
    unknown = [
        words for words in named - OUR_OWN - OUR_TROUBLES
        if not re.search(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", screen)
    ]  # fmt: skip
    assert sorted(unknown) == []


def test_every_picture_is_shown_with_words_and_every_shown_one_is_there(guide):
    shown = re.findall(r"!\[([^\]]+)\]\(editors/([a-z-]+\.png)\)", guide)
    assert guide.count("![") == len(shown)
    assert sorted(name for _words, name in shown) == sorted(one.name for one in PICTURES.iterdir())
    assert 8 <= len(shown) <= 12


def test_every_picture_is_a_light_png():
    for one in PICTURES.iterdir():
        body = one.read_bytes()
        assert body.startswith(PNG)
        assert len(body) < HEAVIEST, one.name


def test_every_link_leads_somewhere(guide):
    headings = {slugify(line.lstrip("#")) for line in guide.splitlines() if line.startswith("#")}
    for target in re.findall(r"\]\(([^)]+)\)", guide):
        if target.startswith("#"):
            assert target[1:] in headings
        else:
            assert (GUIDE.parent / target).exists()


def test_the_readme_points_to_it():
    assert "(docs/editors.md)" in (ROOT / "README.md").read_text("utf-8")


def test_it_holds_no_path_of_a_machine_and_no_address_or_number_of_a_person(guide):
    assert not re.search(r"/(home|work|tmp|root|usr)/", guide)
    assert not re.search(r"[\w.]+@[\w.]+|\d{3}-\d{4}|https?://", guide)
