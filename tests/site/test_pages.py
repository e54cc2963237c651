"""Every page a person can see: sound, complete, named, in its language, and calm about outside hosts."""

import base64
import hashlib
import re
from itertools import pairwise
from urllib.parse import urlsplit

import brotli
import pytest

from tests.site import markup
from tests.site.addresses import ADDRESSES, STATES

PAGES = [name for name, address in (ADDRESSES | STATES).items() if address.is_page]
INDEPENDENT = "Independent. Not affiliated with or endorsed by any fellowship."
each_page = pytest.mark.parametrize("name", PAGES)


@each_page
def test_its_markup_is_sound(visits, name):
    page = visits[name].page
    assert page.faults == []
    assert markup.repeated_ids(page) == []
    assert markup.dangling_references(page) == []


@each_page
def test_it_has_one_heading_a_title_and_a_language(visits, name):
    page = visits[name].page
    assert len([heading for heading in page.all("h1") if heading.text]) == len(page.all("h1")) == 1
    (title,) = (title for title in page.all("title") if "head" in title.ancestors)
    assert title.text
    assert page.one("html").attrs["lang"] == "en"
    assert any(meta.attrs.get("name") == "viewport" for meta in page.all("meta"))


@each_page
def test_headings_skip_no_level(visits, name):
    levels = [int(heading.tag[1]) for heading in visits[name].page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    main = levels[levels.index(1) :]
    assert [pair for pair in pairwise(main) if pair[1] > pair[0] + 1] == []


def test_no_two_addresses_share_a_title(visits):
    titles = [visits[name].page.all("title")[0].text for name in PAGES if name in ADDRESSES]
    assert sorted(titles) == sorted(set(titles))


@each_page
def test_help_stands_in_the_same_place(visits, name):
    help_now = visits[name].page.by_id("help-now")
    assert help_now is not None
    assert help_now.ancestors == visits[PAGES[0]].page.by_id("help-now").ancestors
    numbers = [link for link in markup.links(visits[name].page) if link.attrs["href"].startswith("tel:")]
    assert len(numbers) >= 4


@each_page
def test_the_footer_says_whose_site_this_is_not(visits, name):
    assert INDEPENDENT in visits[name].page.all("footer")[-1].text


@each_page
def test_a_browser_loads_nothing_from_elsewhere(visits, name):
    assert markup.loaded_from_outside(visits[name].page) == []


@each_page
def test_links_to_other_hosts_do_not_say_where_the_visitor_was(visits, name):
    careless = [
        link.attrs["href"]
        for link in markup.links(visits[name].page)
        if urlsplit(link.attrs["href"]).netloc and "noreferrer" not in link.attrs.get("rel", "").split()
    ]
    assert careless == []


@each_page
def test_every_form_control_has_a_name(visits, name):
    assert markup.unlabelled_controls(visits[name].page) == []


@each_page
def test_no_box_feeds_what_a_browser_offers_to_the_next_person(visits, name):
    """But it may fill in the visitor's own address for an answer (WCAG 1.3.5)."""
    careless = [
        box.attrs.get("name")
        for box in visits[name].page.all("input", "textarea")
        if (kind := box.attrs.get("type", "text")) not in ("hidden", "checkbox", "radio")
        if box.attrs.get("autocomplete") != ("email" if kind == "email" else "off")
    ]
    assert careless == []


@each_page
def test_the_policy_allows_all_it_holds_and_nothing_needs_more(visits, name):
    page, policy = visits[name].page, visits[name].response.headers["Content-Security-Policy"]
    for element in page.all("style", "script"):
        text = "".join(map(str, element.children))
        if text.strip() and element.attrs.get("type") != "application/ld+json":
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy, f"<{element.tag}> of this page would not run"
    for element in page.elements:
        assert not [attr for attr in element.attrs if attr == "style" or re.match("on[a-z]+$", attr)]


@each_page
def test_it_fits_into_the_first_packets(visits, name):
    """With headers, compressed as a front end does."""
    headers = visits[name].response.headers.items()
    address = (ADDRESSES | STATES)[name]
    sent = len(brotli.compress(visits[name].body, quality=4))
    assert sent + sum(len(f"{key}: {value}\r\n".encode()) for key, value in headers) <= address.most
