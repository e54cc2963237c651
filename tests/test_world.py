import pytest

from fellowships import version
from meetings.models import Meeting, SearchRow
from tests.world import make_meeting


@pytest.fixture(autouse=True)
def _database(db):
    pass


def test_the_small_world_is_listed_and_searchable(world):
    rows = SearchRow.objects.listed()
    assert Meeting.objects.listed().count() == rows.count() == 14
    assert world.lamp.search_row.fellowship_id == world.na.pk
    assert rows.get(pk=world.closed_venue.pk).status == SearchRow.Status.LISTED_WITH_EXCEPTIONS


def test_a_meeting_made_for_a_test_raises_the_data_version():
    before = version.current()
    make_meeting()
    assert version.current() > before
