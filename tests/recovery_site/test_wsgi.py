"""What a server calls."""

import pytest
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import RequestFactory

from recovery_site.wsgi import SAID, application


@pytest.fixture
def _connections_stay():
    """As in Django's test client: a request that begins does not look at the connection of the tests."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


@pytest.mark.usefixtures("_connections_stay")
def test_a_query_of_a_thousand_names_is_refused_whatever_the_request_says_it_holds():
    """A charset in the request's type makes Django read the query before it can answer complaints."""
    kind = "text/html; charset=utf-8"
    asked = RequestFactory().get("/about/").environ | {"QUERY_STRING": "a&" * 1001, "CONTENT_TYPE": kind}
    answers = []
    body = application(asked, lambda status, headers: answers.append(status))
    assert (answers, b"".join(body)) == (["400 Bad Request"], SAID)
