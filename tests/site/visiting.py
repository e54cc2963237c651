"""Visits to every address of the table, in a small world of invented meetings."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.site.addresses import ADDRESSES, STATES
from tests.site.markup import Page


@dataclass(frozen=True)
class Visit:
    path: str
    response: Any
    body: bytes
    queries: list[str]

    @property
    def page(self):
        return Page(self.body.decode())


def fill(meetings):
    """Makes a place and this many meetings there; returns the words that addresses need."""
    return {}


def visit(path):
    """One visit that no cache knows of."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
    return Visit(path, response, body, [query["sql"] for query in captured.captured_queries])


def visit_all(words):
    return {name: visit(address.path.format(**words)) for name, address in (ADDRESSES | STATES).items()}
