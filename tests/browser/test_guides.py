"""A guide read on an old phone: found, understood, answered and printed, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.measure import SIDEWAYS

pytestmark = pytest.mark.browser
OLD_PHONE = {"width": 320, "height": 568}


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_from_the_list_to_a_word_explained_and_a_button_pressed_without_javascript(page, address):
    page.set_viewport_size(OLD_PHONE)
    page.goto(address("guides"))
    page.get_by_role("link", name="Your first meeting").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your first meeting")
    page.get_by_text(re.compile("^In other words:")).first.click()
    expect(page.locator("details[open] dd").first).to_be_visible()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.get_by_role("link", name=re.compile("^Back to")).click()
    expect(page).to_have_url(re.compile(r"/guides/first-meeting/$"))


def test_a_footnote_leads_to_its_source(page, visit):
    visit("guide with a table")
    note = page.locator("sup a").first
    wanted = note.get_attribute("href")
    note.click()
    expect(page.locator(wanted)).to_be_in_viewport()


def test_the_plan_is_one_page_on_paper_and_warnings_stay(page, visit):
    visit("guide with warnings")
    page.emulate_media(media="print")
    expect(page.locator("p.warning").first).to_be_visible()
    expect(page.get_by_role("button", name="Yes")).to_be_hidden()
    page.emulate_media(media="screen")
    visit("guide with a plan")
    paper = page.pdf(format="Letter")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 7


def test_nothing_of_the_longest_guides_reaches_beyond_an_old_phone(page, visit):
    page.set_viewport_size(OLD_PHONE)
    for name in ("guide with a table", "guide with meetings", "guide with a plan", "guide with warnings"):
        visit(name)
        assert page.evaluate(SIDEWAYS) == [], name
