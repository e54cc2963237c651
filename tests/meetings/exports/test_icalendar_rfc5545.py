"""visitors.md 4.3, line by line: every calendar file keeps to RFC 5545, for every kind of meeting.

Files are read as bytes here, not by the library that wrote them, where the rule is about bytes.
"""

import datetime as dt
import re
import time

import icalendar
import pytest
from django.db import transaction
from django.test import Client

from meetings.models import Cancellation, Meeting
from meetings.presenting.meeting import address
from tests.kinds import kinds_of_meetings
from tests.meetings.views.pages import in_days, weekday_in
from tests.world import make_meeting

pytestmark = pytest.mark.django_db
KINDS = list(kinds_of_meetings(None, lambda **_changes: None))
ALL_WORDS = "title=name&place=1&link=1"
HARD = ('Grüße; "Süden", \\ Ost – 朝の会 ' * 6).strip()
LINE = re.compile(rb"[A-Z0-9-]+(;[A-Z0-9-]+=(\"[^\"]*\"|[^\";:,]*))*:.*", re.DOTALL)


@pytest.fixture
def world(shared_world):
    return shared_world


@pytest.fixture(scope="module")
def files(_world_of_this_file, django_db_blocker):
    """One file of each address that answers with a calendar, with everything in it: asked for once."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = everything(_world_of_this_file, Client())
        transaction.set_rollback(True)
    return found


def everything(world, client):
    make_meeting(HARD, feed=world.feed, time_zone="Asia/Kolkata", start="06:15")
    day = in_days(3)
    moved = make_meeting("Moved", start="09:00", weekday=weekday_in(3))
    Cancellation.writing.create(meeting=moved, date=day, moved_to_date=day + dt.timedelta(days=1))
    gone = make_meeting("Gone", status="unlisted")
    chosen = "&".join(f"m={pk}" for pk in Meeting.objects.values_list("pk", flat=True))
    paths = {
        "one": f"{address(world.lamp)}calendar.ics?{ALL_WORDS}",
        "none": f"{address(world.by_appointment)}calendar.ics",
        "gone": f"{address(gone)}calendar.ics?{ALL_WORDS}",
        "list": f"/list/calendar.ics?{ALL_WORDS}&{chosen}",
        "search": f"/meetings/calendar.ics?near=memphis-tn&radius=100&{ALL_WORDS}",
        "online": f"/meetings/calendar.ics?attendance=online,phone&{ALL_WORDS}",
        "nothing": "/meetings/calendar.ics?q=nothing-of-that-name",
    }
    return {name: client.get(path) for name, path in paths.items()}


def parsed(response):
    return icalendar.Calendar.from_ical(response.content)


def logical_lines(body):
    """Unfolded as section 3.1 says: CRLF and one blank are taken away, whatever stands around them."""
    return body.replace(b"\r\n ", b"").removesuffix(b"\r\n").split(b"\r\n")


def test_content_type_and_a_file_name_that_says_nothing(files):
    for response in files.values():
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert re.fullmatch(
            r'attachment; filename="(appointment|calendar)\.ics"', response.headers["Content-Disposition"]
        )


def test_lines_end_with_crlf_and_are_folded_at_75_octets_never_within_a_character(files):
    folded = 0
    for response in files.values():
        body = response.content
        assert body.endswith(b"\r\n")
        assert b"\n" not in body.replace(b"\r\n", b"")
        assert b"\r" not in body.replace(b"\r\n", b"")
        for line in body.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()  # a fold within a character leaves bytes that are no UTF-8
            folded += line.startswith(b" ")
    assert folded > 5


def test_every_line_is_a_name_its_parameters_and_a_value(files):
    for response in files.values():
        lines = logical_lines(response.content)
        assert lines[0] == b"BEGIN:VCALENDAR"
        assert lines[-1] == b"END:VCALENDAR"
        assert [line for line in lines if LINE.fullmatch(line) is None] == []


def test_text_is_escaped_and_reads_back_as_it_was(files):
    [line] = [
        line.decode() for line in logical_lines(files["list"].content) if line.startswith(b"SUMMARY:Gr")
    ]
    assert 'Grüße\\; "Süden"\\, \\\\ Ost' in line
    assert f"{HARD} (NA)" in {str(event["SUMMARY"]) for event in parsed(files["list"]).walk("VEVENT")}


def test_version_and_product_stand_there_and_no_method(files):
    for response in files.values():
        calendar = parsed(response)
        assert calendar["VERSION"] == "2.0"
        assert calendar["PRODID"]
        assert "METHOD" not in calendar
        assert calendar.errors == []
        assert [part.name for part in calendar.walk() if part.errors] == []


def test_a_calendar_holds_at_least_one_component_also_where_nothing_is_held(files):
    for name in ("none", "nothing"):
        assert [part.name for part in parsed(files[name]).subcomponents] == ["VTIMEZONE"]


def test_a_vtimezone_stands_before_the_events_for_every_tzid_once(files):
    for response in files.values():
        lines = logical_lines(response.content)
        defined = [line.removeprefix(b"TZID:") for line in lines if line.startswith(b"TZID:")]
        used = {found[1] for line in lines if (found := re.search(rb";TZID=([^:;]+)[:;]", line))}
        assert len(defined) == len(set(defined))
        assert used <= set(defined)
        if b"BEGIN:VEVENT" in lines:
            assert lines.index(b"BEGIN:VEVENT") > max(
                index for index, line in enumerate(lines) if line == b"END:VTIMEZONE"
            )
    assert {b"America/Chicago", b"Asia/Kolkata"} <= {
        line.removeprefix(b"TZID:") for line in logical_lines(files["list"].content)
    }


def test_every_event_has_a_uid_a_stamp_in_utc_a_sequence_and_is_private(files):
    for name in ("one", "gone", "list", "search", "online"):
        events = parsed(files[name]).walk("VEVENT")
        assert events
        keys = [
            (event["UID"], str(event.get("RECURRENCE-ID") and event["RECURRENCE-ID"].dt)) for event in events
        ]
        assert len(set(keys)) == len(keys)
        for event in events:
            assert re.fullmatch(rb"\d{8}T\d{6}Z", event["DTSTAMP"].to_ical())
            assert int(event["SEQUENCE"]) >= 0
            assert event["CLASS"] == "PRIVATE"
            assert event["STATUS"] in ("CONFIRMED", "CANCELLED")


def test_the_uid_stays_the_same_across_downloads_and_files(client, world):
    query = f"{address(world.lamp)}calendar.ics", f"/list/calendar.ics?m={world.lamp.pk}"
    found = {parsed(client.get(path)).walk("VEVENT")[0]["UID"] for path in (*query, *query)}
    assert found == {f"meeting-{world.lamp.pk}@calendar.invalid"}


# Kind of meeting: how often, and how long; None where no event is made, "" where no length is known.
EXPECTED = {
    "lamp": ("FREQ=WEEKLY;BYDAY=TU", "PT1H"),
    "olive": ("FREQ=WEEKLY;BYDAY=TU", "PT1H"),
    "hybrid": ("FREQ=WEEKLY;BYDAY=WE", "PT1H"),
    "online": ("FREQ=WEEKLY;BYDAY=MO", "PT1H"),
    "phone": ("FREQ=WEEKLY;BYDAY=SU", "PT1H"),
    "nashville_ha": ("FREQ=WEEKLY;BYDAY=TH", "PT1H"),
    "family": ("FREQ=WEEKLY;BYDAY=TU", "PT1H"),
    "hidden": ("FREQ=WEEKLY;BYDAY=FR", "PT1H"),
    "closed_venue": ("FREQ=WEEKLY;BYDAY=TH", "PT1H"),
    "by_appointment": None,
    "first_and_last": ("FREQ=MONTHLY;BYDAY=1SA,-1SA", "PT1H30M"),
    "no_end": ("FREQ=WEEKLY;BYDAY=MO", ""),
    "not_stated": ("FREQ=WEEKLY;BYDAY=SU", "PT1H"),
    "past_midnight": ("FREQ=WEEKLY;BYDAY=FR", "PT1H30M"),
}


def test_the_table_above_names_every_kind():
    assert sorted(EXPECTED) == sorted(KINDS)


def test_start_rule_and_length_of_every_kind(client, world):
    """DURATION only if known; monthly patterns by the number of the day; wall time in a named zone."""
    chosen = {f"meeting-{getattr(world, kind).pk}@calendar.invalid": kind for kind in EXPECTED}
    query = "&".join(f"m={getattr(world, kind).pk}" for kind in EXPECTED)
    response = client.get(f"/list/calendar.ics?{query}")
    events = {chosen[event["UID"]]: event for event in parsed(response).walk("VEVENT")}
    assert set(EXPECTED) - set(events) == {"by_appointment"}
    for kind, event in events.items():
        rule, length = EXPECTED[kind]
        written = event["DURATION"].to_ical().decode() if "DURATION" in event else ""
        assert (event["RRULE"].to_ical().decode().partition(";UNTIL")[0], written) == (rule, length), kind
        assert event["DTSTART"].params["TZID"] == "America/Chicago"
        assert "DTEND" not in event
    assert events["closed_venue"]["STATUS"] == "CANCELLED"
    assert events["hybrid"]["STATUS"] == "CONFIRMED"


def test_the_first_date_is_one_of_the_rule(files):
    days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    for event in parsed(files["list"]).walk("VEVENT"):
        if "RRULE" in event:
            [*by_day] = event["RRULE"]["BYDAY"]
            assert by_day[0][-2:] == days[event["DTSTART"].dt.weekday()]


def test_a_moved_date_and_a_dropped_one_are_said_as_the_standard_says_them(files):
    events = [
        event for event in parsed(files["list"]).walk("VEVENT") if str(event["SUMMARY"]) == "Moved (NA)"
    ]
    series, instead = sorted(events, key=lambda event: "RECURRENCE-ID" in event)
    assert series["UID"] == instead["UID"]
    assert instead["DTSTART"].dt == instead["RECURRENCE-ID"].dt + dt.timedelta(days=1)
    assert "RRULE" not in instead
    assert parsed(files["gone"]).walk("VEVENT")[0]["STATUS"] == "CANCELLED"


def test_a_subscribed_calendar_is_told_when_to_ask_again(files):
    for response in files.values():
        lines = logical_lines(response.content)
        assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
        assert b"X-PUBLISHED-TTL:PT6H" in lines


def test_what_the_visitor_did_not_ask_for_is_not_there(client, world):
    query = "&".join(f"m={getattr(world, kind).pk}" for kind in KINDS)
    body = client.get(f"/list/calendar.ics?{query}").content.decode()
    for word in ("Lamp", "Avenue", "Secret", "http", "1234", "Cameras", "555", "NA)", "Memphis"):
        assert word not in body
    asked = client.get(f"/list/calendar.ics?{query}&{ALL_WORDS}").content.decode()
    assert "12 Invented Avenue" in asked.replace("\r\n ", "").replace("\\", "")
    for word in ("Secret Lane", "Quiet House", "1234", "video.example", "555"):
        assert word not in asked.replace("\r\n ", "")


def test_it_is_made_now(files):
    [event] = parsed(files["one"]).walk("VEVENT")
    assert abs(event["DTSTAMP"].dt.timestamp() - time.time()) < 300
