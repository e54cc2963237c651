"""Nothing that names a visitor, or what a visitor looked for, is ever written down."""

import io
import logging

import pytest
from django.conf import settings
from django.http import Http404
from django.test import override_settings
from django.urls import path

from recovery_site.logging import NoVisitor

WORDS = "overdose-in-memphis"
ADDRESSES = ("203.0.113.77", "2001:db8::77")


def failing_view(request):
    raise RuntimeError(f"could not look for {request.GET['q']} of {request.META['REMOTE_ADDR']}")


def working_view(request):
    logging.getLogger("recovery").warning(
        "asked %s by %s", request.get_full_path(), request.META["REMOTE_ADDR"]
    )
    raise Http404


urlpatterns = [path("broken/", failing_view), path("missing/", working_view)]


@pytest.fixture
def written():
    """All that the configured handlers write, with every logger turned up to DEBUG."""
    stream = io.StringIO()
    handlers = [h for h in logging.getLogger().handlers if any(isinstance(f, NoVisitor) for f in h.filters)]
    assert handlers, "the root logger writes through the filter"
    loggers = [
        logging.getLogger(name) for name in ("", "django", "django.request", "django.server", "recovery")
    ]
    levels = [logger.level for logger in loggers]
    streams = [handler.setStream(stream) for handler in handlers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield stream
    for handler, old in zip(handlers, streams, strict=True):
        handler.setStream(old)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("target", ["/", "/meetings/", "/no-such-page/", "/meetings/na/nothing-1/"])
def test_a_request_leaves_neither_address_nor_search_in_the_log(client, written, target, address):
    client.get(target, {"q": WORDS, "near": WORDS}, REMOTE_ADDR=address, HTTP_REFERER=f"/?q={WORDS}")
    assert WORDS not in written.getvalue()
    assert address not in written.getvalue()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("target", "said"), [("/broken/", "RuntimeError"), ("/missing/", "asked")])
def test_a_failure_is_written_without_the_visitor(client, written, target, said, address):
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        client.get(target, {"q": WORDS}, REMOTE_ADDR=address)
    assert said in written.getvalue(), "a failure must still be seen"
    assert WORDS not in written.getvalue()
    assert address not in written.getvalue()


def test_every_handler_has_the_filter():
    for name, handler in settings.LOGGING["handlers"].items():
        assert "no_visitor" in handler["filters"], name
