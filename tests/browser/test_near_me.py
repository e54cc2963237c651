""" "Near me" asks only when pressed, sends no more than about a kilometre, and falls back to the box."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

COUNT_QUESTIONS = """
  window.questions = 0;
  const ask = Geolocation.prototype.getCurrentPosition;
  Geolocation.prototype.getCurrentPosition = function (...all) {
    window.questions += 1;
    return ask.apply(this, all);
  };
  Geolocation.prototype.watchPosition = () => { window.questions += 1; };
"""
BEALE_STREET = {"latitude": 35.139712, "longitude": -90.052168}


@pytest.mark.parametrize("name", ["home", "finder", "results", "no such place"])
def test_nothing_is_asked_before_the_button_is_pressed(page, visit, name):
    page.add_init_script(COUNT_QUESTIONS)
    visit(name)
    expect(page.get_by_role("button", name="Near me")).to_be_visible()
    assert page.evaluate("questions") == 0


def test_the_place_is_rounded_before_it_is_sent(context, visit):
    context.grant_permissions(["geolocation"])
    context.set_geolocation(BEALE_STREET)
    page = visit("home")
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_role("button", name="Near me").click()
    expect(page).to_have_url(re.compile(r"/meetings/\?lat=35\.14&lng=-90\.05$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("meetings near you")
    assert not [url for url in sent if "35.139" in url or "90.052" in url]


def test_chosen_filters_go_with_it(context, visit):
    context.grant_permissions(["geolocation"])
    context.set_geolocation(BEALE_STREET)
    page = visit("filtered results")
    page.get_by_role("button", name="Near me").click()
    expect(page).to_have_url(re.compile("lat=35.14"))
    expect(page).to_have_url(re.compile("fellowship=na"))


def test_a_refusal_is_answered_with_a_sentence_and_the_box(context, visit):
    page = visit("home")
    context.clear_permissions()
    page.get_by_role("button", name="Near me").click()
    expect(page.get_by_role("status").filter(has_text="Type a town or ZIP code instead")).to_be_visible()
    expect(page.get_by_label("Town or US ZIP code")).to_be_focused()
    expect(page.get_by_role("button", name="Near me")).to_be_enabled()
