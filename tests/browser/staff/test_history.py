"""What was is found in the history: yesterday's version is looked at, and is the public one again."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from fellowships.acting import acting_as
from meetings.changing import change_meeting
from meetings.presenting.meeting import address
from tests.world import make_recorded_meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def moved(staff_world):
    """Yesterday at seven; today somebody made it half past nine."""
    meeting = make_recorded_meeting("Porch Lamp", start="19:00")
    with acting_as("publisher"):
        change_meeting(meeting.pk, {"start": dt.time(21, 30)})
    return meeting


def test_the_version_before_is_brought_back_by_keyboard_alone(desk, live_site, moved):
    page = desk("publisher")
    page.goto(live_site + address(moved))
    expect(page.get_by_text("9:30 pm").first).to_be_visible()
    page.goto(f"{live_site}/admin/meetings/meeting/{moved.pk}/change/")
    press(page, page.get_by_role("link", name="History"))
    expect(page.get_by_text("9:30 pm").first).to_be_visible()
    press(page, page.get_by_role("link", name="Look at this version").last)
    press(page, page.get_by_role("button", name="Yes, bring it back"))
    expect(page.get_by_text("The version is back.")).to_be_visible()
    page.goto(live_site + address(moved))
    expect(page.get_by_text("Every Tuesday at 7:00 pm").first).to_be_visible()


def press(page, one):
    """From stop to stop with the tab key, then Enter."""
    one.wait_for()
    for _stop in range(120):
        page.keyboard.press("Tab")
        if one.evaluate("it => it === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError("the keyboard does not come there")
