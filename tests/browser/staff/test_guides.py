"""A guide is written as a draft, sent back until its statements have sources, and published."""

import pytest
from playwright.sync_api import expect

from tests.programmes import make_source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_guide_is_a_draft_first_and_then_published(desk, live_site, staff_world):
    make_source("a-text")
    page = desk("publisher")
    page.get_by_role("row", name="Guides").get_by_role("link", name="Add").click()
    page.get_by_label("Title").fill("What to bring")
    page.get_by_label("Summary").fill("Nothing but yourself.")
    page.get_by_label("Key points").fill("Nothing is needed.\nCome as you are.\nThere is coffee.")
    page.get_by_role("textbox", name="Text").fill("You need to bring nothing.")
    page.get_by_label("Section").select_option(label="Before you go")
    page.get_by_role("textbox", name="Written").fill("2026-11-20")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert page.request.get(f"{live_site}/guides/what-to-bring/").status == 404
    page.get_by_label("Status").select_option(label="Published")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("Give each a source")).to_be_visible()
    page.get_by_role("textbox", name="Text").fill("You need to bring nothing.[^a-text]")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    page.goto(f"{live_site}/guides/what-to-bring/")
    expect(page.get_by_text("You need to bring nothing.")).to_be_visible()
