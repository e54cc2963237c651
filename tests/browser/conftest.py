"""A real Chromium against a real server: `visit` opens a page by its name; no page may complain or keep."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from meetings.models import Meeting
from tests.browser.hearing import CHROMIUM, FLAGS, VisitorsComeLater, heard
from tests.browser.pages import MISSING, PAGES, clear_away, furnish

PHONE = {"width": 360, "height": 640}
# Staff's tests and visitors' clear each other's world away: one after the other, with what takes long first.
FIRST = ("/staff/", "test_lighthouse.py", "test_markup_checker.py")


@pytest.fixture(scope="session", autouse=True)
def _database_beside_an_event_loop():
    """Playwright runs an event loop in this thread; Django would refuse the database for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


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


@pytest.fixture(scope="session")
def furnished():
    """What `known` tells, while its world stands in this worker's database; staff's tests clear both away."""
    return {}


@pytest.fixture(scope="module")
def known(live_site, furnished):
    """The words that addresses need, of a world made once: what a test changes in it is undone.

    Where a file added meetings of its own, the next file has the world made anew.
    """
    if furnished and furnished["meetings"] != Meeting.objects.count():
        furnished.clear()
        clear_away()
    if not furnished:
        furnished.update(furnish(), meetings=Meeting.objects.count())
    return furnished


@pytest.fixture(scope="module")
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
def complaints(request):
    """What must stay empty in all that a test opens."""
    if "context" not in request.fixturenames:
        yield []
        return
    with heard(request.getfixturevalue("context"), request.getfixturevalue("live_site")) as found:
        yield found


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """A test database is made only for marked tests: the server needs one."""
    for item in items:
        if "live_site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)
    items.sort(key=lambda item: [part not in item.path.as_posix() for part in FIRST])


def pytest_terminal_summary(terminalreporter):
    """What tests measured without judging it, and what they only warn of."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, text in report.user_properties:
            if name == "said" and report.when == "call":
                terminalreporter.write_line(text)
