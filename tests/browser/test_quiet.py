"""Pages keep what a visitor saves and nothing else, and say the same on paper and without styles."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import measure
from tests.browser.pages import PAGES

pytestmark = pytest.mark.browser

LINES = ("911", "988", "1-800-662-4357", "741741")


def test_saving_is_the_visitors_choice_and_forgotten_on_request(visit, page):
    visit("meeting").get_by_role("button", name="Save on this device").click()
    assert page.evaluate(measure.KEPT_HERE) != []
    visit("list").get_by_role("button", name="Forget what is saved on this device").click()
    assert page.evaluate(measure.KEPT_HERE) == []


@pytest.mark.parametrize("name", PAGES)
def test_without_styles_the_text_is_in_order(visit, name):
    page = visit(name)
    page.evaluate(measure.WITHOUT_STYLES)
    said = page.locator("body").inner_text()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_count(1)
    assert said.index("In danger?") < said.index(heading.inner_text()) < said.rindex("Help now")
    assert [line for line in LINES if line not in said] == []
    for row in page.get_by_role("main").get_by_role("heading", level=3).all():
        assert said.index(heading.inner_text()) < said.index(row.inner_text())


@pytest.mark.parametrize("name", ["results", "meeting", "list"])
def test_paper_shows_meetings_and_no_controls(visit, name):
    page = visit(name)
    page.emulate_media(media="print")
    for unwanted in ("form", "button", "nav", "header a"):
        for one in page.locator(unwanted).all():
            expect(one).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(re.compile("Lamp Hall")).first).to_be_visible()
    assert page.pdf().startswith(b"%PDF")
