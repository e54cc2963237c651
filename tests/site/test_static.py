"""Style sheets and scripts: small, our own, and asking no other host for anything."""

import re

from tests.site.markup import OUTSIDE, outside_in_styles
from tests.site.sources import name_of, static_files

CSS_BUDGET = 30_000
JS_BUDGET = 15_000
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.S)
SHOWN_WORDS = re.compile(
    r"""\b(?:textContent|innerText|ariaLabel|title|alert|confirm)\s*[=(]\s*["'`][^"'`]*[A-Za-z]{2}"""
)


def size(*endings):
    """Of all that visitors' pages may load; what only staff load is no burden to them."""
    return sum(path.stat().st_size for path in static_files(*endings) if path.parent.name != "staff")


def test_style_sheets_keep_within_30_kilobytes():
    assert 0 < size(".css") <= CSS_BUDGET


def test_scripts_keep_within_15_kilobytes():
    assert size(".js") <= JS_BUDGET


def test_style_sheets_load_nothing_from_elsewhere():
    found = {name_of(p): outside_in_styles(p.read_text(encoding="utf-8")) for p in static_files(".css")}
    assert {name: addresses for name, addresses in found.items() if addresses} == {}


def test_scripts_name_no_other_host():
    found = {
        name_of(path): OUTSIDE.findall(COMMENT.sub("", path.read_text(encoding="utf-8")))
        for path in static_files(".js", ".json", ".webmanifest")
    }
    assert {name: addresses for name, addresses in found.items() if addresses} == {}


def test_scripts_bring_no_words_of_their_own():
    """What a visitor reads comes translated, in data attributes of the page."""
    assert [
        name_of(p) for p in static_files(".js") if SHOWN_WORDS.search(p.read_text(encoding="utf-8"))
    ] == []


def test_a_script_says_first_what_it_does():
    assert [
        name_of(p)
        for p in static_files(".js")
        if not p.read_text(encoding="utf-8").lstrip().startswith(("//", "/*"))
    ] == []


def test_drawings_load_nothing_from_elsewhere():
    found = [
        name_of(path)
        for path in static_files(".svg")
        if re.search(r"""(?:href|src)\s*=\s*["']?(?:https?:)?//""", path.read_text(encoding="utf-8"))
        or "<script" in path.read_text(encoding="utf-8")
    ]
    assert found == []
