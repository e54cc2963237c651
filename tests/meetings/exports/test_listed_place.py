"""A list's own words for a place: given again in its parts, unless somebody changed the venue since."""

import pytest

from fellowships import version
from meetings.exports.listed_place import listed_place
from meetings.exports.stream import entries, ids_of
from meetings.models import Meeting, SourceRecord, Venue
from tests.meetings.feeds.saving import counts, meeting, na_feed, row, take

pytestmark = pytest.mark.django_db

NEW_YORK = {
    "location_city_subsection": "Brooklyn",
    "location_neighborhood": "Invented Heights",
    "location_municipality": "",
    "location_sub_province": "Kings",
    "train_lines": "Q to Made-Up Avenue",
    "bus_lines": "B1, B2",
    "latitude": "40.6782",
    "longitude": "-73.9442",
}


def place(number=1):
    (entry,) = [
        one for one in entries(ids_of(Meeting.objects.passed_on()), 0) if one.pk == meeting(number).pk
    ]
    return listed_place(entry)


@pytest.fixture
def feed(db):
    return na_feed(republish=True)


def test_borough_quarter_and_town_and_trains_and_buses_are_apart_again(feed):
    take([row(1, **NEW_YORK)], feed)
    assert meeting().venue.city == "Brooklyn"
    found = place()
    assert (found.borough, found.neighborhood, found.town) == ("Brooklyn", "Invented Heights", "")
    assert (found.trains, found.buses, found.county) == ("Q to Made-Up Avenue", "B1, B2", "Kings")


def test_nothing_is_kept_where_our_words_are_the_lists(feed):
    take([row(1)], feed)
    assert SourceRecord.objects.get().as_listed == ""
    assert place()[:5] == ("Invented Hall", "1 Made-Up Street", "", "", "Memphis")


def test_meetings_that_share_a_building_keep_each_their_own_room(feed):
    take([row(1, location_info="2nd Floor"), row(2, location_info="Conference room"), row(3)], feed)
    assert Venue.objects.count() == 1
    assert [place(number).getting_in for number in (1, 2, 3)] == ["2nd Floor", "Conference room", ""]


def test_what_staff_changed_since_is_given_as_they_wrote_it(feed):
    take(
        [row(1, **NEW_YORK, location_info="2nd Floor"), row(2, **NEW_YORK, location_info="Conference room")],
        feed,
    )
    venue = Venue.objects.get()
    venue.city, venue.getting_in = "New York", "The green door"
    venue.save()
    found = place()
    assert (found.town, found.getting_in) == ("New York", "The green door")
    assert (found.borough, found.neighborhood) == ("Brooklyn", "Invented Heights")


def test_a_hidden_address_has_no_words_of_the_list(feed):
    take(
        [row(1, **NEW_YORK, location_info="2nd Floor"), row(2, **NEW_YORK, location_info="Conference room")],
        feed,
    )
    Venue.writing.update(address_hidden=True)
    found = place()
    assert (found.borough, found.neighborhood, found.getting_in, found.trains) == ("", "", "", "")
    assert found.town == "Brooklyn"


def test_lists_read_before_are_read_again_and_no_venue_is_made_twice(feed):
    said = [row(1, **NEW_YORK), row(2)]
    take(said, feed)
    venues = set(Venue.objects.values_list("pk", "key"))
    SourceRecord.objects.update(digest="of an older reader", as_listed="")
    before = version.current()
    assert counts(take(said, feed)) == {"updated": 2}
    assert set(Venue.objects.values_list("pk", "key")) == venues
    assert Meeting.history.filter(history_type="~").count() == 0
    assert place().borough == "Brooklyn"
    assert version.current() > before
    assert counts(take(said, feed)) == {"unchanged": 2}
