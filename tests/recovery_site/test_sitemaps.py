"""The sitemap names every page that an index may hold, and no other."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from lxml import etree

from fellowships.models import Fellowship
from meetings.models import Feed, Meeting
from meetings.presenting.meeting import address
from recovery_site import sitemaps
from tests.site.markup import Page
from tests.texts import make_guide, make_question
from tests.validating import faults, texts
from tests.world import make_feed, make_meeting, make_place, make_record, make_venue, publish

pytestmark = pytest.mark.django_db
CHANGED = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)
AS_WRITTEN = "2026-03-04T05:06:07+00:00"
SECTIONS = ["pages", "fellowships", "guides", "places", "meetings"]


@pytest.fixture
def world(shared_world):
    make_guide()
    return shared_world


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content


def named(client, section="meetings", number=1, spanish=False):
    """Those in English, or those in Spanish."""
    found = texts(read(client, f"/sitemap-{section}-{number}.xml"), "loc")
    paths = [one.removeprefix(settings.SITE_URL) for one in found]
    return [path for path in paths if path.startswith("/es/") is spanish]


def test_the_index_and_its_files_are_as_the_standard_says(client, world):
    index = read(client, "/sitemap.xml")
    assert faults(index, "siteindex.xsd") == []
    files = [urlsplit(one).path for one in texts(index, "loc")]
    assert files == [f"/sitemap-{section}-1.xml" for section in SECTIONS]
    for path in files:
        assert faults(read(client, path), "sitemap.xsd") == [], path


@pytest.mark.parametrize(
    "body",
    [
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>',
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/about/</loc></url></urlset>',
        b"<urlset><url><loc>https://site.example/</loc></url></urlset>",
    ],
)
def test_the_validator_finds_what_the_standard_forbids(body):
    assert faults(body, "sitemap.xsd")


def test_every_page_it_names_is_there_names_itself_and_may_be_in_an_index(client, world):
    for section in SECTIONS:
        for path in named(client, section):
            page = Page(read(client, path).decode())
            (own,) = [one.attrs["href"] for one in page.all("link") if one.attrs.get("rel") == "canonical"]
            assert own == settings.SITE_URL + path
            robots = [one.attrs["content"] for one in page.all("meta") if one.attrs.get("name") == "robots"]
            assert robots == [], path


def test_meetings_are_those_that_visitors_may_see_with_the_time_of_their_last_change(client, world):
    make_meeting("Draft Group", status="draft")
    make_meeting("Gone Group", status="unlisted")
    make_meeting("Merged Group", merged_into=world.lamp)
    hidden = make_meeting("Other Group", fellowship="ha")
    Meeting.writing.filter(pk=world.lamp.pk).update(updated_at=CHANGED)
    Fellowship.writing.filter(slug="ha").update(published=False)
    publish(hidden)
    shown = Meeting.objects.listed().select_related("fellowship")
    assert named(client) == [address(one) for one in shown.order_by("pk")]
    assert len(named(client)) > 10
    body = read(client, "/sitemap-meetings-1.xml").decode()
    assert f"{address(world.lamp)}</loc><lastmod>{AS_WRITTEN}</lastmod>" in body


def test_places_are_the_towns_where_one_can_walk_in(client, world):
    make_place("Nowhere", "TN", point=(36.9, -84.0))
    make_place("Springfield", "TN", point=(36.5, -86.9))
    make_meeting("Online only", attendance="online", venue=make_venue(city="Springfield"))
    make_meeting("In no town we know", venue=make_venue(city="Lampville"))
    assert named(client, "places") == [
        f"/meetings/near/{slug}/" for slug in ("memphis-tn", "nashville-tn", "olive-branch-ms")
    ]


def test_a_town_changed_when_a_meeting_there_did(client, world):
    Meeting.writing.update(updated_at=CHANGED)
    newer = CHANGED + dt.timedelta(days=1)
    Meeting.writing.filter(pk=world.lamp.pk).update(updated_at=newer)
    publish()
    body = read(client, "/sitemap-places-1.xml").decode()
    assert f"memphis-tn/</loc><lastmod>{newer.isoformat()}</lastmod>" in body
    assert f"nashville-tn/</loc><lastmod>{AS_WRITTEN}</lastmod>" in body


def test_guides_and_answers_are_the_published_ones_and_tell_their_real_change(client, world):
    guide = make_guide("told")
    guide.history.update(history_date=CHANGED)
    make_guide("draft", status="draft")
    shared = make_question("asked-first")
    make_question("asked-again", same_as=shared)
    publish()
    found = named(client, "guides")
    assert "/faq/asked-first/" in found
    assert not {"/guides/draft/", "/faq/asked-again/"} & set(found)
    body = read(client, "/sitemap-guides-1.xml").decode()
    assert f"/guides/told/</loc><lastmod>{AS_WRITTEN}</lastmod>" in body


def test_a_page_in_two_languages_stands_there_in_both_and_each_names_both(client, world):
    told = make_guide("told")
    told.pk, told.language = None, "es"
    told.save()
    publish()
    for section in ("pages", "guides", "places", "meetings"):
        both = set(named(client, section, spanish=True))
        assert both, section
        for url in etree.fromstring(read(client, f"/sitemap-{section}-1.xml")):
            path = url[0].text.removeprefix(settings.SITE_URL)
            links = {one.get("hreflang"): one.get("href") for one in url.iter("{*}link")}
            plain = path.removeprefix("/es")
            expected = {"en": settings.SITE_URL + plain, "es": f"{settings.SITE_URL}/es{plain}"}
            assert links == (expected if f"/es{plain}" in both else {}), path
    assert named(client, "guides", spanish=True) == ["/es/guides/told/"]
    assert "/guides/told/" in named(client, "guides")
    assert not {"/es/faq/", "/es/feeds/"} & set(named(client, "pages", spanish=True))


def test_many_meetings_stand_in_files_of_a_few(client, world, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 4)
    every = [address(one) for one in Meeting.objects.listed().select_related("fellowship").order_by("pk")]
    files = [one for one in texts(read(client, "/sitemap.xml"), "loc") if "meetings" in one]
    assert len(files) == -(-len(every) // 4) > 2
    assert [
        path for number in range(1, len(files) + 1) for path in named(client, "meetings", number)
    ] == every
    assert client.get(f"/sitemap-meetings-{len(files) + 1}.xml").status_code == 404


def test_the_index_says_when_each_file_changed_last(client, world, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 4)
    Meeting.writing.update(updated_at=CHANGED)
    ids = list(Meeting.objects.listed().order_by("pk").values_list("pk", flat=True))
    newer = CHANGED + dt.timedelta(days=1)
    Meeting.writing.filter(pk=ids[5]).update(updated_at=newer)
    publish()
    body = read(client, "/sitemap.xml").decode()
    assert f"meetings-1.xml</loc><lastmod>{AS_WRITTEN}</lastmod>" in body
    assert f"meetings-2.xml</loc><lastmod>{newer.isoformat()}</lastmod>" in body
    assert "pages-1.xml</loc></sitemap>" in body


def test_invented_meetings_are_not_in_it(client, world):
    make_record(world.lamp, make_feed("Demonstration", kind=Feed.Kind.DEMO), key="demo")
    publish()
    index = read(client, "/sitemap.xml")
    assert faults(index, "siteindex.xsd") == []
    assert [one for one in texts(index, "loc") if "meetings" in one or "places" in one] == []
    assert client.get("/sitemap-meetings-1.xml").status_code == 404
    assert client.get("/sitemap-places-1.xml").status_code == 404


@pytest.mark.parametrize("path", ["nothing-1", "meetings-0", "meetings-9999999999999999999", "places-5001"])
def test_a_file_that_is_not_there_is_not_found(client, world, path):
    assert client.get(f"/sitemap-{path}.xml").status_code == 404
