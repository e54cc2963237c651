import pytest

from tests.meetings.feeds.lists import by_key, invented, kinds


def short(key):
    return key.removeprefix("invented-")


def test_links_phones_and_places_say_how_it_is_attended():
    parsed = invented("meeting-guide", "meeting-guide-online.json")
    records = by_key(parsed)
    assert {short(key): record.attendance for key, record in records.items()} == {
        "link-only": "online",
        "link-and-street": "hybrid",
        "phone-number": "phone",
        "virtual-town": "online",
        "no-link": "online",
        "private-link": "in-person",
        "mailto": "in-person",
        "paypal": "in-person",
        "marked-in-person": "in-person",
        "joining-in-notes": "hybrid",
        "list-page-staging": "in-person",
    }
    assert records["invented-link-only"].online_url == "https://us02web.zoom.us/j/100200300"
    assert records["invented-phone-number"].phone == "19015550100"
    assert records["invented-virtual-town"].venue.city == "Memphis"
    assert records["invented-virtual-town"].venue.name == ""
    assert records["invented-no-link"].contact_for_details
    assert records["invented-list-page-staging"].source_url == ""
    assert records["invented-marked-in-person"].online_url == ""
    assert kinds(parsed, "invented-marked-in-person") == ["needs-a-person"]
    assert "paypal" not in str(
        [record.as_json() for record in parsed.meetings if short(record.key) != "paypal"]
    )


def test_places_in_all_their_shapes():
    parsed = invented("meeting-guide", "meeting-guide-odd-places.json")
    venues = {short(key): record.venue for key, record in by_key(parsed).items()}
    whole = venues["whole-in-address"]
    assert (whole.street, whole.city, whole.state) == ("#201 14 Invented Avenue NW", "Edmonton", "AB")
    assert (whole.postal_code, whole.country, whole.latitude) == ("T5B 0A0", "CA", None)
    number = venues["postcode-number"]
    assert (number.state, number.postal_code, number.country) == ("TX", "79107", "US")
    assert (venues["no-town"].city, venues["wide-region"].city) == ("Olive Branch", "")
    british = venues["british"]
    assert (british.street, british.city, british.postal_code, british.country) == (
        "10 Invented Street",
        "London",
        "SW1A 1AA",
        "GB",
    )
    assert by_key(parsed)["invented-see-page"].contact_for_details
    assert venues["nowhere"] is None
    assert kinds(parsed, "invented-nowhere") == ["no-place"]


@pytest.mark.parametrize(
    "key, point, problem",
    [
        ("zero", (None, None), False),
        ("null", (None, None), False),
        ("strings", (35.15, -90.05), False),
        ("swapped", (35.15, -90.05), True),
        ("swapped-far", (-33.9, 151.2), True),
        ("off-earth", (None, None), True),
        ("words", (None, None), True),
        ("pair", (35.15, -90.05), False),
        ("area", (35.2, -90.0), False),
    ],
)
def test_coordinates_are_trusted_only_when_they_can_be_right(key, point, problem):
    parsed = invented("meeting-guide", "meeting-guide-odd-places.json")
    venue = by_key(parsed)[f"invented-{key}"].venue
    assert (venue.latitude, venue.longitude) == (point if point[0] is None else pytest.approx(point))
    assert ("doubtful-coordinates" in kinds(parsed, f"invented-{key}")) is problem


def test_areas_and_what_says_so_are_approximate():
    parsed = invented("meeting-guide", "meeting-guide-odd-places.json")
    approximate = [
        short(record.key) for record in parsed.meetings if record.venue and record.venue.approximate
    ]
    assert approximate == ["area", "approximate"]
