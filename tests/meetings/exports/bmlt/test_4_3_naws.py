"""bmlt.md 4.3: GetNAWSDump, the table of NA World Services."""

import csv
import io
import re

import pytest

from meetings.models import Format, FormatCode, Meeting, Venue
from meetings.models.meeting import Attendance
from tests.meetings.exports.bmlt.asking import asked, body, table
from tests.meetings.exports.passing_on import pass_all_on
from tests.meetings.feeds.lists import by_key, read
from tests.world import FIRST_AND_LAST, make_format, make_service_body, publish

pytestmark = pytest.mark.django_db
COLUMNS = (
    "Committee,CommitteeName,AddDate,AreaRegion,ParentName,ComemID,ContactID,ContactName,CompanyName,"
    "ContactAddrID,ContactAddress1,ContactAddress2,ContactCity,ContactState,ContactZip,ContactCountry,"
    "ContactPhone,MeetingID,Room,Closed,WheelChr,Day,Time,Language1,Language2,Language3,LocationId,Place,"
    "Address,City,LocBorough,State,Zip,Country,Directions,Institutional,Format1,Format2,Format3,Format4,"
    "Format5,Delete,LastChanged,Longitude,Latitude,ContactGP,PhoneMeetingNumber,VirtualMeetingLink,"
    "VirtualMeetingInfo,TimeZone,bmlt_id,unpublished"
).split(",")
NEVER_FILLED = [
    name for name in COLUMNS if name.startswith(("Contact", "ComemID", "CompanyName", "AddDate", "MeetingID"))
]


@pytest.fixture
def world(shared_world):
    for slug, code in (("open", "OPEN"), ("closed", "CLOSED"), ("wheelchair", "WCHR"), ("women", "W")):
        FormatCode.objects.create(scheme="naws", code=code, format=make_format(slug), preferred=True)
    return pass_all_on(shared_world)


@pytest.fixture
def area(world):
    found = make_service_body("Invented Area!", world_id="AR-1")
    Meeting.writing.update(service_body=found)
    publish()
    return found


@pytest.fixture
def rows(area):
    """By the name of the meeting."""
    return {row["CommitteeName"]: row for row in table(f"GetNAWSDump&sb_id={area.pk}")[1].values()}


def row_of(meeting, area, **changes):
    Meeting.writing.filter(pk=meeting.pk).update(**changes)
    publish(meeting)
    return table(f"GetNAWSDump&sb_id={area.pk}")[1][str(meeting.pk)]


def test_the_columns_stand_in_their_order(area):
    assert table(f"GetNAWSDump&sb_id={area.pk}")[0] == COLUMNS


def test_lines_end_and_are_quoted_as_rfc_4180_says(world, area):
    row_of(world.lamp, area, name='The "Lamp", Group', notes="Two\nlines")
    text = body(asked(f"GetNAWSDump&sb_id={area.pk}", "csv")).decode()
    assert text.endswith("\r\n")
    assert '"The ""Lamp"", Group"' in text
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)} == {len(COLUMNS)}


def test_a_meeting_in_full(world, area):
    row = row_of(world.lamp, area, world_id="G00000001", updated_at="2026-11-02T23:00:00Z")
    assert {name: value for name, value in row.items() if value} == {
        "Committee": "G00000001",
        "CommitteeName": "Lamp Group",
        "AreaRegion": "AR-1",
        "ParentName": "Invented Area!",
        "Room": "Discussion",
        "Closed": "OPEN",
        "WheelChr": "TRUE",
        "Day": "Tuesday",
        "Time": "1900",
        "Place": "Lamp Hall",
        "Address": "12 Invented Avenue",
        "City": "Memphis",
        "State": "TN",
        "Zip": "38103",
        "Country": "US",
        "Directions": "The green door.",
        "Institutional": "FALSE",
        "LastChanged": "11/2/26",
        "Longitude": "-90.049",
        "Latitude": "35.1495",
        "TimeZone": "America/Chicago",
        "bmlt_id": str(world.lamp.pk),
    }


def test_columns_about_people_are_there_and_empty(rows):
    assert {row[name] for row in rows.values() for name in NEVER_FILLED} == {""}


def test_open_or_closed_is_no_guess_of_ours(world, area, rows):
    told = {name: rows[name]["Closed"] for name in ("Lamp Group", "Bridge Group", "Plain Group")}
    assert told == {"Lamp Group": "OPEN", "Bridge Group": "CLOSED", "Plain Group": ""}
    world.lamp.formats.add(make_format("closed"))
    assert row_of(world.lamp, area)["Closed"] == "CLOSED"


def test_what_matters_most_stands_first_and_nothing_falls_off(world, area):
    """VM, TC, HYBR, W, M and GL before the others; what has no room any more is told by its name."""
    codes = {f"invented-{n}": f"X{n}" for n in range(5)}
    made = [Format(slug=slug, label=f"Invented {code}", axis="format") for slug, code in codes.items()]
    Format.writing.bulk_create(made)
    for one, code in zip(made, codes.values(), strict=True):
        FormatCode.objects.create(scheme="naws", code=code, format=one, preferred=True)
    world.hybrid.formats.add(*made, make_format("women"))
    row = row_of(world.hybrid, area)
    shown = [row[f"Format{n}"] for n in range(1, 6)]
    assert shown[:2] == ["HYBR", "W"]
    assert {*shown[2:], *(name.removeprefix("Invented ") for name in row["Room"].split(", "))} >= {
        *codes.values()
    }


def test_languages_stand_in_columns_of_their_own(world, area):
    row = row_of(world.lamp, area, languages=["es", "pt-BR"])
    assert [row["Language1"], row["Language2"], row["Language3"]] == ["ES", "PT-BR", ""]
    assert "LANG" not in row.values()


def test_weeks_of_the_month_are_told_where_people_read(rows):
    """The table has no column for them: a program that reads it must not send anybody in other weeks."""
    assert rows["Twice a Month"]["Directions"].startswith(
        "Only in the first week of the month, Only in the last"
    )


def test_a_closed_building_and_a_meeting_that_pauses_are_tc(world, area, rows):
    assert rows["Roof Group"]["Format1"] == "TC"
    row = row_of(world.online, area, closed_for_now=True)
    assert [row["Format1"], row["Format2"], row["VirtualMeetingLink"]] == ["VM", "TC", ""]


def test_nobody_is_sent_to_a_street_where_nobody_meets(world, area):
    row = row_of(world.lamp, area, attendance="online", online_url="https://video.example/j/2")
    assert (row["Format1"], row["Address"], row["City"]) == ("VM", "", "Memphis")


def test_a_hidden_address_and_a_passcode_are_kept_back(area, rows):
    text = body(asked(f"GetNAWSDump&sb_id={area.pk}", "csv")).decode()
    assert rows["Harbor Group"]["City"] == "Memphis"
    assert not [secret for secret in ("Secret Lane", "Quiet House", "1234") if secret in text]
    assert rows["Harbor Group"]["Latitude"] == ""


def test_formulas_do_not_run_and_numbers_stay_numbers(world, area):
    Venue.writing.filter(pk=world.lamp.venue_id).update(getting_in="@SUM(A1)")
    row = row_of(world.lamp, area, name='=HYPERLINK("https://evil.example")')
    assert (row["CommitteeName"][:2], row["Directions"][:2], row["Longitude"]) == ("'=", "'@", "-90.049")
    assert row_of(world.phone, area)["PhoneMeetingNumber"] == "+1 555 0100"


def test_only_what_is_published_is_there(world, area):
    """bmlt.md 2.9: BMLT servers give deleted and unpublished ones to anybody."""
    Meeting.writing.filter(pk=world.lamp.pk).update(status="unlisted", world_id="G1")
    Meeting.writing.filter(pk=world.olive.pk).update(status="draft")
    publish(world.lamp, world.olive)
    rows = table(f"GetNAWSDump&sb_id={area.pk}&advanced_published=0")[1].values()
    assert {row["CommitteeName"] for row in rows}.isdisjoint({"Lamp Group", "Olive Branch Group"})
    assert {(row["Delete"], row["unpublished"]) for row in rows} == {("", "")}


def test_a_service_body_must_be_named(world):
    for query in ("", "&sb_id=", "&sb_id=x", "&sb_id=999999"):
        answer = asked(f"GetNAWSDump{query}", "csv")
        assert (answer.status_code, list(answer.json())) == (422, ["message"]), query


def test_those_below_are_included_and_those_of_no_body_stand_under_the_others(world):
    region = make_service_body("Region")
    area = make_service_body("Area", parent=region)
    Meeting.writing.filter(pk=world.lamp.pk).update(service_body=area)
    publish()
    assert {*table(f"GetNAWSDump&sb_id={region.pk}")[1]} == {str(world.lamp.pk)}
    others = table(f"GetNAWSDump&sb_id={2_000_000_000 + world.na.pk}")[1]
    assert str(world.lamp.pk) not in others
    assert {row["AreaRegion"] for row in others.values()} == {"WORLD_ID_MISSING"}


def test_it_is_a_file_named_after_the_service_body_and_for_csv_only(area):
    answer = asked(f"GetNAWSDump&sb_id={area.pk}", "csv")
    name = r'attachment; filename="BMLT_AR_1_invented_area__\d{4}(_\d\d){5}\.csv"'
    assert re.fullmatch(name, answer["Content-Disposition"])
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert asked(f"GetNAWSDump&sb_id={area.pk}", "json").status_code == 422


def test_our_own_reader_finds_the_meetings_again(world, area):
    text = body(asked(f"GetNAWSDump&sb_id={area.pk}", "csv"))
    parsed = read("naws-csv", text)
    assert {problem.key for problem in parsed.problems} <= {str(world.first_and_last.pk)}  # its name says so
    again = by_key(parsed)
    for meeting in Meeting.objects.filter(pk__in=map(int, again)):
        record = again[str(meeting.pk)]
        assert (record.name, record.weekday, record.start) == (meeting.name, meeting.weekday, meeting.start)
        assert (record.attendance, record.weeks) == (meeting.attendance, meeting.weeks), meeting.name
    assert again[str(world.first_and_last.pk)].weeks == FIRST_AND_LAST
    assert {Attendance(record.attendance) for record in again.values()} == {*Attendance}
