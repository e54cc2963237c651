"""Lists under control: a code explained once, a held reading taken in."""

import re

import pytest
from playwright.sync_api import expect

from meetings.feeds import run as reading
from meetings.feeds.fetch import Fetched
from meetings.feeds.records import FeedBytes
from meetings.presenting.meeting import address
from tests.meetings.feeds.saving import json, listed, meeting, na_feed, row, rows, take
from tests.world import make_format

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUIET = {"id": "7", "key_string": "QQ", "name_string": "Quiet", "lang": "en", "format_type_enum": "FC1"}


def test_an_unknown_code_is_explained_once_and_its_meeting_says_it(desk, live_site, staff_world):
    make_format("candlelight", label="By candlelight")
    take([row(1, formats="QQ", format_shared_id_list="")], na_feed("Another list"), formats=[QUIET])
    page = desk("publisher")
    page.get_by_role("link", name="1 Problem in a list: ").click()
    page.get_by_role("link", name="QQ", exact=True).click()
    page.get_by_label("who the meeting is for").check()
    page.get_by_label("Who, what or which building").select_option(label="By candlelight")
    page.get_by_role("button", name="Explain it").click()
    expect(page.get_by_text("Explained: 1 meeting says it now.")).to_be_visible()
    expect(page.get_by_text("There is none: every code is explained.")).to_be_visible()
    page.goto(live_site + address(meeting(1)))
    expect(page.get_by_text("By candlelight").first).to_be_visible()


def test_a_held_reading_is_looked_at_and_taken_in(desk, live_site, monkeypatch, staff_world):
    feed = na_feed("Another list", address="https://lists.example/main_server/")
    take(rows(10), feed)
    fewer = Fetched(FeedBytes(json.dumps(rows(2)).encode()))
    monkeypatch.setattr(reading, "fetch_list", lambda feed: fewer)
    reading.run_feed(feed)
    gone = live_site + address(meeting(10))
    page = desk("publisher")
    page.get_by_role("link", name="1 Readings held for a person").click()
    page.get_by_role("link", name=re.compile(r" [ap]\.m\.$")).click()
    expect(page.get_by_text("8 of 10 listed meetings would leave the list at once.")).to_be_visible()
    expect(page.get_by_role("link", name="Lamp Group 10")).to_be_visible()
    page.get_by_role("button", name="Take it in as it is below").click()
    expect(page.get_by_text("Taken in: 8 meetings changed.")).to_be_visible()
    assert {"Lamp Group 1", "Lamp Group 2"} == {name for name in listed() if name[-1].isdigit()}
    assert page.request.get(gone).status == 410
