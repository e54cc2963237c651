"""Meeting Guide rows of another site of this software: its own fields say exactly what the types cannot."""

import json
from datetime import date

import pytest

from meetings.formats import Vocabulary
from meetings.models import Feed, Format
from tests.meetings.feeds.lists import read
from tests.world import make_fellowship

ROW = {
    "slug": "na-12",
    "name": "Lamp Group",
    "day": 2,
    "time": "19:00",
    "timezone": "America/Chicago",
    "location": "Invented Hall",
    "formatted_address": "1 Made-Up Street, Memphis, TN 38103, USA",
    "address": "1 Made-Up Street",
    "approximate": "no",
    "regions": ["Tennessee", "Memphis", "Invented Heights"],
    "types": ["O", "ST", "SWG", "TC"],
    "notes": "Bring a mug.\nClosed for now: it is not held.\nAlso: Timed sharing; Ask about slips",
    "updated": "2026-11-20 10:00:00",
    "district": "Invented Area",
    "x_fellowship": "na",
    "x_world_id": "G0001",
    "x_confirmed_on": "2026-10-01",
    "x_formats": ["open", "step-guide", "timer"],
    "x_languages": ["pt-br"],
    "x_slips": "ask",
}


def record(**changes):
    row = {name: value for name, value in {**ROW, **changes}.items() if value is not None}
    (found,) = read("meeting-guide", json.dumps([row]).encode()).meetings
    return found


def test_its_own_fields_count_and_lines_for_other_readers_are_taken_off():
    found = record()
    assert (found.notes, found.slips, found.world_id) == ("Bring a mug.", "ask", "G0001")
    assert (found.updated, found.closed_for_now) == (date(2026, 10, 1), True)
    assert (found.venue.neighborhood, found.service_body_name) == ("Invented Heights", "Invented Area")


def test_a_house_without_a_street_has_none():
    assert record().venue.street == "1 Made-Up Street"
    named = record(formatted_address="Invented Hall, Memphis, TN 38103, USA", address=None)
    assert (named.venue.street, named.venue.city) == ("", "Memphis")


def test_that_a_row_changed_there_confirms_nothing_here():
    assert record(x_confirmed_on=None).updated is None
    assert record(x_fellowship=None).updated == date(2026, 11, 20)


@pytest.mark.django_db
def test_formats_and_languages_are_those_it_names_and_no_coarser_ones(shipped_rows):
    feed = Feed.objects.create(kind="meeting-guide", name="Invented list", fellowship=make_fellowship("ha"))
    reading = Vocabulary.for_feed(feed).read(record().codes)
    slugs = set(Format.objects.filter(pk__in=reading.formats).values_list("slug", flat=True))
    assert (slugs, reading.languages, reading.unmapped) == ({"open", "step-guide", "timer"}, ("pt-br",), ())
    every = list(Format.objects.values_list("slug", flat=True))
    assert len(Vocabulary.for_feed(feed).read(record(x_formats=every).codes).formats) == len(every)


@pytest.mark.parametrize("nonsense", [None, 7, "open", [None, {}, 1.5], {"a": 1}, ["x" * 500]])
def test_nonsense_in_them_is_nothing(nonsense):
    found = record(x_formats=nonsense, x_languages=nonsense, x_slips=nonsense, x_world_id=nonsense)
    assert found.slips == ""
