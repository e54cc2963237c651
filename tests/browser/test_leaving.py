"""Leaving fast: always in reach, never in the way, and what Back shows afterwards is what we say."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ELSEWHERE = "https://www.weather.gov/"
WINDOWS = [(320, 480), (320, 256), (1280, 800)]  # the second is a desk's window zoomed to 400 %
MOST_STOPS = 200
FOOTER = "footer a"

# What of the focused element the bar lies over; null once the focus has left the page.
COVERED = """() => {
  const it = document.activeElement;
  const bar = document.querySelector("header .reach");
  if (!it || it === document.body) return null;
  if (bar.contains(it) || it.matches(".skip")) return "";
  const box = it.getClientRects()[0];
  const heights = [box.top + 1, (box.top + box.bottom) / 2];
  const there = heights.map((height) => document.elementFromPoint(box.left + 2, height));
  return there.some((one) => one && bar.contains(one)) ? it.outerHTML.slice(0, 90) : "";
}"""


# Said before the other page is asked for: what the one left shows meanwhile.
TELL = """() => addEventListener("beforeunload", () => {
  console.log(document.title + (document.body.checkVisibility() ? " on a page" : " on a blank"));
})"""


@pytest.fixture
def elsewhere(page, complaints):
    """Stands for the page elsewhere; holds what the page left showed while this one was asked for."""
    said = []
    page.route(ELSEWHERE, lambda route: route.fulfill(body="<h1>Sunny</h1>", content_type="text/html"))
    page.on("console", lambda message: said.append(message.text))
    yield said
    assert complaints == [f"asked {ELSEWHERE}"] * len(said)
    complaints.clear()


def expect_arrival(page, elsewhere):
    expect(page.get_by_role("heading", name="Sunny")).to_be_visible()
    assert elsewhere == ["www.weather.gov on a blank"]


def test_after_five_pages_back_shows_the_fourth_as_we_say(visit, page, address, elsewhere):
    for name in ("home", "results", "meeting", "help now", "cover your tracks"):
        visit(name)
    said = page.get_by_role("main")
    expect(said).to_contain_text("The page you were on is gone from the Back button of this tab")
    expect(said).to_contain_text("The pages you saw before it are still there")
    page.evaluate(TELL)
    page.get_by_role("link", name="Leave").click()
    expect_arrival(page, elsewhere)
    page.go_back()
    expect(page).to_have_url(address("help now"))


def test_three_presses_of_shift_leave_even_while_typing(visit, page, elsewhere):
    visit("home").get_by_label("Town or US ZIP code").click()
    page.keyboard.type("McDonald ABC")
    for words in ("Press Shift 2 more times", "Press Shift once more"):
        expect(page.get_by_text(words)).to_have_count(0)
        page.keyboard.press("Shift")
        expect(page.get_by_role("status").get_by_text(words)).to_be_visible()
    page.keyboard.press("a")
    for keys in ("Shift", "Shift", "Shift+Tab", "Shift", "Shift"):
        page.keyboard.press(keys)
    page.clock.install()
    page.clock.run_for(2100)
    page.keyboard.press("Shift")
    expect(page.get_by_text("Press Shift 2 more times")).to_be_visible()
    page.evaluate(TELL)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect_arrival(page, elsewhere)


def test_shift_can_be_switched_off_and_on_again(visit, page):
    switch = visit("cover your tracks").get_by_role("checkbox", name=re.compile("Shift"))
    switch.uncheck()
    assert page.evaluate("({ ...localStorage })") == {"shift": "off"}
    visit("home")
    for _ in range(4):
        page.keyboard.press("Shift")
    expect(page.get_by_text("Press Shift")).to_have_count(0)
    visit("cover your tracks")
    expect(switch).not_to_be_checked()
    switch.check()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_it_is_a_link(visit):
    expect(visit("home").get_by_role("link", name="Leave")).to_have_attribute("href", ELSEWHERE)


@pytest.mark.parametrize("name", ["home", "results"])
def test_the_bar_is_one_line_and_never_over_the_focus_or_help(visit, page, name):
    visit(name)
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        assert page.locator("header .reach").bounding_box()["height"] <= 50
        page.get_by_role("link", name="More help").click()
        assert page.evaluate("document.getElementById('help-title').getBoundingClientRect().top") >= 50
        page.locator(FOOTER).last.focus()
        expect(page.locator("header").get_by_role("link", name="Leave")).to_be_in_viewport(ratio=1)
        assert backwards(page) == []


def backwards(page):
    """Walks with Shift and Tab from the end to the start; what the bar lay over."""
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate(COVERED)
        if covered is None:
            return found
        if covered:
            found.append(covered)
    raise AssertionError("the walk never came to an end")
