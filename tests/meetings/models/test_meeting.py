import datetime as dt

import pytest

from meetings.models import (
    LAST_WEEK,
    Attendance,
    FormatCode,
    Meeting,
    meeting_slug,
)
from tests.meetings.models.refusing import refused
from tests.world import make_feed, make_fellowship, make_format, make_meeting, make_record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "changes,constraint",
    [
        ({"weekday": None}, "meeting_has_a_time_or_is_by_appointment"),
        ({"start": None}, "meeting_has_a_time_or_is_by_appointment"),
        ({"weekday": 7}, "meeting_weekday_is_0_to_6"),
        ({"weeks": 64}, "meeting_weeks_is_a_mask"),
        ({"duration": 0}, "meeting_lasts_a_minute_to_a_day"),
        ({"duration": 1441}, "meeting_lasts_a_minute_to_a_day"),
        ({"time_zone": ""}, "meeting_has_a_zone"),
        ({"attendance": "by-post"}, "meeting_attendance_is_known"),
        ({"attendance": ""}, "meeting_attendance_is_known"),
        ({"status": "gone"}, "meeting_status_is_known"),
    ],
    ids=str,
)
def test_what_cannot_be_true_of_a_meeting_is_refused(changes, constraint):
    make_fellowship()
    with refused(constraint):
        make_meeting(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"weekday": None, "start": None, "by_appointment": True},
        {"weekday": 0, "start": dt.time(0, 0)},
        {"weekday": 6, "start": dt.time(23, 59)},
        {"weeks": 0b111111},
        {"duration": None},
        {"duration": 1},
        {"duration": 1440},
    ],
    ids=str,
)
def test_what_may_be_true_of_a_meeting_is_kept(changes):
    meeting = make_meeting(**changes)
    meeting.refresh_from_db()
    assert {name: getattr(meeting, name) for name in changes} == changes


def test_a_meeting_never_changes_its_id_but_its_address_follows_its_name():
    meeting = make_meeting("Lamp Group")
    before, meeting.name = meeting.pk, "Café am Markt"
    meeting.save()
    assert (meeting.pk, meeting.slug) == (before, "cafe-am-markt")


@pytest.mark.parametrize(
    "name,slug",
    [("Lamp Group", "lamp-group"), ("Группа", "meeting"), ("!!!", "meeting"), ("a" * 79 + " b", "a" * 79)],
)
def test_a_name_without_latin_letters_has_a_plain_address(name, slug):
    assert meeting_slug(name) == slug


def test_only_in_person_and_hybrid_meetings_are_near_a_place():
    near = {kind: Meeting(attendance=kind).near_a_place for kind in Attendance.values}
    assert near == {"in-person": True, "hybrid": True, "online": False, "phone": False}


def test_attendance_nobody_knows_is_none():
    assert Attendance.parse("online") is Attendance.ONLINE
    assert Attendance.parse("telepathy") is None


def test_the_last_week_is_the_sixth_bit():
    assert LAST_WEEK == 0b100000


def test_listed_and_real_leave_out_what_visitors_may_not_see_and_what_was_invented():
    listed = make_meeting(feed=make_feed("A list"))
    invented = make_meeting(feed=make_feed("Invented", kind="demo"))
    by_staff = make_meeting()
    make_meeting(status="draft")
    make_meeting(merged_into=listed)
    make_meeting(fellowship=make_fellowship("ha", published=False))
    assert set(Meeting.objects.listed()) == {listed, invented, by_staff}
    assert set(Meeting.objects.listed().real()) == {listed, by_staff}


# Codes and records


def test_a_code_has_one_meaning_in_the_world_one_in_a_programme_and_one_in_a_list():
    meaning = {"scheme": "naws", "code": "O", "format": make_format("open")}
    na, feed = make_fellowship(), make_feed()
    FormatCode.objects.create(**meaning)
    FormatCode.objects.create(**meaning, fellowship=na)
    FormatCode.objects.create(**meaning, feed=feed)
    with refused("one_meaning_per_world_code"):
        FormatCode.objects.create(**meaning)
    with refused("one_meaning_per_programme_code"):
        FormatCode.objects.create(**meaning, fellowship=na)
    with refused("one_meaning_per_list_code"):
        FormatCode.objects.create(**meaning, feed=feed)


def test_a_key_across_lists_has_one_owner():
    meeting, feed = make_meeting(), make_feed()
    make_record(meeting, feed, key="https://root.example/ 1")
    with refused("key"):
        make_record(meeting, make_feed("Other"), key="https://root.example/ 1")


def test_a_list_names_a_meeting_of_another_list_once():
    record = make_record(make_meeting(), make_feed())
    other = make_feed("Other")
    record.also_listed.create(feed=other)
    with refused("once_also_listed_per_list"):
        record.also_listed.create(feed=other)
