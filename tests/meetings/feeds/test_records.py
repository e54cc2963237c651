import json
from datetime import date, time

import pytest

from meetings.feeds import records
from meetings.feeds.parsers import PARSERS
from meetings.feeds.records import Code, MeetingRecord, VenueRecord


def make_record(**changes):
    venue = VenueRecord(name="Invented Hall", city="Memphis", latitude=35.15, longitude=-90.05)
    codes = (Code("O", "naws", world_id="OPEN"),)
    given = {"weekday": 1, "start": time(19, 30), "updated": date(2024, 5, 6), "venue": venue, "codes": codes}
    return MeetingRecord(**{"key": "1", "name": "Invented Lamplight", **given, **changes})


def test_a_record_survives_being_stored_as_json():
    record = make_record()
    assert MeetingRecord.from_json(json.loads(json.dumps(record.as_json()))) == record


def test_equal_records_have_equal_digests_and_any_change_another():
    assert make_record().digest() == make_record().digest()
    others = [make_record(name="Other"), make_record(weeks=3), make_record(venue=None), make_record(codes=())]
    assert len({record.digest() for record in [make_record(), *others]}) == 5


def test_a_new_version_of_the_parsers_reads_unchanged_lists_again(monkeypatch):
    before = make_record().digest()
    monkeypatch.setattr(records, "PARSER_VERSION", records.PARSER_VERSION + 1)
    assert make_record().digest() != before


def test_records_cannot_be_changed():
    with pytest.raises(AttributeError):
        make_record().name = "Other"


def test_each_kind_of_list_has_a_parser():
    assert sorted(PARSERS) == ["bmlt", "meeting-guide", "naws-csv"]
