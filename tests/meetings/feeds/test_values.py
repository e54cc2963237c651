import datetime as dt
from dataclasses import replace

from meetings.feeds.matching import Row
from meetings.feeds.records import MeetingRecord
from meetings.feeds.values import meeting_values, python_value, unsound
from meetings.formats import Reading
from meetings.models import Feed

LAMP = MeetingRecord(key="1", name="Lamp", weekday=2, start=dt.time(19), duration=60)


def values(record):
    row = Row("k", record, Reading(frozenset({3, 1}), ("es",), "yes", ()), "d")
    return meeting_values(Feed(), row, "America/Chicago")


def test_values_are_of_json_types():
    found = values(LAMP)
    assert (found["start"], found["formats"], found["languages"], found["slips"]) == (
        "19:00",
        [1, 3],
        ["es"],
        "yes",
    )
    assert python_value("start", found["start"]) == dt.time(19)
    assert python_value("start", None) is None


def test_what_does_not_fit_a_column_is_cut_and_a_link_left_out():
    long = replace(
        LAMP, name="x" * 400, online_url="https://video.example/" + "x" * 2000, duration=5000, weeks=255
    )
    found = values(long)
    assert (len(found["name"]), found["online_url"], found["duration"], found["weeks"]) == (255, "", None, 63)


def test_a_meeting_needs_a_day_and_a_time_or_an_appointment():
    assert unsound(LAMP) == ""
    assert unsound(replace(LAMP, weekday=None))
    assert unsound(replace(LAMP, weekday=7))
    assert unsound(replace(LAMP, attendance="somewhere"))
    assert unsound(replace(LAMP, weekday=None, start=None, by_appointment=True)) == ""
