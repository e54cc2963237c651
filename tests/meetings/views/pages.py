"""A meeting's page as tests read it, and days from now for what is read by the real clock."""

import datetime as dt

from django.utils import timezone

from meetings.presenting.meeting import address
from tests.site.markup import Page


def page_of(client, meeting):
    response = client.get(address(meeting))
    assert response.status_code == 200
    return Page(response.content.decode())


def text_of(client, meeting):
    return page_of(client, meeting).one("main").text


def links_of(client, meeting):
    return [link.attrs["href"] for link in page_of(client, meeting).all("a")]


def in_days(number):
    """That many days from now where the meetings are."""
    return timezone.localdate() + dt.timedelta(days=number)


def weekday_in(days):
    return in_days(days).isoweekday() % 7
