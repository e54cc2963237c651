"""bmlt.md 2.7: what each real client calls, and what it breaks on; read as that client reads it."""

import json
import re

import pytest
from django.test import Client

from tests.meetings.exports.bmlt.asking import ask, asked, body

pytestmark = pytest.mark.django_db
ROOT = "/feeds/bmlt/na/"


def script(query):
    """A jsonp answer as a browser runs it: the type must be a script's."""
    answer = asked(f"{query}&callback=jsonp_1_2", "jsonp")
    assert answer["Content-Type"].startswith("text/javascript")
    text = body(answer).decode()
    assert text.startswith("/**/jsonp_1_2(")
    assert text.endswith(");")
    return json.loads(text.removeprefix("/**/jsonp_1_2(").removesuffix(");"))


class TestCrouton:
    def first(self, more=""):
        return script(
            f"GetSearchResults&get_used_formats&lang_enum=en&sort_keys=start_time{more}",
        )

    def test_meetings_and_formats_come_together(self, listed):
        assert list(self.first(f"&services[]={listed.region}&recursive=1")) == ["meetings", "formats"]
        assert self.first("&services[]=999999")["meetings"] == []

    def test_values_it_cuts_up_are_strings(self, listed):
        """It calls .split() and .trim() on them."""
        cut = "duration_time formats location_municipality location_province location_postal_code_1".split()
        for row in self.first()["meetings"]:
            assert all(isinstance(row[name], str) for name in cut)
            assert re.fullmatch(r"\d\d:\d\d:\d\d", row["duration_time"])

    @pytest.mark.parametrize("recursive", ["", "&recursive=1"])
    def test_each_meeting_has_a_service_body_that_is_returned(self, listed, recursive):
        """Compared by ===; one that is missing stops everything."""
        for scope in (
            "",
            f"&services[]={listed.region}",
            f"&services[]={listed.area}&services[]={listed.other}",
        ):
            meetings = self.first(scope + recursive)["meetings"]
            bodies = script(f"GetServiceBodies&parents=1{scope}{recursive}")
            assert meetings
            assert {row["service_body_bigint"] for row in meetings} <= {row["id"] for row in bodies}

    def test_formats_belong_to_the_server_of_their_meetings(self, listed):
        answer = self.first()
        (root,) = {row["root_server_uri"] for row in answer["meetings"]}
        assert {row["root_server_uri"] for row in answer["formats"]} == {root}

    def test_ids_of_formats_stand_beside_their_keys(self, listed):
        answer = self.first()
        keys = {row["id"]: row["key_string"] for row in answer["formats"]}
        for row in answer["meetings"]:
            ids = filter(None, row["format_shared_id_list"].split(","))
            assert {keys[one] for one in ids} == set(filter(None, row["formats"].split(",")))

    def test_days_are_1_to_7(self, listed):
        assert {row["weekday_tinyint"] for row in self.first()["meetings"]} <= set("1234567")

    def test_it_asks_for_the_three_formats_that_say_how_to_take_part(self, listed):
        asked_for = "&".join(f"key_strings[]={key}" for key in ("TC", "VM", "HY"))
        rows = script(f"GetFormats&lang_enum=en&{asked_for}")
        assert {row["key_string"] for row in rows} == {"TC", "VM", "HY"}

    @pytest.mark.parametrize(
        "more",
        [
            "&formats[]={open}&formats_comparison_operator=OR",
            "&venue_types[]=1",
            "&advanced_published=0",
            "&meeting_ids[]={Early}",
            "&lat_val=35.1465&long_val=-90.1845&geo_width=5",
            "&lang_enum=dk",
        ],
    )
    def test_its_filters_find_something(self, listed, more):
        assert self.first(more.format(**listed.ids, **listed.formats))["meetings"]

    def test_its_settings_page_reads_the_server_its_bodies_and_fields(self, listed):
        assert re.fullmatch(r"\d+\.\d+\.\d+", script("GetServerInfo")[0]["version"])
        assert "0" in {row["parent_id"] for row in script("GetServiceBodies")}
        assert all({"key", "description"} <= row.keys() for row in script("GetFieldKeys"))


class TestCrumb:
    def answer(self, more=""):
        answer = asked(f"GetSearchResults&get_used_formats=1&page_size=5000&lang_enum=en{more}")
        assert answer["Access-Control-Allow-Origin"] == "*"
        return json.loads(body(answer))

    @pytest.mark.parametrize("more", ["", "&services[]=999999", "&lat_val=1&long_val=1&geo_width=1"])
    def test_both_are_lists_even_when_nothing_is_found(self, listed, more):
        answer = self.answer(more)
        assert (type(answer["meetings"]), type(answer["formats"])) == (list, list)

    def test_ids_of_formats_are_strings_that_match(self, listed):
        answer = self.answer()
        ids = {row["id"] for row in answer["formats"]}
        used = {one for row in answer["meetings"] for one in row["format_shared_id_list"].split(",") if one}
        assert used == ids

    def test_venue_types_are_numbers_it_knows(self, listed):
        """Anything else is neither in person nor online: no badge, no directions, not on the map."""
        assert {row["venue_type"] for row in self.answer()["meetings"]} == {"1", "2", "3"}

    def test_names_it_filters_and_sorts_by_are_there(self, listed):
        for row in self.answer()["meetings"]:
            assert row["service_body_name"]
            assert row["meeting_name"]
            assert re.fullmatch(r"\d\d:\d\d:\d\d", row["start_time"])

    def test_formats_are_there_in_any_language_it_asks_for(self, listed):
        assert self.answer("&lang_enum=es")["formats"] == self.answer()["formats"]

    def test_around_the_visitor_the_nearest_stand_first(self, listed):
        near = self.answer("&lat_val=35.1495&long_val=-90.049&geo_width=25&sort_results_by_distance=1")
        miles = [float(row["distance_in_miles"]) for row in near["meetings"]]
        assert miles == sorted(miles)
        assert len(miles) == 4


class TestQueryClient:
    SWITCHERS = (
        "GetSearchResults GetFormats GetServiceBodies GetFieldKeys GetChanges GetServerInfo GetCoverageArea"
    ).split()

    @pytest.mark.parametrize("switcher", SWITCHERS)
    def test_every_switcher_answers_with_a_list(self, listed, switcher):
        assert isinstance(ask(switcher), list)

    @pytest.mark.parametrize("switcher", SWITCHERS)
    def test_its_expression_takes_a_jsonp_answer_apart(self, listed, switcher):
        """One line; nothing behind the last bracket but a semicolon, or it reads nothing."""
        text = body(asked(f"{switcher}&callback=cb", "jsonp")).decode()
        assert isinstance(json.loads(re.search(r"cb\((.+)\);?$", text)[1]), list)
        assert "\n" not in text

    def test_the_two_others_need_a_field_or_a_service_body(self, listed):
        assert ask("GetFieldValues&meeting_key=location_municipality")
        answer = asked(f"GetNAWSDump&sb_id={listed.area}", "csv")
        assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (200, "text/csv")

    def test_a_browser_may_ask_first_whether_its_headers_are_welcome(self, listed):
        headers = {"Origin": "https://a.example", "Access-Control-Request-Headers": "user-agent"}
        answer = Client(headers=headers).options(f"{ROOT}client_interface/json/?switcher=GetFormats")
        assert answer.status_code in (200, 204)
        assert answer["Access-Control-Allow-Headers"] == "*"
        assert "GET" in answer["Access-Control-Allow-Methods"]

    def test_its_root_has_no_slash_at_its_end(self, listed, client):
        assert client.get("/feeds/bmlt/na/client_interface/json/?switcher=GetFormats").status_code == 200
        assert client.get("/feeds/bmlt/na/client_interface/json?switcher=GetFormats").status_code == 200


class TestBread:
    def test_it_accepts_no_other_status(self, listed):
        for query in (
            "GetServerInfo",
            "GetServiceBodies",
            "GetFormats&lang_enum=en",
            f"GetSearchResults&services[]={listed.area}&get_used_formats"
            "&sort_keys=weekday_tinyint,start_time,meeting_name",
            "GetSearchResults&get_formats_only",
        ):
            for output in ("json", "jsonp"):
                assert asked(query, output).status_code in (200, 302, 304), query

    def test_the_server_names_its_language(self, listed):
        assert ask("GetServerInfo")[0]["nativeLang"] == "en"

    def test_a_printed_list_is_in_its_order(self, listed):
        answer = ask("GetSearchResults&get_used_formats&sort_keys=weekday_tinyint,start_time,meeting_name")
        keys = ("weekday_tinyint", "start_time", "meeting_name")
        order = [tuple(row[key] for key in keys) for row in answer["meetings"]]
        assert order == sorted(order)


class TestYap:
    def test_it_finds_whose_line_to_ring_by_the_nearest_meeting(self, listed):
        rows = ask(
            "GetSearchResults&data_field_key=longitude,latitude,service_body_bigint"
            "&sort_results_by_distance=1&lat_val=35.15&long_val=-90.19&geo_width=-1"
        )
        assert rows[0] == {
            "service_body_bigint": str(listed.area),
            "longitude": "-90.1845",
            "latitude": "35.1465",
        }

    def test_it_reads_out_the_next_meetings_around(self, listed):
        answer = ask(
            "GetSearchResults&get_used_formats&lat_val=35.15&long_val=-90.05&geo_width=-50&weekdays=1"
            "&data_field_key=meeting_name,start_time,weekday_tinyint,location_text,distance_in_miles,formats"
        )
        assert [row["meeting_name"] for row in answer["meetings"]] == ["Early", "Late"]
        assert len(answer["formats"]) == 3

    def test_it_finds_meetings_by_phone_and_online(self, listed):
        assert len(ask(f"GetSearchResults&venue_types=2&services={listed.other}")) == 1

    def test_each_service_body_has_a_help_line_or_none(self, listed):
        assert all(isinstance(row["helpline"], str) for row in ask("GetServiceBodies"))


class TestWorkflow:
    def test_the_version_is_a_number_to_compare(self, listed):
        (info,) = ask("GetServerInfo")
        major, minor, patch = map(int, info["version"].split("."))
        assert info["versionInt"] == str(major * 1_000_000 + minor * 1_000 + patch)


class TestAggregator:
    def test_the_whole_server_is_one_answer(self, listed):
        assert len(ask("GetSearchResults")) == len(listed.ids)

    def test_it_asks_for_formats_in_each_language_the_server_names(self, listed):
        for language in ask("GetServerInfo")[0]["langs"].split(","):
            assert {row["lang"] for row in ask(f"GetFormats&lang_enum={language}")} == {language}

    def test_what_it_reads_as_a_number_is_one(self, listed):
        for row in ask("GetSearchResults"):
            assert int(row["id_bigint"]) > 0
            assert int(row["service_body_bigint"]) > 0
            assert row["published"] == "1"
            assert all(part.isdigit() for part in row["start_time"].split(":"))

    def test_no_service_body_is_dropped(self, listed):
        """It drops one without a parent or with a null, and every meeting below it."""
        bodies = ask("GetServiceBodies")
        ids = {row["id"] for row in bodies}
        for row in bodies:
            assert all(isinstance(value, str) for value in row.values())
            assert row["parent_id"] == "0" or row["parent_id"] in ids
        assert {row["service_body_bigint"] for row in ask("GetSearchResults")} <= ids

    def test_every_format_of_a_meeting_is_told(self, listed):
        ids = {row["id"] for row in ask("GetFormats&lang_enum=en")}
        for row in ask("GetSearchResults"):
            assert set(filter(None, row["format_shared_id_list"].split(","))) <= ids
