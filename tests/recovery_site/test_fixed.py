"""The pages that say the same to everyone: each sentence about what we keep is checked here or named."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache

from recovery_site.caching import KEPT_SECONDS
from recovery_site.middleware import ADMIN_PATH
from tests.articles.banned import banned_in, phones_in
from tests.articles.reading import grade, split_sentences
from tests.articles.runs import runs_shared
from tests.meetings.asking import page
from tests.site.markup import loaded_from_outside

pytestmark = pytest.mark.django_db
FIXED = ["/privacy/", "/cover-your-tracks/", "/accessibility/", "/about/"]
SOURCED = {"1-800-799-7233"}  # its source stands below it
JUST_NOW = {"Sec-GPC": "1"}


def text_of(client, address):
    return page(client, address).one("main").text


@pytest.mark.parametrize("address", FIXED)
def test_it_reads_easily_kindly_and_in_our_own_words(client, address):
    main = page(client, address).one("main")
    prose = [sentence for one in main.all("p", "li") for sentence in split_sentences(one.text)]
    assert grade(prose) <= 8
    assert banned_in(main.text) == []
    assert set(phones_in(main.text)) <= SOURCED
    assert runs_shared(main.text) == []


@pytest.mark.parametrize("address", FIXED)
def test_it_may_be_kept_and_a_repeat_costs_one_query(client, address, django_assert_num_queries):
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=300"
    with django_assert_num_queries(1):
        assert client.get(address).content == first.content


def test_without_a_contact_it_says_so(client, settings):
    settings.SECURITY_CONTACT = ""
    assert "An address to write to: not stated." in text_of(client, "/privacy/")
    assert text_of(client, "/about/").count("Not stated") == 3


@pytest.mark.parametrize(
    "contact, shown",
    [("mailto:us@meetings.example", "us@meetings.example"), ("https://us.example/a", "us.example/a")],
)
def test_a_contact_that_is_set_can_be_reached(client, settings, contact, shown):
    settings.SECURITY_CONTACT = contact
    for address in ("/privacy/", "/accessibility/", "/about/"):
        links = {link.attrs["href"]: link.text for link in page(client, address).one("main").all("a")}
        assert links[contact] == shown


def test_a_contact_of_another_kind_is_not_linked(client, settings):
    settings.SECURITY_CONTACT = "javascript:alert(1)"
    assert "javascript" not in client.get("/about/").content.decode()


def test_about_names_this_site_and_nobody_who_pays(client, settings):
    settings.SITE_URL, settings.SITE_NAME = "https://meetings.example", "Harbor"
    text = text_of(client, "/about/")
    assert "Harbor helps people" in text
    assert "the site at meetings.example" in text
    for sentence in (
        "Nobody pays to be listed",
        "We sell no calls",
        "Steps, readings, books and names are theirs",
    ):
        assert sentence in text
    assert "no fellowship" in text


def test_no_page_claims_that_a_person_tested_it(client):
    assert "Nobody yet." in text_of(client, "/accessibility/")
    assert "No visitor has tested it for us yet." in text_of(client, "/about/")


# What /privacy/ promises.


def test_a_visitor_gets_no_cookie_even_with_one_in_hand(client):
    assert "No cookie is set" in text_of(client, "/privacy/")
    client.cookies["csrftoken"] = "broken token"
    answer = client.get("/privacy/")
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies


def test_only_the_staff_part_sets_cookies(client):
    assert "That part sets cookies, for them alone." in text_of(client, "/privacy/")
    assert settings.SESSION_COOKIE_PATH == settings.CSRF_COOKIE_PATH == ADMIN_PATH
    assert client.get("/admin/login/").cookies


@pytest.mark.parametrize("address", [*FIXED, "/help-now/", "/sources/"])
def test_the_browser_loads_nothing_from_elsewhere(client, address):
    assert loaded_from_outside(page(client, address)) == []


def test_pages_wait_in_memory_for_as_long_as_it_says(client):
    (minutes,) = re.findall(r"for up to (\d+) minutes", text_of(client, "/privacy/"))
    assert int(minutes) * 60 == KEPT_SECONDS


def test_under_their_key_no_search_can_be_read(client, shared_world):
    client.get("/meetings/near/memphis-tn/?day=tuesday&q=lampwords")
    keys = [key for key in cache._cache if "page:" in key]
    assert keys
    assert [key for key in keys if "lampwords" in key or "memphis" in key] == []


def test_the_signal_not_to_sell_changes_nothing_as_nothing_is_sold(client):
    assert "There is nothing to switch off." in text_of(client, "/privacy/")
    with_signal = client.get("/privacy/", headers=JUST_NOW)
    assert with_signal.content == client.get("/privacy/").content
    assert "Sec-GPC" not in with_signal.headers.get("Vary", "")


def test_the_place_is_rounded_to_two_decimals_on_the_device():
    script = (settings.BASE_DIR / "static" / "js" / "near-me.js").read_text()
    assert "var DECIMALS = 2" in script
    assert "toFixed(DECIMALS)" in script


# What /cover-your-tracks/ must hold.


@pytest.mark.parametrize(
    "subject",
    [
        "history",
        "list of calls",
        "Downloads",
        "calendar",
        "not to remember the place you type",
        "Location Services",
        "bill",
        "private window",
        "Delete a text",
        "Back shows",
        "cannot hide everything",
        "does not stop a spying app",
    ],
)
def test_covering_tracks_speaks_of(client, subject):
    assert re.search(subject, text_of(client, "/cover-your-tracks/"), re.I)


def test_somebody_who_is_afraid_finds_the_line_first(client):
    main = page(client, "/cover-your-tracks/").one("main")
    assert [link.attrs["href"] for link in main.all("a")][:2] == ["tel:18007997233", "sms:88788"]
    assert "Office for Victims of Crime" in main.text


def test_the_box_asks_the_browser_not_to_remember(client):
    for address in ("/", "/help-now/"):
        assert page(client, address).by_id("near").attrs["autocomplete"] == "off"
