"""bmlt.md 2.2: whatever stands in a parameter, a client gets JSON."""

import pytest

from tests.meetings.exports.bmlt.asking import asked

pytestmark = pytest.mark.django_db


RUBBISH = (
    "meeting_ids=" + ",".join(map(str, range(1, 10_001))),
    "services=" + ",".join(map(str, range(-10_000, 0))),
    "SearchString=" + "1," * 29_000 + "2",
    "SearchString=" + "+".join(f"w{number}" for number in range(8_000)),
    "meeting_key=meeting_name" + "".join(f"&meeting_key_value[]={number}" for number in range(900)),
    "formats=" + "9" * 5_000,
    "weekdays=1e3&venue_types=%00&services=--1",
    "lat_val=nan&long_val=inf&geo_width=1e999",
    "lat_val=90&long_val=180&geo_width=1e300",
    "lat_val=-90&long_val=-1e300&geo_width=-1e300",
    "lat_val=35&long_val=-90&geo_width_km=-0.5",
    "SearchString=%00%00%00&StringSearchIsAnAddress=1&SearchStringRadius=nan",
    "SearchString=" + "9" * 5_000,
    "SearchString=" + "%F0%9F%98%80" * 300,
    "SearchString=%27%3B%20drop%20table",
    "meeting_key=%00&meeting_key_value=%00",
    "meeting_key=meeting_name&meeting_key_value=%00",
    "meeting_key=weekday_tinyint&meeting_key_value=%D9%A3",
    "meeting_key[]=x&meeting_key_value[][]=y",
    "StartsAfterH=1e308&EndsBeforeM=-1e308&MinDurationH=%00",
    "page_size=1e300&page_num=1e300",
    "page_size=99999999999999999999&page_num=99999999999999999999",
    "sort_keys=%00,,,id_bigint&sort_key=%00&data_field_key=%00,,",
    "lang_enum[]=%00&get_used_formats[]=1",
)


def test_rubbish_is_answered_as_json_and_never_breaks(listed):
    for rubbish in RUBBISH:
        answer = asked(f"GetSearchResults&{rubbish}")
        assert (answer.status_code, type(answer.json())) == (200, list), rubbish


def test_more_values_than_anybody_needs_are_refused(listed):
    too_many = "&".join(f"meeting_ids[]={number}" for number in range(3_000))
    numbers = ",".join(map(str, range(1, 30_000)))
    for query in (too_many, f"meeting_ids={numbers}", f"SearchString={numbers}"):
        answer = asked(f"GetSearchResults&{query}")
        assert (answer.status_code, list(answer.json())) == (400, ["message"])
        assert answer["Access-Control-Allow-Origin"] == "*"
