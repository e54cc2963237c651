import base64
import hashlib
import re

import pytest
from django.conf import settings

from recovery_site.styles import CORE, LAST, all_sheets, sheet, squeeze, styles_with, tokens_of, with_literals
from tests.site.markup import Page
from tests.site.sources import templates


@pytest.mark.parametrize(
    "css, squeezed",
    [
        ("a { color : red ; }\n", "a{color :red}"),
        ("/* why */ a{b:c}/* and\n why */", "a{b:c}"),
        ("a ,\n b > c { d: e; f:g }", "a,b>c{d:e;f:g}"),
        ("@media (min-width: 40em) {\n  a { b: c; }\n}\n", "@media (min-width:40em){a{b:c}}"),
        ("a { width: calc(1px + 2px); }", "a{width:calc(1px + 2px)}"),
        ("a :hover { b: c }", "a :hover{b:c}"),
        ("", ""),
    ],
)
def test_comments_and_needless_spaces_go(css, squeezed):
    assert squeeze(css) == squeezed


def test_squeezed_styles_hold_every_rule():
    for name in all_sheets():
        css = (settings.BASE_DIR / "static" / "css" / f"{name}.css").read_text(encoding="utf-8")
        bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
        assert squeeze(css).count("{") == bare.count("{")
        assert squeeze(css).count("}") == bare.count("}")
        assert sheet(name) in styles_with(*{name} - {*CORE, *LAST}).css


def test_every_sheet_of_the_folder_is_named_by_a_page():
    named = re.compile(r"{% block sheets %}([a-z ]+){% endblock")
    pages = {
        name
        for path in templates()
        for found in named.findall(path.read_text("utf-8"))
        for name in found.split()
    }
    assert set(all_sheets()) == pages | {*CORE, *LAST}


def test_all_sheets_together_are_small():
    assert sum(len(sheet(name)) for name in all_sheets()) <= 30_000


def test_a_browser_without_custom_properties_gets_the_light_colours():
    tokens = tokens_of("/*why*/:root{--ink:#123;--line:#abc;--round:.5rem}@media x{:root{--ink:#fff}}")
    assert tokens == {"--ink": "#123", "--line": "#abc", "--round": ".5rem"}
    css = "a{color:var(--ink);border:1px solid var(--line)}"
    twice = "a{color:#123;color:var(--ink);border:1px solid #abc;border:1px solid var(--line)}"
    assert with_literals(css, tokens) == twice


def test_every_custom_property_in_use_is_a_token():
    tokens = tokens_of(sheet("tokens"))
    used = {name for one in all_sheets() for name in re.findall(r"var\((--[a-z-]+)\)", sheet(one))}
    assert used <= set(tokens)
    assert set(tokens) <= used, "a token that nothing uses"


def test_the_dark_colours_are_the_same_by_device_and_by_choice():
    by_device, by_choice = (
        dict(re.findall(r"(--[a-z-]+):([^;{}]+)", rule))
        for rule in re.findall(r"\{[^{}]*\}", sheet("tokens"))[-2:]
    )
    assert by_device == by_choice


@pytest.mark.parametrize("address", ["/", "/meetings/?q=lamp", "/help-now/", "/guides/"])
def test_the_policy_names_the_styles_of_a_page_by_their_hash(client, db, address):
    for _again in range(2):  # the second answer is the kept one
        response = client.get(address)
        styles = Page(response.content.decode()).one("style").children[0]
        digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}';" in response.headers["Content-Security-Policy"]
