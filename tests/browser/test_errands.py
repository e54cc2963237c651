"""A visitor's errands: from the first page to a meeting's, by keyboard, on a phone, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import measure

pytestmark = pytest.mark.browser

ENOUGH_STOPS = 60
BOX = "Town or US ZIP code"


def tab_to(page, words):
    """Presses Tab until the focus stands on these words; at each stop it must be seen where it is."""
    for _ in range(ENOUGH_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(measure.FOCUS)
        assert stop is not None, f"the focus left the page before {words}"
        assert stop["ringed"], f"nothing shows that the focus is on {stop['words']}"
        assert stop["inside"], f"the focus is on {stop['words']}, which is out of sight"
        if re.search(words, stop["words"]):
            return stop["words"]
    raise AssertionError(f"{words} was not reached")


def walk_by_keyboard(page, address):
    page.goto(address("home"))
    tab_to(page, "^near$")
    page.keyboard.type("Memphis, TN")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("results"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+ meetings near Memphis, TN$"))
    name = tab_to(page, r"Group|Paper Boat|Lamp|Oil|Month")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("heading", name="Where", exact=True)).to_be_visible()


def test_from_the_first_page_to_a_meeting_by_keyboard_alone(page, address):
    walk_by_keyboard(page, address)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_same_without_javascript(page, address):
    walk_by_keyboard(page, address)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_no_button_needs_it(visit):
    for name in ("home", "meeting", "list"):
        page = visit(name)
        dead = page.get_by_role("button").and_(page.locator("[type=button]"))
        expect(dead).to_have_count(0)


def test_by_touch_and_back(page, address):
    page.goto(address("home"))
    page.get_by_label(BOX).fill("38103")
    page.get_by_role("button", name="Find meetings").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("near Memphis, TN 38103")
    result = page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link").first
    name = result.inner_text()
    result.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(page.get_by_label(BOX)).to_have_value("Memphis, TN 38103")


def test_the_first_stop_leads_past_the_menus(visit):
    page = visit("results")
    tab_to(page, "^Skip to the content$")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    assert tab_to(page, ".") not in ("Meetings", "Online now", "Call 911")


def test_of_several_towns_one_is_chosen_by_link(visit, address):
    page = visit("several places")
    page.get_by_role("main").get_by_role("link", name="Springfield, IL").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("near Springfield, IL")


def test_a_slip_leads_to_the_town_that_was_meant(visit, address):
    page = visit("no such place")
    page.get_by_role("link", name="Memphis, TN").click()
    expect(page).to_have_url(address("results"))


def test_joining_shows_link_and_passcode_only_when_asked_for(visit):
    page = visit("online meeting")
    expect(page.get_by_role("main")).not_to_contain_text("1234")
    page.get_by_role("link", name="Show the link").click()
    expect(page.get_by_role("link", name="https://video.example/j/1")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("1234")


def test_a_calendar_file_comes_under_a_neutral_name(visit):
    page = visit("meeting")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Calendar file, with the title “Appointment”").click()
    download = coming.value
    assert re.fullmatch(r"(appointment|calendar)[\w-]*\.ics", download.suggested_filename.lower())
    assert b"BEGIN:VCALENDAR" in download.path().read_bytes()


def test_a_meeting_starts_a_list_and_leaves_it_again(visit):
    page = visit("meeting")
    page.get_by_role("link", name="Start a list to print or share").click()
    expect(page.get_by_role("link", name="Lamp Group", exact=True)).to_be_visible()
    page.get_by_role("link", name="Remove: Lamp Group").click()
    expect(page.get_by_role("main")).to_contain_text("Your list is empty")
