"""The guides as an Atom feed."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.texts import make_guide
from tests.validating import faults, texts
from tests.world import publish

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
CHANGED = dt.datetime(2026, 12, 24, 8, tzinfo=dt.UTC)


@pytest.fixture
def guides(db):
    for slug in ("first", "second"):
        make_guide(slug, summary="Tea & “biscuits” <free>").history.update(history_date=CHANGED)
    make_guide("second").history.filter(history_type="+").update(history_date=CHANGED + dt.timedelta(hours=1))
    make_guide("draft", status="draft")
    make_guide("otro", language="es")
    publish()


def read(client):
    response = client.get("/feeds/guides.atom")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return response.content


def test_it_is_as_the_standard_says(client, guides):
    assert faults(read(client), "atom.rng") == []


def test_it_names_its_own_address_and_that_of_its_page(client, guides):
    feed = etree.fromstring(read(client))
    links = {one.get("rel"): urlsplit(one.get("href")).path for one in feed.findall(f"{ATOM}link")}
    assert links == {"self": "/feeds/guides.atom", "alternate": "/guides/"}


def test_without_a_guide_it_is_as_the_standard_says_and_never_changed(client, db):
    assert faults(read(client), "atom.rng") == []
    assert texts(read(client), "updated") == ["2026-01-01T00:00:00+00:00"]


@pytest.mark.parametrize(
    "element",
    ["id", "title", "updated", "author", "entry/id", "entry/updated", "entry/summary", "entry/link"],
)
def test_the_validator_misses_what_the_standard_asks_for(client, guides, element):
    feed = etree.fromstring(read(client))
    missing = feed.find("/".join(f"{ATOM}{name}" for name in element.split("/")))
    missing.getparent().remove(missing)
    assert faults(etree.tostring(feed), "atom.rng")


def test_it_holds_the_published_guides_the_last_changed_first(client, guides):
    entries = etree.fromstring(read(client)).findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries][:2] == [
        "An invented guide second",
        "An invented guide first",
    ]
    assert len(entries) == 2
    assert entries[1].find(f"{ATOM}link").get("href").endswith("/guides/first/")
    assert entries[1].findtext(f"{ATOM}updated") == CHANGED.isoformat()
    assert entries[1].findtext(f"{ATOM}published").startswith("2026-11-22")


def test_a_summary_is_text_whatever_stands_in_it(client, guides):
    assert texts(read(client), "summary")[1] == "Tea &amp; “biscuits” &lt;free&gt;"


def test_a_guide_keeps_its_id_and_the_feed_tells_the_newest_change(client, guides):
    before = texts(read(client), "id")
    assert len(set(before)) == 3
    assert all(one.startswith("tag:") for one in before)
    make_guide("first", title="Another title")
    publish()
    assert sorted(texts(read(client), "id")) == sorted(before)
    newest, *_ = texts(read(client), "updated")
    assert newest == max(texts(read(client), "updated"))


def test_the_page_of_guides_names_it(client, guides):
    said = b'type="application/atom+xml" title="Guides" href="/feeds/guides.atom"'
    assert said in client.get("/guides/").content
