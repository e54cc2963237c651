"""Every page for everybody: WCAG 2.2 AA by axe, narrow and zoomed windows, wide spacing, sizes to press."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import measure
from tests.browser.pages import PAGES

pytestmark = pytest.mark.browser

AXE = Axe()
STANDARD = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
RUN = "(rules) => axe.run({ runOnly: rules, resultTypes: ['violations'] })"
PHONE, DESK = {"width": 360, "height": 640}, {"width": 1280, "height": 800}
# The second scheme differs in colours alone.
LOOKS = [("light", PHONE, STANDARD), ("light", DESK, STANDARD), ("dark", PHONE, CONTRAST)]
PRESSED = "a[href], button, input:not([type=hidden]), select, summary, textarea"


@pytest.fixture(params=list(PAGES))
def shown(request, visit):
    """Each page in turn, with everything on it unfolded."""
    page = visit(request.param)
    page.evaluate(measure.OPEN_ALL)
    return page


def test_axe_finds_nothing(shown):
    shown.evaluate(AXE.axe_script)
    found = []
    for scheme, window, rules in LOOKS:
        shown.set_viewport_size(window)
        shown.emulate_media(color_scheme=scheme)
        for one in shown.evaluate(RUN, rules)["violations"]:
            found += [(scheme, one["id"], node["html"], node["failureSummary"]) for node in one["nodes"]]
    assert found == []


def test_narrow_windows_and_wide_spacing_lose_nothing(shown):
    for scale in (1, 4):  # a small phone, and a desk's window of 1280 pixels zoomed to 400 %
        _make_narrow(shown, scale)
        assert shown.evaluate(measure.SIDEWAYS) == []
        assert shown.evaluate(measure.LOST) == []
    shown.evaluate(measure.SPACED)
    assert shown.evaluate(measure.SIDEWAYS) == []
    assert shown.evaluate(measure.LOST) == []


def _make_narrow(page, scale):
    size = {"width": 320, "height": 800 // scale, "deviceScaleFactor": scale, "mobile": False}
    page.context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", size)
    assert page.evaluate("[innerWidth, devicePixelRatio]") == [320, scale]


def test_everything_to_press_is_large_enough(shown):
    for window in (PHONE, DESK):
        shown.set_viewport_size(window)
        assert shown.evaluate(measure.SMALL, [24, PRESSED]) == []
        assert shown.evaluate(measure.SMALL, [44, "button, header a"]) == []
