"""Style sheets and scripts: small, our own, and asking no other host for anything."""

import re

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from recovery_site.storage import ForgivingStaticFiles, squeeze_script
from tests.site.markup import OUTSIDE, outside_in_styles
from tests.site.sources import name_of, static_files

CSS_BUDGET = 30_000
JS_BUDGET = 15_000
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.S)
SHOWN_WORDS = re.compile(
    r"""\b(?:textContent|innerText|ariaLabel|title|alert|confirm)\s*[=(]\s*["'`][^"'`]*[A-Za-z]{2}"""
)


def of_visitors(*endings):
    """Of all that visitors' pages may load; what only staff load is no burden to them."""
    return [
        path.read_text(encoding="utf-8") for path in static_files(*endings) if path.parent.name != "staff"
    ]


def test_style_sheets_keep_within_30_kilobytes():
    assert 0 < sum(map(len, of_visitors(".css"))) <= CSS_BUDGET


def test_scripts_keep_within_15_kilobytes_as_browsers_are_sent_them():
    assert 0 < sum(len(squeeze_script(script)) for script in of_visitors(".js")) <= JS_BUDGET


def test_scripts_are_sent_without_comments(tmp_path):
    """Under the name that pages use for them."""
    storage = ForgivingStaticFiles(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(settings.BASE_DIR / "static")
    paths = {name: (source, name) for name in ("js/site.js", "css/print.css")}
    for name in paths:
        with source.open(name) as file:
            storage.save(name, file)
    assert list(storage.post_process(paths))
    sent = (tmp_path / storage.stored_name("js/site.js")).read_text("utf-8")
    whole = (settings.BASE_DIR / "static/js/site.js").read_text("utf-8")
    assert sent == squeeze_script(whole)
    assert "/*" in whole
    assert "/*" not in sent
    assert (tmp_path / storage.stored_name("css/print.css")).read_text("utf-8").startswith("/* On paper")


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
