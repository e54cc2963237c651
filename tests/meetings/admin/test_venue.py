"""Venues in the admin: one place for all its meetings, placed by its address, closed until a day."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Closure, Meeting, Report, SearchRow, Venue
from meetings.reindex import check
from tests.people import make_person, signed_in, staff_client
from tests.world import (
    CHICAGO,
    NASHVILLE,
    make_meeting,
    make_meetings,
    make_place,
    make_service_body,
    make_venue,
    make_zip,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/meetings/venue/"
# Session, person, own permissions, the role's, roles, ids and rows.
QUERIES = 7
FIELDS = (
    "name street neighborhood city county state postal_code country building_kind getting_in transit "
    "latitude longitude time_zone"
).split()


def page_of(venue):
    return f"{LIST}{venue.pk}/change/"


def post(client, venue, closures=(), **changes):
    """The form as the browser sends it."""
    values = {name: getattr(venue, name) for name in FIELDS}
    data = {name: "" if value is None else value for name, value in {**values, **changes}.items()}
    data |= {"closures-TOTAL_FORMS": len(closures), "closures-INITIAL_FORMS": 0}
    for number, closure in enumerate(closures):
        data |= {f"closures-{number}-{name}": value for name, value in closure.items()}
    return client.post(page_of(venue) if venue.pk else f"{LIST}add/", data, follow=True)


def text_of(page):
    return page.content.decode()


@pytest.fixture
def nashville(db):
    make_place("Nashville", "TN", point=NASHVILLE)
    make_zip("37203", "Nashville", point=NASHVILLE)


def test_a_new_venue_is_placed_by_its_postcode_and_its_country_by_its_state(nashville):
    new = Venue(name="Lamp Hall", street="1 Invented Way", city="Nashville", state="TN", postal_code="37203")
    assert "placed on the map by its postcode" in text_of(post(staff_client("editor"), new))
    venue = Venue.objects.get()
    assert (venue.located, venue.latitude, venue.time_zone, venue.country) == (
        "postcode",
        NASHVILLE[0],
        CHICAGO,
        "US",
    )


def test_an_address_that_nobody_knows_is_saved_with_a_word_of_warning(db):
    page = text_of(post(staff_client("editor"), Venue(name="Lamp Hall", city="Nowhere at All")))
    assert "nobody finds it by distance" in page
    assert Venue.objects.get().located == "nowhere"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"longitude": ""}, "Give both latitude and longitude"),
        ({"latitude": "95"}, "This is not on earth"),
        ({"country": "QQ"}, "two letters of the country"),
        (dict.fromkeys(("name", "street", "city", "postal_code"), ""), "Give a name, a street or a town"),
    ],
)
def test_what_cannot_be_true_is_refused_with_how_to_mend_it(changes, words):
    assert words in text_of(post(staff_client("editor"), make_venue(), **changes))


def test_a_publisher_moves_a_venue_and_all_its_meetings_with_it(nashville):
    hall = make_venue()
    first, second = make_meeting(venue=hall), make_meeting("Lantern", venue=hall)
    page = text_of(
        post(
            staff_client("publisher"), hall, city="Nashville", postal_code="37203", time_zone="America/Denver"
        )
    )
    assert "was changed successfully" in page
    assert "Nashville" in SearchRow.objects.get(pk=second.pk).card
    first.refresh_from_db()
    assert first.time_zone == "America/Denver"
    assert not check()
    assert Venue.history.filter(id=hall.pk).latest().role == "publisher"


def test_an_editors_move_waits_and_the_rest_is_seen_at_once():
    hall = make_venue()
    meeting = make_meeting(venue=hall)
    page = text_of(post(staff_client("editor"), hall, city="Nashville", getting_in="The green door"))
    assert "Venue: town" in page
    assert "waits for a publisher" in page
    hall.refresh_from_db()
    assert (hall.city, hall.getting_in, hall.located) == ("Memphis", "The green door", "exact")
    report = Report.objects.get()
    assert (report.meeting, report.suggestions.get().field) == (meeting, "venue.city")


def test_nothing_waits_where_no_listed_meeting_is_held():
    hall = make_venue()
    make_meeting(venue=hall, status="draft")
    post(staff_client("editor"), hall, street="2 Invented Way")
    hall.refresh_from_db()
    assert hall.street == "2 Invented Way"


def test_closed_for_two_weeks_at_once_and_a_hybrid_meeting_goes_on_online():
    hall = make_venue()
    meeting = make_meeting(venue=hall)
    make_meeting("Both", venue=hall, attendance="hybrid", online_url="https://meet.example/1")
    today = dt.date.today()
    days = {"first_day": today, "last_day": today + dt.timedelta(13), "reason": "The roof is mended"}
    post(staff_client("editor"), hall, [days])
    assert Closure.objects.get().venue == hall
    assert SearchRow.objects.get(pk=meeting.pk).status == SearchRow.Status.LISTED_WITH_EXCEPTIONS
    assert not check()
    page = text_of(staff_client("publisher").get(f"{LIST}?held=closed"))
    assert "Invented Hall" in page


def test_its_meetings_are_named_with_links():
    hall = make_venue()
    meeting = make_meeting("Porch Light", venue=hall)
    page = text_of(staff_client("editor").get(page_of(hall)))
    assert f'<a href="/admin/meetings/meeting/{meeting.pk}/change/">Porch Light</a>' in page
    assert "Every Tuesday at 7:00 pm" in page


def test_a_volunteer_reads_a_shared_venue_is_told_why_and_cannot_change_it():
    area, hall = make_service_body(), make_venue(name="Shared Hall")
    make_meeting("Ours", venue=hall, service_body=area), make_meeting("Theirs", venue=hall)
    client = staff_client("volunteer", service_body=area)
    page = text_of(client.get(page_of(hall)))
    assert "not yours to look after" in page
    assert 'name="_save"' not in page
    assert post(client, hall, street="Elsewhere").status_code == 403
    hall.refresh_from_db()
    assert hall.street == "1 Made-Up Street"


def test_a_volunteer_neither_sees_nor_reaches_other_venues():
    area = make_service_body()
    ours, theirs = make_venue(name="Our Hall"), make_venue(name="Their Hall")
    make_meeting(venue=ours, service_body=area), make_meeting("Theirs", venue=theirs)
    client = staff_client("volunteer", service_body=area)
    page = text_of(client.get(LIST))
    assert "Our Hall" in page
    assert "Their Hall" not in page
    assert post(client, theirs, street="Elsewhere").redirect_chain[0][0] == "/admin/"
    choices = client.get(
        "/admin/autocomplete/", {"app_label": "meetings", "model_name": "meeting", "field_name": "venue"}
    )
    found = [one["text"] for one in choices.json()["results"]]
    assert found == ["Our Hall, 1 Made-Up Street, Memphis, TN"]


def test_the_list_asks_as_much_for_forty_as_for_two():
    client = signed_in(make_person("publisher"))
    make_meetings({"name": "One"}, {"name": "Two"})
    assert len(asked(client)) == QUERIES
    make_meetings(*({"name": f"Lamp {number}"} for number in range(38)))
    assert Meeting.objects.count() == 40
    assert len(asked(client)) == QUERIES


def asked(client):
    client.get(LIST)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(LIST).status_code == 200
    return seen.captured_queries


def test_the_list_says_what_is_missing_where():
    make_venue(name="Nowhere Hall", located="nowhere", latitude=None, longitude=None)
    make_venue(name="Town Hall", located="town"), make_venue(name="Hidden Hall", address_hidden=True)
    make_meeting(venue=make_venue(name="Good Hall", state="AR"))
    client = staff_client("editor")
    for question, name in (
        ("place=none", "Nowhere Hall"),
        ("place=approximate", "Town Hall"),
        ("place=hidden", "Hidden Hall"),
        ("state=ar", "Good Hall"),
        ("q=good", "Good Hall"),
    ):
        found = client.get(f"{LIST}?{question}").context["cl"].result_list
        assert [venue.name for venue in found] == [name], question
    assert len(client.get(f"{LIST}?use=none").context["cl"].result_list) == 3
