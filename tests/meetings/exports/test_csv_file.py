"""The table of meetings: every column, in every reader, and harmless in a spreadsheet."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from meetings.exports.cells import plain_cell
from meetings.exports.csv_file import COLUMNS, cell
from meetings.models import Feed, Meeting, Venue
from tests.meetings.exports.passing_on import pass_all_on
from tests.oracles import rfc4180
from tests.world import make_group, make_meetings, make_place, make_service_body, publish

pytestmark = pytest.mark.django_db
CSV = "/feeds/meetings.csv"


@pytest.fixture
def there(shared_world):
    return pass_all_on(shared_world)


def read(client, query=""):
    """The rows by id, read strictly in two ways."""
    text = client.get(f"{CSV}?{query}").content.decode("utf-8-sig")
    records = rfc4180.read(text)
    assert records == list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert records[0] == list(COLUMNS)
    return {int(one[0]): dict(zip(records[0], one, strict=True)) for one in records[1:]}


def row(client, meeting, **changes):
    for name, value in changes.items():
        setattr(meeting, name, value)
    meeting.save()
    publish(meeting)
    return read(client)[meeting.pk]


def some(said, *columns):
    return [said[name] for name in columns]


def test_it_is_a_table_with_a_neutral_name_that_excel_reads_as_utf_8(there, client):
    answer = client.get(CSV)
    assert answer.content.startswith(b"\xef\xbb\xbfid,name,program,")
    assert answer.content.endswith(b"\r\n")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="meetings.csv"'
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Meetings"] == "14"


def test_every_column_is_explained(there):
    assert all(meaning.endswith(".") for meaning in COLUMNS.values())


def test_a_meeting_of_every_kind_has_a_row(there, client):
    rows = read(client)
    assert {one["name"] for one in rows.values()} == set(Meeting.objects.values_list("name", flat=True))


def test_where_and_when_in_every_column(there, client):
    there.lamp.group = make_group("Lamp Bearers")
    there.lamp.service_body = make_service_body("Invented Area")
    said = row(client, there.lamp, languages=["en", "es"], slips="ask", world_id="G0012", notes="Zoë, come.")
    assert some(said, "name", "program", "program_name", "group", "service_body") == [
        *("Lamp Group", "na", "Narcotics Anonymous", "Lamp Bearers", "Invented Area"),
    ]
    assert some(said, "attendance", "day", "start", "end", "minutes", "time_zone") == [
        *("in-person", "tuesday", "19:00", "20:00", "60", "America/Chicago"),
    ]
    assert some(said, "venue", "street", "city", "state", "postal_code", "country") == [
        *("Lamp Hall", "12 Invented Avenue", "Memphis", "TN", "38103", "US"),
    ]
    assert some(said, "latitude", "longitude", "getting_in") == ["35.14950", "-90.04900", "The green door."]
    assert some(said, "formats", "languages", "slips") == ["open discussion wheelchair", "en es", "ask"]
    assert some(said, "notes", "world_id") == ["Zoë, come.", "G0012"]
    assert said["url"].endswith(f"/meetings/na/lamp-group-{there.lamp.pk}/")


def test_weeks_are_there_for_programs_and_in_words(there, client):
    rows = read(client)
    assert some(rows[there.first_and_last.pk], "weeks", "weeks_words") == [
        *("1 last", "1st and last Saturday of the month"),
    ]
    assert some(rows[there.lamp.pk], "weeks", "weeks_words") == ["", "Every Tuesday"]
    every = row(client, there.first_and_last, weeks=0b101111)
    assert some(every, "weeks", "weeks_words") == ["", "Every Saturday"]


def test_what_nobody_said_is_empty(there, client):
    rows = read(client)
    assert some(rows[there.no_end.pk], "start", "end", "minutes") == ["19:30", "", ""]
    assert some(rows[there.past_midnight.pk], "start", "end") == ["23:00", "00:30"]
    by_appointment = some(rows[there.by_appointment.pk], "day", "start", "weeks_words", "by_appointment")
    assert by_appointment == ["", "", "", "yes"]
    assert some(rows[there.not_stated.pk], "slips", "confirmed_on", "world_id") == ["", "", ""]


def test_what_is_closed_says_so(there, client):
    there.hybrid.building_closed = True
    assert row(client, there.hybrid)["closed"] == "building"
    assert some(read(client)[there.closed_venue.pk], "closed") == ["yes"]
    assert read(client)[there.lamp.pk]["closed"] == ""


def test_a_hidden_address_is_its_town(there, client):
    said = read(client)[there.hidden.pk]
    house = (
        "venue",
        "street",
        "neighborhood",
        "postal_code",
        "latitude",
        "longitude",
        "getting_in",
        "transit",
    )
    assert some(said, *house) == [""] * len(house)
    assert some(said, "city", "state", "address_hidden") == ["Memphis", "TN", "yes"]


def test_a_place_that_is_not_exact_has_no_point(there, client):
    there.hall.located = Venue.Located.TOWN
    there.hall.save()
    publish(there.lamp)
    assert some(read(client)[there.lamp.pk], "latitude", "longitude", "street") == [
        *("", "", "12 Invented Avenue"),
    ]


def test_an_online_meeting_has_no_door_and_no_passcode(there, client):
    there.online.venue = there.hall
    said = row(client, there.online, online_url="https://zoom.us/j/1?pwd=secret")
    assert some(said, "venue", "street", "postal_code", "latitude") == ["", "", "", ""]
    assert some(said, "online_url", "online_notes") == ["https://zoom.us/j/1", "Cameras may stay off."]
    assert said["how_to_join"] == f"{said['url']}join/"
    assert "1234" not in "".join(said.values())


def test_the_list_its_licence_and_dates_are_named(there, client, settings):
    Feed.objects.filter(pk=there.feed.pk).update(licence="CC0", address="https://list.example/a?key=secret")
    said = row(client, there.lamp, confirmed_on=dt.date(2026, 11, 2))
    assert some(said, "list", "list_website", "license") == ["Invented list", "https://list.example/", "CC0"]
    changed = there.lamp.updated_at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")
    assert some(said, "confirmed_on", "changed_at") == ["2026-11-02", changed]
    ours = read(client)[there.nashville_ha.pk]
    assert some(ours, "list", "list_website", "license") == [settings.SITE_NAME, f"{settings.SITE_URL}/", ""]


@pytest.mark.parametrize(
    "query, names",
    [
        ("near=nashville-tn", {"River Group"}),
        ("near=38103&radius=1&day=saturday", {"Twice a Month"}),
        ("near=tennessee-us&type=women", {"Harbor Group"}),
        ("lat=34.96&lng=-89.83&radius=5", {"Olive Branch Group"}),
        ("q=lantern&day=notaday&format=nothing&radius=3&lat=x&page=99", {"Lantern Online"}),
        ("fellowship=ha&fellowship=nothing", {"River Group"}),
    ],
)
def test_it_takes_the_finders_questions_and_ignores_bad_ones(there, client, query, names):
    make_place("Tennessee", "TN", slug="tennessee-us", kind="state")
    assert {one["name"] for one in read(client, query).values()} == names


def test_a_place_nobody_knows_is_told_and_nothing_found_is_a_table_too(there, client):
    answer = client.get(f"{CSV}?near=nowhere")
    assert (answer.status_code, list(answer.json())) == (404, ["message"])
    assert read(client, "q=nothing-of-that-name") == {}


def test_formulas_stay_text_and_numbers_numbers(there, client):
    said = row(
        client,
        there.phone,
        name="=HYPERLINK(1)",
        notes='@SUM(A1)\r\n"quoted", and more\ttabbed',
        phone="+1 901 555 0100",
    )
    assert said["name"] == "'=HYPERLINK(1)"
    assert said["notes"] == '\'@SUM(A1)\n"quoted", and more tabbed'
    assert said["phone"] == "+1 901 555 0100"


@given(st.text(max_size=60))
def test_any_words_are_one_harmless_cell_in_every_reader(words):
    written = io.StringIO()
    csv.writer(written).writerow([cell(words), "end"])
    text = written.getvalue()
    ((first, last),) = rfc4180.read(text)
    assert ([first, last], last) == (next(csv.reader(io.StringIO(text, newline=""), strict=True)), "end")
    assert first[:1] not in tuple("=@\t\r")
    assert plain_cell(first) == words or not words.isprintable()


def test_forty_rows_cost_what_two_cost(there, client):
    def cost():
        publish()
        with CaptureQueriesContext(
            connection,
        ) as made:
            client.get(CSV)
        return len(made)

    before = cost()
    make_meetings(*({"name": f"Group {number}", "republish": True} for number in range(40)))
    assert cost() == before
