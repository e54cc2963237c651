"""What a page tells search engines and previews: one address, neutral words, and no more than it shows."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from recovery_site.languages import path_in
from recovery_site.sitemaps import SECTIONS
from tests import structured
from tests.site.addresses import ADDRESSES, STATES
from tests.validating import texts

ALL = ADDRESSES | STATES
PAGES = [name for name, address in ALL.items() if address.is_page]
ANSWERED = [name for name in PAGES if ALL[name].status == 200]
# What each visitor makes, or what only one person is to see.
IN_NO_INDEX = {
    *("choose", "list-page", "meeting-join", "meeting-report", "report-outcome", "report-sent", "still-true"),
    *("offline", "styleguide"),
}
SHARED_ANSWER = {"question": "/faq/asked-0/"}  # its answer is that of another question
# Every two programmes side by side are led to by links; the other shares the answer of another question.
NOT_LISTED = {"compare", "question"}
NO_PATH_OF_OURS = {"no such page", "no such sitemap"}
ONLY_ENGLISH = {"guide", "question", "faq", "glossary", "compare", "fellowship", "feeds"}
WITH_DATA = {
    *("home", "finder-near", "online", "meeting-page", "fellowship", "guide", "question", "faq"),
    *("online meeting", "hidden meeting", "locked meeting"),
}
SHOUTS = re.compile(
    r"anonymous|heroin|narcotic|alcohol|cocaine|opioid|addict|recovery|drug|\bNA\b|\bHA\b", re.I
)


def meta(page, name):
    return [
        one.attrs.get("content", "")
        for one in page.all("meta")
        if name in (one.attrs.get("name"), one.attrs.get("property"))
    ]


def canonical(page):
    return [one.attrs["href"] for one in page.all("link") if one.attrs.get("rel") == "canonical"]


def not_indexed(page):
    return any("noindex" in said for said in meta(page, "robots"))


def blocks(visits):
    return {name: structured.blocks_of(visits[name].page) for name in PAGES}


def test_a_page_for_everybody_names_its_one_address(visits):
    wrong = {}
    for name in ADDRESSES:
        if name in ANSWERED and name not in IN_NO_INDEX:
            visit = visits[name]
            found = canonical(visit.page)
            own = SHARED_ANSWER.get(name, visit.path)
            if found != [settings.SITE_URL + own] or not_indexed(visit.page):
                wrong[name] = found
    assert wrong == {}


def test_a_page_of_one_visitor_is_in_no_index(visits):
    assert [name for name in IN_NO_INDEX if not not_indexed(visits[name].page)] == []


def test_every_page_that_an_index_may_hold_is_in_the_sitemap(site, client):
    listed = set()
    for section in SECTIONS:
        listed |= set(texts(client.get(f"/sitemap-{section}-1.xml").content, "loc"))
    pages = [name for name in ADDRESSES if name in ANSWERED and name not in IN_NO_INDEX | NOT_LISTED]
    expected = {name: settings.SITE_URL + ADDRESSES[name].path.format(**site) for name in pages}
    assert {name for name, address in expected.items() if address not in listed} == set()


def test_filters_and_questions_are_in_no_index_and_point_to_the_plain_page(visits):
    wrong = {}
    for name in STATES:
        if name in ANSWERED and "?" in visits[name].path:
            page = visits[name].page
            if not not_indexed(page) or any(urlsplit(address).query for address in canonical(page)):
                wrong[name] = canonical(page)
    assert wrong == {}


def test_a_link_leads_to_the_same_page_in_spanish_with_place_and_filters(visits):
    wrong = {}
    for name in PAGES:
        page, path = visits[name].page, visits[name].path
        (found,) = [one.attrs["href"] for one in page.all("a") if one.attrs.get("rel") == "alternate"]
        if found != ("/es/" if name in NO_PATH_OF_OURS else path_in("es", path)):
            wrong[name] = found
    assert wrong == {}


def test_a_page_that_is_in_spanish_too_tells_search_engines(visits):
    """The same three addresses as the Spanish page tells: tests/site/test_languages.py."""
    wrong = {}
    for name in ADDRESSES:
        if name in ANSWERED and name not in IN_NO_INDEX:
            page = visits[name].page
            own = settings.SITE_URL + visits[name].path
            found = {one.attrs["hreflang"]: one.attrs["href"] for one in page.all("link") if is_other(one)}
            spanish = settings.SITE_URL + path_in("es", visits[name].path)
            both = {"en": own, "es": spanish, "x-default": own}
            if found != ({} if name in ONLY_ENGLISH else both):
                wrong[name] = found
    assert wrong == {}


def is_other(link):
    return link.attrs.get("rel") == "alternate" and "hreflang" in link.attrs


def test_an_error_names_no_address(visits):
    assert [name for name in PAGES if ALL[name].status >= 400 and canonical(visits[name].page)] == []


def test_a_preview_has_a_title_that_shouts_nothing(visits):
    shown = {name: visits[name].page for name in ANSWERED}
    assert [name for name, page in shown.items() if len(meta(page, "og:title")) != 1] == []
    said = {
        name: [word for key in ("og:title", "og:description") for word in meta(page, key)]
        for name, page in shown.items()
        if name != "home"  # says what the whole site is
    }
    assert {name: words for name, words in said.items() if SHOUTS.search(" ".join(words))} == {}


def test_a_preview_of_a_meeting_says_day_and_time_but_not_whose_it_is(visits):
    page = visits["meeting-page"].page
    (title,) = meta(page, "og:title")
    assert re.fullmatch(r"Meeting – \w+day 7:00 pm", title)
    assert meta(page, "og:description") == ["Memphis, TN. In person"]
    assert meta(page, "og:url") == canonical(page)
    assert meta(visits["finder-near"].page, "og:title") == ["Meetings near Memphis, TN"]


def test_a_preview_loads_nothing(visits):
    assert [name for name in PAGES if meta(visits[name].page, "og:image")] == []


def test_structured_data_stands_where_it_should_and_on_no_page_that_is_in_no_index(visits):
    assert {name for name, found in blocks(visits).items() if found} == WITH_DATA
    assert [name for name in WITH_DATA if not_indexed(visits[name].page)] == []


def test_structured_data_uses_the_terms_of_schema_org_where_they_belong(visits):
    for name in WITH_DATA:
        (block,) = structured.blocks_of(visits[name].page)
        assert structured.unknown_terms(block) == [], name
        assert structured.misplaced(block) == [], name
        assert structured.malformed(structured.expanded(block)) == [], name


def test_structured_data_says_nothing_that_its_page_does_not_show(visits):
    unseen = {}
    for name in WITH_DATA:
        page = visits[name].page
        found = structured.expanded(structured.blocks_of(page)[0])
        assert found, name
        if lines := structured.unseen(found, page.one("body").text):
            unseen[name] = lines
    assert unseen == {}


def test_structured_data_points_to_us_to_schema_org_and_to_the_programmes_own_site(visits):
    known = (settings.SITE_URL, "https://schema.org/", "https://na.example/")
    wrong = {}
    for name in WITH_DATA:
        found = structured.expanded(structured.blocks_of(visits[name].page)[0])
        if others := [one for one in structured.addresses_in(found) if not one.startswith(known)]:
            wrong[name] = others
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "page"),
    [("online meeting", "/meetings/na/lantern-online-"), ("locked meeting", "/meetings/na/locked-group-")],
)
def test_who_joins_from_afar_is_led_to_our_page_and_not_to_the_link(visits, name, page):
    text = str(structured.blocks_of(visits[name].page))
    assert f"'VirtualLocation', 'url': '{settings.SITE_URL}{page}" in text
    assert "video.example" not in text
    assert "Passcode-4417" not in text
