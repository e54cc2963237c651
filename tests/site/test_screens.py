"""The pictures of the pages: all there, small, and those of the README told in words."""

import re

from tests.browser.screens import SCREENS
from tests.site.sources import ROOT

PICTURES = ROOT / "docs" / "screens"
IN_README = re.compile(r"!\[([^\]]*)\]\((docs/[^)]+)\)|<img[^>]*?src=\"(docs/[^\"]+)\"[^>]*?alt=\"([^\"]*)\"")


def test_every_screen_has_its_picture_and_none_is_of_a_page_that_is_gone():
    assert {path.stem for path in PICTURES.glob("*.png")} == set(SCREENS)


def test_pictures_are_small():
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert max(sizes.values()) <= 60_000, sizes
    assert sum(sizes.values()) <= 700_000


def test_the_readme_shows_four_and_says_what_is_on_them():
    found = IN_README.findall((ROOT / "README.md").read_text("utf-8"))
    shown = {first or second: alt or other for alt, first, second, other in found}
    assert len([name for name in shown if name.startswith("docs/screens/")]) == 4
    assert all((ROOT / name).is_file() and len(alt) > 20 for name, alt in shown.items())
