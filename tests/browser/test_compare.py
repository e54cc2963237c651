"""Programmes side by side: on a phone, on a desk, by keyboard, on paper, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import measure
from tests.browser.test_errands import tab_to

pytestmark = pytest.mark.browser

SMALL, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 800}


@pytest.mark.parametrize("window", [SMALL, DESK], ids=["320", "1280"])
@pytest.mark.parametrize("name", ["compared", "compared near"])
def test_the_page_never_moves_sideways(page, visit, window, name):
    page.set_viewport_size(window)
    visit(name)
    for unfold in (False, True):
        if unfold:
            page.evaluate(measure.OPEN_ALL)
        assert page.evaluate(measure.SIDEWAYS) == []


@pytest.mark.parametrize("window", [SMALL, DESK], ids=["320", "1280"])
def test_as_cards_too_it_is_a_table_with_named_rows_and_columns(page, visit, window):
    page.set_viewport_size(window)
    visit("compared")
    table = page.get_by_role("table", name=re.compile("no ranking"))
    expect(table.get_by_role("columnheader")).to_have_text(["Narcotics Anonymous", "Heroin Anonymous"])
    expect(table.get_by_role("rowheader").first).to_be_visible()
    cell = table.get_by_role("row").nth(1).get_by_role("cell").first
    expect(cell).to_be_visible()
    beside = cell.locator("b")
    expect(beside).to_be_visible() if window is SMALL else expect(beside).to_be_hidden()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_source_is_reached_and_opened_by_keyboard_alone(page, visit):
    page.set_viewport_size(SMALL)
    visit("compared")
    # The first one that leads to a page: an article without an address is only named.
    first = page.locator("table details", has=page.locator("a")).first
    expect(first.locator("a")).to_be_hidden()
    _tab_to(page, first.locator("summary"))
    page.keyboard.press("Enter")
    expect(first.get_by_role("link")).to_be_visible()
    page.keyboard.press("Tab")
    expect(first.get_by_role("link")).to_be_focused()


def _tab_to(page, summary):
    for _ in range(60):
        page.keyboard.press("Tab")
        if summary.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError("no source was reached")


def test_the_focus_is_seen_on_the_way_to_the_sources(page, visit):
    page.set_viewport_size(SMALL)
    visit("compared near")
    assert "Source" in tab_to(page, "^Source")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_from_the_choice_to_what_is_near_without_javascript(page, address):
    page.goto(address("compare which"))
    page.get_by_role("checkbox", name=re.compile("^Narcotics Anonymous")).check()
    page.get_by_role("checkbox", name=re.compile("^Heroin Anonymous")).check()
    page.get_by_role("button", name="See them side by side").click()
    expect(page).to_have_url(address("compared"))
    page.get_by_label(re.compile("Town or US ZIP code")).fill("Memphis, TN")
    page.get_by_role("button", name="Show what is near").click()
    expect(page).to_have_url(re.compile(r"/compare/na/ha/\?near=memphis-tn$"))
    expect(page.get_by_role("img", name=re.compile("^NA: meetings by day"))).to_be_visible()
    page.get_by_text("The picture as a table").first.click()
    expect(page.get_by_role("table", name=re.compile("^NA: meetings by day"))).to_be_visible()


def test_on_paper_the_table_stays_whole_and_the_controls_go(page, visit):
    visit("compared near")
    page.set_viewport_size(DESK)
    page.emulate_media(media="print")
    expect(page.get_by_role("table").first).to_be_visible()
    expect(page.locator("form").first).to_be_hidden()
    page.emulate_media(media="screen")
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 12
