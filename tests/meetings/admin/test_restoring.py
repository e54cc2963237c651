"""Any version of a meeting, a venue, a closure comes back; what moves a meeting waits for a publisher."""

import datetime as dt

import pytest

from fellowships.admin_stale import OPENED
from meetings.changing import change_meeting, change_venue, delete_published, save_published
from meetings.models import Cancellation, Closure, ImportRun, Meeting, Report, SearchRow
from meetings.reindex import check
from tests.people import make_person, signed_in, staff_client
from tests.world import MONDAY, TUESDAY, make_feed, make_format, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 1)


@pytest.fixture
def meeting():
    """Changed once: another day, other notes, another format."""
    meeting = make_meeting(weekday=MONDAY, notes="Before", venue=make_venue())
    formats = [make_format(slug).pk for slug in ("open", "closed")]
    change_meeting(meeting.pk, {"formats": formats[:1], "duration": 60})
    change_meeting(meeting.pk, {"weekday": TUESDAY, "notes": "After", "formats": formats[1:]})
    return meeting


def said(bound):
    return "" if bound.value() is None else bound.value()


def address(row, *more):
    return "/".join(map(str, (f"/admin/meetings/{row._meta.model_name}", row.pk, "history", *more, "")))


def bring_back(client, row, number=1):
    """The version that stood before so many others."""
    versions = list(type(row).history.filter(id=row.pk).order_by("-history_id"))
    sent = {"newest": versions[0].history_id}
    return client.post(address(row, versions[number].history_id), sent, follow=True)


def test_a_publisher_brings_a_meeting_back_with_its_formats_and_its_search_row(meeting):
    answer = bring_back(staff_client("publisher"), meeting)
    assert "The version is back" in answer.content.decode()
    meeting.refresh_from_db()
    assert (meeting.weekday, meeting.notes) == (MONDAY, "Before")
    assert [one.slug for one in meeting.formats.all()] == ["open"]
    assert SearchRow.objects.get(pk=meeting.pk).weekday == MONDAY
    newest = meeting.history.first()
    assert (newest.role, newest.weekday) == ("publisher", MONDAY)


def test_from_an_editor_the_day_waits_and_the_notes_are_back(meeting):
    answer = bring_back(staff_client("editor"), meeting)
    assert "waits for a publisher" in answer.content.decode()
    meeting.refresh_from_db()
    assert (meeting.weekday, meeting.notes) == (TUESDAY, "Before")
    waiting = Report.objects.get().suggestions.get()
    assert (waiting.field, waiting.value_to) == ("weekday", MONDAY)


def test_its_history_is_told_in_words(meeting):
    changes = staff_client("editor").get(address(meeting)).context["versions"][0]["changes"]
    assert {(one.label, one.before, one.after) for one in changes} == {
        ("Day", "Monday", "Tuesday"), ("Notes", "Before", "After"), ("Formats", "Open", "Closed"),
    }  # fmt: skip


def test_a_change_by_a_list_names_the_list_and_its_reading(meeting):
    run = ImportRun.objects.create(feed=make_feed("List of Memphis"), started_at=dt.datetime.now(dt.UTC))
    meeting.history.filter(weekday=TUESDAY).update(run_number=run.pk)
    made = staff_client("editor").get(address(meeting)).context["versions"][0]["maker"]
    assert made.who == f"List of Memphis, reading {run.pk}"


def test_a_venue_comes_back_for_all_its_meetings(meeting):
    venue = meeting.venue
    before = (venue.latitude, venue.longitude)
    save_published(venue)
    change_venue(venue.pk, {"latitude": 36.0, "longitude": -86.0, "getting_in": "Side door"})
    bring_back(staff_client("editor"), venue)
    venue.refresh_from_db()
    assert (venue.latitude, venue.getting_in) == (36.0, "")
    bring_back(staff_client("publisher"), venue, number=2)
    venue.refresh_from_db()
    assert (venue.latitude, venue.longitude) == before
    assert SearchRow.objects.get(pk=meeting.pk).latitude == pytest.approx(before[0])
    assert check() == []


def test_a_deleted_closure_comes_back_and_closes_again(meeting):
    closure = Closure(meeting=meeting, first_day=DAY, reason="Storm")
    save_published(closure)
    number = closure.pk
    delete_published(closure)
    client = staff_client("editor")
    rows = client.get("/admin/meetings/closure/deleted/").context["rows"]
    assert len(rows) == 1
    client.post(rows[0]["url"], {"newest": client.get(rows[0]["url"]).context["newest"]})
    assert Closure.objects.get().pk == number


def test_a_volunteer_sees_and_brings_back_nothing_out_of_their_scope(meeting):
    mine = make_group(name="Mine")
    date = Cancellation(meeting=meeting, date=DAY)
    save_published(date)
    delete_published(date)
    client = staff_client("volunteer", group=mine)
    oldest = meeting.history.last()
    assert client.get(address(meeting)).status_code == 404
    assert client.get(address(meeting, oldest.history_id)).status_code == 404
    assert client.get(address(meeting, "compare")).status_code == 404
    sent = {"newest": meeting.history.first().history_id}
    assert client.post(address(meeting, oldest.history_id), sent).status_code == 404
    assert client.get("/admin/meetings/cancellation/deleted/").context["rows"] == []
    gone = Cancellation.history.first()
    path = f"/admin/meetings/cancellation/{gone.id}/history/{gone.history_id}/"
    assert client.get(path).status_code == 403
    assert client.post(path, {"newest": gone.history_id}).status_code == 403
    change_meeting(meeting.pk, {"group": mine.pk})
    assert client.get(address(meeting)).status_code == 200
    assert client.get(path).status_code == 200


def test_a_volunteer_does_not_send_a_meeting_out_of_their_scope(meeting):
    mine, other = make_group(name="Mine"), make_group(name="Other")
    change_meeting(meeting.pk, {"group": other.pk})
    change_meeting(meeting.pk, {"group": mine.pk})
    bring_back(staff_client("volunteer", group=mine), meeting)
    meeting.refresh_from_db()
    assert meeting.group == mine


def test_a_form_opened_before_a_colleagues_save_is_refused(meeting):
    client = signed_in(make_person("publisher", "ben"))
    page = client.get(f"/admin/meetings/meeting/{meeting.pk}/change/")
    form = page.context["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, False, "")}
    for formset in page.context["inline_admin_formsets"]:
        sent.update({bound.html_name: said(bound) for bound in formset.formset.management_form})
    sent |= {"notes": "Typed", OPENED: page.context["opened_version"]}
    change_meeting(meeting.pk, {"notes": "Between", "duration": 90})
    answer = client.post(f"/admin/meetings/meeting/{meeting.pk}/change/", sent)
    rows = answer.context["conflict"]["rows"]
    found = {row["label"]: (row["before"], row["now"], row["typed"]) for row in rows}
    assert found["Notes"] == ("After", "Between", "Typed")
    assert found["Minutes it lasts"] == ("60 minutes", "90 minutes", "60 minutes")
    assert Meeting.objects.get().notes == "Between"


def test_the_history_costs_the_same_with_two_versions_and_with_forty(django_assert_max_num_queries):
    client = staff_client("publisher")
    for number in (2, 40):
        meeting = make_meeting(name=f"Invented {number}")
        for count in range(number):
            venue = make_venue(name=f"Hall {count}")
            change_meeting(meeting.pk, {"venue": venue.pk, "group": make_group(name=f"G {count}").pk})
        with django_assert_max_num_queries(16):
            assert client.get(address(meeting)).status_code == 200
