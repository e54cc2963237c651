"""Sheets as Chromium prints them, on A4 and on Letter: how many pages, and that nothing is cut."""

import re
import shutil
import subprocess

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SIZES = {"A4": (595, 842), "Letter": (612, 792)}  # points
BETWEEN_MARGINS = {"width": 703, "height": 1000}  # of A4
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
PAGE = re.compile(rb"/Type\s*/Page\b")
# Layout -> most pages of the small world's 27 meetings near Memphis.
MOST_PAGES = {"print": 4, "booklet": 2, "attendance": 1, "attendance,large": 1, "large": 9}
# Lines of a list that stand in more than one column.
CUT = """() => [...document.querySelectorAll(".day li, .safe, .lines, .end")]
  .filter((one) => new Set([...one.getClientRects()].map((box) => Math.round(box.left))).size > 1)
  .map((one) => one.textContent.slice(0, 60))"""
# The smallest letters of the sheet, in CSS pixels.
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".sheet *")]
  .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
POINT = 1.333


@pytest.mark.parametrize("layout", MOST_PAGES)
def test_a_sheet_prints_whole_on_both_papers(page, live_site, known, tmp_path, layout):
    page.goto(f"{live_site}/meetings/near/memphis-tn/?layout={layout}")
    page.set_viewport_size(BETWEEN_MARGINS)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Update")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert page.evaluate(CUT) == []
    assert page.evaluate(SMALLEST) >= (16 if "large" in layout else 8) * POINT
    page.emulate_media(media="null")
    for size, (width, height) in SIZES.items():
        paper = page.pdf(format=size, prefer_css_page_size=True)
        assert 1 <= len(PAGE.findall(paper)) <= MOST_PAGES[layout], size
        across = layout == "booklet"
        look_for_cut_words(paper, tmp_path, (height, width) if across else (width, height), across)


def look_for_cut_words(paper, tmp_path, size, across):
    """Every word inside the page, and of a folded sheet inside one of its four columns (poppler-utils)."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils are not installed: its words were not looked at")
    (tmp_path / "sheet.pdf").write_bytes(paper)
    found = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "sheet.pdf", "-"], capture_output=True, text=True
    )
    words = WORD.findall(found.stdout)
    assert len(words) > 10
    for left, top, right, bottom, word in words:
        assert 14 <= float(left) < float(right) <= size[0] - 14, word
        assert 14 <= float(top) < float(bottom) <= size[1] - 14, word
        if across:
            column = size[0] / 4
            assert int(float(left) / column) == int(float(right) / column), word


def test_the_button_prints_where_scripts_run(page, live_site, known):
    page.add_init_script("window.print = () => { document.title = 'printing'; };")
    page.goto(f"{live_site}/list/?m={known['meeting']}")
    page.get_by_role("link", name="Print", exact=True).click()
    page.get_by_label("Large type").check()
    page.get_by_role("button", name="Update").click()
    expect(page.locator(".large")).to_contain_text("Lamp Group")
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printing")
