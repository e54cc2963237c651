"""A meeting as structured data: what a program of others may show without our words beside it."""

import datetime as dt

import pytest
from django.conf import settings

from fellowships.json_ld import data_block, graph
from meetings.exports.json_ld import meeting_nodes
from meetings.models import Cancellation, Meeting
from meetings.presenting.meeting import address, exceptions_in
from tests import structured
from tests.kinds import kinds_of_meetings
from tests.meetings.asking import NOON
from tests.meetings.views.pages import page_of
from tests.world import make_meeting, make_venue, publish

pytestmark = pytest.mark.django_db
SCHEMA = "https://schema.org"
# NOON is Sunday, 22 November 2026: the day before Thanksgiving week.
KINDS = list(kinds_of_meetings(None, lambda **_: None))


@pytest.fixture
def world(shared_world):
    return shared_world


def series(meeting, moment=NOON):
    fresh = Meeting.objects.select_related("fellowship", "venue", "search_row").get(pk=meeting.pk)
    return meeting_nodes(fresh, exceptions_in(fresh), moment)[0]


def dates(meeting, moment=NOON):
    return [
        (one["startDate"], one["eventStatus"].rpartition("/Event")[2])
        for one in series(meeting, moment)["subEvent"]
    ]


def changed(meeting, **changes):
    for name, value in changes.items():
        setattr(meeting, name, value)
    meeting.save()
    publish(meeting)
    return meeting


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_every_kind_of_meeting_says_all_that_a_program_reads(client, world, kind):
    page = page_of(client, getattr(world, kind))
    (block,) = structured.blocks_of(page)
    found = structured.expanded(block)
    assert found
    assert structured.unknown_terms(block) == []
    assert structured.misplaced(block) == []
    assert structured.malformed(found) == []
    assert structured.unseen(found, page.one("body").text) == []


def test_a_weekly_meeting_has_a_schedule_and_its_next_two_dates(world):
    found = series(world.lamp)
    assert found["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": f"{SCHEMA}/Tuesday",
        "startTime": "19:00:00",
        "duration": "PT60M",
        "scheduleTimezone": "America/Chicago",
    }
    assert dates(world.lamp) == [
        ("2026-11-24T19:00:00-06:00", "Scheduled"),
        ("2026-12-01T19:00:00-06:00", "Scheduled"),
    ]
    first = found["subEvent"][0]
    assert first["endDate"] == "2026-11-24T20:00:00-06:00"
    assert first["isAccessibleForFree"] is True
    assert first["organizer"]["name"] == "Narcotics Anonymous"
    assert first["location"] == [
        {
            "@type": "Place",
            "name": "Lamp Hall",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "12 Invented Avenue",
                "addressLocality": "Memphis",
                "addressRegion": "TN",
                "postalCode": "38103",
                "addressCountry": "US",
            },
        }
    ]


def test_an_end_that_nobody_stated_is_not_made_up(world):
    found = series(world.no_end)
    assert "duration" not in found["eventSchedule"]
    assert [one for one in found["subEvent"] if "endDate" in one] == []


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (0b00101, {"repeatFrequency": "P1M", "byDay": f"{SCHEMA}/Saturday", "byMonthWeek": [1, 3]}),
        (0b100001, {"repeatFrequency": "P1M", "byDay": ["1SA", "-1SA"]}),
        (0b11111, {"repeatFrequency": "P1W", "byDay": f"{SCHEMA}/Saturday"}),
    ],
)
def test_weeks_of_the_month_are_said(world, weeks, said):
    schedule = series(changed(world.first_and_last, weeks=weeks))["eventSchedule"]
    kept = {
        name: value for name, value in schedule.items() if name in ("repeatFrequency", "byDay", "byMonthWeek")
    }
    assert kept == said


def test_a_cancelled_date_and_a_moved_one_are_said_to_be(world):
    Cancellation.objects.create(meeting=world.lamp, date=dt.date(2026, 11, 24))
    moved_to = {"moved_to_date": dt.date(2026, 12, 3), "moved_to_start": dt.time(18, 30)}
    Cancellation.objects.create(meeting=world.lamp, date=dt.date(2026, 12, 1), **moved_to)
    publish(world.lamp)
    assert dates(world.lamp) == [
        ("2026-11-24T19:00:00-06:00", "Cancelled"),
        ("2026-12-03T18:30:00-06:00", "Rescheduled"),
        ("2026-12-08T19:00:00-06:00", "Scheduled"),
    ]
    moved = series(world.lamp)["subEvent"][1]
    assert moved["previousStartDate"] == "2026-12-01T19:00:00-06:00"
    assert moved["endDate"] == "2026-12-03T19:30:00-06:00"


def test_a_public_holiday_is_no_sure_date_of_a_building_but_one_online(world):
    hall = changed(world.lamp, weekday=4)  # Thursdays: the first is Thanksgiving
    assert [start[:10] for start, _ in dates(hall)] == ["2026-12-03", "2026-12-10"]
    online = changed(world.online, weekday=4)
    assert [start[:10] for start, _ in dates(online)] == ["2026-11-26", "2026-12-03"]


def test_a_meeting_that_is_closed_without_an_end_has_no_dates_and_says_so(world):
    for meeting in (world.closed_venue, changed(world.lamp, closed_for_now=True)):
        found = series(meeting)
        assert found["eventStatus"] == f"{SCHEMA}/EventPostponed"
        assert "subEvent" not in found
        assert "eventSchedule" not in found


def test_by_appointment_there_is_no_schedule_and_no_date(world):
    found = series(world.by_appointment)
    assert not {"eventSchedule", "subEvent", "eventStatus"} & found.keys()
    assert found["location"][0]["address"]["addressLocality"] == "Memphis"


@pytest.mark.parametrize(
    "doubt",
    [
        {"reported_on": dt.date(2026, 11, 20)},
        {"pattern_in_notes": True},
        {"contact_for_details": True},
    ],
)
def test_what_its_page_says_to_check_first_has_no_dates_that_go_about_without_these_words(world, doubt):
    found = series(changed(world.lamp, **doubt))
    assert not {"eventSchedule", "subEvent", "eventStatus"} & found.keys()


def test_a_list_that_has_not_touched_a_meeting_for_years_leaves_it_its_dates(world):
    assert len(dates(changed(world.lamp, confirmed_on=dt.date(2020, 1, 1)))) == 2


def test_of_a_hidden_address_only_the_town_is_said(world):
    for one in [series(world.hidden), *series(world.hidden)["subEvent"]]:
        assert one["location"] == [
            {
                "@type": "Place",
                "name": "Memphis, TN",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": "Memphis",
                    "addressRegion": "TN",
                    "addressCountry": "US",
                },
            }
        ]


def test_no_meeting_has_coordinates_a_link_a_passcode_or_a_number(client, world):
    changed(world.hybrid, passcode="4417-key", phone="+1 555 0144")
    for kind in KINDS:
        text = str(structured.blocks_of(page_of(client, getattr(world, kind)))).lower()
        for never in ("geo", "latitude", "35.1", "-90.0", "video.example", "4417-key", "555 01"):
            assert never not in text, (kind, never)


def test_a_hybrid_meeting_has_both_ways_and_only_one_while_the_building_is_closed(world):
    here = settings.SITE_URL + address(world.hybrid)
    virtual = {"@type": "VirtualLocation", "url": here}
    assert [one["@type"] for one in series(world.hybrid)["location"]] == ["Place", "VirtualLocation"]
    world.hall.closures.create(first_day=dt.date(2026, 11, 1), last_day=dt.date(2026, 11, 26))
    publish(world.hybrid)
    closed, open_again = series(world.hybrid)["subEvent"]
    assert closed["startDate"].startswith("2026-11-25")
    assert closed["location"] == [virtual]
    assert closed["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")
    assert virtual in open_again["location"]
    assert open_again["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")


def test_a_place_of_which_only_the_country_is_known_is_no_place(world):
    nowhere = make_venue(name="", street="", city="", state="", postal_code="")
    assert "location" not in series(changed(world.lamp, venue=nowhere))


def test_a_name_can_neither_end_the_block_nor_begin_another(client, world):
    name = "</script><script>alert(1)</script> & \u2028 <!--"
    page = page_of(client, make_meeting(name, venue=world.hall))
    assert page.faults == []
    (block,) = structured.blocks_of(page)
    assert block["@graph"][0]["name"] == name
    assert not set("<>&\u2028") & set(
        str(data_block(graph({"name": name})))[len('<script type="application/ld+json">') : -9]
    )
