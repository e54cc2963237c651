"""A visitor's errands: from the first page to a meeting, by thumb, by keyboard, without scripts or styles."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import measure

pytestmark = pytest.mark.browser

ENOUGH_STOPS = 60
BOX = "Town or US ZIP code"
TONIGHT = "Night Lamp Group"  # is on whenever the tests run: tests/browser/pages.py
NO_STYLES = """
  new MutationObserver(() => document.querySelectorAll("style").forEach((one) => one.remove()))
    .observe(document, { childList: true, subtree: true });
"""


def tab_to(page, words, key="Tab"):
    """Presses a key until the focus stands on these words; at each stop it must be seen where it is."""
    for _ in range(ENOUGH_STOPS):
        page.keyboard.press(key)
        stop = page.evaluate(measure.FOCUS)
        assert stop is not None, f"the focus left the page before {words}"
        assert stop["ringed"], f"nothing shows that the focus is on {stop['words']}"
        assert stop["inside"], f"the focus is on {stop['words']}, which is out of sight"
        assert not stop["under"], f"the focus is on {stop['words']}, which is under {stop['under']}"
        if re.search(words, stop["words"]):
            return stop["words"]
    raise AssertionError(f"{words} was not reached")


def tonight_near_memphis(page, address, press):
    """From the first page to the meeting that is on, by way of the filters."""
    page.goto(address("home"))
    page.get_by_label(BOX).fill("Memphis, TN")
    press(page.get_by_role("button", name="Find meetings"))
    press(page.get_by_role("button", name="Filter and sort"))
    press(page.get_by_text("Day", exact=True).first)
    press(page.get_by_role("checkbox", name=re.compile("^Today")))
    press(page.get_by_role("button", name=re.compile(r"^Show \d+ meetings?$")))
    expect(page).to_have_url(address("results") + "?day=today")
    press(page.get_by_role("link", name=TONIGHT))
    arrived(page)


def arrived(page):
    expect(page.get_by_role("heading", level=1)).to_have_text(TONIGHT)
    expect(page.get_by_role("main")).to_contain_text("On now")
    expect(page.get_by_role("heading", name="Where", exact=True)).to_be_visible()


@pytest.mark.browser_context_args(has_touch=True)
def test_tonights_meeting_near_memphis_by_thumb(page, address):
    tonight_near_memphis(page, address, lambda one: one.tap())


def test_tonights_meeting_without_styles(page, address):
    page.add_init_script(NO_STYLES)
    tonight_near_memphis(page, address, lambda one: one.click())
    expect(page.locator("style")).to_have_count(0)


def walk_by_keyboard(page, address):
    page.goto(address("home"))
    tab_to(page, "^near$")
    page.keyboard.type("Memphis, TN")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("results"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+ meetings near Memphis, TN$"))
    tab_to(page, "^Filter and sort$")
    page.keyboard.press("Enter")
    tab_to(page, "^Day$")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name=re.compile("^Today"))).to_be_checked()
    tab_to(page, r"^Show (\d+ )?meetings?$")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("day=today"))
    tab_to(page, f"^{TONIGHT}$")
    page.keyboard.press("Enter")
    arrived(page)


def test_from_the_first_page_to_a_meeting_by_keyboard_alone(page, address):
    walk_by_keyboard(page, address)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_same_without_javascript(page, address):
    walk_by_keyboard(page, address)


def test_tonights_meeting_in_spanish(page, address):
    page.goto(address("home"))
    page.get_by_role("link", name="Español").click()
    page.get_by_label("Ciudad o código postal de EE. UU.").fill("Memphis, TN")
    page.get_by_role("button", name="Buscar reuniones").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"^\d+ reuniones cerca de Memphis, TN$")
    )
    page.get_by_role("button", name="Filtrar y ordenar").click()
    page.get_by_text("Día", exact=True).first.click()
    page.get_by_role("checkbox", name=re.compile("^Hoy")).click()
    page.get_by_role("button", name=re.compile(r"^Mostrar \d+ reuni")).click()
    page.get_by_role("link", name=TONIGHT).click()
    expect(page.get_by_role("main")).to_contain_text("En curso")
    expect(page.get_by_role("heading", name="Dónde", exact=True)).to_be_visible()
    expect(page.get_by_text("Cómo entrar")).to_be_visible()


def test_the_other_language_keeps_page_place_and_filters(page, address):
    page.goto(address("filtered results"))
    english = page.url
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("cerca de Memphis, TN")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(english)


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
