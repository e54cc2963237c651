"""bmlt.md 2.2: what is shown of the meetings found, and in what envelope."""

import pytest

from tests.meetings.exports.bmlt.asking import ask

pytestmark = pytest.mark.django_db


def test_data_field_key_says_what_is_shown_in_the_usual_order(listed):
    def keys(query):
        return list(ask(f"GetSearchResults&{query}")[0])

    assert keys("data_field_key=meeting_name,id_bigint,nothing,start_time") == [
        "id_bigint",
        "start_time",
        "meeting_name",
    ]
    assert keys("data_field_key=nothing") == keys("data_field_key=") == keys("")


def test_a_distance_among_the_fields_needs_no_width(listed):
    rows = ask(
        "GetSearchResults&lat_val=35.1495&long_val=-90.049&sort_results_by_distance=1"
        "&data_field_key=meeting_name,distance_in_miles,distance_in_km"
    )
    assert [row["meeting_name"] for row in rows] == ["Bridge", "Early", "Late", "Olive", "River", "Lantern"]
    miles = [float(row["distance_in_miles"] or "nan") for row in rows]
    assert [round(one, 1) for one in miles[:5]] == [0.0, 7.7, 7.7, 18.0, 196.3]
    assert rows[-1]["distance_in_miles"] == rows[-1]["distance_in_km"] == ""
    assert float(rows[3]["distance_in_km"]) == pytest.approx(miles[3] * 1.609344, abs=1e-4)


class TestEnvelopes:
    def test_a_bare_list(self, listed):
        assert isinstance(ask("GetSearchResults"), list)

    @pytest.mark.parametrize("asked_for", ["get_used_formats", "get_used_formats=", "get_used_formats=1"])
    def test_used_formats_stand_beside_the_meetings_that_were_found(self, listed, asked_for):
        answer = ask(f"GetSearchResults&{asked_for}&weekdays=1")
        assert list(answer) == ["meetings", "formats"]
        assert {row["key_string"] for row in answer["formats"]} == {"OPEN", "DISCUSSION", "WOMEN"}
        assert answer["formats"] == [row for row in ask("GetFormats") if row in answer["formats"]]

    def test_used_formats_are_those_of_the_page(self, listed):
        answer = ask("GetSearchResults&get_used_formats&page_size=1&page_num=3")
        assert {row["key_string"] for row in answer["formats"]} == {"CLOSED", "WHEELCHAIR", "HY"}

    def test_formats_only_comes_first_and_needs_no_used_formats(self, listed):
        alone = ask("GetSearchResults&get_formats_only&weekdays=1")
        assert list(alone) == ["formats"]
        assert alone == ask("GetSearchResults&get_formats_only=1&get_used_formats=1&weekdays=1")
        assert len(alone["formats"]) == 3

    @pytest.mark.parametrize("nothing", ["weekdays=9", "lat_val=1", "meeting_key=x", "advanced_published=-1"])
    def test_nothing_found_comes_in_the_same_envelope(self, listed, nothing):
        assert ask(f"GetSearchResults&{nothing}") == []
        assert ask(f"GetSearchResults&get_used_formats&{nothing}") == {"meetings": [], "formats": []}
        assert ask(f"GetSearchResults&get_formats_only&{nothing}") == {"formats": []}
