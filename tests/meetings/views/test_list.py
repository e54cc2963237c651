import icalendar
import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from meetings.presenting.meeting import address
from meetings.views.lists import ids_of
from tests.site.markup import Page
from tests.world import make_meeting, make_meetings, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return shared_world


def list_of(client, *meetings, path="/list/"):
    query = "&".join(f"m={getattr(meeting, 'pk', meeting)}" for meeting in meetings)
    return client.get(f"{path}?{query}")


def page_of(client, *meetings):
    response = list_of(client, *meetings)
    assert response.status_code == 200
    return Page(response.content.decode())


def names(page):
    return [heading.text for heading in page.all("h3")]


def test_meetings_stand_soonest_first_with_their_next_date(client, world):
    page = page_of(client, world.olive, world.by_appointment, world.lamp)
    assert page.one("h1").text == "Your list: 3 meetings"
    shown = names(page)
    assert shown[-1] == "Visiting Group"
    assert set(shown) == {"Lamp Group", "Olive Branch Group", "Visiting Group"}
    assert "7:00 – 8:00 pm" in page.one("main").text


def test_on_paper_each_meeting_still_says_its_usual_day(client, world):
    text = page_of(client, world.lamp, world.first_and_last, world.by_appointment).one("main").text
    assert "Every Tuesday" in text
    assert "1st and last Saturday of the month" in text
    assert text.count("Every") == 1


def test_one_can_be_taken_off(client, world):
    page = page_of(client, world.lamp, world.olive)
    [link] = [one for one in page.all("a") if one.text.startswith("Remove: Lamp Group")]
    assert link.attrs["href"] == f"/list/?m={world.olive.pk}"
    [last] = [one for one in page_of(client, world.lamp).all("a") if one.text.startswith("Remove:")]
    assert last.attrs["href"] == "/list/"


def test_one_can_be_added_by_its_number_or_address(client, world):
    page = page_of(client, world.lamp, f"https://site.example{address(world.olive)}")
    assert set(names(page)) == {"Lamp Group", "Olive Branch Group"}
    hidden = [one.attrs["value"] for one in page.all("input") if one.attrs.get("type") == "hidden"]
    assert sorted(hidden) == sorted([str(world.lamp.pk), str(world.olive.pk)])


@pytest.mark.parametrize("query", ["", "m=", "m=abc", "m=-", "m=0", "m=99999999999", "m=2147483648", "x=1"])
def test_an_empty_list_says_how_to_fill_it(client, query):
    page = Page(client.get(f"/list/?{query}").content.decode())
    assert page.one("h1").text == "Your list"
    assert "Your list is empty." in page.one("main").text


def test_unknown_numbers_and_drafts_are_ignored(client, world):
    draft = make_meeting("Draft Group", status="draft")
    page = page_of(client, 999_999, draft, world.lamp)
    assert names(page) == ["Lamp Group"]
    assert "No longer listed" not in page.one("main").text


def test_saved_meetings_that_are_gone_are_named_as_gone(client, world):
    gone = make_meeting("Gone Group", status="unlisted")
    page = page_of(client, gone, world.lamp)
    assert names(page) == ["Lamp Group"]
    assert address(gone) in [link.attrs["href"] for link in page.all("a")]


def test_a_list_holds_fifty_each_once():
    query = QueryDict("&".join(f"m={pk}" for pk in [7, 7, *range(1, 80)]))
    ids = ids_of(query)
    assert len(ids) == 50
    assert ids[:3] == [7, 1, 2]


def test_a_full_list_offers_no_box(client):
    venue = make_venue()
    made = make_meetings(*({"name": f"Group {number}", "venue": venue} for number in range(50)))
    page = page_of(client, *made)
    assert "A list holds 50 meetings at most." in page.one("main").text
    assert page.by_id("add") is None


def test_no_index_holds_a_list(client, world):
    assert '<meta name="robots" content="noindex">' in list_of(client, world.lamp).content.decode()


def test_the_calendar_of_a_list_has_every_meeting_of_it(client, world):
    gone = make_meeting("Gone Group", status="unlisted")
    response = list_of(client, world.lamp, world.hidden, gone, 999_999, path="/list/calendar.ics")
    events = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert {str(event["SUMMARY"]) for event in events} == {"Appointment"}
    assert response.headers["Content-Disposition"] == 'attachment; filename="calendar.ics"'


def test_the_calendar_of_an_empty_list_is_not_found(client, world):
    draft = make_meeting("Draft Group", status="draft")
    assert list_of(client, draft, path="/list/calendar.ics").status_code == 404


@pytest.mark.parametrize("number", [2, 40])
@pytest.mark.parametrize("path,cost", [("/list/", 4), ("/list/calendar.ics", 5)])
def test_a_list_costs_the_same_with_two_and_with_forty_meetings(client, number, path, cost):
    """The page: the version, the rows, their exceptions, their cards. The file: the meetings, and four
    queries for closures, cancelled dates and holidays."""
    made = make_meetings(
        *({"name": f"Group {count}", "formats": ["closed-on-holidays"]} for count in range(number))
    )
    list_of(client, *made)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert list_of(client, *made, path=path).status_code == 200
    assert len(captured) == cost
