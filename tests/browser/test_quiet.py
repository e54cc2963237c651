"""Pages keep what a visitor saves and nothing else, and say show meetings on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import measure

pytestmark = pytest.mark.browser


def test_saving_is_the_visitors_choice_and_forgotten_on_request(visit, page):
    visit("meeting").get_by_role("button", name="Save on this device").click()
    assert page.evaluate(measure.KEPT_HERE) != []
    visit("list").get_by_role("button", name="Forget what is saved on this device").click()
    assert page.evaluate(measure.KEPT_HERE) == []


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
