import pytest

from meetings.models import ImportProblem
from tests.meetings.feeds.saving import counts, listed, meeting, na_feed, row, take
from tests.world import NASHVILLE, make_place, make_zip

pytestmark = pytest.mark.django_db

NO_POINT = {"latitude": "", "longitude": ""}


def problems():
    return list(ImportProblem.objects.filter(ended_run=None).values_list("kind", flat=True))


def test_a_row_without_coordinates_stands_at_its_zip_and_says_so():
    make_zip("38103", point=(35.144, -90.048))
    make_place("Memphis", "TN")
    take([row(1, time_zone="", **NO_POINT)])
    venue = meeting(1).venue
    assert (venue.located, venue.latitude, venue.longitude) == ("postcode", 35.144, -90.048)
    assert venue.approximate
    assert meeting(1).time_zone == "America/Chicago"
    assert problems() == []


def test_without_a_known_zip_it_stands_in_its_town():
    make_place("Memphis", "TN")
    take([row(1, location_postal_code_1="", **NO_POINT)])
    assert (meeting(1).venue.located, meeting(1).venue.latitude) == ("town", 35.1495)


def test_what_cannot_be_placed_is_listed_and_is_a_problem():
    assert counts(take([row(1, **NO_POINT)])) == {"created": 1, "problems": 1}
    assert (meeting(1).venue.located, meeting(1).venue.latitude) == ("nowhere", None)
    assert problems() == ["no-place"]
    assert listed() == {"Lamp Group 1"}


def test_the_problem_stays_while_the_row_does_and_ends_with_it():
    take([row(1, **NO_POINT), row(2)])
    assert counts(take([row(1, **NO_POINT), row(2)])) == {"unchanged": 2, "problems": 1}
    assert counts(take([row(1), row(2)])) == {"updated": 1, "unchanged": 1}
    assert problems() == []
    assert ImportProblem.objects.get().ended_run


def test_coordinates_far_from_the_stated_zip_are_doubted_and_the_zip_is_taken():
    make_zip("38103", point=(35.144, -90.048))
    take([row(1, latitude=str(NASHVILLE[0]), longitude=str(NASHVILLE[1]))])
    assert (meeting(1).venue.located, meeting(1).venue.latitude) == ("postcode", 35.144)
    assert problems() == ["doubtful-coordinates"]


def test_coordinates_some_miles_off_are_taken_as_they_are():
    make_zip("38103", point=(35.144, -90.048))
    take([row(1, latitude="35.5", longitude="-90.1")])
    assert (meeting(1).venue.located, meeting(1).venue.latitude) == ("exact", 35.5)


def test_zero_zero_is_no_place():
    make_zip("38103", point=(35.144, -90.048))
    take([row(1, latitude="0", longitude="0")])
    assert meeting(1).venue.located == "postcode"


def test_the_zone_comes_from_the_row_else_the_coordinates_else_the_list():
    feed = na_feed(time_zone="America/Los_Angeles")
    take([row(1, time_zone="America/New_York"), row(2, time_zone=""), row(3, time_zone="", **NO_POINT)], feed)
    assert meeting(1).time_zone == "America/New_York"
    assert meeting(2).time_zone == "America/Chicago"
    assert meeting(3).time_zone == "America/Los_Angeles"
    assert meeting(2).venue.time_zone == "America/Chicago"


def test_a_row_without_any_zone_is_a_problem_and_no_guess():
    result = take([row(1, time_zone="", **NO_POINT), row(2)])
    assert counts(result) == {"created": 1, "problems": 1}
    assert problems() == ["no-zone"]
    assert listed() == {"Lamp Group 2"}


def test_a_meeting_that_loses_its_zone_keeps_its_last_good_version():
    take([row(1, **NO_POINT), row(2)])
    take([row(1, time_zone="", meeting_name="New", **NO_POINT), row(2)])
    assert listed() == {"Lamp Group 1", "Lamp Group 2"}
    assert "no-zone" in problems()


def test_an_online_meeting_has_the_zone_of_its_list_and_needs_no_place():
    online = row(
        1,
        venue_type="2",
        time_zone="",
        location_text="",
        location_street="",
        location_municipality="",
        location_province="",
        location_postal_code_1="",
        virtual_meeting_link="https://zoom.us/j/123456789",
        **NO_POINT,
    )
    take([online], na_feed(time_zone="America/New_York"))
    assert (meeting(1).attendance, meeting(1).time_zone) == ("online", "America/New_York")
    assert problems() == []


def test_an_online_meeting_without_a_zone_takes_that_of_its_town():
    make_place("Memphis", "TN")
    link = "https://zoom.us/j/123456789"
    take([row(1, venue_type="2", time_zone="", virtual_meeting_link=link, **NO_POINT)])
    assert meeting(1).time_zone == "America/Chicago"
