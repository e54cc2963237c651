"""A real Chromium against a real server: `live_site` is its address; no page may complain or look outside."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

# Playwright runs an event loop in this thread; Django would refuse the database for it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


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
        ],
    }


@pytest.fixture
def live_site(live_server):
    """The address of a real WSGI server with style sheets and scripts, without a slash at its end."""
    return live_server.url


@pytest.fixture
def assert_no_axe_violations():
    def check(page):
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()

    return check


@pytest.fixture(autouse=True)
def complaints(context, live_site):
    """What must stay empty: requests to other hosts (refused), console errors, broken security policy."""
    found = []

    def judge(route):
        if route.request.url.startswith((live_site, "data:", "blob:")):
            route.continue_()
        else:
            found.append(f"asked {route.request.url}")
            route.abort()

    context.route("**/*", judge)
    context.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: found.append(str(error.error)))
    yield found
    assert found == []
