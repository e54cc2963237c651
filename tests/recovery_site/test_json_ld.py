"""The first page, profiles and lists of meetings as structured data."""

import pytest
from django.conf import settings

from meetings.models import Feed
from tests import structured
from tests.meetings.asking import page
from tests.world import make_feed, make_fellowship, make_place, make_record, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return shared_world


def graph(client, address):
    (block,) = structured.blocks_of(page(client, address))
    return block["@graph"]


def robots(client, address):
    return [
        one.attrs["content"] for one in page(client, address).all("meta") if one.attrs.get("name") == "robots"
    ]


def test_the_first_page_says_what_site_this_is_and_whose(client, world):
    site, organization = graph(client, "/")
    assert site["name"] == organization["name"] == settings.SITE_NAME
    assert organization["publishingPrinciples"] == f"{settings.SITE_URL}/about/"


def test_a_profile_is_a_page_of_ours_about_an_organization_that_is_not_ours(client, world):
    make_fellowship("na", other_names="Narcotics Anon, N.A.", whom_it_is_for="For anyone who wants to stop.")
    publish()
    shown, way = graph(client, "/fellowships/na/")
    assert shown["url"] == f"{settings.SITE_URL}/fellowships/na/"
    assert shown["mainEntity"] == {
        "@type": "Organization",
        "name": "Narcotics Anonymous",
        "alternateName": ["NA", "Narcotics Anon", "N.A."],
        "url": "https://na.example/",
        "sameAs": "https://na.example/",
        "description": "For anyone who wants to stop.",
    }
    assert [one["name"] for one in way["itemListElement"]] == ["Programs", "Narcotics Anonymous"]
    assert "Also called: NA, Narcotics Anon, N.A." in page(client, "/fellowships/na/").one("main").text


def test_a_programme_of_one_name_is_not_also_called_so(client, world):
    make_fellowship("recovery-dharma")
    publish()
    assert "Also called" not in page(client, "/fellowships/recovery-dharma/").one("main").text
    assert "alternateName" not in graph(client, "/fellowships/recovery-dharma/")[0]["mainEntity"]


def test_the_page_of_a_place_lists_the_pages_of_its_meetings_in_their_order(client, world):
    shown = page(client, "/meetings/near/memphis-tn/")
    listed, way = graph(client, "/meetings/near/memphis-tn/")
    items = listed["mainEntity"]["itemListElement"]
    links = [link.attrs["href"] for row in shown.one("main").all("h3") for link in row.all("a")]
    assert [one["url"] for one in items] == [settings.SITE_URL + link for link in links[-len(items) :]]
    assert [one["position"] for one in items] == list(range(1, len(items) + 1))
    assert listed["name"] == shown.one("h1").text
    assert [one["name"] for one in way["itemListElement"]] == ["Meetings", "Memphis, TN"]


def test_a_place_without_a_meeting_is_in_no_index_until_it_has_one(client, world):
    make_place("Nowhere", "TN", point=(36.9, -84.0))
    publish()
    assert robots(client, "/meetings/near/nowhere-tn/") == ["noindex,follow"]
    assert structured.blocks_of(page(client, "/meetings/near/nowhere-tn/")) == []
    assert robots(client, "/meetings/near/memphis-tn/") == []


def test_invented_meetings_are_not_told_to_anybody(client, world):
    make_record(world.lamp, make_feed("Demonstration", kind=Feed.Kind.DEMO), key="demo")
    publish()
    for address in ("/", "/meetings/near/memphis-tn/", f"/meetings/na/lamp-group-{world.lamp.pk}/"):
        assert structured.blocks_of(page(client, address)) == [], address
        assert robots(client, address) == ["noindex"], address


def test_a_page_in_spanish_gives_its_own_address(client, world):
    shown = page(client, "/es/meetings/near/memphis-tn/")
    (own,) = [one.attrs["href"] for one in shown.all("link") if one.attrs.get("rel") == "canonical"]
    assert own == f"{settings.SITE_URL}/es/meetings/near/memphis-tn/"
    first = graph(client, "/es/meetings/near/memphis-tn/")[0]["mainEntity"]["itemListElement"][0]
    assert first["url"].startswith(f"{settings.SITE_URL}/es/meetings/")
