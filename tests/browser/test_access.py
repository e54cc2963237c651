"""Every page for everybody: by axe in every look, in narrow and zoomed windows, by keyboard, without styles.

A page is opened once and stays open for all tests of its name.
"""

from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import measure
from tests.browser.hearing import heard
from tests.browser.pages import MISSING, PAGES

pytestmark = pytest.mark.browser

AXE = Axe()
STANDARD = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# What a look can change: its colours; and where and how large things are in a window that is zoomed.
CONTRAST = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
PLACES = {"type": "rule", "values": ["target-size", "scrollable-region-focusable", "meta-viewport"]}
RUN = """([runOnly, contrast]) => axe.run({
  runOnly, rules: { "color-contrast": { enabled: contrast } }, resultTypes: ["violations"], preload: false,
})"""
SMALL, PHONE, DESK = [
    {"width": width, "height": height} for width, height in ((320, 640), (360, 640), (1280, 800))
]
AS_USUAL = {"color_scheme": "light", "forced_colors": "none"}
# Of forced colours axe reads the text's as they were before. They are the reader's own: none can fail.
DARK, FORCED = {"color_scheme": "dark"}, {"forced_colors": "active"}
PRESSED = "a[href], button, input:not([type=hidden]), select, summary, textarea"
LINES = ("911", "988", "1-800-662-4357", "741741")


@pytest.fixture(scope="module")
def window(browser, browser_context_args, live_site):
    """One window for all pages, one after another; each leaves nothing behind for the next."""
    context = browser.new_context(**browser_context_args)
    with heard(context, live_site) as found:
        page = context.new_page()
        yield page, found
    context.close()


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in PAGES]
)
def opened(request, window, address):
    """Each page in turn, with everything on it unfolded."""
    page, found = window
    answer = page.goto(address(request.param))
    assert answer.status == MISSING.get(request.param, 200)
    page.evaluate(measure.OPEN_ALL)
    yield page
    assert page.evaluate(measure.KEPT_HERE) == []
    assert found == []


@pytest.fixture
def shown(opened):
    """The page as on a phone, whatever another test did to it."""
    opened.evaluate(measure.STYLED, True)
    opened.set_viewport_size(PHONE)
    opened.emulate_media(**AS_USUAL)
    return opened


def faults(page, rules, contrast=True):
    """What axe finds, with the piece of the page and what to mend."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.axe_script)
    page.evaluate("scrollTo(0, 0)")  # what lies under the bar at some height is no smaller for it
    found = page.evaluate(RUN, [rules, contrast])["violations"]
    return [(one["id"], node["html"], node["failureSummary"]) for one in found for node in one["nodes"]]


def test_axe_finds_nothing(shown):
    for window in (SMALL, DESK):
        shown.set_viewport_size(window)
        # Contrast is two thirds of axe's time, and colours do not change with the window.
        assert faults(shown, STANDARD, contrast=window is SMALL) == [], window


def test_dark_and_forced_colours_keep_contrast_edges_and_focus(shown):
    shown.keyboard.press("Tab")  # from here on the browser shows the focus wherever it is put
    for look, rules in ({}, None), (DARK, CONTRAST), (FORCED, PLACES):
        shown.emulate_media(**AS_USUAL | look)
        assert shown.evaluate(measure.UNRINGED, PRESSED) == [], look
        assert rules is None or faults(shown, rules) == [], look
    assert shown.evaluate(measure.EDGELESS) == []


def test_narrow_windows_and_wide_spacing_lose_nothing(shown):
    for scale in (1, 4):  # a small phone, and a desk's window of 1280 pixels zoomed to 400 %
        with narrow(shown, scale):
            assert shown.evaluate(measure.SIDEWAYS) == []
            assert shown.evaluate(measure.LOST) == []
            assert faults(shown, PLACES) == []
            assert shown.evaluate(measure.OBSCURED, PRESSED) == []
    with narrow(shown, 4), spaced(shown):
        assert shown.evaluate(measure.SIDEWAYS) == []
        assert shown.evaluate(measure.LOST) == []


@contextmanager
def narrow(page, scale):
    size = {"width": 320, "height": 800 // scale, "deviceScaleFactor": scale, "mobile": False}
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setDeviceMetricsOverride", size)
    assert page.evaluate("[innerWidth, devicePixelRatio]") == [320, scale]
    try:
        yield
    finally:
        session.detach()


@contextmanager
def spaced(page):
    page.evaluate(measure.SPACED)
    try:
        yield
    finally:
        page.evaluate("() => { document.adoptedStyleSheets = [] }")


def test_everything_to_press_is_large_enough(shown):
    for window in (PHONE, DESK):
        shown.set_viewport_size(window)
        assert shown.evaluate(measure.SMALL, [24, PRESSED]) == []
        assert shown.evaluate(measure.SMALL, [44, "button, header a"]) == []


def test_without_styles_the_text_is_in_order(shown):
    shown.evaluate(measure.STYLED, False)
    said = shown.locator("body").inner_text()
    heading = shown.get_by_role("heading", level=1)
    expect(heading).to_have_count(1)
    assert said.index("In danger?") < said.index(heading.inner_text()) < said.rindex("Help now")
    assert [line for line in LINES if line not in said] == []
    for row in shown.get_by_role("main").get_by_role("heading", level=3).all_inner_texts():
        assert said.index(heading.inner_text()) < said.index(row)
