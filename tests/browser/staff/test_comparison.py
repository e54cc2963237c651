"""A row is added to the comparison, with its cells, and stands between the programs."""

import pytest
from playwright.sync_api import expect

from tests.programmes import make_source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_row_with_its_cells_is_added_to_the_comparison(desk, live_site, staff_world):
    make_source("a-text", title="An invented text")
    page = desk("publisher")
    page.get_by_role("row", name="Rows of the comparison").get_by_role("link", name="Add").click()
    page.get_by_label("Label").fill("Coffee")
    page.get_by_label("Part of the profile").select_option(label="What happens")
    for number, text in enumerate(("Always hot.", "Always strong.")):
        page.get_by_role("textbox", name="Text").nth(number).fill(text)
        page.get_by_role("textbox", name="As of").nth(number).fill("2026-11")
        page.get_by_role("combobox", name="Source").nth(number).click()
        page.get_by_role("option", name="An invented text").click()
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    page.goto(f"{live_site}/compare/na/ha/")
    row = page.get_by_role("row", name="Coffee")
    expect(row).to_contain_text("Always hot.")
    expect(row).to_contain_text("Always strong.")
