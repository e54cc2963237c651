"""robots.txt, opensearch.xml and security.txt: small files that programs look for."""

import datetime as dt
import re

import pytest
from django.conf import settings
from lxml import etree

from tests.validating import faults

pytestmark = pytest.mark.django_db
ALLOWED = """/ /meetings/ /meetings/near/memphis-tn/ /meetings/online/ /meetings/na/lamp-group-1/ /guides/
    /feeds/ /feeds/guides.atom /sitemap.xml /es/guides/ /static/css/x.css""".split()
REFUSED = """/admin/ /list/?m=1 /es/list/?m=1 /meetings/?near=Memphis /es/meetings/?q=lamp
    /reports/token/
    /meetings/na/lamp-group-1/join/ /es/meetings/na/lamp-group-1/join/ /meetings/na/lamp-group-1/report/
    /meetings/na/lamp-group-1/calendar.ics /list/calendar.ics?m=1 /meetings/online/?page=2
    /feeds/meetings.csv /feeds/meeting-guide/na.json /feeds/bmlt/na/client_interface/json/?switcher=x
    """.split()


def rules(client):
    """(allowed, pattern) of each line, as RFC 9309 reads it: a star is anything, a dollar the end."""
    lines = [line.partition(": ") for line in client.get("/robots.txt").content.decode().splitlines()]
    for name, _, value in lines:
        if name in ("Allow", "Disallow"):
            pattern = re.escape(value).replace(r"\*", ".*").replace(r"\$", "$")
            yield name == "Allow", len(value), re.compile(pattern)


def may_be_read(client, path):
    """The longest rule that fits decides; without one all may be read."""
    fitting = [(length, allowed) for allowed, length, pattern in rules(client) if pattern.match(path)]
    return max(fitting, default=(0, True))[1]


def test_robots_may_read_pages_and_nothing_private_or_twice(client):
    assert [path for path in ALLOWED if not may_be_read(client, path)] == []
    assert [path for path in REFUSED if may_be_read(client, path)] == []


def test_robots_are_told_where_the_sitemap_is_and_no_secret(client):
    text = client.get("/robots.txt").content.decode()
    assert f"\nSitemap: {settings.SITE_URL}/sitemap.xml\n" in text
    assert "health" not in text


def test_the_search_description_is_as_the_standard_says_and_its_name_tells_nothing(client):
    body = client.get("/opensearch.xml").content
    assert faults(body, "opensearch.xsd") == []
    root = etree.fromstring(body)
    assert root.findtext("{*}ShortName") == "Meetings"
    assert root.find("{*}Url").get("template") == f"{settings.SITE_URL}/meetings/?near={{searchTerms}}"


def test_no_page_makes_a_browser_keep_it(client):
    for path in ("/", "/meetings/", "/guides/"):
        assert b"opensearch" not in client.get(path).content


def test_who_to_tell_of_a_weakness_stands_for_less_than_a_year(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@site.example"
    response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:security@site.example"
    assert fields["Canonical"] == f"{settings.SITE_URL}/.well-known/security.txt"
    expires = dt.datetime.fromisoformat(fields["Expires"]) - dt.datetime.now(dt.UTC)
    assert dt.timedelta(days=90) < expires < dt.timedelta(days=365)


@pytest.mark.parametrize("unfit", ["", "somebody", "javascript:alert(1)"])
def test_without_a_contact_there_is_no_such_file(client, settings, unfit):
    settings.SECURITY_CONTACT = unfit
    assert client.get("/.well-known/security.txt").status_code == 404
