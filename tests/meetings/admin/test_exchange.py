"""Spreadsheets: what goes out comes in unchanged; each row is shown first, and refused in words."""

import csv
import datetime as dt
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from meetings.models import GroupContact, Meeting, Report, SearchRow, Venue
from meetings.reindex import check
from meetings.sheets.writing import rows_of
from tests.people import staff_client
from tests.world import (
    CHICAGO,
    make_feed,
    make_format,
    make_group,
    make_meeting,
    make_meetings,
    make_place,
    make_record,
    make_service_body,
    make_venue,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/meetings/meeting/"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def exported(client, question=""):
    """Rows as dicts, as a spreadsheet program reads them."""
    text = client.get(f"{LIST}export/?{question}").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def as_csv(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("area 9.csv", out.getvalue().encode())


def shown(client, rows, kind="0"):
    """The page that shows what the sheet would change."""
    return client.post(f"{LIST}import/", {"import_file": rows, "format": kind, "resource": "0"})


def taken(client, rows, kind="0"):
    """Shown, then taken in."""
    page = shown(client, rows, kind)
    fields = page.context["confirm_form"].initial
    return client.post(f"{LIST}process_import/", {**fields, "confirm": "yes"}, follow=True)


def text_of(page):
    return page.content.decode()


def everything():
    """A meeting with something in every column."""
    return make_meeting(
        "Lamp, “Group”",
        group=make_group(),
        formats=["open", "beginners"],
        attendance="hybrid",
        venue=make_venue(name="=Hall"),
        online_url="https://meet.example/1",
        online_notes="-- ring\ntwice",
        phone="+1 555 0100",
        passcode="@lamp",
        languages=["es", "en"],
        notes="'=quoted",
        weeks=0b100101,
    )


def test_what_goes_out_comes_in_again_without_a_change():
    everything(), make_meeting("Ask", weekday=None, start=None, by_appointment=True, duration=None)
    make_meeting("By phone", attendance="phone", phone="555 0101", status="draft")
    client = staff_client("publisher")
    page = shown(client, as_csv(exported(client)))
    assert [(row.row.sentences, row.row.values) for row in page.context["result"].shown] == [([], {})] * 3
    assert 'name="confirm"' not in text_of(page)


def test_no_cell_can_be_taken_for_a_formula():
    everything()
    for row in exported(staff_client("publisher")):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_nothing_private_goes_out():
    meeting = everything()
    GroupContact.objects.create(group=meeting.group, email="secret@group.example")
    Report.objects.create(
        meeting=meeting,
        reason="other",
        note="secret note",
        email="secret@x.example",
        made_at=meeting.created_at,
    )
    assert "secret" not in str(exported(staff_client("administrator")))


def test_the_export_is_what_the_list_shows():
    area = make_service_body()
    make_meeting("Ours", service_body=area), make_meeting("Theirs"), make_meeting("Draft", status="draft")
    assert [row["name"] for row in exported(staff_client("editor"), "status=draft")] == ["Draft"]
    assert [row["name"] for row in exported(staff_client("volunteer", service_body=area))] == ["Ours"]


def test_the_export_is_read_in_parts_with_as_many_queries_for_each(monkeypatch):
    monkeypatch.setattr("meetings.sheets.writing.PART", 2)
    make_meetings(*({"name": f"Lamp {number}", "formats": ["open"]} for number in range(5)))
    with CaptureQueriesContext(connection) as seen:
        assert len(list(rows_of(Meeting.objects.all()))) == 5
    # Formats once; for each of three parts meetings, programs and links; and one that finds no more.
    assert len(seen) == 1 + 3 * 3 + 1


def test_a_workbook_holds_the_same_and_comes_in_again():
    everything()
    client = staff_client("publisher")
    data = client.get(f"{LIST}export/?as=xlsx").getvalue()
    heads, row = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    assert list(heads) == list(exported(client)[0])
    assert row[heads.index("start")] == "19:00"
    page = shown(client, SimpleUploadedFile("a.xlsx", data), "1")
    assert not page.context["result"].shown[0].row.changed
    book = Workbook()
    book.active.append(["id", "start", "minutes"])
    book.active.append([Meeting.objects.get().pk, dt.time(20, 30), 90.0])
    kept = io.BytesIO()
    book.save(kept)
    taken(client, SimpleUploadedFile("b.xlsx", kept.getvalue()), "1")
    assert (Meeting.objects.get().start, Meeting.objects.get().duration) == (dt.time(20, 30), 90)


def test_every_row_is_shown_in_words_before_anything_is_written():
    same, changed = make_meeting("Same"), make_meeting("Changed")
    client = staff_client("publisher")
    rows = [
        {"id": same.pk, "name": "Same", "start": "19:00"},
        {"id": changed.pk, "name": "Changed", "start": "20:00"},
    ]
    rows += [{"id": 999999, "name": "Nobody", "start": ""}, {"id": changed.pk, "name": "Twice", "start": ""}]
    page = text_of(shown(client, as_csv(rows)))
    for words in (
        "Start: 7:00 pm → 8:00 pm",
        "there is no meeting 999999",
        "stands in an earlier row already",
        "1 would change, 2 are refused",
        "Take in 1 row",
    ):
        assert words in page, words
    changed.refresh_from_db()
    assert changed.start == dt.time(19)


def test_taken_in_through_the_one_writer_with_reason_corrections_and_search():
    meeting, client = make_meeting(), staff_client("publisher")
    make_record(meeting, make_feed(), published_values={"start": "19:00"})
    page = text_of(taken(client, as_csv([{"id": meeting.pk, "start": "20:00"}, {"id": "x", "start": ""}])))
    assert "0 new, 1 changed, 1 refused." in page
    newest = Meeting.history.filter(id=meeting.pk).latest()
    assert (newest.history_change_reason, newest.role) == ("Spreadsheet area 9.csv", "publisher")
    assert meeting.corrections.get().value == "20:00"
    assert SearchRow.objects.get(pk=meeting.pk).start == 20 * 60
    assert LogEntry.objects.get().change_message == "From a spreadsheet."
    assert not check()


NEW = {
    "name": "Porch Light",
    "program": "na",
    "day": "friday",
    "start": "9:30",
    "attendance": "in-person",
    "venue": "Lamp Hall",
    "town": "Memphis",
    "state": "TN",
    "formats": "open",
    "status": "listed",
}


def test_new_meetings_at_a_new_venue_share_it_and_have_its_clocks():
    make_place("Memphis", "TN"), make_format("open"), make_meeting()
    client = staff_client("publisher")
    taken(client, as_csv([NEW, {**NEW, "name": "Lantern", "day": "Monday"}]))
    first, second = Meeting.objects.filter(venue__name="Lamp Hall").order_by("pk")
    assert first.venue == second.venue
    assert (first.weekday, first.start, first.time_zone, first.status) == (
        5,
        dt.time(9, 30),
        CHICAGO,
        "listed",
    )
    assert first.venue.located == "town"
    assert not check()


def test_another_address_is_another_venue_and_the_old_one_stays_as_it_is():
    make_place("Memphis", "TN")
    hall = make_venue()
    meeting = make_meeting(venue=hall)
    rows = [{"id": meeting.pk, "venue": "New Hall"}]
    assert "New venue" in text_of(shown(staff_client("publisher"), as_csv(rows)))
    assert Venue.objects.count() == 1
    taken(staff_client("administrator"), as_csv(rows))
    hall.refresh_from_db()
    meeting.refresh_from_db()
    assert (hall.name, meeting.venue.name, meeting.venue.street) == ("Invented Hall", "New Hall", hall.street)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"program": "nobody"}, "there is no program “nobody”"),
        ({"day": "Someday"}, "“Someday” is no day"),
        ({"start": "25:99"}, "“25:99” is no time"),
        ({"minutes": "long"}, "no number of minutes"),
        ({"weeks": "6"}, "no week of the month"),
        ({"attendance": "by-boat"}, "write in-person, online, phone or hybrid"),
        ({"formats": "open, glowing"}, "there is no format “glowing”"),
        ({"group": "Nobody"}, "there is no group “Nobody”"),
        ({"venue_id": "9999"}, "there is no venue 9999"),
        ({"venue": "", "town": "", "state": ""}, "Say where"),
        ({"name": ""}, "Give the meeting a name"),
        ({"online_link": "javascript:alert(1)"}, "a link begins with https://"),
        ({"by_appointment": "maybe"}, "neither yes nor no"),
        ({"status": "gone"}, "draft, listed or unlisted"),
        ({"name": "x" * 300}, "255 letters at most"),
    ],
)
def test_what_cannot_be_read_or_be_true_is_refused_in_words(change, words):
    make_meeting(), make_format("open"), make_place("Memphis", "TN")
    page = shown(staff_client("publisher"), as_csv([{**NEW, **change}]))
    assert words in text_of(page)
    assert page.context["result"].wanted == 0


def test_a_row_that_somebody_changed_since_is_refused():
    meeting, client = make_meeting(), staff_client("publisher")
    rows = exported(client)
    Meeting.writing.filter(pk=meeting.pk).update(updated_at=meeting.updated_at + dt.timedelta(minutes=1))
    rows[0]["notes"] = "From an old sheet"
    assert "Somebody changed this meeting after the sheet was made" in text_of(shown(client, as_csv(rows)))


def test_only_who_publishes_takes_sheets_in():
    meeting, client = make_meeting(), staff_client("editor")
    assert "Take in a spreadsheet" not in text_of(client.get(LIST))
    assert shown(client, as_csv([{"id": meeting.pk, "name": "X"}])).status_code == 403
    assert client.post(f"{LIST}process_import/", {}).status_code == 403
    assert staff_client("guide-reviewer").get(f"{LIST}export/").status_code == 403


def test_what_is_no_sheet_is_refused_with_a_sentence():
    client = staff_client("publisher")
    assert "must name the columns" in text_of(shown(client, as_csv([{"colour": "red"}])))
    junk = SimpleUploadedFile("a.xlsx", b"\x00\x01 no workbook")
    assert shown(client, junk, "1").status_code == 200
    assert "change nothing: colour" in text_of(shown(client, as_csv([{"name": "", "colour": "red"}])))


def test_a_sheet_that_is_gone_or_named_outside_of_its_folder_changes_nothing():
    fields = {"original_file_name": "a.csv", "format": "0", "resource": "0"}
    client = staff_client("publisher")
    for name in ("nothing", "../../etc/passwd", "/etc/passwd"):
        page = client.post(f"{LIST}process_import/", {**fields, "import_file_name": name}, follow=True)
        assert "The sheet is not here any more" in text_of(page)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr("meetings.admin.exchange.MOST_ROWS", 1)
    assert "too many rows" in text_of(shown(staff_client("publisher"), as_csv([NEW, NEW])))
    monkeypatch.setattr("meetings.admin.exchange.MOST_XLSX", 0)
    make_meeting()
    page = staff_client("editor").get(f"{LIST}export/?as=xlsx", follow=True)
    assert "take them as CSV" in text_of(page)
