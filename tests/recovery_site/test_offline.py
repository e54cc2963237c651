"""What keeps pages for when there is no signal: only on request, under a neutral name, and no page more."""

import json
import re
import struct

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.articles.banned import banned_in
from tests.articles.reading import grade, split_sentences
from tests.meetings.asking import page

pytestmark = pytest.mark.django_db
# What the name of an icon, or the words around it, would tell somebody who looks over a shoulder.
TELLING = re.compile(r"recover|sober|addict|anonym|drug|alcohol|step|\bn\.?a\b|\ba\.?a\b", re.I)
PUBLIC = ("/", "/list/", "/help-now/", "/cover-your-tracks/", "/offline/", "/meetings/")


def test_the_worker_is_asked_for_anew_each_time_and_answers_that_nothing_changed(client):
    answer = client.get("/sw.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    again = client.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_manifest_tells_nobody_what_the_meetings_are_about(client):
    answer = client.get("/manifest.webmanifest")
    manifest = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["short_name"], manifest["start_url"]) == ("Meetings", "Meetings", "/")
    assert "description" not in manifest
    assert TELLING.findall(answer.content.decode()) == []


def test_its_icons_are_there_and_as_large_as_it_says(client):
    for icon in json.loads(client.get("/manifest.webmanifest").content)["icons"]:
        data = (settings.BASE_DIR / finders.find(icon["src"].removeprefix("/static/"))).read_bytes()
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", data[16:24])
            assert icon["sizes"] == f"{width}x{height}"
        else:
            assert data.startswith(b"<svg")


def test_no_page_offers_an_icon_or_a_worker_by_itself(client):
    for path in PUBLIC:
        found = page(client, path)
        assert [link for link in found.all("link") if link.attrs.get("rel") == "manifest"] == []
        assert "sw.js" not in client.get(path).content.decode()


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_what_is_kept_is_help_two_guides_and_this_list_in_the_language_of_the_page(client, prefix):
    (button,) = (one for one in page(client, f"{prefix}/list/").all("button") if "data-keep" in one.attrs)
    kept = ["offline", "help-now", "guides/overdose", "guides/first-meeting"]
    assert button.attrs["data-keep"].split() == [f"{prefix}/{one}/" for one in kept]
    assert button.attrs["data-list"] == f"{prefix}/list/"
    assert "hidden" in button.attrs


def test_the_page_without_signal_reads_easily_and_stays_out_of_search_engines(client):
    found = page(client, "/offline/")
    (robots,) = (meta for meta in found.all("meta") if meta.attrs.get("name") == "robots")
    assert robots.attrs["content"] == "noindex"
    (held,) = (one for one in found.all("p") if "data-note" in one.attrs)
    assert "DAY" in held.attrs["data-note"]
    assert grade(split_sentences(f"{held.text} {held.attrs['data-note']}")) <= 6
    assert banned_in(found.one("main").text) == []


def test_help_now_and_the_page_on_tracks_say_where(client):
    for path in ("/help-now/", "/cover-your-tracks/"):
        assert any(
            link.attrs["href"].startswith("/list/") for link in page(client, path).one("main").all("a")
        )
    assert any("data-remove" in one.attrs for one in page(client, "/cover-your-tracks/").all("button"))
