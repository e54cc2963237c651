"""The form of a meeting: what it shows, what it refuses, and what saving does."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from meetings.models import Correction, Meeting, SearchRow
from meetings.reindex import check
from tests.meetings.admin.forms import change, change_address, errors_of, fields_of, told
from tests.people import make_person, signed_in, staff_client
from tests.world import (
    make_feed,
    make_format,
    make_group,
    make_meeting,
    make_record,
    make_service_body,
    make_venue,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return staff_client("publisher")


def test_opening_and_saving_a_meeting_changes_nothing(client):
    meeting = make_meeting(
        formats=["open", "wheelchair"], languages=["es", "pt-BR", "xx"], weeks=33, group=make_group()
    )
    assert change(client, meeting).status_code == 302
    assert not Meeting.history.filter(id=meeting.pk).exists()
    assert not check()


def test_the_line_ends_of_a_browser_and_spaces_of_a_list_are_no_change(client):
    meeting = make_meeting(notes="Ring twice\nThen wait ")
    make_record(meeting, make_feed(), published_values={"notes": "Ring once"})
    assert change(client, meeting, notes="Ring twice\r\nThen wait ").status_code == 302
    assert not Meeting.history.filter(id=meeting.pk).exists()
    change(client, meeting, notes="Ring twice\r\nThen come in", reason="Seen on the door")
    meeting.refresh_from_db()
    assert meeting.notes == "Ring twice\nThen come in"


def test_the_form_stands_in_the_order_of_the_public_page(client):
    page = client.get(change_address(make_meeting())).content.decode()
    parts = ["When", "Where", "How to join from anywhere", "Who it is for and what happens", "Notes and",
             "Group and service body", "Where this comes from", "Status and this change"]  # fmt: skip
    places = [page.index(f">{part}") for part in parts]
    assert places == sorted(places)


def test_several_fields_and_formats_are_one_version_with_role_and_reason(client):
    meeting, opened = make_meeting(formats=["closed"]), make_format("open")
    answer = change(
        client, meeting, name="Lantern", start="20:30", weeks=["1", "32"], languages="Spanish, en",
        formats=[opened.pk], reason="The group called",
    )  # fmt: skip
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.slug, meeting.start, meeting.weeks) == ("lantern", dt.time(20, 30), 33)
    assert (meeting.languages, list(meeting.formats.all())) == (["es", "en"], [opened])
    version = Meeting.history.get(id=meeting.pk)
    assert (version.role, version.history_change_reason) == ("publisher", "The group called")
    assert [held.format_id for held in version.formats.all()] == [opened.pk]
    assert SearchRow.objects.get(pk=meeting.pk).start == 20 * 60 + 30
    assert not check()
    said = LogEntry.objects.get().get_change_message()
    assert "Start" in said
    assert "Reason" not in said


CANNOT_BE = (
    ({"venue": ""}, "venue", "choose a venue"),
    ({"attendance": "online", "venue": ""}, "online_url", "online link or a dial-in number"),
    ({"attendance": "phone"}, "phone", "number to dial"),
    ({"weekday": ""}, "start", "by appointment"),
    ({"start": ""}, "start", "by appointment"),
    ({"start": "25:00"}, "start", "valid time"),
    ({"weekday": "7"}, "weekday", "not one of the available choices"),
    ({"weeks": ["64"]}, "weeks", "not one of the available choices"),
    ({"duration": "1441"}, "duration", "24 hours"),
    ({"time_zone": "Mars/Olympus"}, "time_zone", "not one of the available choices"),
    ({"languages": "Klingonish"}, "languages", "Klingonish"),
    ({"status": "unlisted"}, "unlisted_why", "Say why"),
    ({"name": " "}, "name", "required"),
    ({"until": "2020-01-01"}, "until", "is over"),
    ({"formats": ["999999"]}, "formats", "not one of the available choices"),
)
MAY_BE = (
    {"venue": "", "contact_for_details": "on"},
    {"attendance": "online", "venue": "", "online_url": "https://online.example/1"},
    {"attendance": "phone", "phone": "555 0100"},
    {"weekday": "", "start": "", "by_appointment": "on"},
    {"duration": ""},
)


def test_what_cannot_be_true_is_refused_with_how_to_mend_it(client):
    meeting = make_meeting()
    fields = fields_of(client.get(change_address(meeting)))
    for changes, field, words in CANNOT_BE:
        found = errors_of(client.post(change_address(meeting), {**fields, **changes}))
        assert words in found[field], changes
        assert len(found) == 1, changes
    assert not Meeting.history.filter(id=meeting.pk).exists()


def test_what_may_be_true_is_saved(client):
    for changes in MAY_BE:
        assert change(client, make_meeting(), **changes).status_code == 302, changes


def test_what_is_odd_is_saved_and_said(client):
    assert change(client, make_meeting(), start="02:00", duration="480").status_code == 302
    said = told(client)
    assert "It lasts 8 hours" in said
    assert "AM" in said


def test_a_meeting_that_moves_takes_the_clock_of_its_new_venue(client):
    meeting = make_meeting()
    denver = make_venue(name="Denver Hall", time_zone="America/Denver")
    assert change(client, meeting, venue=denver.pk).status_code == 302
    meeting.refresh_from_db()
    assert meeting.time_zone == "America/Denver"
    change(client, meeting, time_zone="")
    meeting.refresh_from_db()
    assert meeting.time_zone == "America/Denver"


def test_an_old_name_of_a_zone_stays(client):
    meeting = make_meeting(time_zone="US/Central")
    assert change(client, meeting, name="Lantern").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.name, meeting.time_zone) == ("Lantern", "US/Central")


def test_against_the_list_a_reason_is_asked_and_a_correction_made(client):
    meeting = make_meeting()
    make_record(meeting, make_feed(), published_values={"start": "19:00", "notes": ""})
    assert "“Start”" in errors_of(change(client, meeting, start="20:00"))["reason"]
    until = dt.date.today() + dt.timedelta(days=30)
    answer = change(client, meeting, start="20:00", reason="Seen on the door", until=until.isoformat())
    assert answer.status_code == 302
    made = Correction.objects.get()
    assert (made.value, made.list_value, made.reason, made.until) == (
        "20:00", "19:00", "Seen on the door", until,
    )  # fmt: skip
    page = client.get(change_address(meeting)).content.decode()
    assert "Start: we say “8:00 pm”, the list said “7:00 pm” (Seen on the door" in page
    assert change(client, meeting, start="19:00").status_code == 302
    assert not Correction.objects.filter(ended_at=None).exists()


def test_what_no_list_says_needs_no_reason(client):
    meeting = make_meeting()
    make_record(meeting, make_feed(), published_values={"start": "19:00"})
    assert change(client, meeting, notes="Ring twice").status_code == 302
    assert "Invented list" in client.get(change_address(meeting)).content.decode()


def test_a_meeting_of_a_list_is_passed_on_as_the_list_says(client):
    ours, theirs = make_meeting(), make_meeting(feed=make_feed())
    assert "republish" in client.get(change_address(ours)).context["adminform"].form.fields
    assert "republish" not in client.get(change_address(theirs)).context["adminform"].form.fields


def test_checked_today_confirms_with_the_role(client):
    meeting = make_meeting()
    assert change(client, meeting, checked_today="on").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.confirmed_on, meeting.confirmed_by) == (dt.date.today(), "publisher")


def test_taken_off_the_list_keeps_why_and_when(client):
    meeting = make_meeting()
    change(client, meeting, status="unlisted", unlisted_why="The hall was sold")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.unlisted_why) == ("unlisted", "The hall was sold")
    assert meeting.unlisted_at is not None
    change(client, meeting, status="listed")
    meeting.refresh_from_db()
    assert (meeting.listed, meeting.unlisted_why) == (True, "")


def test_only_a_listed_meeting_can_be_viewed_on_the_site(client):
    listed, draft = make_meeting(), make_meeting(status="draft")
    assert f"-{listed.pk}/" in client.get(change_address(listed)).context["absolute_url"]
    page = client.get(change_address(draft))
    assert page.context["absolute_url"] is None
    assert f"/admin/meetings/meeting/{draft.pk}/preview/" in page.content.decode()


def test_a_half_filled_form_comes_back_as_it_was_typed(client):
    meeting, opened = make_meeting(), make_format("open")
    page = change(client, meeting, venue="", notes="Ring twice", weeks=["2"], formats=[opened.pk])
    fields = fields_of(page)
    assert (fields["notes"], fields["weeks"], fields["formats"]) == (["Ring twice"], ["2"], [str(opened.pk)])


def test_the_cost_of_the_form_does_not_grow(client, django_assert_max_num_queries):
    meeting, body = make_meeting(formats=["open"]), make_service_body()
    client.get(change_address(meeting))  # what a process remembers is read once
    costs = []
    for number in (2, 40):
        for step in range(number):
            slug = f"word-{number}-{step}"
            make_meeting(formats=[slug], service_body=body, group=make_group())
            meeting.formats.add(make_format(slug))
        with django_assert_max_num_queries(35) as counted:
            assert client.get(change_address(meeting)).status_code == 200
        costs.append(len(counted))
    assert costs[0] == costs[1]


def test_who_may_only_look_reads_the_same_parts():
    person = make_person("")
    person.user_permissions.add(Permission.objects.get(codename="view_meeting"))
    client, meeting = signed_in(person), make_meeting(notes="Ring twice")
    page = client.get(change_address(meeting)).content.decode()
    assert "Ring twice" in page
    assert 'name="notes"' not in page
    assert client.post(change_address(meeting), {"name": "x"}).status_code == 403
