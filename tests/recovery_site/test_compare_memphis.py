"""The comparison near Memphis by the real lists, against their files read slowly."""

import pytest
from django.core.management import call_command

from meetings.formats import load_formats
from recovery_site.pages import compare
from tests.meetings.asking import NOON
from tests.meetings.feeds.lists import REAL
from tests.oracles import finder
from tests.oracles import reachable as oracle
from tests.recovery_site.test_compare import look
from tests.recovery_site.test_compare_near import part
from tests.world import CHICAGO, MEMPHIS, NASHVILLE, make_fellowship, make_place

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not REAL.exists(), reason="the folder of real lists is not beside the project"),
]


@pytest.fixture
def memphis(db):
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


def test_memphis_shows_the_numbers_of_the_real_lists(client, memphis, monkeypatch):
    monkeypatch.setattr(compare.time, "time", lambda: NOON)
    rows = finder.meetings_of(REAL / "meeting-guide-memphis-na.json", "na", CHICAGO)
    expected = oracle.reachable(rows, "na", MEMPHIS, 25, NOON).week
    page = look(client, "/compare/na/ha/smart/?near=memphis-tn")
    na = part(page, "na")
    assert f"we know of {sum(expected.values())} meetings." in na.text
    shown = [[int(cell.text) for cell in row.all("td")] for row in na.all("tr")[1:]]
    by_part = [[expected.get((day, name), 0) for day in oracle.DAYS] for name in oracle.PARTS]
    assert shown == by_part
    ha, smart = part(page, "ha").text, part(page, "smart").text
    assert "None here: the list of HA has no meeting" in ha
    assert "The nearest we know of is in Nashville, TN, about 196 miles away" in ha
    assert "What you can do instead:" in ha
    assert "We do not have the list of SMART" in smart
    assert "0" not in smart.replace("From the list", "").split("The nearest")[0]
