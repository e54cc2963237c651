"""The main pages of the admin for everybody: WCAG 2.2 AA by axe, on a phone and at a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from fellowships.acting import acting_as
from meetings.changing import change_meeting
from meetings.feeds.kept import keep_list
from meetings.feeds.records import FeedBytes
from tests.browser.staff.looking import picture
from tests.meetings.feeds.saving import json, last_run, na_feed, rows, take
from tests.meetings.telling import make_report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Axe()
STANDARD = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
RUN = "(rules) => axe.run({ runOnly: rules, resultTypes: ['violations'], preload: false })"
# The field for several values that Django brings (Select2) has the button that empties it beside the values,
# in their list: it is found and pressed all the same, and is theirs to mend.
DJANGOS_OWN = {("list", '<ul class="select2-selection__rendered">')}

PAGES = {
    "index": "",
    "meetings": "meetings/meeting/",
    "meeting": "meetings/meeting/{meeting}/change/",
    "history": "meetings/meeting/{meeting}/history/",
    "venue": "meetings/venue/{venue}/change/",
    "next task": "meetings/report/next/",
    "reports": "meetings/report/",
    "report": "meetings/report/{report}/change/",
    "lists": "meetings/feed/",
    "list": "meetings/feed/{feed}/change/",
    "reading a list": "meetings/feed/{feed}/reading/",
    "readings": "meetings/importrun/",
    "held reading": "meetings/importrun/{run}/change/",
    "row of the comparison": "fellowships/criterion/add/",
    "guide": "articles/guide/add/",
}


@pytest.fixture
def numbers(staff_world):
    """Of each kind one that has something to show."""
    feed = na_feed("Another list")
    take(rows(10), feed)
    take(rows(2), feed)
    run = last_run()
    keep_list(run.feed_id, run.pk, FeedBytes(json.dumps(rows(2)).encode()))
    with acting_as("editor"):
        change_meeting(staff_world.lamp.pk, {"name": "Lamp Group of old"})
    report = make_report(staff_world.lamp, {"name": "Back Porch"}, note="Nobody was there.")
    lamp = staff_world.lamp
    return {"meeting": lamp.pk, "venue": lamp.venue_id, "report": report.pk, "feed": feed.pk, "run": run.pk}


def test_axe_finds_nothing(desk, live_site, numbers):
    page, found = desk("administrator"), []
    for name, path in PAGES.items():
        assert page.goto(f"{live_site}/admin/{path.format(**numbers)}").status == 200, name
        picture(page, name)
        page.evaluate(AXE.axe_script)
        for one in page.evaluate(RUN, STANDARD)["violations"]:
            found += [(name, one["id"], node["html"], node["failureSummary"]) for node in one["nodes"]]
    assert [one for one in found if one[1:3] not in DJANGOS_OWN] == []
