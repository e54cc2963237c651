"""Groups in the admin: their meetings changed together, their contact private."""

import datetime as dt

import pytest

from meetings.models import Group, GroupContact, Meeting, Report
from meetings.reindex import check
from tests.people import staff_client
from tests.world import make_format, make_group, make_meeting, make_service_body, make_venue

pytestmark = pytest.mark.django_db
LIST = "/admin/meetings/group/"


def together(client, group, *meetings, **fields):
    return client.post(
        f"{LIST}{group.pk}/meetings/", {"meetings": [row.pk for row in meetings], **fields}, follow=True
    )


def text_of(page):
    return page.content.decode()


def test_the_page_of_a_group_names_its_meetings_and_leads_to_changing_them_together():
    group = make_group()
    make_meeting("Porch Light", group=group)
    page = text_of(staff_client("editor").get(f"{LIST}{group.pk}/change/"))
    assert "Porch Light" in page
    assert f'href="/admin/meetings/group/{group.pk}/meetings/"' in page


def test_several_meetings_are_moved_at_once_by_a_publisher():
    group, hall, opened = make_group(), make_venue(name="New Hall"), make_format("open")
    first, second, third = (make_meeting(name, group=group) for name in ("One", "Two", "Three"))
    client = staff_client("publisher")
    assert text_of(client.get(f"{LIST}{group.pk}/meetings/")).count("checked") == 3
    fields = {
        "start": "20:00",
        "venue": hall.pk,
        "formats": [opened.pk],
        "notes": "Ring",
        "reason": "They moved",
    }
    assert "2 meetings were changed." in text_of(together(client, group, first, second, **fields))
    for meeting in (first, second):
        meeting.refresh_from_db()
        assert (meeting.start, meeting.venue, meeting.notes) == (dt.time(20), hall, "Ring")
        assert list(meeting.formats.all()) == [opened]
    third.refresh_from_db()
    assert third.start == dt.time(19)
    assert Meeting.history.filter(id=first.pk).latest().history_change_reason == "They moved"
    assert not check()


def test_an_editors_new_time_waits_and_the_notes_are_seen_at_once():
    group = make_group()
    meeting = make_meeting(group=group)
    page = text_of(together(staff_client("editor"), group, meeting, start="20:00", notes="Ring twice"))
    assert "1 meeting was changed." in page
    assert "waits for a publisher" in page
    meeting.refresh_from_db()
    assert (meeting.start, meeting.notes) == (dt.time(19), "Ring twice")
    assert Report.objects.get().suggestions.get().value_to == "20:00"


def test_nothing_filled_in_or_nothing_chosen_is_refused_with_what_was_typed():
    group = make_group()
    meeting, client = make_meeting(group=group), staff_client("editor")
    assert "fill in at least one thing" in text_of(together(client, group, meeting))
    page = text_of(together(client, group, notes="Ring twice"))
    assert "Choose at least one meeting." in page
    assert "Ring twice" in page


def test_what_is_so_already_changes_nothing():
    group = make_group()
    meeting = make_meeting(group=group)
    page = text_of(together(staff_client("publisher"), group, meeting, start="19:00"))
    assert "They were so already" in page
    assert Meeting.history.filter(id=meeting.pk).count() == 0


def test_a_volunteer_changes_only_meetings_of_their_own_even_of_a_shared_group():
    area, group = make_service_body(), make_group()
    ours, theirs = make_meeting("Ours", group=group, service_body=area), make_meeting("Theirs", group=group)
    client = staff_client("volunteer", service_body=area)
    assert "Theirs" not in text_of(client.get(f"{LIST}{group.pk}/meetings/"))
    assert "not one of the available choices" in text_of(together(client, group, ours, theirs, notes="x"))
    other = make_group("Other")
    make_meeting("Elsewhere", group=other)
    assert client.get(f"{LIST}{other.pk}/meetings/").status_code == 404
    assert Meeting.objects.filter(notes="x").count() == 0


def test_its_name_changed_is_found_for_all_its_meetings():
    group = make_group()
    make_meeting(group=group)
    data = {"name": "River Group", "fellowship": group.fellowship_id, "website": "", "service_body": ""}
    management = {
        "contact-TOTAL_FORMS": 1,
        "contact-INITIAL_FORMS": 0,
        "contact-0-email": "river@group.example",
    }
    staff_client("editor").post(f"{LIST}{group.pk}/change/", {**data, **management})
    assert Group.objects.get().name == "River Group"
    assert GroupContact.objects.get().email == "river@group.example"
    assert not check()


def test_the_list_says_who_lacks_a_contact_or_a_meeting():
    client, group = staff_client("editor"), make_group("With both")
    make_meeting(group=group)
    GroupContact.objects.create(group=group, email="a@group.example")
    make_group("With neither")
    assert "a@group.example" not in text_of(client.get(LIST))
    for question in ("lacks=contact", "lacks=meeting", "q=neither"):
        found = client.get(f"{LIST}?{question}").context["cl"].result_list
        assert [row.name for row in found] == ["With neither"], question
