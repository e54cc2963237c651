"""Repeats are answered by data version, for the price of one read, and say the same as the first answer."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fellowships import version
from recovery_site import caching
from tests.world import make_meeting

PAGE = "/meetings/near/memphis-tn/?day=tuesday"
pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return shared_world


@pytest.fixture(autouse=True)
def _one_minute(monkeypatch):
    """The clock stands still, so that no test is asked across the end of a minute."""
    moment = caching.time.time()
    monkeypatch.setattr(caching.time, "time", lambda: moment)


def visit(path=PAGE, **headers):
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(path, headers={"accept-encoding": "br", **headers})
    return response, len(captured)


def test_a_repeat_costs_one_read_and_says_the_same(world):
    first, queries = visit()
    second, queries_again = visit()
    assert queries > 1
    assert queries_again == 1
    assert second.content == first.content
    assert second.headers.items() == first.headers.items()


def test_each_encoding_is_kept_apart(world):
    assert visit()[0].headers["Content-Encoding"] == "br"
    plain = visit(**{"accept-encoding": "identity"})[0]
    assert "Content-Encoding" not in plain.headers
    assert b"<h1>" in plain.content


@pytest.mark.parametrize("kept", [True, False])
def test_a_browser_that_has_the_page_gets_304_whether_or_not_we_kept_it(world, kept):
    first = visit()[0]
    if not kept:
        caching.cache.clear()
    again, queries = visit(**{"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content, queries) == (304, b"", 1)
    for name in ("ETag", "Cache-Control"):
        assert again.headers[name] == first.headers[name]
    policy = first.headers["Content-Security-Policy"]
    assert again.headers.get("Content-Security-Policy", policy) == policy
    assert "Content-Type" not in again.headers


def test_a_change_of_the_data_shows_at_once(world):
    identity = {"accept-encoding": "identity"}
    before = visit(**identity)[0]
    make_meeting("Brand New Group")
    after = visit(**identity)[0]
    assert b"Brand New Group" in after.content
    assert after.headers["ETag"] != before.headers["ETag"]


def test_a_page_lives_for_its_minute(world, monkeypatch):
    first = visit()[0]
    later = caching.time.time() + 60
    monkeypatch.setattr(caching.time, "time", lambda: later)
    second, queries = visit()
    assert queries > 1
    assert second.headers["ETag"] != first.headers["ETag"]


def test_languages_have_tags_of_their_own(world):
    assert visit()[0].headers["ETag"] != visit("/es" + PAGE)[0].headers["ETag"]


def test_what_names_where_somebody_is_is_never_kept(world):
    for path in ("/meetings/?lat=35.15&lng=-90.05", "/meetings/?near=Memphis"):
        assert visit(path)[0].headers["Cache-Control"] == "private, no-store"
        assert visit(path)[1] > 1


def test_a_kept_page_is_refused_to_a_host_that_is_not_ours(world):
    visit()
    assert (
        Client(SERVER_NAME="elsewhere.example").get(PAGE, headers={"accept-encoding": "br"}).status_code
        == 400
    )


def test_only_asking_is_answered_from_what_is_kept(world):
    visit()
    assert Client().post(PAGE, headers={"accept-encoding": "br"}).status_code == 405


def test_a_tag_names_release_version_language_and_minute():
    version.bump()
    tag = caching.etag_of(60, "es", 255)
    assert re.fullmatch(r'W/"[^.]+\.ff\.es\.[0-9]+"', tag)
    assert caching.etag_of(0, "es", 255).endswith('.ff.es"')
