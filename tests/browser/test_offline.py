"""Without signal: what was asked for can be read, nothing else was kept, and nothing stays once removed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import measure

pytestmark = pytest.mark.browser

KEPT = """async () => (await (await caches.open("kept")).keys()).map((one) => new URL(one.url).pathname)"""
LINKS = "() => [...document.querySelectorAll('link[rel=manifest]')].map((one) => one.getAttribute('href'))"
KEEP, REMOVE = "Keep these pages on this device", "Remove everything kept on this device"
NOTE = re.compile(r"This page was kept on \w+, \w+ \d+, 20\d\d at \d+:\d\d")


@pytest.fixture
def without_signal(page, complaints):
    """Faults of requests that nothing answers are what this is about."""
    yield lambda: page.context.set_offline(True)
    page.context.set_offline(False)
    complaints[:] = [one for one in complaints if "ERR_INTERNET_DISCONNECTED" not in one]


def keep_what_is_saved(visit, page):
    """One meeting saved, the pages kept; the address of the list."""
    visit("online meeting").get_by_role("button", name="Save on this device").click()
    visit("empty list").get_by_role("button", name=KEEP).click()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    assert page.evaluate(LINKS) == ["/manifest.webmanifest"]  # and on no other page
    page.get_by_role("link", name="All you saved").click()
    return page.url


def test_go_offline_and_read_the_saved_list(visit, page, address, without_signal):
    saved = keep_what_is_saved(visit, page)
    visit("results")
    visit("help now")
    expect(page.get_by_text(NOTE)).to_have_count(0)
    pages = {path for path in page.evaluate(KEPT) if not path.startswith("/static/")}
    assert pages == {"/help-now/", "/guides/overdose/", "/guides/first-meeting/", "/list/", "/offline/"}

    without_signal()
    page.goto(saved)
    expect(page.get_by_role("main").get_by_role("link", name="Lantern Online", exact=True)).to_be_visible()
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.goto(address("results"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What is kept on this device")
    page.get_by_role("main").get_by_role("link", name="Help now").click()
    expect(page).to_have_url(address("help now"))
    expect(page.get_by_role("main").get_by_role("link", name="Call 911").first).to_be_visible()

    page.context.set_offline(False)
    visit("cover your tracks").get_by_role("button", name=REMOVE).click()
    expect(page.get_by_text("Nothing of this site is kept on this device now.")).to_be_visible()
    assert page.evaluate(measure.KEPT_HERE) == []
    visit("help now")
    assert page.evaluate(measure.KEPT_HERE) == []
