"""Adding meetings: one entry for several days, a venue that is not here yet, and copies."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry

from meetings.models import Cancellation, Group, Meeting, Report, Venue
from meetings.reindex import check
from tests.meetings.admin.forms import ADD, change_address, errors_of, fields_of, send, told
from tests.people import staff_client
from tests.world import (
    MEMPHIS,
    TUESDAY,
    make_fellowship,
    make_format,
    make_meeting,
    make_service_body,
    make_venue,
    make_zip,
)

pytestmark = pytest.mark.django_db
NEW_VENUE = {
    "new_venue_name": "Lamp Hall",
    "new_venue_street": "12 Invented Avenue",
    "new_venue_city": "Memphis",
    "new_venue_state": "TN",
    "new_venue_postal_code": "38103",
    "new_venue_getting_in": "The green door.",
}


def asked(**changes):
    """The fields of a new NA meeting on Mondays, Wednesdays and Fridays."""
    values = {
        "name": "Lamp Group",
        "fellowship": make_fellowship().pk,
        "days": ["1", "3", "5"],
        "start": "19:00",
        "attendance": "in-person",
    }
    return {**values, **changes}


def test_three_days_at_a_new_venue_in_one_entry():
    client, opened = staff_client("publisher"), make_format("open")
    make_zip("38103", point=MEMPHIS)
    answer = send(client, ADD, **asked(**NEW_VENUE, new_group="Lamp Group", formats=[opened.pk]))
    assert answer.status_code == 302
    venue, group = Venue.objects.get(), Group.objects.get()
    assert (venue.name, venue.country, venue.getting_in) == ("Lamp Hall", "US", "The green door.")
    assert (venue.latitude, venue.longitude, venue.located) == (*MEMPHIS, "postcode")
    made = list(Meeting.objects.order_by("weekday"))
    assert [meeting.weekday for meeting in made] == [1, 3, 5]
    for meeting in made:
        assert (meeting.venue, meeting.group, meeting.status) == (venue, group, "listed")
        assert (meeting.time_zone, meeting.republish) == ("America/Chicago", True)
        assert list(meeting.formats.all()) == [opened]
        assert Meeting.history.get(id=meeting.pk).role == "publisher"
    assert not check()
    assert LogEntry.objects.count() == 3
    assert "3 meetings were added: Monday, Wednesday and Friday." in told(client)


def test_a_town_without_postcode_places_it_and_an_unknown_one_asks_for_the_zone():
    client = staff_client("publisher")
    unknown = asked(new_venue_city="Nowhereville", new_venue_street="1 Made-Up Street")
    assert "time zone" in errors_of(send(client, ADD, **unknown))["time_zone"]
    assert not Venue.objects.exists()
    assert send(client, ADD, **unknown, time_zone="America/Denver").status_code == 302
    venue = Venue.objects.get()
    assert (venue.located, venue.latitude) == ("nowhere", None)
    assert {one.time_zone for one in Meeting.objects.all()} == {"America/Denver"}


def test_what_an_editor_adds_is_a_draft_and_a_publisher_is_asked():
    client, hall = staff_client("editor"), make_venue()
    assert send(client, ADD, **asked(venue=hall.pk)).status_code == 302
    assert {meeting.status for meeting in Meeting.objects.all()} == {"draft"}
    reports = Report.objects.all()
    assert len(reports) == 3
    assert [one.value_to for one in reports[0].suggestions.all()] == ["listed"]
    assert "a publisher was asked to list it" in told(client)


def test_a_draft_is_kept_without_asking_anybody():
    for role in ("editor", "publisher"):
        answer = send(staff_client(role), ADD, **asked(venue=make_venue().pk, days=["1"], status="draft"))
        assert answer.status_code == 302
    assert {meeting.status for meeting in Meeting.objects.all()} == {"draft"}
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({}, "venue", "choose a venue"),
        ({"days": []}, "start", "by appointment"),
        ({"days": ["9"]}, "days", "not one of the available choices"),
        ({"new_venue_name": "Lamp Hall"}, "new_venue_city", "town or the postcode"),
        (
            {"new_venue_city": "Memphis", "new_venue_country": "Narnia"},
            "new_venue_country",
            "no such country",
        ),
        ({"status": "unlisted"}, "status", "not one of the available choices"),
    ],
)
def test_what_cannot_be_added_says_how_to_mend_it(changes, field, words):
    found = errors_of(send(staff_client("publisher"), ADD, **asked(**changes)))
    assert words in found[field]
    assert not Meeting.objects.exists()
    assert not Venue.objects.exists()


def test_a_venue_is_chosen_or_written_and_a_group_too():
    client, hall = staff_client("publisher"), make_venue()
    both = asked(venue=hall.pk, new_venue_name="Other", new_venue_city="Memphis")
    assert "not both" in errors_of(send(client, ADD, **both))["new_venue_name"]


def test_by_appointment_is_one_meeting_without_a_day():
    client = staff_client("publisher")
    answer = send(client, ADD, **asked(venue=make_venue().pk, days=[], start="", by_appointment="on"))
    assert answer.status_code == 302
    assert Meeting.objects.get().weekday is None


def test_a_copy_is_a_draft_on_the_same_day_without_the_dates_of_the_first():
    client, opened = staff_client("publisher"), make_format("open")
    first = make_meeting(formats=[opened], duration=90)
    Cancellation.objects.create(meeting=first, date=dt.date(2026, 12, 1))
    fields = fields_of(client.get(change_address(first)))
    answer = client.post(change_address(first), {**fields, "name": "Lantern", "_saveasnew": "1"})
    copy = Meeting.objects.get(name="Lantern")
    assert answer["Location"] == change_address(copy)
    assert (copy.status, copy.weekday, copy.duration, copy.venue) == ("draft", TUESDAY, 90, first.venue)
    assert list(copy.formats.all()) == [opened]
    assert not copy.cancellations.exists()
    first.refresh_from_db()
    assert first.name == "Lamp Group"
    assert not Report.objects.exists()


def test_who_may_only_view_groups_is_offered_no_new_one():
    client = staff_client("volunteer", service_body=make_service_body())
    fields = client.get(ADD).context["adminform"].form.fields
    assert "new_group" not in fields
    assert "new_venue_name" in fields
    crafted = asked(venue=make_venue().pk, new_group="Smuggled")
    assert send(client, ADD, **crafted).status_code == 302
    assert not Group.objects.exists()


def test_a_form_sent_twice_adds_nothing_twice():
    client, hall = staff_client("publisher"), make_venue()
    first = asked(venue=hall.pk, days=["1"])
    assert send(client, ADD, **first).status_code == 302
    again = errors_of(send(client, ADD, **asked(venue=hall.pk, name="LAMP group")))
    assert "on Monday at that time is here already" in again["days"]
    assert send(client, ADD, **asked(venue=hall.pk, days=["1"], start="20:00")).status_code == 302
    written = asked(**NEW_VENUE, days=["5"], time_zone="America/Chicago")
    assert send(client, ADD, **written).status_code == 302
    assert "already" in errors_of(send(client, ADD, **written))["days"]
    assert (Meeting.objects.count(), Venue.objects.count()) == (3, 2)
