"""A meeting written by a person in a real browser, on a phone and at a desk: several days, a new venue."""

import datetime as dt
import os

import pytest
from playwright.sync_api import expect

from meetings.models import Cancellation, Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def picture(page, name):
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)


def test_a_meeting_on_three_days_at_a_new_venue(desk, live_site):
    page = desk("publisher")
    page.goto(f"{live_site}/admin/meetings/meeting/add/")
    page.get_by_label("Name:").first.fill("Lantern Group")
    page.get_by_label("Program").select_option(label="Narcotics Anonymous")
    for day in ("Monday", "Wednesday", "Friday"):
        page.get_by_role("checkbox", name=day).check()
    page.get_by_label("Start").fill("19:00")
    page.get_by_label("Attendance:", exact=False).first.select_option(label="In person")
    page.locator("#id_new_venue_name").fill("Lantern Hall")
    page.get_by_label("Street and number").fill("12 Invented Avenue")
    page.get_by_label("Postcode").fill("38103")
    page.get_by_label("Getting in").fill("The green door.")
    picture(page, "add")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("3 meetings were added: Monday, Wednesday and Friday.")).to_be_visible()
    made = Meeting.objects.filter(name="Lantern Group")
    assert sorted(made.values_list("weekday", "venue__name")) == [
        (1, "Lantern Hall"), (3, "Lantern Hall"), (5, "Lantern Hall"),
    ]  # fmt: skip


def test_what_cannot_be_true_says_so_and_keeps_what_was_typed(desk, live_site):
    page = desk("publisher")
    page.goto(f"{live_site}/admin/meetings/meeting/add/")
    page.get_by_label("Name:").first.fill("Lantern Group")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("Please correct the errors below.")).to_be_visible()
    picture(page, "errors")
    expect(page.get_by_label("Name:").first).to_have_value("Lantern Group")


def test_one_date_is_cancelled(desk, live_site, staff_world):
    page = desk("editor")
    meeting = Meeting.objects.filter(weekday__isnull=False, weeks=0, status="listed").first()
    ahead = (meeting.weekday - dt.date.today().isoweekday()) % 7 + 7
    date = dt.date.today() + dt.timedelta(days=ahead)
    page.goto(f"{live_site}/admin/meetings/meeting/{meeting.pk}/change/")
    picture(page, "change")
    wrong = date + dt.timedelta(days=1)
    page.locator("#id_cancellations-0-date").fill(wrong.isoformat())
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("This meeting is held on")).to_be_visible()
    page.locator("#id_cancellations-0-date").fill(date.isoformat())
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert Cancellation.objects.get(meeting=meeting, date=date)


def test_a_venue_is_chosen_by_keyboard(desk, live_site, staff_world):
    page = desk("publisher")
    page.goto(f"{live_site}/admin/meetings/meeting/add/")
    page.locator("#id_venue + .select2 .select2-selection").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="Venue")).to_be_focused()
    page.keyboard.type("Lamp")
    expect(page.locator(".select2-results__option")).to_have_text(
        ["Lamp Hall, 12 Invented Avenue, Memphis, TN"]
    )
    page.keyboard.press("Enter")
    expect(page.locator("#id_venue + .select2")).to_contain_text("Lamp Hall")


def test_a_draft_is_previewed(desk, live_site, staff_world):
    page = desk("editor")
    meeting = Meeting.objects.filter(status="listed").first()
    Meeting.writing.filter(pk=meeting.pk).update(status="draft")
    page.goto(f"{live_site}/admin/meetings/meeting/{meeting.pk}/change/")
    page.get_by_role("link", name="Preview as visitors see it").click()
    expect(page.get_by_text("Preview: visitors do not see this page.")).to_be_visible()
    picture(page, "preview")
