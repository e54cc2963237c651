"""Every address answers as its line in tests/site/addresses.py says, and for what that line says."""

import json
import xml.etree.ElementTree as ElementTree
from urllib.parse import urldefrag, urlsplit

import icalendar
import pytest
from django.test import Client
from django.urls import resolve
from django.utils import translation

from tests.site import markup
from tests.site.addresses import ADDRESSES, STATES, public_patterns
from tests.site.visiting import fill, visit_all

ALL = ADDRESSES | STATES
each_address = pytest.mark.parametrize("name", ALL)


def test_every_public_pattern_has_a_name_and_a_line_in_the_table():
    named = dict(public_patterns())
    assert None not in named, f"a public pattern has no name: {named.get(None)}"
    assert set(named) == set(ADDRESSES), "tests/site/addresses.py and the URL patterns must agree"


@each_address
def test_it_answers_as_documented(visits, name):
    response = visits[name].response
    assert response.status_code == ALL[name].status
    if response.status_code not in (301, 302, 304):
        assert response.headers["Content-Type"].partition(";")[0] == ALL[name].kind


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_example_is_an_example_of_its_pattern(visits, name):
    assert resolve(visits[name].path.partition("?")[0]).view_name == name


@each_address
def test_it_stays_within_its_budget(visits, name):
    queries = visits[name].queries
    assert len(queries) <= ALL[name].queries, f"{ALL[name].why}; took:\n" + "\n".join(queries)


@each_address
def test_it_never_asks_who_is_there(visits, name):
    assert [sql for sql in visits[name].queries if "django_session" in sql or "auth_user" in sql] == []
    assert "Cookie" not in visits[name].response.headers.get("Vary", "")


@each_address
def test_it_sets_no_cookie(visits, name):
    assert not visits[name].response.cookies
    assert "Set-Cookie" not in visits[name].response.headers


@each_address
def test_it_carries_the_security_headers(visits, name):
    headers = visits[name].response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy or headers["X-Frame-Options"] == "DENY"
    assert "unsafe" not in policy
    assert "://" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=(self)" in headers["Permissions-Policy"]


@each_address
def test_its_headers_take_less_than_600_bytes(visits, name):
    """Of a page; a feed for programs also says who may read it, and under which licence."""
    headers = visits[name].response.headers.items()
    most = 850 if "Access-Control-Allow-Origin" in visits[name].response.headers else 600
    assert sum(len(f"{key}: {value}\r\n".encode()) for key, value in headers) < most


@pytest.mark.django_db
def test_forty_meetings_cost_as_many_queries_as_two():
    few = {name: len(visit.queries) for name, visit in visit_all(fill(2)).items()}
    many = visit_all(fill(40))
    grown = {name: visit.queries for name, visit in many.items() if len(visit.queries) > few[name]}
    assert grown == {}


def test_head_and_wrong_methods_answer_properly(site, client):
    wrong = []
    for address in ALL.values():
        path = address.path.format(**site)
        head = client.head(path)
        if head.status_code != address.status or head.content:
            wrong.append(f"HEAD {path}: {head.status_code}, {len(head.content)} bytes")
        if address.status == 404:
            continue
        for method in ("put", "patch", "delete", *([] if address.posts else ["post"])):
            answer = getattr(client, method)(path)
            if answer.status_code != 405 or "GET" not in answer.headers.get("Allow", ""):
                wrong.append(f"{method.upper()} {path}: {answer.status_code}")
    assert wrong == []


def test_a_repeat_of_an_answer_with_a_tag_is_304(site, client):
    wrong = []
    for address in ALL.values():
        path = address.path.format(**site)
        for _ in range(2):  # a second try, for when the minute changes between the two visits
            tag = client.get(path).headers.get("ETag")
            fine = tag is None or client.get(path, headers={"If-None-Match": tag}).status_code == 304
            if fine:
                break
        if not fine:
            wrong.append(path)
    assert wrong == []


@each_address
def test_it_is_what_it_says_it_is(visits, name):
    """Data can be read by a program of its kind."""
    read = {
        "application/json": json.loads,
        "application/manifest+json": json.loads,
        "application/xml": ElementTree.fromstring,
        "application/opensearchdescription+xml": ElementTree.fromstring,
        "text/calendar": lambda body: icalendar.Calendar.from_ical(body.decode()),
    }
    reader = read.get(ALL[name].kind, bytes.decode)
    assert reader(visits[name].body) is not None


def test_the_staff_pages_need_a_password_and_are_the_only_ones_left_out(client):
    answer = client.get("/admin/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")


def test_pages_stand_in_spanish_too(site, client):
    wrong = []
    for name, address in ADDRESSES.items():
        if address.is_page:
            path = "/es" + address.path.format(**site)
            answer = client.get(path)
            with translation.override("es"):
                same = resolve(path.partition("?")[0]).view_name == name
            if not same or answer.status_code != address.status or b'<html lang="es"' not in answer.content:
                wrong.append(path)
    assert wrong == []


def test_no_inside_link_leads_nowhere(site):
    client, wrong, seen = Client(raise_request_exception=False), {}, {}
    for address in ALL.values():
        if not address.is_page:
            continue
        path = address.path.format(**site)
        for link in markup.links(markup.Page(client.get(path).content.decode())):
            leads_to = urldefrag(link.attrs["href"])[0]
            if not leads_to or urlsplit(leads_to).scheme or urlsplit(leads_to).netloc:
                continue
            if "alternate" in link.attrs.get("rel", ""):
                continue  # the page in another language: tests/site/test_languages.py visits them all
            if leads_to not in seen:
                seen[leads_to] = client.get(leads_to).status_code
            if seen[leads_to] >= 400:
                wrong[leads_to] = f"{seen[leads_to]}, from {path}"
    assert seen
    assert wrong == {}
