"""What another site of this software writes where BMLT has no field: read as it was meant."""

import csv
import io
import json

import pytest

from meetings.exports.bmlt_codes import week_codes
from meetings.feeds.records import Code
from meetings.formats import Vocabulary
from meetings.models import Feed, Format
from tests.meetings.feeds.lists import read
from tests.meetings.feeds.saving import row
from tests.world import make_fellowship

JOIN = "How to join: https://meetings.example/sub/meetings/na/lantern-online-12/join/"


def bmlt(formats="", rows=(), **changes):
    said = json.dumps([row(1, formats=formats, **changes)]).encode()
    (record,) = read("bmlt", said, formats=json.dumps(list(rows)).encode()).meetings
    return record


def naws(**changes):
    line = {"bmlt_id": "1", "CommitteeName": "Lamp Group", "Day": "Tuesday", "Time": "1900", **changes}
    body = io.StringIO()
    table = csv.DictWriter(body, line)
    table.writeheader()
    table.writerow(line)
    (record,) = read("naws-csv", body.getvalue().encode()).meetings
    return record


@pytest.mark.parametrize(
    ("keys", "weeks"),
    [("Week-1", 0b1), ("O,Week-1,Week-3", 0b101), ("Week-5,Week-last", 0b110000), ("O", 0)],
)
def test_weeks_of_the_month_are_read_from_bmlt_formats(keys, weeks):
    record = bmlt(keys)
    assert record.weeks == weeks
    assert [code.code for code in record.codes] == [key for key in keys.split(",") if key == "O"]


def test_weeks_of_the_month_are_read_from_the_names_in_a_naws_table():
    names = [week_codes()[bit].name for bit in (0b10, 0b100000)]
    record = naws(Room=", ".join(["Candlelight", *names]))
    assert record.weeks == 0b100010
    assert [code.name for code in record.codes] == ["Candlelight"]


@pytest.mark.parametrize("field", ["virtual_meeting_additional_info", "comments"])
def test_the_way_to_a_passcode_is_neither_a_note_nor_a_passcode(field):
    link = {"venue_type": "2", "virtual_meeting_link": "https://zoom.us/j/123456789"}
    record = bmlt(**link, **{field: f"Cameras may stay off.\n{JOIN}"})
    assert (record.online_notes + record.notes, record.passcode) == ("Cameras may stay off.", "")


def test_the_way_to_a_passcode_in_a_naws_table():
    link = {"VirtualMeetingLink": "https://zoom.us/j/123456789", "Format1": "VM"}
    record = naws(**link, VirtualMeetingInfo=f"Cameras may stay off.\n{JOIN}")
    assert (record.online_notes, record.passcode) == ("Cameras may stay off.", "")


def test_where_to_ask_and_a_number_said_twice_are_read_once():
    page = "https://meetings.example/meetings/na/evening-line-12/"
    ask, hidden = f"Ask the group how to take part: {page}", f"The address is not public: {page}"
    afar = {"venue_type": "2", "phone_meeting_number": "+1 901 555 0100"}
    record = bmlt(**afar, virtual_meeting_additional_info=f"By phone: +1 901 555 0100\nPress 1.\n{ask}")
    assert (record.phone, record.phone_notes) == ("+19015550100", "Press 1.")
    assert bmlt(location_info=f"The green door.\n{hidden}").venue.getting_in == "The green door."


def test_notes_about_another_page_stay():
    assert bmlt(comments="More: https://area.example/join/").notes == "More: https://area.example/join/"


@pytest.fixture
def vocabulary(shipped_rows):
    feed = Feed.objects.create(kind="bmlt", name="Invented list", fellowship=make_fellowship("ha"))
    return Vocabulary.for_feed(feed)


def language(key, name="", kind="LANG"):
    return Code(key, "bmlt-key", world_id=kind, name=name, kind=kind)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (language("ES", "Spanish"), ("es",)),
        (language("PT-BR", "Brazilian Portuguese"), ("pt-br",)),
        (language("ES-US", "Spanish"), ("es-us",)),
        (language("GER", "German"), ("de",)),
        (language("HT"), ("ht",)),
        (language("ENG"), ("en",)),
        (language("SI", "Sign language, interpreted"), ()),
        (language("XX", "Fantastic"), ()),
        (language("DE", kind="FC1"), ()),
    ],
)
@pytest.mark.django_db
def test_languages_are_read_by_name_and_by_tag_where_the_code_is_a_language(vocabulary, code, expected):
    assert vocabulary.read([code]).languages == expected


@pytest.mark.django_db
def test_attendance_slips_are_read_by_key_and_by_name(vocabulary):
    by_key = [vocabulary.read([Code(f"Slips-{one}", "bmlt-key")]).slips for one in ("yes", "no", "ask")]
    assert by_key == ["yes", "no", "ask"]
    names = ("Signs attendance slips", "Does not sign attendance slips", "Ask about attendance slips")
    assert [vocabulary.read([Code(name, "bmlt-key", name=name)]).slips for name in names] == by_key


@pytest.mark.django_db
def test_every_format_is_known_by_the_label_we_give_it(vocabulary):
    unknown = []
    for one in Format.objects.all():
        code = Code(one.slug.upper()[:10], "bmlt-key", name=one.label, language="en")
        if vocabulary.read([code]).formats != {one.pk}:
            unknown.append(one.slug)
    assert unknown == []
