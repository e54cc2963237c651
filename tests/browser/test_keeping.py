"""What a visitor keeps or passes on: saved meetings, and the address of a page without the search."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import measure

pytestmark = pytest.mark.browser

COPIED = "navigator.clipboard.readText()"
# Stands for a device's share sheet, which no window of a test has.
SHEET = """() => {
  navigator.share = (what) => { window.shared = what; return Promise.reject(new Error("closed")); };
}"""


def test_save_three_then_open_and_print_them(visit, page):
    for name in ("meeting", "online meeting", "meeting with a hidden address"):
        visit(name).get_by_role("button", name="Save on this device").click()
        expect(page.get_by_role("button", name="Saved on this device")).to_be_visible()
    page.get_by_role("link", name="All you saved").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your list: 3 meetings")
    rows = page.get_by_role("main").get_by_role("heading", level=3)
    page.emulate_media(media="print")
    for name in ("Lamp Group", "Lantern Online", "Harbor Group"):
        expect(rows.filter(has_text=name)).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Forget what is saved on this device").click()
    assert page.evaluate(measure.KEPT_HERE) == []


def test_share_copies_the_address_without_a_search(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address("meeting") + "?near=Memphis#time")
    page.get_by_role("link", name="Share", exact=True).click()
    expect(page.get_by_role("status").get_by_text("The address is copied.")).to_be_visible()
    copied = page.evaluate(COPIED)
    assert re.fullmatch(r"https?://[^/]+/meetings/na/lamp-group-\d+/", copied)
    page.evaluate(SHEET)
    page.get_by_role("link", name="Share", exact=True).click()
    assert page.evaluate("window.shared") == {"url": copied}


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_share_leads_to_links_that_pass_it_on(visit, page):
    visit("meeting").get_by_role("link", name="Share", exact=True).click()
    expect(page).to_have_url(re.compile("#keep$"))
    for name, scheme in (("e-mail", "mailto"), ("text message", "sms")):
        link = page.get_by_role("link", name=f"Send the link by {name}")
        where = re.compile(rf"{scheme}:\?&?body=http[^&]+lamp-group-\d+%2F$")
        expect(link).to_have_attribute("href", where)
