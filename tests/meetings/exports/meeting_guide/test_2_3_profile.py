"""meeting-guide.md 2.3 and 2.4: the safe profile, line by line, and the types."""

import re

import pytest

from meetings.exports.meeting_guide_types import COMMON, NEAREST, guide_types
from meetings.models import FormatCode
from tests.meetings.exports.meeting_guide.reading import joinable, row, rows, shown
from tests.oracles import tsml_ui
from tests.world import make_format, make_meeting, publish

pytestmark = pytest.mark.django_db
IN_THE_BOOK = re.compile(r"^\| `([^`]+)`", re.MULTILINE)


@pytest.fixture
def there(shared_world):
    return joinable(shared_world)


def types(*formats, fellowship="na", **changes):
    """What a meeting of those formats gets, with the line of its notes that tells the rest."""
    said = row(make_meeting(formats=formats, fellowship=fellowship, **changes))
    return said.get("types", []), said.get("notes", "")


def code(of, code, fellowship=None, **changes):
    values = {"scheme": "meeting-guide", "preferred": True, "fellowship": fellowship, **changes}
    return FormatCode.objects.create(format=make_format(of) if of else None, code=code, **values)


def test_1_all_fellowships_stand_in_one_array_with_a_key_of_our_own(there):
    assert {one["x_fellowship"] for one in rows()} == {"na", "ha", "nar-anon"}


def test_2_to_5_and_10_no_client_finds_anything_to_refuse(there):
    weekly = [one for one in rows() if one["name"] != "Visiting Group"]
    for one in weekly:
        assert tsml_ui.refused_by_plugin(one) == []
        assert tsml_ui.refused_by_app(one) == []
        assert tsml_ui.refused_by_pdf(one) == []
        assert {"day", "time"} <= set(one)


def test_6_online_alone_has_a_town_or_a_country_and_is_approximate(there):
    there.online.venue = there.hall
    said = row(there.online)
    assert (said["formatted_address"], said["approximate"]) == ("Memphis, TN, USA", "yes")
    assert {"address", "postal_code", "location", "latitude", "longitude"}.isdisjoint(said)
    there.online.venue = None
    said = row(there.online)
    assert (said["formatted_address"], said["country"], said["regions"]) == ("USA", "USA", ["USA"])


def test_7_regions_and_region_say_the_same(there):
    for one in rows():
        assert one["regions"][:2] == [one[name] for name in ("region", "sub_region") if name in one]


def test_8_the_codes_are_the_87_of_the_standard(there):
    assert frozenset(tsml_ui.CODES) == COMMON
    assert len(COMMON) == 87


def test_8_a_format_gets_the_common_code_that_is_nearest(there):
    known = {slug: make_format(slug).pk for slug in NEAREST}
    of_na = guide_types(0)[there.na.pk]
    assert {slug: of_na.of(str(pk)).codes for slug, pk in known.items()} == NEAREST


def test_8_the_fellowships_own_code_follows_the_common_one(there):
    code("basic-text", "BT", there.na)
    code("open", "O")
    assert types("open", "basic-text") == (["O", "LIT", "BT"], "")
    assert types("basic-text", fellowship="ha") == (["LIT"], "")


@pytest.mark.parametrize(
    "own, why",
    [
        ("S", "it is Spanish"),
        ("GL", "it may be Galician"),
        ("RSL", "it is proposed"),
        ("ONL", "it is online"),
    ],
)
def test_8_a_code_of_its_own_that_others_read_in_another_way_is_left_out(there, own, why):
    code("lgbtq", own, there.na)
    assert types("lgbtq") == (["LGBTQ"], ""), why


def test_8_our_staff_may_name_the_common_code_of_a_new_format(there):
    code("early-birds", "BRK")
    code("late-birds", "LATE")
    assert types("early-birds") == (["BRK"], "")
    assert types("late-birds") == ([], "Also: Late birds")


def test_8_what_no_common_code_says_is_told_in_the_notes(there):
    code("question-answer", "QA", there.na)
    told = types("question-answer", "no-smoking", notes="Bring a cup.")
    assert told == (["QA"], "Bring a cup.\nAlso: Question answer; No smoking")


@pytest.mark.parametrize(
    "languages, codes, notes",
    [
        (["es"], ["S"], ""),
        (
            ["it", "ko", "pl", "pt-BR", "pa", "ru", "tr"],
            ["ITA", "KOR", "POL", "POR", "PUN", "RUS", "TUR"],
            "",
        ),
        (["en", "uk"], ["EN", "UK"], ""),
        (["ase"], ["ASL"], ""),
        (["cy"], [], "Also: Welsh"),
    ],
)
def test_8_languages_have_the_old_codes_of_the_standard(there, languages, codes, notes):
    found, told = types(languages=languages)
    assert (sorted(found), told) == (sorted(codes), notes)


def test_8_a_language_of_the_fellowship_keeps_its_own_code_beside(there):
    code(None, "ES", there.na, language="es")
    code(None, "TR", there.na, language="tr")  # Tradition Study to everybody else
    assert types(languages=["es"])[0] == ["S", "ES"]
    assert types(languages=["tr"])[0] == ["TUR"]


@pytest.mark.parametrize(
    "slips, fellowship, codes, notes",
    [
        ("yes", "na", ["POA"], ""),
        ("yes", "nar-anon", [], "Also: Signs attendance slips"),  # POA: Parents of Alcoholics
        ("no", "na", [], "Also: Does not sign attendance slips"),
        ("ask", "na", [], "Also: Ask before the meeting whether it signs attendance slips"),
    ],
)
def test_8_attendance_slips(there, slips, fellowship, codes, notes):
    assert types(slips=slips, fellowship=fellowship) == (codes, notes)


def test_9_every_way_in_is_one_that_clients_take(there):
    for one in rows():
        if "conference_url" in one or "conference_phone" in one:
            assert shown(one).online


def test_a_new_format_is_known_at_once(there):
    before = types("open")
    code("open", "OPN", there.na)
    publish()
    assert (before[0], types("open")[0]) == (["O"], ["O", "OPN"])
