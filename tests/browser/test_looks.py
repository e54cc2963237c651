"""Light or dark as the device says, or as a visitor chose; nothing else is kept for it, and nothing moves."""

import pytest
from playwright.sync_api import expect

from tests.browser import measure

pytestmark = pytest.mark.browser

GROUND = "getComputedStyle(document.body).backgroundColor"
# The height of the page before scripts showed what they show, and after.
HEIGHTS = """() => {
  const after = document.body.scrollHeight, shown = document.querySelectorAll(".room:not([hidden])");
  for (const one of shown) one.hidden = true;
  return [document.body.scrollHeight, after, shown.length];
}"""
LIGHT, DARK = "rgb(251, 248, 242)", "rgb(18, 24, 26)"


def test_colors_follow_the_device_until_somebody_chooses(visit, page):
    page.emulate_media(color_scheme="dark")
    colors = visit("home").get_by_label("Colors")
    assert page.evaluate(GROUND) == DARK
    colors.select_option("Light")
    assert page.evaluate(GROUND) == LIGHT
    assert page.evaluate("({ ...localStorage })") == {"look": "light"}
    visit("help now")
    expect(colors).to_have_value("light")
    assert page.evaluate(GROUND) == LIGHT
    page.emulate_media(color_scheme="light")
    colors.select_option("Dark")
    assert page.evaluate(GROUND) == DARK
    colors.select_option("As on this device")
    assert page.evaluate(GROUND) == LIGHT
    assert page.evaluate(measure.KEPT_HERE) == []
    page.emulate_media(media="print")
    expect(colors).to_be_hidden()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_there_is_no_switch(visit):
    expect(visit("home").get_by_label("Colors")).to_be_hidden()


@pytest.mark.parametrize("name", ["empty list", "meeting", "cover your tracks"])
def test_room_is_kept_for_what_scripts_show(visit, name):
    before, after, shown = visit(name).evaluate(HEIGHTS)
    assert before == after
    assert shown >= 2
