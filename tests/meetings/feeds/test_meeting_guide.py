import json
from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.meetings.feeds.lists import INVENTED, assert_storable, by_key, invented, kinds, odd_values, read

PLAIN = json.loads((INVENTED / "meeting-guide-plain.json").read_bytes())[0]
FIELDS = st.sampled_from([*sorted(PLAIN), "coordinates", "conference_url", "conference_phone"])


def parse_row(**changes):
    return read("meeting-guide", json.dumps([{**PLAIN, **changes}]).encode())


def short(key):
    return key.removeprefix("invented-")


def test_a_meeting_is_read_in_full():
    (record,) = invented("meeting-guide", "meeting-guide-plain.json").meetings
    assert (record.key, record.name, record.weekday, record.start) == (
        "invented-monday",
        "Invented Lamplight",
        1,
        time(19, 30),
    )
    assert (record.duration, record.time_zone, record.attendance) == (60, "America/Chicago", "in-person")
    venue = record.venue
    assert (venue.name, venue.street, venue.city) == ("Invented Hall", "12 Invented Street", "Memphis")
    assert (venue.state, venue.postal_code, venue.country) == ("TN", "38103", "US")
    assert (venue.latitude, venue.longitude, venue.approximate) == (35.15, -90.05, False)
    assert (venue.getting_in, record.notes) == ("Side door, ring twice.", "Bring a cup.")
    assert [(code.code, code.scheme) for code in record.codes] == [
        ("O", "meeting-guide"),
        ("D", "meeting-guide"),
    ]
    assert (record.group_name, record.updated) == ("Invented Lamplight Group", date(2024, 5, 6))
    assert record.source_url == "https://lists.example.org/meetings/invented-monday"
    assert (record.root_server_uri, record.weeks, record.slips) == ("", 0, "")


def test_days_in_all_their_shapes():
    parsed = invented("meeting-guide", "meeting-guide-odd-days.json")
    days = {short(key): record.weekday for key, record in by_key(parsed).items()}
    assert days == {
        "array": 2, "several-d0": 0, "several-d3": 3, "several-d6": 6, "name": 5, "short": 4, "seven": 0,
        "string": 4, "spanish": 3, "appointment": None,
    }  # fmt: skip
    assert by_key(parsed)["invented-appointment"].by_appointment
    for key in ("no-day", "null-day", "eight", "nonsense"):
        assert kinds(parsed, f"invented-{key}") == ["bad-time"]


def test_times_in_all_their_shapes():
    parsed = invented("meeting-guide", "meeting-guide-odd-times.json")
    times = {
        short(key): (record.weekday, record.start, record.duration) for key, record in by_key(parsed).items()
    }
    assert times == {
        "twelve-hour": (1, time(19, 5), 60),
        "midnight-noon": (1, time(0, 0), None),
        "noon": (1, time(12, 0), None),
        "twenty-four": (0, time(0, 0), 60),
        "digits": (1, time(7, 30), 60),
        "seconds": (1, time(19, 30), 90),
        "over-midnight": (1, time(23, 15), 90),
        "slip": (1, time(19, 0), None),
        "same": (1, time(19, 0), None),
    }
    for key in ("slip", "same", "bare-hour", "too-late", "no-time"):
        assert "bad-time" in kinds(parsed, f"invented-{key}")


def test_types_in_all_their_shapes():
    records = by_key(invented("meeting-guide", "meeting-guide-odd-types.json"))
    assert {short(key): [code.code for code in record.codes] for key, record in records.items()} == {
        "null-inside": ["O", "D", "7"],
        "bracket": ["open"],
        "string": ["O", "D"],
        "names": ["Wheelchair accessible", "Non-smoking"],
        "none": [],
        "both": ["O", "C"],
        "object": [],
        "proof": ["POA"],
    }
    assert [short(key) for key, record in records.items() if record.slips == "yes"] == ["proof"]


def test_rows_without_a_readable_key_are_counted_and_a_second_one_is_a_problem():
    parsed = invented("meeting-guide", "meeting-guide-bad-keys.json")
    assert (parsed.rows, parsed.unreadable_keys) == (14, 8)
    assert [key for key in by_key(parsed) if len(key) < 20] == ["invented-good", "5", "a/b?c#d"]
    assert kinds(parsed, "invented-good") == ["duplicate-key"]
    assert len([problem for problem in parsed.problems if problem.kind == "unreadable-key"]) == 8


def test_long_slugs_differ_to_the_end_and_addresses_are_no_keys():
    keys = [by_key(parse_row(slug=slug)) for slug in ("x" * 400, "x" * 399 + "y", "jane@lists.example.org")]
    assert len({key for found in keys for key in found}) == 3
    assert "jane" not in str(keys)


def test_the_same_meeting_under_two_keys_is_told_and_kept():
    parsed = invented("meeting-guide", "meeting-guide-twice-elsewhere.json")
    assert len(parsed.meetings) == 3
    assert [(problem.kind, problem.key) for problem in parsed.problems] == [("other", "invented-two")]


def test_a_zone_that_is_no_name_is_told():
    parsed = parse_row(timezone="BST")
    assert (parsed.meetings[0].time_zone, kinds(parsed, "invented-monday")) == ("", ["bad-time"])


@settings(max_examples=150)
@given(
    st.dictionaries(
        FIELDS,
        odd_values,
        max_size=6,
    )
)
def test_no_value_whatever_makes_it_fail(changes):
    assert_storable(parse_row(**changes))
