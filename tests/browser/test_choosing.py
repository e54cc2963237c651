"""Choosing with a real browser: a question answered, what might suit, on to a profile and side by side."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_errands import tab_to

pytestmark = pytest.mark.browser


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_from_the_first_page_to_a_profile_without_javascript(page, address):
    page.goto(address("home"))
    page.get_by_role("link", name="A few questions that help you choose").click()
    page.get_by_role("group", name="Which drug?").get_by_label("0", exact=True).check()
    page.get_by_role("button", name="Show what might suit").click()
    expect(page).to_have_url(re.compile(r"/choose/\?a=1$"))
    expect(page).to_have_title(re.compile("^A few questions"))
    expect(page.get_by_role("heading", name="Worth a look first")).to_be_visible()
    page.get_by_role("link", name="Heroin Anonymous", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heroin Anonymous")
    page.get_by_text("Where this is from").first.click()
    expect(page.locator("details[open] a").first).to_be_visible()


def test_the_questions_by_keyboard_alone(page, address):
    page.goto(address("questions"))
    tab_to(page, "^INPUT$")
    page.keyboard.press("ArrowUp")
    tab_to(page, "Show what might suit")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/choose/\?a=[1-9]$"))


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_ticking_two_programmes_puts_them_side_by_side(page, address):
    page.goto(address("programmes"))
    page.get_by_label("Compare Narcotics Anonymous").check()
    page.get_by_label("Compare Heroin Anonymous").check()
    page.get_by_role("button", name="See them side by side").click()
    expect(page).to_have_url(re.compile("/compare/na/ha/$"))
