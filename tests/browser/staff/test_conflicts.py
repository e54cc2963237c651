"""Two people with one form, and a form whose log-in has ended: nothing that was typed is lost."""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.people import PASSWORD
from tests.world import make_recorded_meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lamp(staff_world):
    return make_recorded_meeting("Porch Lamp")


def open_lamp(page, live_site, lamp):
    page.goto(f"{live_site}/admin/meetings/meeting/{lamp.pk}/change/")
    return page


def save(page):
    page.get_by_role("button", name="Save", exact=True).first.click()


def test_the_second_of_two_is_refused_sees_both_and_saves_deliberately(desk, live_site, lamp):
    one = open_lamp(desk("publisher"), live_site, lamp)
    other = open_lamp(one.context.new_page(), live_site, lamp)
    for page, name in ((one, "Lamp on the Hill"), (other, "Lamp at the River")):
        page.get_by_label("Name:", exact=True).first.fill(name)
        save(page)
    expect(other.get_by_role("heading", name="Saved by somebody else after you opened it")).to_be_visible()
    both = other.get_by_role("region", name="Saved by somebody else").first
    for name in ("Porch Lamp", "Lamp on the Hill", "Lamp at the River"):
        expect(both.get_by_text(name, exact=True)).to_be_visible()
    assert Meeting.objects.get(pk=lamp.pk).name == "Lamp on the Hill"
    save(other)
    expect(other.get_by_text("was changed successfully")).to_be_visible()
    assert Meeting.objects.get(pk=lamp.pk).name == "Lamp at the River"


def test_a_form_half_typed_survives_signing_out_in_another_tab(desk, live_site, lamp):
    page = open_lamp(desk("publisher"), live_site, lamp)
    page.get_by_label("Name:", exact=True).first.fill("Lamp on the Hill")
    other = page.context.new_page()
    other.goto(f"{live_site}/admin/")
    other.get_by_role("button", name="Log out").click()
    expect(other.get_by_role("heading", name="Logged out")).to_be_visible()
    save(page)
    page.get_by_label("Username").fill("invented-publisher")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert Meeting.objects.get(pk=lamp.pk).name == "Lamp on the Hill"
