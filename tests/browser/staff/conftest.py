"""Staff at work in a real Chromium, on a phone and at a desk: `desk("editor")` is a page signed in.

Every test runs at both widths. Rows are made by the test itself; nobody counts on an empty database.
"""

import pytest

from tests.browser.hearing import hear
from tests.browser.pages import clear_away
from tests.people import PASSWORD, make_person, signed_in
from tests.world import small_world

WIDTHS = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(params=list(WIDTHS))
def browser_context_args(request, browser_context_args):
    return {**browser_context_args, "viewport": WIDTHS[request.param]}


@pytest.fixture(scope="module", autouse=True)
def _without_visitors(live_site, furnished):
    """Their world goes, before a test begins that would bring it back at its end; they make it anew."""
    if furnished:
        furnished.clear()
        clear_away()


@pytest.fixture
def staff_world(live_site):
    """The small world, for this test alone."""
    yield small_world()
    clear_away()


@pytest.fixture
def desk(page, live_site, staff_world):
    """A page of a person of that role, on the first page of the admin; `by_form` to sign in as people do."""

    def sign_in(role="editor", by_form=False, **scope):
        person = make_person(role, **scope)
        if not by_form:
            session = signed_in(person).cookies["sessionid"].value
            place = {"domain": "127.0.0.1", "path": "/admin/"}
            page.context.add_cookies([{"name": "sessionid", "value": session, **place}])
        page.goto(f"{live_site}/admin/")
        if not by_form:
            return page
        page.get_by_label("Username").fill(person.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{live_site}/admin/")
        return page

    return sign_in


@pytest.fixture(autouse=True)
def complaints(context, live_site):
    """As for visitors, but that staff are signed in by a cookie."""
    found = []
    context.set_default_timeout(15_000)
    hear(context, live_site, found)
    yield found
    sideways = [one.evaluate(SIDEWAYS) for one in context.pages if one.url.startswith(live_site)]
    assert found == []
    assert sideways == [0] * len(sideways), "the page scrolls sideways"
    assert {cookie["path"] for cookie in context.cookies()} <= {"/admin/"}
