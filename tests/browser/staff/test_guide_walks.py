"""Every task of docs/editors.md, done on a phone and at a desk; pictures.py makes its pictures on the way."""

import datetime as dt
from base64 import b32decode

import pytest
from django_otp.oath import TOTP

from articles.models import Guide
from fellowships.acting import acting_as
from fellowships.roles import Role
from meetings.changing import change_meeting
from meetings.models import Meeting
from tests.browser.staff.pictures import DESK, PHONE, picture, top_of
from tests.meetings.telling import make_report
from tests.people import PASSWORD
from tests.texts import make_guide
from tests.world import (
    make_group,
    make_recorded_meeting,
    make_service_body,
    make_venue,
)

pytestmark = [
    pytest.mark.walk,
    pytest.mark.django_db(transaction=True),
    # On a phone alone: the errands themselves are walked at both widths in the files beside this one.
    pytest.mark.parametrize("browser_context_args", ["phone"], indirect=True),
]


@pytest.fixture
def porch(staff_world):
    """A meeting of a group in an area, on within a day."""
    soon = dt.datetime.now() + dt.timedelta(hours=12)
    area = make_service_body("Invented Area", helpline="901-555-0100")
    hall = make_venue(name="Porch Hall", street="3 Invented Lane")
    return make_recorded_meeting(
        "Porch Light",
        weekday=soon.isoweekday() % 7,
        start="19:00",
        service_body=area,
        group=make_group("Porch Light Group", service_body=area),
        venue=hall,
    )


@pytest.fixture
def reported(porch):
    values = {"start": "20:00", "duration": 90, "name": "Back Porch"}
    return make_report(porch, values, note="I stood before a locked door. Somebody said they begin at eight.")


@pytest.fixture
def go(page, live_site):
    return lambda path: page.goto(f"{live_site}/admin/{path}")


def change_as_a_colleague(meeting, **values):
    with acting_as(Role.EDITOR):
        change_meeting(meeting.pk, values, reason="The group said so")


def save(page):
    page.get_by_role("button", name="Save", exact=True).last.click()


def test_the_first_page(desk, reported):
    page = desk("publisher")
    picture(page, "first-page", DESK, height=800)


def test_a_second_factor_is_set_up(desk, live_site):
    page = desk("editor")
    page.get_by_role("link", name="Second factor").click()
    page.get_by_role("link", name="Set up a second factor").click()
    key = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(f"{TOTP(b32decode(key)).token():06}")
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    codes = page.locator("main code").all_inner_texts()
    assert len(codes) == 8
    page.get_by_role("link", name="I have written them down").click()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("link", name="Sign in again").click()
    page.get_by_label("Username").fill("invented-editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Next task").wait_for()


def test_the_next_task(desk, go, reported):
    page = desk("editor")
    go("meetings/report/next/")
    picture(page, "next", PHONE, height=760)
    for act in ("Close until …", "It has ended for good", "Do not accept", "Ask back"):
        page.get_by_text(act, exact=True).first.click()
    picture(
        page, "next-acts", PHONE, top=top_of(page.get_by_role("button", name="Still true as written")) - 40
    )
    page.get_by_role("button", name="Skip for now").click()
    page.get_by_text("Skipped").wait_for()


def test_a_report_field_by_field(desk, go, reported):
    page = desk("publisher")
    go("meetings/report/next/")
    for label, choice in (("Start", "Take it"), ("Minutes it lasts", "Take it"), ("Name", "Do not take it")):
        page.get_by_role("group", name=label, exact=True).get_by_label(choice, exact=True).check()
    page.get_by_label("What we answer").fill("Thank you. The name stays as it is.")
    heading = page.get_by_role("heading", name="What would be different")
    picture(page, "report-fields", PHONE, top=top_of(heading), height=1150)
    page.get_by_role("button", name="Decide").click()
    page.get_by_text("Decided.").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("all is as it was before").wait_for()


def test_a_meeting_on_several_days_at_a_new_building(desk, go, staff_world):
    page = desk("editor")
    go("meetings/meeting/add/")
    page.get_by_label("Name:").first.fill("Lantern Group")
    page.get_by_label("Program").select_option(label="Narcotics Anonymous")
    for day in ("Monday", "Wednesday", "Friday"):
        page.get_by_role("checkbox", name=day).check()
    page.get_by_label("Start").fill("19:00")
    page.get_by_label("Attendance:", exact=False).first.select_option(label="In person")
    page.locator("#id_new_venue_name").fill("Lantern Hall")
    page.get_by_label("Street and number").fill("12 Invented Avenue")
    page.get_by_label("Town").fill("Memphis")
    page.get_by_label("State or province").fill("TN")
    page.get_by_label("Postcode").fill("38103")
    page.get_by_label("Getting in").fill("The green door, then down the stairs.")
    picture(page, "add-meeting", DESK, height=1800)
    save(page)
    page.get_by_text("3 meetings were added: Monday, Wednesday and Friday.").wait_for()
    made = Meeting.objects.filter(name="Lantern Group").first()
    go(f"meetings/meeting/{made.pk}/change/")
    page.get_by_role("link", name="Preview as visitors see it").click()


def test_a_building_is_closed_for_two_weeks(desk, go, porch):
    page = desk("editor")
    go("meetings/venue/?q=Porch")
    page.get_by_role("link", name="Porch Hall").click()
    first = dt.date.today()
    page.locator("#id_closures-0-first_day").fill(first.isoformat())
    page.locator("#id_closures-0-last_day").fill((first + dt.timedelta(days=13)).isoformat())
    page.locator("#id_closures-0-reason").fill("The boiler is being replaced")
    heading = page.get_by_role("heading", name="Closed from a day until a day")
    picture(page, "close-venue", PHONE, top=top_of(heading), height=620)
    save(page)
    page.get_by_text("was changed successfully").wait_for()
    assert porch.venue.closures.get().reason == "The boiler is being replaced"
    page.get_by_role("link", name="Porch Hall").first.click()
    page.get_by_label("Delete").first.check()
    save(page)
    page.get_by_text("was changed successfully").wait_for()
    assert not porch.venue.closures.exists()


def test_one_date_is_moved(desk, go, porch):
    page = desk("editor")
    go(f"meetings/meeting/{porch.pk}/change/")
    ahead = (porch.weekday - dt.date.today().isoweekday()) % 7 + 7
    date = dt.date.today() + dt.timedelta(days=ahead)
    page.locator("#id_cancellations-0-date").fill(date.isoformat())
    page.locator("#id_cancellations-0-moved_to_date").fill((date + dt.timedelta(days=1)).isoformat())
    page.locator("#id_cancellations-0-reason").fill("The hall is used for a wedding")
    heading = page.get_by_role("heading", name="Single dates cancelled or moved")
    picture(page, "move-date", PHONE, top=top_of(heading), height=720)
    save(page)
    page.get_by_text("was changed successfully").wait_for()


def test_what_waits_for_a_publisher(desk, go, porch):
    page = desk("editor")
    go(f"meetings/meeting/{porch.pk}/change/")
    page.get_by_label("Start").first.fill("20:00")
    page.get_by_label("Reason for this change").fill("The group said so")
    page.get_by_role("button", name="Save and continue editing").last.click()
    page.get_by_text("waits for a publisher").wait_for()
    picture(page, "waits", DESK, height=420)


def test_history_and_bringing_back(desk, go, porch):
    page = desk("publisher")
    change_as_a_colleague(porch, start=dt.time(20))
    go(f"meetings/meeting/{porch.pk}/change/")
    page.locator("#id_notes").fill("Ring twice.")
    page.get_by_label("Reason for this change").fill("Seen there")
    save(page)
    go(f"meetings/meeting/{porch.pk}/history/")
    picture(page, "history", PHONE, height=800)
    page.get_by_role("link", name="Look at this version").last.click()
    page.get_by_role("button", name="Yes, bring it back").click()
    page.wait_for_url("**/history/")
    porch.refresh_from_db()
    assert (porch.start, porch.notes) == (dt.time(19), "")


def test_somebody_saved_before(desk, go, porch):
    page = desk("editor")
    go(f"meetings/meeting/{porch.pk}/change/")
    change_as_a_colleague(porch, notes="Ring twice.")
    page.locator("#id_notes").fill("Knock hard.")
    save(page)
    page.get_by_role("heading", name="Saved by somebody else after you opened it").wait_for()
    picture(page, "saved-before", DESK, height=640)


def test_a_group_its_contact_and_its_meetings_together(desk, go, porch):
    page = desk("editor")
    go(f"meetings/group/{porch.group_id}/change/")
    page.get_by_role("link", name="Edit its meetings together").click()
    page.get_by_role("checkbox", name="Porch Light").check()
    page.get_by_label("Minutes it lasts").fill("75")
    save(page)
    page.wait_for_url(f"**/group/{porch.group_id}/change/")
    assert Meeting.objects.get(pk=porch.pk).duration == 75


def test_several_at_once_and_spreadsheets(desk, go, porch):
    page = desk("publisher")
    go("meetings/meeting/")
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").first.select_option(label="Confirm today …")
    page.get_by_role("button", name="Go").click()
    page.get_by_role("button", name="Yes, they are held as written").click()
    page.get_by_text("1 meeting was confirmed.").wait_for()
    page.get_by_role("link", name="Take in a spreadsheet").click()
    sheet = {"name": "sheet.csv", "mimeType": "text/csv", "buffer": f"id,notes\n{porch.pk},Ring".encode()}
    page.locator("input[type=file]").set_input_files(sheet)
    page.get_by_role("button", name="Show what it would change").click()
    page.get_by_role("button", name="Take in 1 row").click()
    page.get_by_text("0 new, 1 changed, 0 refused.").wait_for()


def test_a_volunteer_changes_by_hand_what_was_reported(desk, go, reported):
    page = desk("volunteer", service_body=reported.meeting.service_body)
    page.get_by_role("link", name="Next task").click()
    page.get_by_role("link", name="Change the meeting").click()
    page.locator("#id_notes").fill("Ring twice.")
    page.get_by_label("Checked today: what stands here is true").check()
    save(page)
    page.get_by_text("was changed successfully").wait_for()
    go("")
    page.get_by_role("link", name="Next task").click()
    page.get_by_role("button", name="I have changed it by hand: settled").click()
    page.get_by_text("The report is settled.").wait_for()


def test_a_guide_is_published_by_its_reviewer(desk, go, staff_world):
    page = desk("guide-reviewer")
    guide = make_guide(status="draft")
    go("articles/guide/")
    page.get_by_role("link", name=guide.title).click()
    page.get_by_label("Status").select_option(label="Published")
    save(page)
    page.get_by_text("was changed successfully").wait_for()
    assert Guide.objects.get(pk=guide.pk).status == "published"
