"""A hidden address: every output shows the town only."""

import pytest
from django.utils import translation

from meetings.models import SearchRow, SearchWord
from meetings.presenting.meeting import address
from tests.world import make_group, make_meeting, make_record, make_venue, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return shared_world


SECRETS = (
    "Quiet House",
    "Secret Lane",
    "38199",
    "Behind the mill",
    "Bus 7",
    "35.12",
    "-90.03",
    "Shelter",
    "Elm",
)


@pytest.fixture
def refuge(world):
    """A hybrid meeting whose list says its address in every text there is."""
    venue = make_venue(
        name="Quiet House",
        street="7 Secret Lane",
        neighborhood="Elm Corner",
        postal_code="38199",
        getting_in="Behind the mill",
        transit="Bus 7 to the end",
        building_kind="Shelter",
        point=(35.1212, -90.0312),
        address_hidden=True,
    )
    tells = "Come to 7 Secret Lane."
    meeting = make_meeting(
        "Harbor Hybrid",
        venue=venue,
        attendance="hybrid",
        online_url="https://video.example/j/9",
        notes=tells,
        online_notes=tells,
        phone="+1 555 0100",
        phone_notes=tells,
        group=make_group("Harbor"),
    )
    make_record(meeting, world.feed)
    make_meeting("Other at the house", venue=venue)
    venue.closures.create(first_day="2020-01-01", reason="The door of Quiet House")
    publish(meeting)
    return meeting


@pytest.mark.parametrize(
    "path",
    [
        "{page}",
        "{page}join/",
        "{page}calendar.ics?title=name&place=1&link=1",
        "/list/?m={pk}",
        "/list/calendar.ics?m={pk}&title=name&place=1&link=1",
        "/es{page}",
    ],
)
def test_every_page_and_file_shows_the_town_only(client, refuge, path):
    with translation.override(None):
        response = client.get(path.format(page=address(refuge), pk=refuge.pk))
    assert response.status_code == 200
    text = response.content.decode()
    assert [secret for secret in SECRETS if secret.lower() in text.lower()] == []
    assert "Other at the house" not in text


def test_the_page_names_the_town_and_gives_no_directions(client, refuge):
    html = client.get(address(refuge)).content.decode()
    assert "Memphis, TN" in html
    assert "The group gives the address itself." in html
    assert "openstreetmap" not in html
    assert "geo:" not in html


def test_the_calendar_names_the_town(client, refuge):
    body = client.get(address(refuge) + "calendar.ics?place=1").content.decode()
    assert "LOCATION:Memphis\\, TN" in body


def test_a_page_that_is_gone_names_the_town_only(client, refuge):
    refuge.status = "unlisted"
    refuge.save()
    publish(refuge)
    html = client.get(address(refuge)).content.decode()
    assert [secret for secret in SECRETS if secret.lower() in html.lower()] == []


def test_the_card_of_a_result_and_its_words_hold_the_town_only(refuge):
    row = SearchRow.objects.get(pk=refuge.pk)
    assert [secret for secret in SECRETS if secret.lower() in row.card.lower()] == []
    assert (row.latitude, row.longitude) == (35.1, -90.0)
    words = set(SearchWord.objects.filter(meeting=refuge).values_list("word", flat=True))
    assert not words & {"quiet", "house", "secret", "lane"}
