"""The pictures of docs/editors.md, made anew of an invented world: python -m tests.browser.staff.pictures"""

import os
import sys
from pathlib import Path

import pytest

from tests.browser.staff.palette import with_few_colors

PICTURES = Path(__file__).parents[3] / "docs" / "editors"
WALKS = Path(__file__).parent.glob("test_guide_*.py")
WANTED = "PICTURES_OF_THE_GUIDE"
PHONE, DESK = 360, 1280
# Where the page itself begins, where the lists of the admin stand beside it.
BESIDE_THE_LISTS = """() => {
    const page = document.querySelector("#content-start").getBoundingClientRect();
    return page.left > 0 ? [page.left, page.top + window.scrollY] : [0, 0];
}"""


def picture(page, name, width, *, top=0, height=900):
    """What the guide shows of a page, from `top` on; at the other width the walk goes on without one."""
    if WANTED not in os.environ or page.viewport_size["width"] != width:
        return
    whole = page.evaluate("document.documentElement.scrollHeight")
    left, above = page.evaluate(BESIDE_THE_LISTS) if width == DESK else (0, 0)
    top += above
    area = {"x": left, "y": top, "width": width - left, "height": min(height, whole - top)}
    shot = page.screenshot(full_page=True, clip=area)
    (PICTURES / f"{name}.png").write_bytes(with_few_colors(shot))


def top_of(locator):
    """How far down the page it stands, with a little air above."""
    return max(0, locator.evaluate("one => one.getBoundingClientRect().top + window.scrollY") - 12)


if __name__ == "__main__":
    os.environ[WANTED] = "1"
    sys.exit(pytest.main(["-m", "browser", "-p", "no:randomly", "-q", *map(str, WALKS), *sys.argv[1:]]))
