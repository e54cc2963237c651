"""The list of meetings: as many queries for 40 rows as for 2, flags in words, nobody else’s rows."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import Correction, DuplicatePair, Meeting, Report
from tests.people import make_person, signed_in, staff_client
from tests.world import make_group, make_meeting, make_meetings, make_service_body, make_venue

pytestmark = pytest.mark.django_db
MEETINGS = "/admin/meetings/meeting/"
# Session, person, own permissions, the role's, roles, ids, rows; programmes and lists to filter by.
QUERIES = 9


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in seen.captured_queries]


def shown(client, address=MEETINGS):
    """Names of the rows, in order."""
    return [row.name for row in client.get(address).context["cl"].result_list]


def test_the_list_of_meetings_asks_as_much_for_forty_as_for_two():
    client = staff_client("publisher")
    make_meetings({"name": "One"}, {"name": "Two"})
    two = queries(client, MEETINGS)
    assert len(two) == QUERIES, "\n".join(two)
    make_meetings(*({"name": f"Lamp {number}"} for number in range(38)))
    assert len(queries(client, MEETINGS)) == QUERIES


def test_a_search_probes_its_words_with_one_query_more():
    client = staff_client("publisher")
    make_meetings({"name": "Lamp"}, {"name": "Lantern"})
    assert len(queries(client, f"{MEETINGS}?q=lamp")) == QUERIES + 1


def test_a_row_says_in_words_when_and_where_and_what_to_know():
    meeting, other = make_meeting(reported_on=dt.date(2026, 1, 2), duration=None), make_meeting("Lantern")
    Correction.objects.create(
        meeting=meeting, field="start", value="19:00", list_value="20:00", reason="Seen"
    )
    Report.objects.create(meeting=meeting, reason="other", made_at=timezone.now())
    meeting.closures.create(first_day=timezone.localdate())
    DuplicatePair.objects.create(first=meeting, second=other, likeness=90, why="", found_at=timezone.now())
    page = staff_client("editor").get(MEETINGS).content.decode()
    for words in (
        "Every Tuesday at 7:00 pm",
        "Memphis, TN",
        "never",
        "reported wrong on Friday 2 January",
        "1 waits",
        "closed for now",
        "1 field is our word against the list’s",
        "may be a duplicate",
    ):
        assert words in page, words


def test_search_finds_by_name_venue_town_group_and_number():
    hall = make_venue(name="Copper Hall", city="Nashville")
    meeting = make_meeting("Porch Light", venue=hall, group=make_group("River Group"))
    make_meeting("Lantern")
    client = staff_client("editor")
    for text in ("porch", "LIGHT por", "copper", "nash", "river", str(meeting.pk)):
        assert shown(client, f"{MEETINGS}?q={text}") == ["Porch Light"], text
    assert shown(client, f"{MEETINGS}?q=porch+lantern") == []


def test_search_finds_drafts_and_unlisted_ones_too():
    make_meeting("Porch Light", status="draft"), make_meeting("Porch Lamp", status="unlisted")
    assert shown(staff_client("editor"), f"{MEETINGS}?q=porch") == ["Porch Lamp", "Porch Light"]


def test_a_volunteer_sees_only_their_own_meetings_whatever_they_ask_for():
    area = make_service_body()
    make_meeting("Ours", service_body=area), make_meeting("Theirs")
    client = staff_client("volunteer", service_body=area)
    for address in (MEETINGS, f"{MEETINGS}?q=theirs", f"{MEETINGS}?attendance=in-person", f"{MEETINGS}?o=0"):
        assert "Theirs" not in shown(client, address), address
    assert shown(client) == ["Ours"]


@pytest.mark.parametrize("scope", ["body", "group", "area"])
def test_a_volunteers_list_asks_no_more_either(scope):
    area, group = make_service_body(), make_group()
    meetings = make_meetings(*({"service_body": area, "group": group} for _number in range(3)))
    given = {
        "body": {"service_body": area},
        "group": {"group": group},
        "area": {"fellowship": meetings[0].fellowship, "country": "US", "state": "TN"},
    }[scope]
    client = signed_in(make_person("volunteer", **given))
    few = queries(client, MEETINGS)
    assert len(few) <= 12
    make_meetings(*({"service_body": area, "group": group} for _number in range(37)))
    assert len(queries(client, MEETINGS)) == len(few)
    assert not any("DISTINCT" in query for query in few)


def test_a_long_list_says_that_there_are_more_and_reads_no_further(monkeypatch):
    monkeypatch.setattr("meetings.admin.bounded.MOST", 3)
    make_meetings(*({"name": f"Lamp {number}"} for number in range(5)))
    page = staff_client("editor").get(MEETINGS)
    assert len(page.context["cl"].result_list) == 3
    assert "There are more than 3." in page.content.decode()
    assert staff_client("publisher").get(f"{MEETINGS}?all=1").status_code == 200


def test_sorted_by_confirmation_those_never_confirmed_come_first():
    (
        make_meeting("Fresh", confirmed_on=dt.date(2026, 11, 1)),
        make_meeting("Old", confirmed_on=dt.date(2025, 1, 1)),
    )
    make_meeting("Never")
    listed = Meeting.objects.count()
    place = MEETINGS + "?o=5"
    assert listed == 3
    assert shown(staff_client("volunteer", group=make_group()), place) == []
    assert shown(staff_client("editor"), place) == ["Never", "Old", "Fresh"]
