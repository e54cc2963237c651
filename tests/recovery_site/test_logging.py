"""The filter by itself; tests/site/test_logging.py asks the whole site."""

import logging
import sys

import pytest

from recovery_site.logging import NoVisitor


def written(message, *args, exc_info=None, **extra):
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, args, exc_info)
    record.__dict__.update(extra)
    assert NoVisitor().filter(record) is True
    return record, logging.Formatter().format(record)


@pytest.mark.parametrize(
    "message, kept",
    [
        ("Not Found: /meetings/?q=overdose&near=Memphis", "Not Found: /meetings/?[query]"),
        ('"GET /?lat=35.15&lng=-90.05 HTTP/1.1" 200', '"GET /?[query] HTTP/1.1" 200'),
        ("from 203.0.113.77 again", "from [address] again"),
        ("from 2001:db8::77 again", "from [address] again"),
        ("from ::1", "from [address]"),
        ("from fe80::1:2:3:4", "from [address]"),
        ("at 12:30 the list was read", "at 12:30 the list was read"),
        ("release 5.2.19 of Django", "release 5.2.19 of Django"),
        ("created 3 · updated 1", "created 3 · updated 1"),
    ],
)
def test_queries_and_addresses_are_taken_out_and_the_rest_stays(message, kept):
    assert written(message)[1] == kept


def test_arguments_are_cleaned_as_well():
    assert written("%s asked %s", "203.0.113.77", "/?q=x")[1] == "[address] asked /?[query]"


def test_the_request_itself_is_not_kept():
    record, _text = written("x", request=object(), status_code=500, server_time="now")
    assert not {"request", "status_code", "server_time"} & record.__dict__.keys()


def test_a_traceback_names_the_fault_and_its_place_but_not_what_was_typed():
    typed = " ".join(["overdose", "in", "memphis"])
    try:
        raise ValueError(typed)
    except ValueError:
        _record, text = written("Internal Server Error", exc_info=sys.exc_info())
    assert "ValueError" in text
    assert "test_logging.py" in text
    assert typed not in text
