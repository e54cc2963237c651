"""The main errand by keyboard alone, there and back: each stop is seen, ringed, and nothing lies over it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_errands import tab_to, walk_by_keyboard

pytestmark = pytest.mark.browser

SMALL, DESK = {"width": 320, "height": 568}, {"width": 1280, "height": 800}


@pytest.mark.parametrize("window", [SMALL, DESK], ids=["320", "1280"])
def test_from_the_first_page_to_directions_and_to_a_report(page, address, window):
    page.set_viewport_size(window)
    walk_by_keyboard(page, address)
    tab_to(page, "^OpenStreetMap$")
    tab_to(page, "Tell us what is wrong")
    tab_to(page, "^Help now: every line$")
    tab_to(page, "Tell us what is wrong", "Shift+Tab")
    tab_to(page, "^Skip to the content$", "Shift+Tab")
    tab_to(page, "Tell us what is wrong")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/report/$"))
    tab_to(page, "^Send$")
    tab_to(page, "^Skip to the content$", "Shift+Tab")
