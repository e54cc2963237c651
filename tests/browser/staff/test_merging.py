"""Two lists, one meeting: looked at side by side and made one; the address that goes leads to the other."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.duplicates import find_duplicates
from meetings.presenting.meeting import address
from tests.world import make_feed, make_meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_duplicate_is_merged_and_its_address_leads_to_the_kept_one(desk, live_site, staff_world):
    names = ("Porch Lamp", "The Porch Lamp")
    kept, goes = (make_meeting(name, feed=make_feed(f"List of {name}"), start="06:15") for name in names)
    find_duplicates(timezone.now())
    page = desk("publisher")
    page.get_by_role("link", name="1 Perhaps one and the same").click()
    page.get_by_role("link", name="Porch Lamp").first.click()
    expect(page.get_by_role("heading", name="Are these one meeting?")).to_be_visible()
    page.get_by_role("button", name=f"One: keep Porch Lamp ({kept.pk})").click()
    page.get_by_role("button", name="Merge them").click()
    expect(
        page.get_by_text("Merged: the page of the one leads to the page of “Porch Lamp” now.")
    ).to_be_visible()
    page.goto(live_site + address(goes))
    assert page.url == live_site + address(kept)
