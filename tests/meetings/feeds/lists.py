"""Reading lists in tests: the invented ones of the project, and the real ones beside it if they are there."""

from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import strategies as st

from meetings.feeds.parsers import PARSERS
from meetings.feeds.records import FeedBytes, ParseOptions

INVENTED = Path(settings.BASE_DIR) / "fixtures" / "feeds"
REAL = Path(settings.BASE_DIR).parent / "shared" / "data"
MEETING_GUIDES = sorted(path.name for path in REAL.glob("meeting-guide-*.json")) or ["meeting-guide-*.json"]


def read(kind, body, formats=b"", service_bodies=b"", **options):
    return PARSERS[kind](FeedBytes(body, formats, service_bodies), ParseOptions(**options))


def invented(kind, name, **parts):
    extra = {part: (INVENTED / file).read_bytes() for part, file in parts.items()}
    return read(kind, (INVENTED / name).read_bytes(), **extra)


def real(name):
    if not (REAL / name).exists():
        pytest.skip("the folder of real lists is not beside the project")
    return (REAL / name).read_bytes()


def by_key(parsed):
    return {record.key: record for record in parsed.meetings}


def kinds(parsed, key):
    return sorted(problem.kind for problem in parsed.problems if problem.key == key)


# What a broken program may write into any field.
odd_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.just(10**40),
    st.text(max_size=30),
    st.sampled_from(
        [
            "\x00",
            "\ud800",
            "<b>",
            "&amp;lt;",
            "24:00",
            "-1",
            "NaN",
            "#@-@#",
            "http://[",
            "@",
            "," * 50,
            "\u202e",
            "1" * 5000,
        ]
    ),
    st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=5)), max_size=4),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def assert_storable(parsed):
    """No control character, nothing too long, nothing that PostgreSQL or JSON refuses."""
    for record in parsed.meetings:
        stored = record.as_json()
        assert type(record).from_json(stored) == record
        assert "\x00" not in str(stored)
        str(stored).encode()
        assert len(record.key) <= 210
        assert 0 < len(record.name) <= 255
        assert record.weekday is None or 0 <= record.weekday <= 6
        assert record.by_appointment or (record.weekday is not None and record.start is not None)
        assert record.duration is None or 1 <= record.duration <= 1440
    for problem in parsed.problems:
        assert problem.sentence
        assert "\x00" not in problem.raw
        problem.raw.encode()
    assert not [problem for problem in parsed.problems if problem.kind == "unreadable-row"]
