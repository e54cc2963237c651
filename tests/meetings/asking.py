"""Questions to the finder at a given moment, and meetings around the real clock, for its tests."""

import datetime as dt
import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils import timezone

from meetings.filters import Asked
from meetings.finder_pages import around_page, listed_page, online_page
from meetings.finding import Spot
from meetings.labels import labels
from meetings.models import Place
from tests.meetings.searching import NOON  # Sunday 22 November 2026, noon in Memphis
from tests.site.markup import Page
from tests.world import CHICAGO, make_meeting

MINUTE, HOUR = 60, 3600
NEAR = re.compile(r"/meetings/near/([\w-]+)/$")


def asked(query=""):
    return Asked.parse(QueryDict(query), labels())


def ask(address, moment=NOON):
    """What the page of that address shows at that moment, as its template gets it."""
    parts = urlsplit(address)
    question, known = asked(parts.query), labels()
    if found := NEAR.search(parts.path):
        place = Place.objects.get(slug=found[1])
        spot = Spot.of(place)
        return around_page(question.only_page(), spot, place.label, parts.path, moment, known)
    page = online_page if parts.path.endswith("/online/") else listed_page
    return page(question, parts.path, moment, known)


def around(query="", place="memphis-tn", moment=NOON):
    return ask(f"/meetings/near/{place}/?{query}", moment)


def rows_of(context):
    return [row for day in context["days"] for row in day.rows]


def names(context):
    return [row["name"] for row in rows_of(context)]


def row_named(context, name):
    return next(row for row in rows_of(context) if row["name"] == name)


def number(text):
    """The number of a heading or a count in words; 0 where it holds none."""
    found = re.search(r"\d[\d,]*", text)
    return int(found[0].replace(",", "")) if found else 0


def options(context):
    """{(filter, value): count} of every option shown."""
    return {
        (facet.name, option.value): option.count for facet in context["facets"] for option in facet.options
    }


def starting(minutes, name="Lamp Group", **changes):
    """A meeting that starts so many minutes from now by the real clock; before now if negative."""
    zone = changes.get("time_zone", CHICAGO)
    start = (timezone.now() + dt.timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
    when = {"weekday": start.isoweekday() % 7, "start": start.time().replace(second=0, microsecond=0)}
    return make_meeting(name, **{**when, **changes})


def page(client, address):
    """The page a visitor gets there, redirects followed."""
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return Page(response.content.decode())


def shown(page):
    """The names of the meetings of a page, in order."""
    return [link.text for heading in page.all("h3") for link in heading.children if hasattr(link, "text")]
