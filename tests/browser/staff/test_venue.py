"""A venue is closed for two weeks: found by its name, closed by two dates, told to visitors at once."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.presenting.meeting import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_venue_is_closed_for_two_weeks_and_its_meeting_says_so_at_once(desk, live_site, staff_world):
    first = timezone.localdate()
    last = first + dt.timedelta(days=13)
    page = desk("editor")
    page.get_by_role("link", name="Venues", exact=True).click()
    page.get_by_role("textbox", name="Search").fill("Lamp Hall")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Lamp Hall").click()
    page.get_by_role("textbox", name="Closed from").fill(first.isoformat())
    page.get_by_role("textbox", name="Closed until").fill(last.isoformat())
    page.get_by_role("textbox", name="Reason").fill("The boiler is mended")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    page.goto(live_site + address(staff_world.lamp))
    closed = page.get_by_text(f"Building closed until {last:%A} {last.day} {last:%B}")
    expect(closed.first).to_contain_text("The boiler is mended")
