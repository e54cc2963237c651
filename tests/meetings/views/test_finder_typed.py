"""What a visitor typed leads on: to a place, to several of one name, to names, to spelling help."""

from urllib.parse import urlencode

import pytest
from django.core.cache import cache

from tests.meetings.asking import number, page, shown
from tests.world import make_meeting, make_place, make_venue

pytestmark = pytest.mark.django_db
NO_STORE = "private, no-store"


def test_a_town_leads_to_its_page(shared_world, client):
    response = client.get("/meetings/?near=Memphis,+TN")
    assert (response.status_code, response.url) == (302, "/meetings/near/memphis-tn/")
    assert response.headers["Cache-Control"] == NO_STORE


def test_the_filters_come_along_and_where_one_was_measured_does_not(shared_world, client):
    query = "near=memphis+tn&day=tuesday&type=open&radius=50&page=3&lat=35.15&lng=-90.05&unknown=x"
    response = client.get(f"/meetings/?{query}")
    assert response.url == "/meetings/near/memphis-tn/?radius=50&day=tuesday&type=open"


def test_a_zip_leads_to_its_page(shared_world, client):
    assert client.get("/meetings/?near=38103").url == "/meetings/near/38103/"


def test_in_spanish_one_stays_in_spanish(shared_world, client):
    assert client.get("/es/meetings/?near=Memphis,+TN").url == "/es/meetings/near/memphis-tn/"


@pytest.fixture
def springfields(shared_world):
    missouri = make_place("Springfield", "MO", point=(37.2153, -93.2982), population=169_000)
    make_place("Springfield", "IL", point=(39.8017, -89.6437), population=114_000)
    make_place("Springfield", "MA", point=(42.1015, -72.5898), population=155_000)
    for weekday in range(3):
        venue = make_venue(city="Springfield", state="MO", point=(missouri.latitude, missouri.longitude))
        make_meeting("Ozark Group", weekday=weekday, venue=venue)
    make_meeting("Ozark Family", fellowship="nar-anon", venue=venue)


def test_several_places_of_one_name_are_a_list_with_numbers(springfields, client):
    response = client.get("/meetings/?near=Springfield")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, NO_STORE)
    text = page(client, "/meetings/?near=Springfield").one("main").text
    assert "Which Springfield?" in text
    assert "Springfield, MO 3 meetings within 25 miles" in text
    assert "Springfield, IL no meeting that we know of" in text
    assert "0 meetings" not in text


def test_a_state_and_a_country_of_one_name_are_counted_whole(shared_world, client):
    state = make_place(
        "Georgia", "GA", slug="georgia-us", kind="state", point=(32.6, -83.4), population=10_000_000
    )
    make_place(
        "Georgia", "", slug="georgia", country="GE", kind="country", point=(42.0, 43.5), population=4_000_000
    )
    make_meeting("Peach", venue=make_venue(city="Savannah", state=state.admin1, point=(32.08, -81.09)))
    text = page(client, "/meetings/?near=Georgia").one("main").text
    assert "Georgia, United States 1 meeting " in text
    assert "Georgia no meeting that we know of" in text


@pytest.mark.parametrize("filters", ["", "&day=monday", "&radius=5&type=open", "&fellowship=nar-anon"])
def test_each_number_is_what_the_page_of_that_place_finds(springfields, client, filters):
    found = page(client, f"/meetings/?near=Springfield{filters}")
    offered = [item for item in found.all("li") if "/near/" in _first_link(item)]
    assert len(offered) == 3
    for item in offered:
        said = item.text.split(", ")[1][2:]
        heading = page(client, _first_link(item)).one("h1").text
        assert number(said) == number(heading) if number(said) else "no meeting" in said


def _first_link(item):
    return next((one.attrs.get("href", "") for one in item.children if hasattr(one, "attrs")), "")


def test_several_places_name_the_search_by_name_too(springfields, client):
    assert "/meetings/?q=Springfield" in _hrefs(page(client, "/meetings/?near=Springfield"))


def test_the_page_of_a_place_names_its_namesakes_and_the_search_by_name(springfields, client):
    found = page(client, "/meetings/near/springfield-mo/?day=monday")
    assert "Another Springfield?" in found.one("main").text
    assert "/meetings/near/springfield-il/?day=monday" in _hrefs(found)
    assert "/meetings/?q=Springfield" in _hrefs(found)


def _hrefs(page):
    return [link.attrs.get("href") for link in page.all("a")]


@pytest.mark.parametrize("text", ["Lamp Group", "lámp grou", "LAMP  group!", "Olive Hall", "River Hall"])
def test_what_is_no_place_is_looked_for_among_names_and_venues(shared_world, client, text):
    found = page(client, "/meetings/?" + urlencode({"near": text}))
    assert set(shown(found)) & {"Lamp Group", "Olive Branch Group", "River Group"}
    assert client.get("/meetings/", {"near": text}).headers["Cache-Control"] == NO_STORE


def test_the_box_keeps_what_was_typed(shared_world, client):
    found = page(client, "/meetings/?near=Lamp+Group")
    assert found.by_id("near").attrs["value"] == "Lamp Group"


def test_a_slip_is_answered_with_places_spelt_like_it(shared_world, client):
    found = page(client, "/meetings/?near=Memfis&day=monday")
    assert "We do not know that place" in found.one("h1").text
    assert "/meetings/near/memphis-tn/?day=monday" in _hrefs(found)


@pytest.mark.parametrize(
    "text",
    ["xqzzvw", "???", "' OR 1=1 --", "\x00", "<script>alert(1)</script>", "🙂", "a" * 500, "99999", "%s%n"],
)
def test_rubbish_gets_a_kind_answer(shared_world, client, text):
    response = client.get("/meetings/", {"near": text})
    assert response.status_code == 200
    html = response.content.decode()
    assert "<script>alert" not in html
    assert "/meetings/online/" in html


def test_nothing_typed_shows_the_box_and_numbers_by_country(shared_world, client):
    cache.clear()
    found = page(client, "/meetings/")
    assert found.by_id("near") is not None
    assert "United States 12 meetings" in found.one("main").text
    assert "/meetings/?fellowship=ha" in _hrefs(found)
    assert shown(found) == []


def test_a_country_of_that_list_leads_to_its_page(shared_world, client):
    make_place(
        "United States", "", slug="united-states", key="unitedstates", kind="country", point=(39.8, -98.6)
    )
    (address,) = [href for href in _hrefs(page(client, "/meetings/")) if "near=United" in href]
    response = client.get(address)
    assert (response.status_code, response.url) == (302, "/meetings/near/united-states/")


def test_a_place_nobody_knows_is_not_found(shared_world, client):
    response = client.get("/meetings/near/nowhere-zz/")
    assert response.status_code == 404


def test_near_me_looks_around_the_point_and_is_kept_nowhere(shared_world, client):
    response = client.get("/meetings/?lat=35.15&lng=-90.05")
    assert response.headers["Cache-Control"] == NO_STORE
    found = page(client, "/meetings/?lat=35.15&lng=-90.05")
    assert found.one("h1").text == "10 meetings near you (around Memphis, TN)"
    hidden = {
        field.attrs["name"]: field.attrs["value"]
        for field in found.all("input")
        if field.attrs.get("type") == "hidden"
    }
    assert hidden == {"lat": "35.15", "lng": "-90.05"}
    assert [meta.attrs["content"] for meta in found.all("meta") if meta.attrs.get("name") == "robots"] == [
        "noindex"
    ]


def test_near_me_at_sea_answers_too(shared_world, client):
    found = page(client, "/meetings/?lat=-48.88&lng=-123.39")
    assert "near you" in found.one("h1").text
