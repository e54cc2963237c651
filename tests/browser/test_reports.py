"""A locked door: somebody says so from a phone, without scripts; a second one does; the flag appears."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from fellowships import day_key
from tests.browser import measure
from tests.browser.test_access import CONTRAST, DESK, PHONE, RUN, STANDARD

pytestmark = pytest.mark.browser
FLAG = re.compile("Reported on .*, being checked")
no_scripts = pytest.mark.browser_context_args(java_script_enabled=False)


@pytest.fixture(autouse=True)
def another_network():
    """A sender is the same while the day's key is: a new key is somebody else. (There is one loopback.)"""
    day_key.forget()
    return day_key.forget


def tell(page):
    page.get_by_role("link", name="Tell us what is wrong").click()
    page.get_by_label("The day or time is wrong").check()
    page.get_by_text("What would be right, if you know").click()


@no_scripts
def test_two_people_say_that_the_time_is_wrong(visit, another_network):
    page = visit("meeting")
    for clock in ("20:15", "20:30"):
        expect(page.get_by_text(FLAG)).to_have_count(0)
        tell(page)
        expect(page.get_by_label("Starts at")).not_to_have_value("")
        page.get_by_label("Starts at").fill(clock)
        page.get_by_label("Anything else we should know?").fill("A paper on the door says so.")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have it.")
        expect(page.get_by_role("heading", name="Near there, soonest first")).to_be_visible()
        page.get_by_role("link", name="Back to").click()
        another_network()
    expect(page.get_by_text(FLAG)).to_be_visible()
    visit("results", page)
    expect(page.get_by_text(FLAG).first).to_be_visible()


@no_scripts
def test_a_mistake_loses_nothing_and_the_answer_can_be_followed(visit):
    page = visit("online meeting")
    page.get_by_role("link", name="Tell us what is wrong").click()
    page.get_by_label("Anything else we should know?").fill("The room is empty.")
    page.get_by_label("Your e-mail address").fill("nobody")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what is wrong")
    page.get_by_role("link", name=re.compile("This is no e-mail address")).click()
    expect(page.get_by_label("Your e-mail address")).to_have_value("nobody")
    expect(page.get_by_label("Anything else we should know?")).to_have_value("The room is empty.")
    page.get_by_label("Your e-mail address").fill("nobody@post.example")
    page.get_by_label("The link or number does not work").check()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name=re.compile("^https?:.*reports")).click()
    expect(page.get_by_role("main")).to_contain_text("nobody has decided yet")
    page.get_by_label("Write to us about this report").fill("It was on Friday.")
    page.get_by_role("button", name="Send message").click()
    expect(page.get_by_role("main")).to_contain_text("It was on Friday.")
    page.get_by_role("button", name="Delete my e-mail address now").click()
    expect(page.get_by_role("main")).to_contain_text("We have no e-mail address of yours")


@no_scripts
def test_a_missing_meeting_is_told(visit):
    page = visit("finder")
    page.get_by_role("link", name="Is a meeting missing? Tell us").click()
    page.get_by_label("Program", exact=True).select_option("Heroin Anonymous")
    page.get_by_label("Name of the meeting").fill("New Lamp")
    page.get_by_label("Day", exact=True).select_option("Friday")
    page.get_by_label("Town").fill("Memphis")
    page.get_by_label("Wheelchair").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have it.")


def test_the_form_with_mistakes_is_for_everybody(visit):
    page = visit("report form")
    page.get_by_label("Your e-mail address").fill("nobody")
    page.get_by_role("button", name="Send").click()
    page.evaluate(Axe().axe_script)
    for scheme, window, rules in (
        ("light", PHONE, STANDARD),
        ("light", DESK, STANDARD),
        ("dark", PHONE, CONTRAST),
    ):
        page.set_viewport_size(window)
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(RUN, [rules, True])["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate(measure.SIDEWAYS) == []
