import base64
import hashlib
import re

import pytest
from django.conf import settings

from recovery_site.styles import SHEETS, STYLE_HASHES, STYLES, squeeze
from tests.site.markup import Page


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
    for sheet in SHEETS:
        css = (settings.BASE_DIR / "static" / "css" / f"{sheet}.css").read_text(encoding="utf-8")
        bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
        assert squeeze(css).count("{") == bare.count("{")
        assert squeeze(css).count("}") == bare.count("}")
        assert squeeze(css) in STYLES


def test_every_sheet_of_the_folder_is_used():
    assert {path.stem for path in (settings.BASE_DIR / "static" / "css").glob("*.css")} == set(SHEETS)


def test_the_policy_names_the_styles_of_a_page_by_their_hash(client, db):
    response = client.get("/meetings/")
    styles = Page(response.content.decode()).one("style").children[0]
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    assert (f"sha256-{digest}",) == STYLE_HASHES
    assert f"style-src 'sha256-{digest}';" in response.headers["Content-Security-Policy"]
