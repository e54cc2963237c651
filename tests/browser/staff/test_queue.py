"""Half an hour and a phone: the next task, decided field by field, with a thumb, and taken back."""

import datetime as dt

import pytest

from meetings.models import Meeting, Report
from tests.meetings.telling import make_report
from tests.world import make_meeting, make_service_body

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALL = """() => [...document.querySelectorAll(".queue button, .queue .touch, .queue summary")]
    .filter(one => one.offsetParent && one.getBoundingClientRect().height < 44).map(one => one.textContent)"""


@pytest.fixture
def reported(staff_world):
    """On within a day, with three fields that should differ."""
    soon = dt.datetime.now() + dt.timedelta(hours=12)
    meeting = make_meeting(
        "Porch Light",
        weekday=soon.isoweekday() % 7,
        start="19:00",
        service_body=make_service_body(helpline="901-555-0100"),
    )
    values = {"start": "20:00", "duration": 90, "name": "Back Porch"}
    return make_report(meeting, values, note="I stood before a locked door.")


def queue_of(desk, live_site, role="publisher"):
    page = desk(role)
    page.goto(f"{live_site}/admin/meetings/report/next/")
    return page


def test_two_fields_are_taken_and_the_third_is_not_and_it_can_be_undone(desk, live_site, reported):
    page = queue_of(desk, live_site)
    assert page.get_by_text("I stood before a locked door.", exact=True).is_visible()
    assert page.get_by_role("link", name="901-555-0100").get_attribute("href") == "tel:9015550100"
    assert page.evaluate(SMALL) == []
    for label, choice in (("Start", "Take it"), ("Minutes it lasts", "Take it"), ("Name", "Do not take it")):
        page.get_by_role("group", name=label, exact=True).get_by_label(choice, exact=True).check()
    page.get_by_label("What we answer").fill("Thank you. The name stays.")
    page.get_by_role("button", name="Decide").click()
    page.get_by_text("Decided.").wait_for()
    meeting = Meeting.objects.get(pk=reported.meeting_id)
    assert (meeting.start, meeting.duration, meeting.name) == (dt.time(20), 90, "Porch Light")
    assert Report.objects.get(pk=reported.pk).status == "partly"
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("all is as it was before").wait_for()
    assert Meeting.objects.get(pk=reported.meeting_id).start == dt.time(19)


def test_a_meeting_is_closed_until_a_day(desk, live_site, reported):
    page = queue_of(desk, live_site, "editor")
    page.get_by_text("Close until …").click()
    until = dt.date.today() + dt.timedelta(days=14)
    page.get_by_label("Closed until (that day too)").fill(until.isoformat())
    page.get_by_label("Reason, for visitors").fill("Flood")
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("it opens again by itself").wait_for()
    assert reported.meeting.closures.get().last_day == until


def test_skipped_with_the_keyboard_alone(desk, live_site, reported):
    page = queue_of(desk, live_site, "editor")
    page.get_by_role("button", name="Skip for now").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Skipped").wait_for()
    assert page.get_by_text("I stood before a locked door.").count() == 0
