import json

import pytest

from meetings.feeds.records import Unreadable
from tests.meetings.feeds.lists import INVENTED, invented, read

PLAIN = json.loads((INVENTED / "meeting-guide-plain.json").read_bytes())[0]


def parse_row(**changes):
    return read("meeting-guide", json.dumps([{**PLAIN, **changes}]).encode())


def test_json_wrapped_in_a_script_is_unwrapped():
    (record,) = invented("meeting-guide", "meeting-guide-wrapped.js").meetings
    assert record.name == 'Invented Mary\'s "Lamp"'


@pytest.mark.parametrize(
    "wrapped",
    [
        b"%s",
        b"\xef\xbb\xbf%s",
        b"\r\n%s\r\n",
        b"var meetings = %s;",
        b"/**/callback(%s);",
        b"tsml.load(%s)",
        b'{"meetings": %s, "formats": []}',
    ],
)
def test_a_list_is_found_in_what_is_wrapped_around_it(wrapped):
    body = json.dumps([PLAIN]).encode()
    assert len(read("meeting-guide", wrapped.replace(b"%s", body)).meetings) == 1
    assert len(read("meeting-guide", body.decode().encode("utf-16")).meetings) == 1


@pytest.mark.parametrize(
    "body, words",
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf  ", "empty"),
        (b"<!DOCTYPE html><p>Log in", "web page"),
        (b'[{"slug": "a", "na', "stops in the middle"),
        (b'[{"slug": "a"}, ', "stops in the middle"),
        (b"[{'slug': 1}]", "not valid JSON: line 1, column 3"),
        (b'{"error": "no such key"}', "the server says: no such key"),
        (b'{"a": 1}', "single object"),
        (b"7", "single value"),
        (b"null", "single value"),
        (b"[" * 200_000, "nested too deeply"),
        (b'[{"id_bigint": "1"}]', "Meeting Guide"),
        (b"Warning: fopen()", "not valid JSON"),
    ],
)
def test_an_answer_that_is_no_list_says_what_it_is(body, words):
    with pytest.raises(Unreadable, match=words):
        read("meeting-guide", body)


def test_a_truncated_file_and_an_error_message_are_refused():
    for name in ("meeting-guide-truncated.json", "not-a-list.json", "not-a-list.html"):
        with pytest.raises(Unreadable):
            invented("meeting-guide", name)


def test_an_empty_list_is_read_as_one():
    assert invented("meeting-guide", "empty.json").rows == 0


def test_numbers_beyond_all_bounds_and_no_numbers_are_nothing():
    body = b'[{"slug": "a", "name": "b", "day": 1, "time": "10:00", "latitude": NaN, "longitude": -Infinity,'
    body += b' "id": %s}]'
    (record,) = read("meeting-guide", body % (b"9" * 9_000)).meetings
    assert record.venue is None


def test_deep_nesting_inside_a_row_is_ignored():
    assert len(parse_row(types=[[[["O"]]]], notes={"a": {"b": []}}, regions=[["x"], "Memphis"]).meetings) == 1
