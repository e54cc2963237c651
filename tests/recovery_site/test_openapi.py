"""The description of our feeds is true: valid, complete, and every answer is as it says."""

import inspect
import json
import re
from urllib.parse import urlencode

import icalendar
import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from jsonschema import Draft202012Validator
from lxml import etree
from openapi_spec_validator import OpenAPIV31SpecValidator

from meetings import feed_urls
from meetings.exports import (
    bmlt_bodies,
    bmlt_changes,
    bmlt_fields,
    bmlt_formats,
    bmlt_query,
    bmlt_search,
    bmlt_switchers,
    naws_csv,
)
from meetings.filters import Asked
from recovery_site.pages import openapi_parameters as parameters
from recovery_site.pages.openapi import FEED
from tests.meetings.exports.passing_on import pass_all_on

pytestmark = pytest.mark.django_db
ADDRESS = "/feeds/openapi.json"


@pytest.fixture(scope="module")
def passed_on(_world_of_this_file, django_db_blocker):
    """The small world with all of it passed on, and the description: both made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = pass_all_on(_world_of_this_file)
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def document(passed_on):
    return Client().get(ADDRESS).json()


@pytest.fixture
def ask(passed_on, db):
    return Client().get


def operations(document):
    return {path: held["get"] for path, held in document["paths"].items()}


def valid(document, schema, answer):
    """The first fault, or None: in words, for the reader of a failing test."""
    whole = {**schema, "components": document["components"]}
    return next((fault.message for fault in Draft202012Validator(whole).iter_errors(answer)), None)


def test_it_is_valid_openapi_3_1(document):
    OpenAPIV31SpecValidator(document).validate()
    assert document["openapi"].startswith("3.1.")


def test_it_names_this_site_and_asks_for_no_key(document, settings):
    assert document["servers"] == [{"url": settings.SITE_URL}]
    assert document["security"] == [{}]


def test_any_site_may_read_it_and_a_repeat_is_304(ask):
    first = ask(ADDRESS)
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert ask(ADDRESS, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert ask(ADDRESS, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304


# Every path with what fills it in: at least one question for each, and each switcher by its name.
def questions(world):
    bmlt = "/feeds/bmlt/na/client_interface"
    near = "near=memphis-tn&radius=10"
    return {
        "/feeds/bmlt/{fellowship}/client_interface/json/": [
            *(
                f"{bmlt}/json/?switcher={name}"
                for name in bmlt_switchers.SWITCHERS
                if name != "GetFieldValues"
            ),
            f"{bmlt}/json/?switcher=GetFieldValues&meeting_key=weekday_tinyint",
            f"{bmlt}/json/?switcher=GetSearchResults&get_used_formats=1&weekdays=3",
            f"{bmlt}/json/?switcher=GetSearchResults&get_formats_only=1",
            f"{bmlt}/json/?switcher=GetSearchResults&data_field_key=id_bigint,meeting_name",
            f"{bmlt}/json/?switcher=GetSearchResults&lat_val=35.15&long_val=-90.05&geo_width=10",
        ],
        "/feeds/bmlt/{fellowship}/client_interface/jsonp/": [
            f"{bmlt}/jsonp/?switcher=GetSearchResults&callback=show"
        ],
        "/feeds/bmlt/{fellowship}/client_interface/tsml/": [f"{bmlt}/tsml/?switcher=GetSearchResults"],
        "/feeds/bmlt/{fellowship}/client_interface/csv/": [
            f"{bmlt}/csv/?switcher=GetNAWSDump&sb_id={2_000_000_000 + world.na.pk}"
        ],
        "/feeds/meeting-guide/{fellowship}.json": [
            "/feeds/meeting-guide/na.json",
            "/feeds/meeting-guide/all.json",
            f"/feeds/meeting-guide/all.json?{near}&type=open&attendance=in-person,hybrid",
        ],
        "/feeds/meetings.csv": ["/feeds/meetings.csv", f"/feeds/meetings.csv?{near}&day=tuesday"],
        "/feeds/guides.atom": ["/feeds/guides.atom"],
        "/feeds/openapi.json": [ADDRESS],
        "/meetings/calendar.ics": [f"/meetings/calendar.ics?{near}&title=name&place=1&link=1"],
        "/list/calendar.ics": [f"/list/calendar.ics?m={world.lamp.pk}&m={world.online.pk}"],
        "/meetings/{fellowship}/{meeting}/calendar.ics": [
            f"/meetings/na/{world.lamp.slug}-{world.lamp.pk}/calendar.ics"
        ],
    }


READERS = {
    "application/json": json.loads,
    "application/atom+xml": etree.fromstring,
    "text/calendar": icalendar.Calendar.from_ical,
    "text/javascript": lambda body: json.loads(re.fullmatch(r"/\*\*/show\((.*)\);", body.decode())[1]),
    "text/csv": lambda body: body.decode().split("\r\n"),
}


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_every_path_answers_as_it_says(document, ask, passed_on):
    wrong = []
    for path, addresses in questions(passed_on).items():
        ((kind, content),) = operations(document)[path]["responses"]["200"]["content"].items()
        for address in addresses:
            response = ask(address)
            if response.status_code != 200 or response.headers["Content-Type"].partition(";")[0] != kind:
                wrong.append((address, response.status_code, response.headers["Content-Type"]))
                continue
            answer = READERS[kind](body_of(response))
            if kind == "application/json" and (fault := valid(document, content["schema"], answer)):
                wrong.append((address, fault))
    assert wrong == []


def test_every_path_is_asked_here(document, passed_on):
    assert set(document["paths"]) == set(questions(passed_on))


def test_every_switcher_answers_in_its_own_shape(document, ask):
    """`x-answers` says more than the path can: the address is one for all of them."""
    operation = operations(document)["/feeds/bmlt/{fellowship}/client_interface/json/"]
    answers = operation["x-answers"]
    assert set(answers) == set(bmlt_switchers.SWITCHERS)
    for name, schema in answers.items():
        needs = "&meeting_key=formats" if name == "GetFieldValues" else ""
        answer = ask(f"/feeds/bmlt/na/client_interface/json/?switcher={name}{needs}")
        assert valid(document, schema, json.loads(body_of(answer))) is None, name
        assert body_of(answer) != b"[]" or name == "GetChanges"


def test_refusals_are_as_it_says(document, ask):
    for path, address, status in (
        ("/feeds/bmlt/{fellowship}/client_interface/json/", "/feeds/bmlt/na/client_interface/json/", 422),
        (
            "/feeds/bmlt/{fellowship}/client_interface/json/",
            "/feeds/bmlt/none/client_interface/json/?switcher=GetServerInfo",
            404,
        ),
        (
            "/feeds/bmlt/{fellowship}/client_interface/json/",
            "/feeds/bmlt/na/client_interface/json/?switcher=GetFieldValues",
            400,
        ),
        ("/feeds/meeting-guide/{fellowship}.json", "/feeds/meeting-guide/none.json", 404),
        ("/feeds/meeting-guide/{fellowship}.json", "/feeds/meeting-guide/na.json?near=00000", 404),
        ("/meetings/calendar.ics", "/meetings/calendar.ics", 400),
        ("/meetings/calendar.ics", "/meetings/calendar.ics?near=00000", 404),
        ("/list/calendar.ics", "/list/calendar.ics?m=999999", 404),
        ("/meetings/{fellowship}/{meeting}/calendar.ics", "/meetings/na/none-999999/calendar.ics", 404),
    ):
        response = ask(address)
        assert response.status_code == status, address
        ((kind, content),) = operations(document)[path]["responses"][str(status)]["content"].items()
        assert response.headers["Content-Type"].partition(";")[0] == kind, address
        if kind == "application/json":
            assert valid(document, content["schema"], response.json()) is None


def test_headers_that_it_names_are_there(document, ask, passed_on):
    for path, [address, *_more] in questions(passed_on).items():
        told = operations(document)[path]["responses"]["200"].get("headers", {})
        assert set(told) <= set(ask(address).headers), address
        if "meeting-guide" in path:
            assert set(told) > set(FEED)


def test_the_columns_of_the_table_are_those_that_it_names(document, ask):
    columns = operations(document)["/feeds/meetings.csv"]["x-columns"]
    header = body_of(ask("/feeds/meetings.csv")).decode("utf-8-sig").partition("\r\n")[0]
    assert header.split(",") == list(columns)


def test_every_pattern_of_the_feeds_stands_in_it(document, passed_on):
    named = {pattern.name for pattern in feed_urls.urlpatterns}
    described = {
        resolve(address.partition("?")[0]).view_name
        for addresses in questions(passed_on).values()
        for address in addresses
    }
    assert described == named | {
        *("guides-feed", "openapi", "finder-calendar", "list-calendar", "meeting-calendar")
    }


def asked_of(document, path):
    """The parameters in the query, also those that are said once for several paths."""
    shared = document["components"]["parameters"]
    needs = [
        shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        for one in document["paths"][path]["get"]["parameters"]
    ]
    return {one["name"]: one for one in needs if one["in"] == "query"}


def test_the_finders_parameters_are_those_that_the_finder_reads(document):
    """All but those of a page: `sort page layout`."""
    read = {
        "lat" if name == "latitude" else "lng" if name == "longitude" else name for name in Asked.__slots__
    }
    for path in ("/feeds/meeting-guide/{fellowship}.json", "/feeds/meetings.csv", "/meetings/calendar.ics"):
        asked = set(asked_of(document, path)) - {"title", "place", "link"}
        assert asked == read - {"sort", "page", "layout"}


# How the code of BMLT's questions names what it reads.
READS = re.compile(
    r"""(?:values|signed|_number|_whole|_day)\(query,\s*"(\w+)"|query\.get\("(\w+)"|"(\w+)" in asked"""
)
CLOCKS = {"StartsAfter", "StartsBefore", "EndsBefore", "MinDuration", "MaxDuration"}


def test_bmlts_parameters_are_those_that_its_code_reads(document):
    modules = (bmlt_query, bmlt_search, bmlt_formats, bmlt_bodies, bmlt_fields, bmlt_changes, naws_csv)
    source = "".join(map(inspect.getsource, modules))
    read = {next(filter(None, found)) for found in READS.findall(source)} | {"meeting_key_value"}
    read |= {f"{name}{half}" for name in CLOCKS for half in "HM"}
    named = {one["name"] for needs in parameters.BMLT.values() for one in needs}
    assert named | {parameters.SERVICE_BODY["name"]} == read
    assert set(asked_of(document, "/feeds/bmlt/{fellowship}/client_interface/json/")) == named | {"switcher"}


def test_words_it_allows_are_those_in_use(document):
    asked = {
        name: one["schema"]["items"].get("enum")
        for name, one in asked_of(document, "/meetings/calendar.ics").items()
        if one["schema"].get("type") == "array"
    }
    assert "na" in asked["fellowship"]
    assert {"open", "closed", "women"} <= set(asked["type"])
    assert "wheelchair" in asked["access"]
    assert "tuesday" in asked["day"]


def test_a_value_that_is_not_one_of_its_words_is_ignored_not_refused(ask):
    query = urlencode({"near": "memphis-tn", "type": "nothing", "radius": 7, "more": "x"})
    assert body_of(ask(f"/feeds/meeting-guide/na.json?{query}")) == body_of(
        ask("/feeds/meeting-guide/na.json?near=memphis-tn")
    )
