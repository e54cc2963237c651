"""bmlt.md 2.4: GetFormats, GetServiceBodies, GetServerInfo and GetCoverageArea, as clients read them."""

import pytest
from django.conf import settings

from meetings.models import Format, Meeting, ServiceBody, Venue
from tests.meetings.exports.bmlt.asking import ask
from tests.meetings.exports.passing_on import pass_all_on
from tests.world import make_meeting, make_service_body, make_venue, publish

pytestmark = pytest.mark.django_db
FORMAT_KEYS = (
    "key_string name_string description_string lang id world_id format_type_enum root_server_uri".split()
)
BODY_KEYS = "id parent_id name description type url helpline world_id".split()


@pytest.fixture
def world(shared_world):
    return pass_all_on(shared_world)


@pytest.fixture
def bodies(world):
    """A region, its area, that one's group; another area. Each has a meeting but the region."""
    region = make_service_body("Invented Region", kind="RS", world_id="RG1", helpline="+1 901 555 0100")
    area = make_service_body("Invented Area", parent=region, world_id="AR1", helpline="Ask for John")
    group = make_service_body("Invented Support Unit", kind="GS", parent=area)
    other = make_service_body("Other Area", website="https://other.example/")
    for meeting, body in ((world.lamp, area), (world.olive, group), (world.online, other)):
        Meeting.writing.filter(pk=meeting.pk).update(service_body=body)
    publish()
    return {"region": region.pk, "area": area.pk, "group": group.pk, "other": other.pk}


def ids(rows):
    return {row["id"] for row in rows}


def all_strings(rows):
    return all(isinstance(value, str) for row in rows for value in row.values())


class TestGetFormats:
    def test_a_row_has_these_keys_and_nothing_but_strings(self, world):
        rows = ask("GetFormats")
        assert all(list(row) == FORMAT_KEYS for row in rows)
        assert all_strings(rows)

    def test_only_formats_of_at_least_one_meeting_are_there(self, world):
        """Closures of today count: TC stands on the meeting in a closed building."""
        meetings = ask("GetSearchResults")
        used = {one for row in meetings for one in row["format_shared_id_list"].split(",") if one}
        rows = ask("GetFormats")
        assert ids(rows) == used
        assert {"TC", "VM", "HY"} <= {row["key_string"] for row in rows}

    def test_a_format_that_only_stands_behind_very_many_is_there(self, world):
        many = (Format(slug=f"invented-{n}", label=f"Invented {n}", axis="format") for n in range(60))
        world.lamp.formats.add(*Format.writing.bulk_create(many))
        publish(world.lamp)
        meetings = ask("GetSearchResults")
        used = {one for row in meetings for one in row["format_shared_id_list"].split(",") if one}
        assert ids(ask("GetFormats")) == used

    def test_show_all_gives_those_that_no_meeting_has(self, world):
        assert ids(ask("GetFormats&show_all=1", mount="ha")) > ids(ask("GetFormats", mount="ha"))
        assert ids(ask("GetFormats&show_all=1")) >= ids(ask("GetFormats"))

    def test_formats_are_asked_for_by_id_with_and_without(self, world):
        first, second, *_rest = sorted(ids(ask("GetFormats")), key=int)
        assert ids(ask(f"GetFormats&format_ids[]={first}&format_ids[]={second}")) == {first, second}
        assert ids(ask(f"GetFormats&format_ids={first},{second}")) == {first, second}
        assert ids(ask(f"GetFormats&format_ids=-{first}")) == ids(ask("GetFormats")) - {first}
        assert ask("GetFormats&format_ids=999999999") == []

    def test_formats_are_asked_for_by_key(self, world):
        assert [row["key_string"] for row in ask("GetFormats&key_strings[]=VM&key_strings[]=XX")] == ["VM"]
        assert [row["key_string"] for row in ask("GetFormats&key_strings=HY")] == ["HY"]

    def test_crouton_gets_the_three_it_asks_for_though_no_meeting_has_them(self, world):
        query = "GetFormats&lang_enum=en&key_strings[]=TC&key_strings[]=VM&key_strings[]=HY"
        rows = ask(query, mount="ha")
        assert {row["key_string"] for row in rows} == {"TC", "VM", "HY"}
        assert {row["root_server_uri"] for row in rows} == {f"{settings.SITE_URL}/feeds/bmlt/ha"}

    @pytest.mark.parametrize("language", ["lang_enum=de", "lang_enum[]=de&lang_enum[]=es", "lang_enum=dk"])
    def test_a_language_without_words_of_its_own_is_answered_in_english(self, world, language):
        assert ask(f"GetFormats&{language}") == ask("GetFormats&lang_enum=en") != []

    def test_root_servers_of_others_are_ignored(self, world):
        assert ask("GetFormats&root_server_ids[]=7") == ask("GetFormats")


class TestGetServiceBodies:
    def test_a_row_has_these_keys_and_nothing_but_strings(self, bodies):
        rows = ask("GetServiceBodies")
        assert all(list(row) == BODY_KEYS for row in rows)
        assert all_strings(rows)

    def test_every_meeting_has_a_body_that_is_there(self, bodies):
        """crouton compares with ===, and shows nothing at all when one is missing."""
        assert {row["service_body_bigint"] for row in ask("GetSearchResults")} <= ids(ask("GetServiceBodies"))

    def test_the_top_has_the_parent_0(self, bodies):
        rows = {row["id"]: row for row in ask("GetServiceBodies")}
        assert rows[str(bodies["region"])]["parent_id"] == "0"
        assert rows[str(bodies["area"])]["parent_id"] == str(bodies["region"])
        assert {row["parent_id"] for row in rows.values()} <= {"0", *rows}

    def test_a_kind_that_nobody_stated_is_an_area(self, bodies):
        kinds = {row["name"]: row["type"] for row in ask("GetServiceBodies")}
        assert (kinds["Invented Region"], kinds["Other Area"]) == ("RS", "AS")

    def test_help_lines_are_numbers_never_names(self, bodies):
        lines = {row["name"]: row["helpline"] for row in ask("GetServiceBodies")}
        assert (lines["Invented Region"], lines["Invented Area"]) == ("+1 901 555 0100", "")

    def test_bodies_are_asked_for_with_those_below_and_above(self, world, bodies):
        known = {**bodies, "others": 2_000_000_000 + world.na.pk}
        for query, names in {
            "services={area}": "area",
            "services[]={area}&services[]={other}": "area other",
            "services={area},{other}": "area other",
            "services={area}&recursive=1": "area group",
            "services={region}&recursive=1": "region area group",
            "services={group}&parents=1": "group area region",
            "services={area}&recursive=1&parents=1": "region area group",
            "services=-{area}": "region group other others",
            "services=-{area}&recursive=1": "region other others",
            "services[]={region}&services[]=-{group}&recursive=1": "region area",
            "services=999999999": "",
            "services=x": "region area group other others",
        }.items():
            found = ids(ask(f"GetServiceBodies&{query.format(**known)}"))
            assert found == {str(known[name]) for name in names.split()}, query

    def test_a_circle_of_bodies_ends(self, bodies):
        ServiceBody.writing.filter(pk=bodies["region"]).update(parent=bodies["group"])
        publish()
        rows = ask(f"GetServiceBodies&services={bodies['area']}&recursive=1&parents=1")
        assert {"0"} < {row["parent_id"] for row in rows}


class TestGetServerInfo:
    def test_it_is_an_array_of_one_with_what_clients_compare(self, world):
        (info,) = ask("GetServerInfo")
        major, minor, patch = map(int, info["version"].split("."))
        assert info["versionInt"] == str(major * 1_000_000 + minor * 1_000 + patch)
        told = {
            name: info[name] for name in ("langs", "nativeLang", "charSet", "distanceUnits", "semanticAdmin")
        }
        assert told == {
            "langs": "en",
            "nativeLang": "en",
            "charSet": "UTF-8",
            "distanceUnits": "mi",
            "semanticAdmin": "0",
        }

    def test_all_is_text_but_what_bmlt_writes_as_true_or_false(self, world):
        (info,) = ask("GetServerInfo")
        switches = {name for name, value in info.items() if not isinstance(value, str)}
        assert switches == {
            *("auto_geocoding_enabled", "county_auto_geocoding_enabled", "zip_auto_geocoding_enabled"),
            *("default_closed_status", "aggregator_mode_enabled"),
        }

    def test_the_keys_are_those_of_get_field_keys(self, world):
        keys = [row["key"] for row in ask("GetFieldKeys")]
        (info,) = ask("GetServerInfo")
        assert info["available_keys"].split(",") == [*keys, "root_server_uri", "format_shared_id_list"]

    def test_the_centre_is_the_middle_of_what_is_covered(self, world):
        (info,), (area,) = ask("GetServerInfo"), ask("GetCoverageArea")
        north, south = float(area["nw_corner_latitude"]), float(area["se_corner_latitude"])
        assert float(info["centerLatitude"]) == pytest.approx((north + south) / 2)


class TestGetCoverageArea:
    def test_the_corners_are_those_of_the_positions_that_meetings_show(self, world):
        """A hidden house is no corner, wherever it stands."""
        Venue.writing.filter(address_hidden=True).update(latitude=60.0, longitude=20.0)
        publish(world.hidden)
        points = [
            (float(row["latitude"]), float(row["longitude"]))
            for row in ask("GetSearchResults")
            if row["latitude"]
        ]
        (area,) = ask("GetCoverageArea")
        assert all_strings([area])
        assert {name: float(value) for name, value in area.items()} == {
            "nw_corner_longitude": min(longitude for _latitude, longitude in points),
            "nw_corner_latitude": max(latitude for latitude, _longitude in points),
            "se_corner_longitude": max(longitude for _latitude, longitude in points),
            "se_corner_latitude": min(latitude for latitude, _longitude in points),
        }

    def test_over_the_180th_meridian_the_narrow_way_is_taken(self, world):
        Meeting.writing.filter(fellowship=world.na).update(status="unlisted")
        for longitude in (179.5, -179.0, 178.0):
            make_meeting("Island Group", venue=make_venue(point=(-17.0, longitude)), republish=True)
        (area,) = ask("GetCoverageArea")
        assert (area["nw_corner_longitude"], area["se_corner_longitude"]) == ("178", "-179")
        assert ask("GetServerInfo")[0]["centerLongitude"] == "179.5"

    def test_of_nothing_all_corners_are_0(self, world):
        Meeting.writing.filter(fellowship=world.na).update(status="unlisted")
        publish()
        assert set(ask("GetCoverageArea")[0].values()) == {"0"}
