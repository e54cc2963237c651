"""A real Chromium against a real server: `visit` opens a page by its name; no page may complain or keep."""

import os

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.hearing import NOWHERE_ELSE, VisitorsComeLater, hear
from tests.browser.measure import KEPT_HERE
from tests.browser.pages import MISSING, PAGES, furnish

PHONE = {"width": 360, "height": 640}
PATIENCE = 15_000  # milliseconds


@pytest.fixture(scope="session", autouse=True)
def _database_beside_an_event_loop():
    """Playwright runs an event loop in this thread; Django would refuse the database for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            NOWHERE_ELSE,
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": PHONE}


@pytest.fixture(scope="session")
def live_site(django_db_setup, django_db_blocker):
    """The address of a real WSGI server with styles and scripts, without a slash at its end."""
    later = f"{VisitorsComeLater.__module__}.{VisitorsComeLater.__name__}"
    middleware = [later, *settings.MIDDLEWARE]
    with django_db_blocker.unblock(), override_settings(MIDDLEWARE=middleware):
        connection.ensure_connection()
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()


@pytest.fixture(scope="module")
def known(live_site):
    """The words that addresses need; their world is made once a file, as visitors change nothing."""
    yield furnish()
    call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def address(live_site, known):
    """The full address of a page by its name in tests/browser/pages.py."""
    return lambda name: live_site + PAGES[name].format(**known)


@pytest.fixture
def visit(page, address):
    """Opens a page by its name: what answered, after its scripts have run."""

    def go(name, page=page):
        answer = page.goto(address(name))
        assert answer.status == MISSING.get(name, 200)
        return page

    return go


@pytest.fixture(autouse=True)
def complaints(context, live_site):
    """What must stay empty: requests elsewhere (refused), errors, broken policies, all that is kept."""
    found, asked_for = [], set()

    def missing(message):
        """The browser reports a page that is meant to be missing as a resource that failed to load."""
        return "Failed to load resource" in message.text and message.location["url"] in asked_for

    context.set_default_timeout(PATIENCE)
    context.on("request", lambda request: request.is_navigation_request() and asked_for.add(request.url))
    hear(context, live_site, found, missing)
    yield found
    kept = [page.evaluate(KEPT_HERE) for page in context.pages if page.url.startswith(live_site)]
    assert found == []
    assert kept == [[]] * len(kept)
    assert context.cookies() == []


def pytest_collection_modifyitems(items):
    """A test database is made only for marked tests: the server needs one."""
    for item in items:
        if "live_site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)
