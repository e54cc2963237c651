"""The finder around Memphis as visitors meet it: its pages, read as a browser does."""

import pytest

from tests.meetings.asking import number, page, shown
from tests.world import publish

pytestmark = pytest.mark.django_db
NEAR = "/meetings/near/memphis-tn/"
DAY = 24 * 60


def words(client, address=NEAR):
    return page(client, address).one("main").text


FILTERS = {
    "day=tuesday": {"Lamp Group", "Olive Branch Group"},
    "day=monday&day=saturday": {"Open Ended Group", "Twice a Month"},
    "time=evening": {"Lamp Group", "Olive Branch Group", "Bridge Group", "Harbor Group", "Open Ended Group"},
    "time=night": {"Midnight Oil"},
    "time=morning": {"Plain Group", "Twice a Month"},
    "type=open": {"Lamp Group"},
    "type=closed": {"Bridge Group", "Harbor Group"},
    "type=closed&type=women": {"Harbor Group"},
    "format=step-study": {"Bridge Group"},
    "format=step-study&format=discussion": {"Bridge Group", "Lamp Group"},
    "access=wheelchair": {"Lamp Group"},
    "attendance=hybrid": {"Bridge Group"},
    "fellowship=nar-anon": {"Porch Light Family Group"},
    "fellowship=ha&radius=100": set(),
    "radius=10&day=tuesday": {"Lamp Group"},
    "q=olive": {"Olive Branch Group"},
    "q=lamp+hall": {"Lamp Group", "Bridge Group"},
    "day=someday&type=x&unknown=1&time=night": {"Midnight Oil"},
    "slips=yes": set(),
    "language=es": set(),
}


@pytest.mark.parametrize("query", FILTERS)
def test_every_filter_finds_its_meetings(shared_world, client, query):
    found = page(client, f"{NEAR}?{query}")
    rows = [row for row in found.all("li") if row.parent.attrs.get("class") == "rows"]
    assert {_name(row) for row in rows if not _stands_first(row)} == FILTERS[query]
    assert number(found.one("h1").text) == len(FILTERS[query])


def _stands_first(row):
    """Among what one can be at from here, before the list."""
    return any(one.attrs.get("class") == "panel" for one in _around(row))


def _around(element):
    while element.parent is not None:
        element = element.parent
        yield element


def _name(row):
    return next(child for child in row.children if getattr(child, "tag", "") == "h3").text


def test_filters_in_use_are_listed_with_links_that_take_them_away(shared_world, client):
    found = page(client, f"{NEAR}?day=tuesday&type=open")
    (chips,) = [one for one in found.all("ul") if one.attrs.get("aria-label") == "Filters in use"]
    links = {link.text: link.attrs["href"] for link in found.all("a") if chips in _around(link)}
    assert links["Remove: Tuesday ×"] == f"{NEAR}?type=open"
    assert links["Clear all filters"] == NEAR


def test_the_form_works_without_javascript(shared_world, client):
    """What a browser sends with the button of the filters: every ticked box and the typed place."""
    found = page(client, f"{NEAR}?day=tuesday&radius=50")
    form = next(one for one in found.all("form") if found.by_id("near") in _inside(one, found))
    assert form.attrs.get("method", "get") == "get"
    assert form.attrs["action"] == "/meetings/"
    (button,) = [one for one in found.all("button") if "formaction" in one.attrs]
    assert button.attrs["formaction"] == NEAR
    ticked = [one.attrs["value"] for one in found.all("input") if "checked" in one.attrs]
    assert ticked == ["tuesday"]
    sent = f"near=Memphis,+TN&radius=50&sort=soonest&day={ticked[0]}"
    assert shown(page(client, f"{NEAR}?{sent}")) == shown(found)
    assert client.get(f"/meetings/?{sent}").url == f"{NEAR}?radius=50&day=tuesday"


def _inside(element, page):
    return [one for one in page.elements if element in _around(one)]


def test_a_hidden_address_is_on_no_page_of_the_finder(shared_world, client):
    for address in (NEAR, f"{NEAR}?type=women", "/meetings/?q=harbor", "/meetings/?fellowship=na&day=friday"):
        html = client.get(address).content.decode()
        assert "Harbor Group" in html
        assert "Quiet House" not in html
        assert "Secret Lane" not in html
    assert shown(page(client, "/meetings/?q=quiet")) == []


def test_a_hybrid_meeting_in_a_closed_building_is_online(shared_world, client):
    shared_world.hall.closures.create(first_day="2020-01-01", reason="Water")
    publish(shared_world.lamp, shared_world.hybrid)
    assert "Bridge Group" in shown(page(client, "/meetings/online/"))
    assert "Bridge Group" not in shown(page(client, NEAR))


def test_nothing_at_all_explains_and_offers(shared_world, client):
    text = words(client, f"{NEAR}?fellowship=ha")
    assert "Heroin Anonymous near Memphis, TN" in text
    assert "Nashville, TN, about 196 miles" in text
    assert "(0 meetings" not in text


def test_pages_with_questions_are_not_for_search_engines(shared_world, client):
    def robots(address):
        return [
            one.attrs["content"]
            for one in page(client, address).all("meta")
            if one.attrs.get("name") == "robots"
        ]

    assert robots(NEAR) == []
    assert robots(f"{NEAR}?day=tuesday") == ["noindex,follow"]
    canonical = [
        one.attrs["href"]
        for one in page(client, f"{NEAR}?day=tuesday").all("link")
        if one.attrs["rel"] == "canonical"
    ]
    assert [address.endswith(NEAR) for address in canonical] == [True]


def test_only_reading_is_answered(shared_world, client):
    for address in ("/meetings/", NEAR, "/meetings/online/", "/"):
        assert client.post(address).status_code == 405
