"""What could be gone to around Memphis, by the real lists, against their files read slowly."""

import pytest
from django.core.management import call_command

from meetings.formats import load_formats
from tests.meetings.feeds.lists import REAL
from tests.meetings.test_reachable import MOMENTS, ask
from tests.oracles import finder
from tests.oracles import reachable as oracle
from tests.world import CHICAGO, MEMPHIS, NASHVILLE, make_fellowship, make_place

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not REAL.exists(), reason="the folder of real lists is not beside the project"),
]


@pytest.fixture
def real_lists(db):
    load_formats()
    make_place("Memphis", "TN", population=630_000)
    make_place("Nashville", "TN", point=NASHVILLE, population=690_000)
    for name, slug, covers in (
        ("meeting-guide-memphis-na.json", "na", []),
        ("meeting-guide-tennessee-na.json", "na", []),
        ("meeting-guide-tennessee-ha.json", "ha", ["us-tn"]),
        ("meeting-guide-tennessee-smart.json", "smart", []),
    ):
        make_fellowship(slug)
        call_command("import_feed", str(REAL / name), kind="meeting-guide", fellowship=slug, covers=covers)


def test_memphis_by_the_real_lists_is_as_their_files_say(real_lists):
    rows = finder.meetings_of(REAL / "meeting-guide-memphis-na.json", "na", CHICAGO)
    more = finder.meetings_of(REAL / "meeting-guide-tennessee-na.json", "na", CHICAGO)
    rows += [{**one, "id": one["id"] + len(rows)} for one in more]
    for moment in MOMENTS:
        found = ask(("na", "ha", "smart"), moment=moment)
        expected = oracle.reachable(rows, "na", MEMPHIS, 25, moment)
        assert oracle.week_of(found["na"].week) == expected.week
        assert found["na"].online_now == expected.online_now
        assert found["na"].total > 20
        assert found["ha"].total == found["smart"].total == 0
        assert [one.covered for one in found.values()] == [False, True, False]
        assert found["ha"].nearest.town.startswith("Nashville")
        assert 190 < found["ha"].nearest.miles < 205
