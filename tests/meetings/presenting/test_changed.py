"""What changed lately, and where we differ from the list: told by roles and lists, not people."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fellowships.acting import acting_as
from meetings.changing import change_meeting, change_venue, confirm_meetings
from meetings.models import Correction, Group, Meeting
from meetings.presenting.against import present_corrections
from meetings.presenting.changed import present_changes
from tests.meetings.feeds.saving import meeting as of_list
from tests.meetings.feeds.saving import na_feed, row, take
from tests.meetings.views.pages import text_of
from tests.people import make_person, signed_in
from tests.world import make_feed, make_format, make_meeting, make_record, make_recorded_meeting, make_venue

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def changes_of(meeting):
    fresh = Meeting.objects.select_related("venue", "fellowship").get(pk=meeting.pk)
    return [(one["by"], one["fields"]) for one in present_changes(fresh, TODAY)]


def change(meeting, role="editor", **values):
    with acting_as(role):
        change_meeting(meeting.pk, values)


def test_the_last_three_changes_stand_with_what_was_before_and_whose_role_it_was(client):
    meeting = make_recorded_meeting()
    for hour in (17, 18, 20, 21):
        change(meeting, start=dt.time(hour))
    assert changes_of(meeting) == [
        ("Editor", ["Start: 9:00 pm, before that 8:00 pm"]),
        ("Editor", ["Start: 8:00 pm, before that 6:00 pm"]),
        ("Editor", ["Start: 6:00 pm, before that 5:00 pm"]),
    ]
    text = text_of(client, meeting)
    assert f"What changed last {TODAY:%A} {TODAY.day} {TODAY:%B} (Editor) Start: 9:00 pm, before that" in text


def test_a_new_meeting_has_changed_nothing(client):
    meeting = make_recorded_meeting()
    assert changes_of(meeting) == []
    assert "What changed last" not in text_of(client, meeting)


def test_confirming_alone_is_no_change_and_hides_none():
    meeting = make_recorded_meeting()
    change(meeting, start=dt.time(20))
    for days in range(11, 2, -1):
        confirm_meetings([meeting.pk], TODAY - dt.timedelta(days=days), "publisher")
    assert changes_of(meeting) == [("Editor", ["Start: 8:00 pm, before that 7:00 pm"])]


def test_what_a_list_changed_is_named_by_the_list():
    feed = na_feed("Area list")
    take([row(1)], feed)
    take([row(1, weekday_tinyint="4", meeting_name="Lantern")], feed)
    assert changes_of(of_list()) == [
        (
            "the list “Area list”",
            ["Name: Lantern, before that Lamp Group 1", "Day: Wednesday, before that Tuesday"],
        )
    ]


def test_who_is_signed_in_is_told_as_a_role_only(client):
    person, meeting = make_person("publisher", "invented.person"), make_recorded_meeting()
    change(meeting, "publisher", name="Lantern")
    Meeting.history.filter(id=meeting.pk).update(
        history_user=person, history_change_reason="by invented.person"
    )
    meeting.refresh_from_db()
    assert "(Publisher)" in text_of(client, meeting)
    assert "invented.person" not in client.get("/meetings/na/lantern-1/", follow=True).content.decode()
    assert "invented.person" not in text_of(signed_in(person), meeting)


def test_formats_group_and_venue_are_named():
    meeting = make_recorded_meeting(formats=["closed"])
    group, hall = (
        Group.objects.create(name="Lantern", fellowship=meeting.fellowship),
        make_venue(name="New Hall"),
    )
    change(meeting, formats=[make_format("open").pk], group=group.pk, venue=hall.pk)
    assert changes_of(meeting)[0] == (
        "Editor",
        [
            "Group: Lantern, before that Not stated",
            "Venue: New Hall, before that Invented Hall",
            "Formats: Open, before that Closed",
        ],
    )


def test_a_change_of_the_building_counts_and_its_coordinates_do_not():
    meeting = make_recorded_meeting()
    with acting_as("editor"):
        change_venue(meeting.venue_id, {"street": "2 New Street", "latitude": 35.2})
        change_venue(meeting.venue_id, {"longitude": -90.2})
    assert changes_of(meeting) == [
        ("Editor", ["Venue: street and number: 2 New Street, before that 1 Made-Up Street"])
    ]


def test_many_fields_are_counted_after_the_fourth():
    meeting = make_recorded_meeting()
    change(meeting, name="A", weekday=3, start=dt.time(8), duration=90, slips="yes", languages=["es"])
    [(_by, fields)] = changes_of(meeting)
    assert len(fields) == 5
    assert fields[-1] == "2 more"


def test_ways_in_and_notes_changed_but_are_not_quoted(client):
    meeting = make_recorded_meeting(
        attendance="online", online_url="https://video.example/old", passcode="old-1"
    )
    change(
        meeting,
        online_url="https://video.example/new",
        passcode="new-2",
        phone="+1 555 0100",
        online_notes="Passcode new-2",
    )
    assert changes_of(meeting) == [
        (
            "Editor",
            [
                "Online link: changed",
                "Notes on the online link: changed",
                "Passcode the public list prints: changed",
                "Dial-in number: changed",
            ],
        )
    ]
    text = text_of(client, meeting)
    assert [word for word in ("old-1", "new-2", "555 0100", "video.example") if word in text] == []


def test_nothing_of_a_draft_nor_why_it_was_unlisted_is_told():
    meeting = make_recorded_meeting(status="draft")
    change(meeting, name="First Idea")
    change(meeting, status="listed")
    change(meeting, status="unlisted", unlisted_why="Quarrel with somebody")
    change(meeting, status="listed")
    assert [fields for _by, fields in changes_of(meeting)] == [
        ["Status: Listed, before that Unlisted"],
        ["Status: Unlisted, before that Listed"],
        ["Status: Listed, before that Draft"],
    ]


def test_of_a_hidden_address_neither_the_building_nor_what_it_was_is_told(client):
    open_house = make_venue(name="Unseen House", street="7 Unseen Lane")
    meeting = make_recorded_meeting(venue=make_venue(name="First Hall"))
    change(meeting, venue=open_house.pk)
    with acting_as("editor"):
        change_venue(open_house.pk, {"street": "8 Unseen Lane"})
        change_venue(open_house.pk, {"address_hidden": True})
    assert changes_of(meeting) == [("Editor", ["Venue: changed"])]
    assert "Unseen" not in text_of(client, meeting)
    change(meeting, venue=make_venue(name="Third Hall").pk)
    assert changes_of(meeting)[0] == ("Editor", ["Venue: changed"])
    assert "Unseen" not in text_of(client, meeting)


# Against the list


def sentences(meeting):
    fresh = Meeting.objects.select_related("venue").get(pk=meeting.pk)
    return present_corrections(fresh, TODAY)


def test_our_word_stands_beside_the_list_s(client):
    meeting = make_meeting()
    make_record(meeting, make_feed(), published_values={"start": "19:00", "duration": 60})
    change_meeting(meeting.pk, {"start": dt.time(20)}, reason="seen on the door")
    date = f"{TODAY:%A} {TODAY.day} {TODAY:%B}"
    said = f"Start: we say 8:00 pm (seen on the door, {date}). Its list says 7:00 pm."
    assert sentences(meeting) == [said]
    assert said in text_of(client, meeting)
    change_meeting(meeting.pk, {"start": dt.time(19)})
    assert sentences(meeting) == []


def test_places_groups_and_formats_are_named_as_we_know_them():
    feed = make_feed()
    theirs, ours = make_venue(feed=feed, key="v1", name="Their Hall"), make_venue(name="Our Hall")
    meeting = make_meeting(venue=theirs, formats=["closed"])
    closed = make_format("closed").pk
    make_record(meeting, feed, published_values={"venue": "v1", "formats": [closed], "group": ""})
    change_meeting(meeting.pk, {"venue": ours.pk, "formats": [make_format("open").pk]}, reason="They moved")
    said = [sentence.partition(" (They moved")[0] for sentence in sentences(meeting)]
    assert sorted(said) == ["Formats: we say Open", "Venue: we say Our Hall"]
    assert [sentence for sentence in sentences(meeting) if sentence.endswith("Its list says Their Hall.")]
    assert [sentence for sentence in sentences(meeting) if sentence.endswith("Its list says Closed.")]


@pytest.mark.parametrize(
    "field,ours,theirs",
    [
        ("passcode", "secret-1", "secret-2"),
        ("online_url", "https://video.example/secret-1", "https://video.example/secret-2"),
        ("phone", "secret-1", "secret-2"),
        ("online_notes", "secret-1", "secret-2"),
        ("notes", "secret-1", "secret-2"),
    ],
)
def test_what_lets_people_in_is_not_quoted(field, ours, theirs):
    meeting = make_meeting()
    make_record(meeting, make_feed())
    Correction.objects.create(meeting=meeting, field=field, value=ours, list_value=theirs, reason="")
    (said,) = sentences(meeting)
    assert "we say something else than its list" in said
    assert "secret" not in said


def test_a_hidden_building_and_a_reason_that_names_it_or_somebody_are_not_told():
    hidden = make_venue(address_hidden=True, name="Unseen House", street="7 Unseen Lane")
    feed = make_feed()
    make_venue(feed=feed, key="v1", name="Their Hall")
    meeting = make_meeting(venue=hidden)
    make_record(meeting, feed)
    Correction.objects.create(
        meeting=meeting, field="venue", value=hidden.pk, list_value="v1", reason="It is at Unseen House now"
    )
    Correction.objects.create(
        meeting=meeting, field="duration", value=90, list_value=60, reason="Told by someone@group.example"
    )
    said = " ".join(sentences(meeting))
    assert "Unseen" not in said
    assert "Their Hall" not in said
    assert "someone@group.example" not in said
    assert "Minutes it lasts: we say 90 minutes" in said


def test_many_changes_and_corrections_cost_a_fixed_number_of_queries():
    feed = make_feed()
    meeting = make_recorded_meeting(formats=["closed"])
    make_record(meeting, feed)
    for number in range(8):
        group = Group.objects.create(name=f"Group {number}", fellowship=meeting.fellowship)
        change(meeting, group=group.pk, venue=make_venue().pk, formats=[make_format(f"kind-{number}").pk])
    for field, value in {
        "venue": "v",
        "group": "g",
        "service_body": "s",
        "formats": [],
        "start": "19:00",
    }.items():
        Correction.objects.get_or_create(
            meeting=meeting, field=field, defaults={"list_value": value, "reason": "x"}
        )
    fresh = Meeting.objects.select_related("venue").get(pk=meeting.pk)
    with CaptureQueriesContext(connection) as captured:
        present_corrections(fresh, TODAY)
        present_changes(fresh, TODAY)
    # Corrections, three keys of the list, names; versions, their formats, versions of the venue, names.
    assert len(captured) <= 13
