"""The programmes: all of them, and one by one."""

import datetime as dt

import pytest

from articles.models import Guide
from tests.meetings.asking import starting
from tests.programmes import make_criterion, make_fact, make_line, make_source
from tests.site.markup import Page
from tests.site.visiting import visit
from tests.world import make_feed, make_fellowship, make_meeting, make_place, publish

pytestmark = pytest.mark.django_db
ONLINE = {"attendance": "online", "venue": None, "online_url": "https://video.example/j/1"}


def look(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return Page(response.content.decode())


def hrefs(page):
    return [link.attrs["href"] for link in page.all("a") if "main" in link.ancestors]


def test_programmes_stand_in_groups_by_whom_they_are_for(client):
    for slug in ("nar-anon", "wfs", "ha", "na"):
        make_fellowship(slug, whom_it_is_for=f"Whom {slug} is for.")
    make_fellowship("aa", published=False)
    publish()
    page = look(client, "/fellowships/")
    groups = ["For your own recovery", "For women, for their own recovery", "For family and friends"]
    assert [heading.text for heading in page.all("h2") if "main" in heading.ancestors] == groups
    names = ["Narcotics Anonymous", "Heroin Anonymous", "Women for Sobriety", "Nar-Anon Family Groups"]
    assert [heading.text for heading in page.all("h3")] == names
    assert "Whom ha is for. Its way: Twelve steps" in page.one("main").text
    assert {"/fellowships/na/", "/choose/"} <= set(hrefs(page))


def test_programmes_can_be_ticked_to_be_compared(client):
    make_fellowship("na"), make_fellowship("ha")
    publish()
    page = look(client, "/fellowships/")
    form = next(form for form in page.all("form") if "main" in form.ancestors)
    assert form.attrs["action"] == "/compare/"
    boxes = [(one.attrs["name"], one.attrs["value"]) for one in page.all("input")]
    assert boxes == [("with", "na"), ("with", "ha")]


def test_a_fact_stands_in_its_part_with_its_source_and_date_on_demand(client):
    na = make_fellowship("na")
    make_fact(na, make_criterion("cost", section="cost"), "Free. They say *no dues*.")
    make_fact(na, make_criterion("focus"), "Any drug.")
    publish()
    page = look(client, "/fellowships/na/")
    text = page.one("main").text
    assert text.index("What it is Focus Any drug.") < text.index("Cost Cost Free. They say no dues .")
    assert page.one("em").text == "no dues"
    detail = page.all("details")[0]
    assert "An invented text" in detail.text
    assert "As of May 2018." in detail.text
    assert {"https://text.example/"} <= set(hrefs(page))


def test_a_full_profile_says_not_stated_and_a_short_one_says_that_it_is_short(client):
    na, ha = make_fellowship("na"), make_fellowship("ha")
    rows = [make_criterion(slug) for slug in ("focus", "goal", "cost")]
    make_criterion("begin", in_comparison=False)
    make_criterion("website", kind="website")
    for row in rows[:2]:
        make_fact(na, row)
    make_fact(ha, rows[0])
    publish()
    full, short = (look(client, f"/fellowships/{slug}/").one("main").text for slug in ("na", "ha"))
    assert "Cost Not stated" in full
    assert "Begin" not in full
    assert "A short profile" not in full
    assert "Not stated" not in short
    assert "A short profile" in short


def test_what_is_unpublished_or_empty_is_not_shown(client):
    na = make_fellowship("na")
    make_fact(na, make_criterion("focus"), "Shown.")
    make_fact(na, make_criterion("goal"), "")
    make_fact(na, make_criterion("old", published=False), "Hidden.")
    publish()
    text = look(client, "/fellowships/na/").one("main").text
    assert "Goal Not stated" in text
    assert "Hidden." not in text


def test_the_part_on_medicine_says_that_groups_vary(client):
    na = make_fellowship("na")
    make_fact(na, make_criterion("medication", section="medication"), "NA has no opinion.")
    publish()
    text = look(client, "/fellowships/na/").one("main").text
    assert "Groups vary. What a member says is no reason to stop a prescribed medicine." in text


def test_its_own_finder_website_and_phone_lines_are_there_with_where_numbers_are_from(client):
    na = make_fellowship("na")
    make_line(na, source_read_on=dt.date(2026, 11, 22))
    make_line(na, "unsourced", number="1-555-0199", source_name="")
    publish()
    page = look(client, "/fellowships/na/")
    assert {"https://na.example/", "https://na.example/find", "tel:15550100"} <= set(hrefs(page))
    assert "An invented list" in page.one("main").text
    assert "555-0199" not in page.one("main").text
    outside = [link for link in page.all("a") if link.attrs["href"].startswith("https://")]
    assert all("noreferrer" in link.attrs["rel"].split() for link in outside)


def test_its_online_meetings_are_there_and_no_others(client):
    starting(10, "Online of NA", **ONLINE)
    starting(10, "Online of HA", fellowship="ha", **ONLINE)
    starting(10, "For family", fellowship="nar-anon", **ONLINE)
    text = look(client, "/fellowships/na/").one("main").text
    assert "Online of NA" in text
    assert "Online of HA" not in text
    assert "For family" in look(client, "/fellowships/nar-anon/").one("main").text


def test_near_a_place_it_says_what_one_could_go_to(client, world):
    page = look(client, "/fellowships/na/?near=memphis-tn")
    text = page.one("main").text
    assert "Near Memphis, TN" in text
    assert "In the next 7 days, within 25 miles of Memphis, TN" in text
    assert "/meetings/near/memphis-tn/?fellowship=na" in hrefs(page)


def test_where_no_list_covers_the_place_it_says_so_and_never_none(client, world):
    make_fellowship("smart")
    publish()
    page = look(client, "/fellowships/smart/?near=memphis-tn")
    assert "We do not have the list of SMART for Memphis, TN." in page.one("main").text
    assert "https://smart.example/find" in hrefs(page)


def test_what_was_typed_leads_on_to_the_place_or_to_help(client):
    make_place("Memphis", "TN", population=600_000)
    make_fellowship("na")
    publish()
    response = client.get("/fellowships/na/?near=Memphis,+TN")
    assert response.status_code == 302
    assert response.headers["Location"] == "/fellowships/na/?near=memphis-tn"
    page = look(client, "/fellowships/na/?near=Memfis")
    assert "We do not know the place “Memfis”." in page.one("main").text
    assert "/fellowships/na/?near=memphis-tn" in hrefs(page)
    assert look(client, "/fellowships/na/?near=%00").one("h1")


@pytest.mark.parametrize("query", ["?near=memphis-tn", "?near=Memphis", "?near=Memfis"])
def test_a_page_that_knows_where_somebody_is_is_kept_by_nobody(client, query):
    make_place("Memphis", "TN")
    make_fellowship("na")
    publish()
    assert client.get(f"/fellowships/na/{query}").headers["Cache-Control"] == "private, no-store"
    assert client.get("/fellowships/na/").headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("published", [True, False])
def test_an_unknown_or_unpublished_programme_is_a_404_that_names_the_others(client, published):
    make_fellowship("na")
    if not published:
        make_fellowship("ha", published=False)
    publish()
    page = look(client, "/fellowships/ha/", status=404)
    assert "We do not know this program" in page.one("h1").text
    assert "/fellowships/na/" in hrefs(page)
    assert page.by_id("near") is not None


def test_guides_that_name_it_are_linked(client):
    na = make_fellowship("na")
    for slug, status in (("what-is-na", "published"), ("draft", "draft")):
        guide = Guide.objects.create(
            slug=slug,
            title=f"Title of {slug}",
            summary="A summary.",
            section="programmes",
            markdown="Words. {.advice}",
            status=status,
            written=dt.date(2026, 11, 22),
            review_due=dt.date(2027, 5, 22),
        )
        guide.fellowships.set([na])
    publish()
    page = look(client, "/fellowships/na/")
    assert "Title of what-is-na" in page.one("main").text
    assert "/guides/what-is-na/" in hrefs(page)
    assert "Title of draft" not in page.one("main").text
    assert "/es/guides/what-is-na/" in hrefs(look(client, "/es/fellowships/na/"))


def test_it_says_that_we_are_not_the_programme(client):
    make_fellowship("na")
    publish()
    text = look(client, "/fellowships/na/").one("main").text
    assert "Narcotics Anonymous has not written or approved this page." in text


def test_it_can_be_seen_beside_others_for_the_same_people(client):
    for slug in ("na", "ha", "nar-anon"):
        make_fellowship(slug)
    publish()
    found = hrefs(look(client, "/fellowships/na/"))
    assert "/compare/na/ha/" in found
    assert not [href for href in found if href.startswith("/compare/") and "nar-anon" in href]


@pytest.mark.parametrize("address", ["/fellowships/", "/fellowships/na/", "/fellowships/na/?near=memphis-tn"])
def test_forty_facts_cost_as_much_as_two(address):
    make_place("Memphis", "TN")
    feed = make_feed(covers=["us-tn"])
    na = make_fellowship("na")
    make_meeting(feed=feed), make_meeting("Online", feed=feed, **ONLINE)
    rows = [make_criterion(f"row-{number}") for number in range(40)]
    for number, row in enumerate(rows[:2]):
        make_fact(na, row, source=make_source(f"source-{number}"))
    make_line(na)
    publish()
    visit("/")
    few = len(visit(address).queries)
    for number, row in enumerate(rows[2:], start=2):
        make_fact(na, row, source=make_source(f"source-{number}"))
        make_line(na, f"line-{number}")
    publish()
    visit("/")
    assert len(visit(address).queries) == few
