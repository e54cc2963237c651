"""The first page."""

import re

import pytest

from articles.loading import load_guides
from articles.models import Guide
from fellowships.loading import load_fellowships
from tests.meetings.asking import page, shown, starting
from tests.world import make_feed, make_fellowship, make_meeting, publish

pytestmark = pytest.mark.django_db
ONLINE = {"attendance": "online", "venue": None, "online_url": "https://video.example/j/1"}


@pytest.fixture
def load_texts():
    load_fellowships()
    load_guides()


def hrefs(found):
    return [link.attrs.get("href") for link in found.all("a")]


def test_one_box_leads_to_the_finder(client):
    found = page(client, "/")
    (form,) = found.all("form")
    assert form.attrs["action"] == "/meetings/"
    assert found.by_id("near").attrs["name"] == "near"


def test_it_says_what_a_meeting_is_and_leads_two_ways_on(client, load_texts):
    found = page(client, "/")
    assert "a group of people who help each other" in found.one("main").text
    assert [heading.text for heading in found.all("h2")][:2] == ["For me", "For someone I love"]
    doors = [
        "/guides/first-meeting/",
        "/choose/",
        "/meetings/online/",
        "/guides/using-again/",
        "/meetings/?fellowship=al-anon%2Cfamilies-anonymous%2Cnar-anon%2Csmart-family",
        "/guides/open-and-closed/",
        "/guides/overdose/",
        "/guides/family-and-friends/",
    ]
    main = hrefs(found)[hrefs(found).index(doors[0]) :]
    assert main[: len(doors)] == doors


def test_a_guide_that_staff_took_back_is_not_led_to(client, load_texts):
    Guide.objects.get(slug="overdose", language="en").delete()
    publish()
    assert "/guides/overdose/" not in hrefs(page(client, "/"))
    assert "/guides/first-meeting/" in hrefs(page(client, "/"))


def test_at_most_five_online_meetings_on_now_or_next_the_soonest_first(client):
    for minutes in (50, -5, 20, 40, 30, 60):
        starting(minutes, f"In {minutes}", **ONLINE)
    starting(10, "In person")
    found = page(client, "/")
    assert shown(found)[:5] == ["In -5", "In 20", "In 30", "In 40", "In 50"]
    assert "In 60" not in found.one("main").text
    assert re.search(r"On now, started [56] minutes ago", found.one("main").text)
    assert "/meetings/online/" in hrefs(found)


def test_meetings_for_family_and_friends_are_not_mixed_in(client):
    starting(5, "Family online", fellowship="nar-anon", **ONLINE)
    assert "Family online" not in page(client, "/").one("main").text


def test_without_any_online_meeting_it_promises_none(client):
    make_meeting()
    assert "on now or next" not in page(client, "/").one("main").text


def test_every_published_programme_stands_with_its_meetings_and_its_own_finder(client):
    make_fellowship("na"), make_fellowship("nar-anon"), make_fellowship("ha", published=False)
    publish()
    found = page(client, "/")
    text = found.one("main").text
    assert "Narcotics Anonymous" in text
    assert "Heroin Anonymous" not in text
    assert text.index("Narcotics Anonymous") < text.index("Nar-Anon Family Groups For family and friends")
    assert {"/meetings/?fellowship=na", "https://na.example/find"} <= set(hrefs(found))


def test_an_invented_meeting_is_labelled_so_on_every_page(client):
    starting(10, "Invented", feed=make_feed("Demo", kind="demo"), **ONLINE)
    for address in ("/", "/meetings/", "/meetings/online/"):
        assert "Invented meetings for demonstration" in page(client, address).one("header").text


def test_a_site_with_real_meetings_says_nothing_of_a_demonstration(client):
    make_meeting()
    assert "demonstration" not in page(client, "/").root.text


def test_robots_are_told_what_is_no_page(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {
        "Disallow: /*/join/",
        "Disallow: /*/calendar.ics",
        "Disallow: /list/",
        "Disallow: /admin/",
        "Disallow: /meetings/?",
    } <= set(lines)


def test_every_part_of_the_site_is_one_step_away(client):
    make_fellowship("na")
    publish()
    found = set(hrefs(page(client, "/")))
    for name in ("fellowships", "compare", "choose", "guides", "faq", "glossary", "help-now", "privacy"):
        assert f"/{name}/" in found
    for name in ("cover-your-tracks", "accessibility", "about", "sources", "fellowships/na"):
        assert f"/{name}/" in found
