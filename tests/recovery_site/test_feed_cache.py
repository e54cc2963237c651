"""Feeds for programs: read from any site, asked again by tag or by date, compressed as they are sent."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils.http import http_date

from fellowships import version
from fellowships.caching import public_feed
from recovery_site import caching

pytestmark = pytest.mark.django_db
PARTS = [b"[", b'"lamp",' * 500, b'"end"]']
HOUR = 1_795_000_000 // 3600 * 3600


@public_feed()
def feed(request):
    if request.method == "HEAD":
        return HttpResponse(content_type="application/json")
    return StreamingHttpResponse(iter(PARTS), content_type="application/json")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    class Clock:
        now = HOUR + 1800

        def tick(self, seconds):
            self.now += seconds
            version._recent = version.NOTHING_RECENT

    held = Clock()
    monkeypatch.setattr(caching.time, "time", lambda: held.now)
    monkeypatch.setattr(version.time, "time_ns", lambda: int(held.now * 1e9))
    version.bump()
    return held


def ask(method="GET", **headers):
    request = getattr(RequestFactory(), method.lower())("/feeds/invented.json", headers=headers)
    request.LANGUAGE_CODE = "en"

    def to_view(request):
        middle = cache.process_view(request, feed, (), {})
        return feed(request) if middle is None else middle

    cache = caching.PageCache(to_view)
    return cache(request)


def body(response):
    return b"".join(response.streaming_content)


def test_any_site_may_read_it():
    for response in (ask(), ask("OPTIONS"), ask("POST"), ask(**{"if-none-match": ask().headers["ETag"]})):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Access-Control-Allow-Headers"] == "*"
    assert [ask("OPTIONS").status_code, ask("POST").status_code] == [204, 405]


@pytest.mark.parametrize(
    ("encoding", "read"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)]
)
def test_a_stream_is_compressed_as_it_is_sent(encoding, read):
    response = ask(**{"accept-encoding": encoding})
    assert response.headers.get("Content-Encoding", "") == encoding
    assert read(body(response)) == b"".join(PARTS)
    assert "Accept-Encoding" in response.headers["Vary"]


def test_an_unchanged_feed_is_not_sent_again():
    first = ask()
    assert first.status_code == 200
    assert ask(**{"if-none-match": first.headers["ETag"]}).status_code == 304
    assert ask(**{"if-modified-since": first.headers["Last-Modified"]}).status_code == 304


def test_a_tag_counts_before_a_date():
    first = ask()
    answer = ask(**{"if-none-match": 'W/"another"', "if-modified-since": first.headers["Last-Modified"]})
    assert answer.status_code == 200


def test_a_change_is_sent_to_who_asks_by_tag_or_date(clock):
    first = ask()
    clock.tick(1)
    version.bump()
    assert ask(**{"if-none-match": first.headers["ETag"]}).status_code == 200
    assert ask(**{"if-modified-since": first.headers["Last-Modified"]}).status_code == 200


def test_two_changes_in_one_second_are_told_apart_by_date(clock):
    first = ask()
    version.bump()
    clock.tick(2)
    assert ask(**{"if-modified-since": first.headers["Last-Modified"]}).status_code == 200


def test_closures_begin_and_end_so_that_a_new_hour_is_a_new_answer(clock):
    first = ask()
    clock.tick(3600)
    assert ask(**{"if-none-match": first.headers["ETag"]}).status_code == 200
    assert ask(**{"if-modified-since": first.headers["Last-Modified"]}).status_code == 200


@pytest.mark.parametrize("date", ["yesterday", "", "Thu, 99 Foo 2026", "0", http_date(0)])
def test_a_date_that_is_none_or_long_past_gets_the_feed(date):
    assert ask(**{"if-modified-since": date}).status_code == 200
