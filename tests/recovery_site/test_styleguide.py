"""The style guide shows the pieces themselves, in every state, from samples of the shape that views make."""

import re

import pytest
from django.urls import reverse

from meetings.cards import Page, card_of
from meetings.filters import Asked
from meetings.finding import Spot, cards, near
from meetings.labels import labels
from meetings.presenting.place import present_place
from recovery_site.contrast import pairs
from recovery_site.icons import PATHS
from recovery_site.pages.styleguide import samples
from tests.meetings.asking import page
from tests.site.sources import ROOT

pytestmark = pytest.mark.django_db
MOMENT = 1_795_000_000
COMPONENTS = ROOT / "templates" / "components"
# On every page already, or of one page alone and shown there.
ELSEWHERE = {
    *("_reach", "_help_now", "_footer", "_outside", "_feed", "_icon", "_ways_on", "_contact", "_text_link"),
    *("_before_choosing", "_questions", "_way", "_facts", "_meanings", "_programme_near", "_compare_near"),
    *("_related_guides", "_lines_elsewhere", "_report_guards", "_offline", "_remove"),
}


@pytest.fixture
def shown(client):
    return page(client, "/styleguide/")


def test_it_shows_every_piece_or_the_piece_is_on_every_page(client):
    template = (ROOT / "templates" / "pages" / "styleguide.html").read_text("utf-8")
    named = set(re.findall(r"components/(_\w+)\.html", template))
    named |= {f"_{tag}" for tag in re.findall(r"{% (rows|facets) ", template)}
    pieces = {path.name.partition(".")[0] for path in COMPONENTS.iterdir()}
    assert {name for name in pieces - named - ELSEWHERE if not name.startswith("_paper")} == set()


def test_its_rows_have_what_the_rows_of_a_search_have(shared_world):
    known = labels()
    found = near(Asked(), Spot.of(shared_world.memphis), MOMENT, known)
    hit = found.hits[0]
    real = card_of(hit, cards([hit.meeting])[hit.meeting], Page(MOMENT, known))
    for row in samples()["rows"]:
        assert row.keys() == real.keys(), row["name"]
    place = present_place(shared_world.lamp)
    assert samples()["place"].keys() - place.keys() == set()


def test_it_shows_the_states_that_break_pages(shown):
    names = [row["name"] for row in samples()["rows"]]
    assert max(map(len, names)) >= 60
    assert any(" " not in name and len(name) >= 60 for name in names)
    assert len(samples()["formats"]) == 14
    text = shown.one("main").text
    for state in ("(the address is given by the group)", "By phone", "at least 21,000 meetings", "1,204"):
        assert state in text
    directions = {element.attrs.get("dir") for element in shown.all("p", "dd")}
    assert "auto" in directions
    assert [one.text for one in shown.all("bdi") if re.search("[\u0590-\u06ff]", one.text)]


def test_it_names_every_drawing_and_every_contrast(shown):
    text = shown.one("main").text
    assert [name for name in PATHS if name not in text] == []
    assert [pair for pair in pairs() if f"{pair.light}" not in text] == []


def test_no_search_engine_shall_show_it_and_developers_find_it(client, shown):
    robots = [meta.attrs["content"] for meta in shown.all("meta") if meta.attrs.get("name") == "robots"]
    assert robots == ["noindex"]
    assert "styleguide" not in client.get("/sitemap-pages-1.xml").content.decode()
    assert f'href="{reverse("styleguide")}"' in client.get("/feeds/").content.decode()


def test_what_is_invented_is_said_so(shown):
    assert "All of it is invented" in shown.one("main").all("p")[0].text
