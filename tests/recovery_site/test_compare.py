"""The comparison: which programmes, side by side, alone or with what is near a place."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fellowships import remembered
from tests.programmes import make_criterion, make_fact, make_line, make_source, make_way, write_programmes
from tests.site.markup import Page
from tests.world import make_fellowship, make_place, publish

pytestmark = pytest.mark.django_db
FOUR = "/compare/na/ha/smart/nar-anon/"
HERE = f"{FOUR}?near=memphis-tn"


@pytest.fixture
def four(shared_world):
    """The small world, with SMART, rows, and one fact that differs."""
    make_fellowship("smart")
    same, other = make_criterion("focus", position=1), make_criterion("goal", position=2)
    make_criterion("website", position=3, kind="website")
    for slug in ("na", "ha"):
        make_fact(make_fellowship(slug), same, "They say *one day*.")
        make_fact(
            make_fellowship(slug), other, f"As {slug} has it.", source=make_source("no-page", address="")
        )
    publish()
    return shared_world


def look(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return Page(response.content.decode())


def where(client, address):
    response = client.get(address)
    assert response.status_code == 302
    return response.headers["Location"]


def hrefs(page):
    return [link.attrs["href"] for link in page.all("a") if "main" in link.ancestors]


def rows_of(page):
    """{label: texts of its cells}, without the words that stand beside them."""
    table = next(one for one in page.all("table") if one.attrs["class"] == "compare")
    return {
        row.all("th")[0].text: [cell.text for cell in row.all("td")]
        for row in table.all("tr")
        if row.all("th") and row.all("th")[0].attrs["scope"] == "row"
    }


def test_the_choice_holds_all_programmes_and_leads_on_without_scripts(client, four):
    page = look(client, "/compare/?pick=ha")
    form = next(form for form in page.all("form") if "main" in form.ancestors)
    assert form.attrs["action"] == "/compare/"
    ticks = {box.attrs["value"]: "checked" in box.attrs for box in page.all("input") if "value" in box.attrs}
    assert ticks == {"na": False, "ha": True, "smart": False, "nar-anon": False, "": False}


@pytest.mark.parametrize(
    "query, address",
    [
        ("with=na&with=ha", "/compare/na/ha/"),
        ("with=ha&with=na&with=ha", "/compare/ha/na/"),
        ("with=na&with=ha&near=Memphis,+TN", "/compare/na/ha/?near=Memphis%2C+TN"),
        ("with=na", "/fellowships/na/"),
        ("with=NA&with=ha&near=", "/compare/na/ha/"),
    ],
)
def test_what_was_ticked_leads_to_its_page(client, four, query, address):
    response = client.get(f"/compare/?{query}")
    assert where(client, f"/compare/?{query}") == address
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "query, sentence",
    [
        ("near=Memphis", "Tick two, three or four programs."),
        ("with=", "Tick two, three or four programs."),
        ("with=na&with=ha&with=smart&with=nar-anon&with=aa", "Tick two, three or four programs."),
        ("with=na&with=nothing", "We do not know one of these programs."),
    ],
)
def test_too_few_or_too_many_come_back_with_a_sentence(client, four, query, sentence):
    make_fellowship("aa")
    publish()
    response = client.get(f"/compare/?{query}")
    assert sentence in Page(response.content.decode()).one("main").text
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "path, address",
    [
        ("/compare/na/", "/fellowships/na/"),
        ("/compare/na/na/", "/fellowships/na/"),
        ("/compare/na/ha/na/", "/compare/na/ha/"),
        ("/compare/NA/ha/?near=memphis-tn", "/compare/na/ha/?near=memphis-tn"),
        (
            "/compare/na/ha/smart/nar-anon/aa/",
            "/compare/?with=na&with=ha&with=smart&with=nar-anon&with=aa",
        ),
        ("/compare/na/ha/?near=Memphis,+TN&radius=5", "/compare/na/ha/?near=memphis-tn&radius=5"),
        ("/compare/na/ha/?near=38103&rows=different", None),
        ("/compare/na/ha/?near=Memphis&rows=different", "/compare/na/ha/?near=memphis-tn&rows=different"),
    ],
)
def test_other_addresses_lead_to_the_right_one(client, four, path, address):
    make_fellowship("aa")
    publish()
    if address is None:
        assert client.get(path).status_code == 200
    else:
        assert where(client, path) == address


@pytest.mark.parametrize("path", ["/compare/na/nothing/", "/compare/nothing/", "/compare/na//ha/x/"])
def test_an_unknown_programme_is_not_found_and_all_are_offered(client, four, path):
    page = look(client, path, 404)
    assert "Here are all we know" in page.one("main").text
    assert {box.attrs["value"] for box in page.all("input")} >= {"na", "ha"}


def test_a_place_that_is_not_clear_is_asked_for(client, four):
    for state in ("IL", "MA"):
        make_place("Springfield", state, point=(40.0, -80.0), population=150_000)
    response = client.get("/compare/na/ha/?near=Springfield&radius=5")
    assert response.headers["Cache-Control"] == "private, no-store"
    page = Page(response.content.decode())
    assert page.one("h1").text == "Which Springfield?"
    assert "/compare/na/ha/?near=springfield-il&radius=5" in hrefs(page)
    assert "/meetings/?near=Springfield" in hrefs(page)
    page = look(client, "/compare/na/ha/?near=Qqqqqq")
    assert page.one("h1").text == "We do not know that place"
    assert {"/meetings/?near=Qqqqqq", "/compare/na/ha/"} <= set(hrefs(page))


def test_the_table_has_a_caption_and_names_its_rows_and_columns(client, four):
    page = look(client, "/compare/ha/na/")
    table = page.one("table")
    assert "no ranking" in table.all("caption")[0].text
    heads = [one for one in table.all("th") if one.attrs["scope"] == "col"]
    assert [one.text for one in heads] == ["Heroin Anonymous", "Narcotics Anonymous"]
    rows = rows_of(page)
    assert rows["Focus"][0].startswith("HA They say one day .")
    assert page.one("title").text.startswith("Heroin Anonymous and Narcotics Anonymous side by side")
    assert [one.text for one in table.all("em")] == ["one day"] * 2


def test_each_cell_gives_its_source_and_date_on_demand(client, four):
    cells = [cell for cell in look(client, "/compare/na/ha/").one("table").all("td") if cell.all("details")]
    assert [cell.all("summary")[0].text for cell in cells] == [
        "Source : Focus, NA",
        "Source : Focus, HA",
        "Source : Goal, NA",
        "Source : Goal, HA",
    ]
    assert "As of May 2018." in cells[0].text
    (link,) = cells[0].all("a")
    assert (link.text, link.attrs["rel"]) == ("An invented text", "noreferrer")
    assert cells[2].all("a") == []


def test_what_is_not_known_reads_not_stated(client, four):
    assert rows_of(look(client, "/compare/na/smart/"))["Goal"][1] == "SMART Not stated"


def test_only_rows_that_differ_can_be_shown(client, four):
    page = look(client, "/compare/na/ha/")
    assert list(rows_of(page)) == ["Focus", "Goal", "Website"]
    assert "/compare/na/ha/?rows=different" in hrefs(page)
    page = look(client, "/compare/na/ha/?rows=different&near=memphis-tn")
    assert list(rows_of(page)) == ["Goal", "Website"]
    assert "/compare/na/ha/?near=memphis-tn" in hrefs(page)
    assert robots(page) == "noindex,follow"


def robots(page):
    return next((one.attrs["content"] for one in page.all("meta") if one.attrs.get("name") == "robots"), "")


def test_whatever_the_order_one_address_is_indexed(client, four):
    for path in ("/compare/na/ha/", "/compare/ha/na/", "/compare/ha/na/?near=memphis-tn"):
        page = look(client, path)
        (canonical,) = [one for one in page.all("link") if one.attrs["rel"] == "canonical"]
        assert canonical.attrs["href"] == f"{settings.SITE_URL}/compare/na/ha/"
        assert robots(page) == ("noindex,follow" if "near" in path else "")


def test_going_to_both_is_a_way(client, four):
    text = look(client, "/compare/na/smart/").one("main").text
    assert "You do not have to choose one." in text
    make_way("na", "ha", title="NA and HA", text="Go to both.", source=make_source())
    publish()
    text = look(client, "/compare/na/ha/").one("main").text
    assert "NA and HA. Go to both. Source: An invented text" in text


def test_nothing_is_ranked_ticked_or_crossed(client, four):
    text = look(client, HERE).one("main").text
    assert not any(mark in text for mark in "✓✔✗✘★")
    assert "best for everybody" in text


def test_it_is_kept_for_a_minute_and_with_a_place_too(client, four):
    for address in ("/compare/na/ha/", HERE):
        assert client.get(address).headers["Cache-Control"] == "public, max-age=60"


def cost(client, address):
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("address", [FOUR, HERE])
def test_four_programmes_cost_at_most_15_queries_with_2_and_with_40_facts(client, four, address):
    """The version; programmes, facts, ways; with a place also place, rows, what may stop them, the nearest
    (2), cards, whole lists, their lists. Names of programmes are read once for each version (3)."""
    client.get("/")
    few = cost(client, address)
    write_programmes(40)
    for number in range(40):
        for slug in ("smart", "nar-anon"):
            make_fact(make_fellowship(slug), make_criterion(f"row-{number}"))
    make_line(make_fellowship("smart"))
    publish()
    client.get("/")
    many = cost(client, address)
    assert len(many) == len(few) <= (12 if "near" in address else 4), "\n".join(many)
    remembered.forget()
    assert len(cost(client, address)) <= 15
