"""What the finder's pages tell browsers and proxies, and what travels to them."""

import gzip
import re
import time

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from recovery_site.caching import accepted_encoding, compress

pytestmark = pytest.mark.django_db
NEAR = "/meetings/near/memphis-tn/"
PUBLIC = ["/", NEAR, f"{NEAR}?day=tuesday", "/meetings/online/", "/es/meetings/online/"]
READABLE = ["/", NEAR, "/meetings/", "/robots.txt"]
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture(autouse=True)
def _one_minute(monkeypatch):
    """The clock stands still, so that no test is asked across the end of a minute."""
    moment = time.time()
    monkeypatch.setattr(time, "time", lambda: moment)


def queries_of(client, address, **headers):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, headers=headers)
    return response, len(captured)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_repeat_and_a_304_cost_one_query_each(shared_world, client, address):
    first = client.get(address)
    again, queries = queries_of(client, address)
    assert (queries, again.content, dict(again.headers)) == (1, first.content, dict(first.headers))
    known, queries = queries_of(client, address, If_None_Match=first.headers["ETag"])
    assert (queries, known.status_code, known.content) == (1, 304, b"")
    assert known.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("address", PUBLIC)
def test_they_are_public_for_a_minute(shared_world, client, address):
    headers = client.get(address).headers
    assert headers["Cache-Control"] == "public, max-age=60"
    assert headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "query",
    ["near=Memphis,+TN", "near=Memfis", "near=xqzzvw", "lat=35.15&lng=-90.05", "q=lamp", "near=Lamp+Group"],
)
def test_what_tells_of_a_visitor_is_stored_nowhere(shared_world, client, query):
    response = client.get(f"/meetings/?{query}")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in response.headers
    assert [key for key in cache._cache if "page:" in key] == []


def test_the_etag_names_release_version_language_and_minute(shared_world, client):
    def parts(address):
        return re.fullmatch(
            r'W/"(\w+)\.(\w+)\.(\w+)(?:\.(\d+))?"', client.get(address).headers["ETag"]
        ).groups()

    english, spanish, robots = parts(NEAR), parts(f"/es{NEAR}"), parts("/robots.txt")
    assert (english[2], spanish[2]) == ("en", "es")
    assert english[:2] == spanish[:2] == robots[:2]
    assert english[3] == str(int(time.time()) // 60)
    assert robots[3] is None


def test_in_another_minute_the_page_is_made_anew(shared_world, client, monkeypatch):
    before, moment = client.get(NEAR), time.time()
    monkeypatch.setattr(time, "time", lambda: moment + 60)
    after, queries = queries_of(client, NEAR, If_None_Match=before.headers["ETag"])
    assert (after.status_code, queries > 1) == (200, True)


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
@pytest.mark.parametrize("address", READABLE)
def test_every_encoding_holds_the_same_page(shared_world, client, address, encoding):
    plain = client.get(address, headers={"Accept-Encoding": ""}).content
    for _visit in ("first", "kept"):
        response = client.get(address, headers={"Accept-Encoding": encoding})
        used = response.headers.get("Content-Encoding", "identity")
        assert used == (encoding if len(plain) >= 500 else "identity")
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}[used]
        assert unpack(response.content) == plain
        assert int(response.headers["Content-Length"]) == len(response.content)
        assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "accepted, encoding",
    [
        ("gzip, deflate, br", "br"),
        ("br;q=1.0, gzip;q=0.8", "br"),
        ("GZIP", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("gzip; q=0, br;q=0.000", ""),
        ("deflate", ""),
        ("identity", ""),
        ("brown, zbr", ""),
        ("", ""),
    ],
)
def test_only_an_encoding_that_the_browser_takes_is_sent(accepted, encoding):
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    assert accepted_encoding(request) == encoding


@pytest.mark.parametrize(
    "body, headers",
    [
        (b"x" * 400, {"Content-Type": "text/html"}),
        (b"x" * 4000, {"Content-Type": "image/png"}),
        (b"x" * 4000, {"Content-Type": "text/html", "Content-Encoding": "gzip"}),
    ],
)
def test_what_is_short_or_packed_already_travels_as_it_is(body, headers):
    response = HttpResponse(body, headers=headers)
    compress(response, "br")
    assert response.content == body


@pytest.mark.parametrize("address", READABLE)
def test_head_has_the_headers_of_get_and_no_body(shared_world, client, address):
    head = client.head(address, headers=BROWSER)
    got = client.get(address, headers=BROWSER)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(got.headers)
    assert len(got.content) > 0


def test_all_headers_fit_into_600_bytes_with_those_of_the_server(shared_world, client):
    headers = client.get(NEAR, headers=BROWSER).headers.items()
    lines = [
        "Server: gunicorn",
        "Date: Sun, 22 Nov 2026 18:00:00 GMT",
        "Connection: keep-alive",
    ]
    lines += [f"{name}: {value}" for name, value in headers]
    assert len("\r\n".join([*lines, "", ""]).encode()) < 600


def test_what_was_not_found_is_not_kept(shared_world, client):
    for address in ("/meetings/near/nowhere-zz/", "/no-such-page/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "ETag" not in response.headers
