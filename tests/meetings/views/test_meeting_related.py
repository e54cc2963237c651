import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import AlsoListed, Cancellation
from meetings.presenting.meeting import address
from tests.meetings.views.pages import in_days, links_of, text_of
from tests.world import (
    make_feed,
    make_group,
    make_meeting,
    make_meetings,
    make_venue,
    publish,
)

pytestmark = pytest.mark.django_db


def test_other_meetings_of_the_group_and_in_the_building_stand_there_once(client, world):
    group = make_group()
    meeting = make_meeting("Mine", group=group, venue=world.hall)
    sibling = make_meeting("Sibling", group=group, venue=world.hall)
    text = text_of(client, meeting)
    assert text.count("Sibling") == 1
    assert "Other meetings in this building" in text
    assert "Lamp Group" in text
    assert text.count("Mine") == 1
    assert address(sibling) in links_of(client, meeting)


def related(number):
    """A meeting with this many others of its group and as many more in its building, all with closures."""
    feed, group, venue = make_feed(), make_group(), make_venue()
    kinds = {"feed": feed, "formats": ["open", "discussion", "closed-on-holidays"]}
    made = make_meetings(
        *({"name": f"Sibling {count}", "group": group, **kinds} for count in range(number)),
        *({"name": f"Neighbour {count}", "venue": venue, **kinds} for count in range(number)),
    )
    Cancellation.objects.bulk_create(Cancellation(meeting=one, date=in_days(2)) for one in made)
    publish(*made)
    meeting = make_meeting(
        "Asked Group", group=group, venue=venue, feed=feed, formats=["open", "women", "discussion"]
    )
    for count in range(number):
        AlsoListed.objects.create(record=meeting.records.get(), feed=make_feed(f"Other list {count}"))
    return meeting


def queries_of(client, path):
    client.get(path)  # the words of the vocabulary are read once per data version
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("number", [2, 40])
def test_a_page_costs_the_same_with_two_and_with_forty_related_meetings(client, number):
    """The version; the meeting; its records, who else lists them (2) and its formats; per neighbourhood
    its rows and their exceptions (2 + 2); the cards of both; corrections, versions of it and of its venue."""
    assert len(queries_of(client, address(related(number)))) == 14
