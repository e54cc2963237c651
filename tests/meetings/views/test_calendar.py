import icalendar
import pytest

from meetings.presenting.meeting import address
from tests.world import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return shared_world


def file_of(client, meeting, query=""):
    return client.get(f"{address(meeting)}calendar.ics{query}")


def event(response):
    [only] = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return only


def test_the_file_says_nothing_about_what_it_is(client, world):
    response = file_of(client, world.lamp)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    assert event(response)["SUMMARY"] == "Appointment"
    for word in (b"Lamp", b"Narcotics", b"NA)", b"testserver", b"/meetings/"):
        assert word not in response.content


def test_name_place_and_address_come_when_asked_for(client, world):
    held = event(file_of(client, world.lamp, "?title=name&place=1&link=1"))
    assert held["SUMMARY"] == "Lamp Group (NA)"
    assert "12 Invented Avenue" in held["LOCATION"]
    assert held["URL"].endswith(address(world.lamp))


def test_other_values_ask_for_nothing(client, world):
    held = event(file_of(client, world.lamp, "?title=plain&place=no&link=<x>"))
    assert held["SUMMARY"] == "Appointment"
    assert "LOCATION" not in held
    assert "URL" not in held


def test_no_cookie_comes_with_it(client, world):
    assert not file_of(client, world.lamp).cookies


def test_it_is_a_file_on_every_visit(client, world):
    assert [file_of(client, world.lamp).headers["Content-Disposition"] for _visit in range(2)] == [
        'attachment; filename="appointment.ics"'
    ] * 2


def test_a_calendar_that_reads_again_learns_that_a_meeting_is_gone(client, world):
    gone = make_meeting("Gone", status="unlisted")
    response = file_of(client, gone)
    assert response.status_code == 200
    assert event(response)["STATUS"] == "CANCELLED"


def test_a_draft_has_no_calendar(client, world):
    assert file_of(client, make_meeting("Draft", status="draft")).status_code == 404


def test_by_appointment_is_a_file_without_an_event(client, world):
    response = file_of(client, world.by_appointment)
    assert icalendar.Calendar.from_ical(response.content).walk("VEVENT") == []
