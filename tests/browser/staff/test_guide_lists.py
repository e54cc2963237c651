"""The tasks of docs/editors.md about lists, done on a phone and at a desk; pictures.py takes pictures."""

import pytest
from django.utils import timezone

from meetings.duplicates import find_duplicates
from meetings.feeds.kept import keep_list
from meetings.feeds.records import FeedBytes
from meetings.models import DuplicatePair
from tests.browser.staff.pictures import DESK, picture
from tests.browser.staff.test_guide_walks import save
from tests.meetings.feeds.saving import json, last_run, meeting, na_feed, row, rows, take
from tests.world import make_feed, make_format, make_meeting, make_venue

pytestmark = [
    pytest.mark.walk,
    pytest.mark.django_db(transaction=True),
    # On a phone alone: the errands themselves are walked at both widths in the files beside this one.
    pytest.mark.parametrize("browser_context_args", ["phone"], indirect=True),
]

CODES = [{"id": "7", "key_string": "QQ", "name_string": "Quiet", "lang": "en", "format_type_enum": "FC1"}]


@pytest.fixture
def go(page, live_site):
    return lambda path: page.goto(f"{live_site}/admin/{path}")


def test_against_the_word_of_a_list(desk, go, staff_world):
    take(rows(2), na_feed("Another list"))
    page = desk("publisher")
    go(f"meetings/meeting/{meeting(1).pk}/change/")
    page.get_by_label("Start").first.fill("18:30")
    save(page)
    page.get_by_label("Reason for this change").fill("The group's secretary called us")
    save(page)
    page.get_by_text("was changed successfully").wait_for()
    go(f"meetings/meeting/{meeting(1).pk}/change/")
    go("meetings/correction/")
    page.locator("#result_list tbody a").first.click()
    page.get_by_role("link", name="Take the list’s word").click()
    page.get_by_role("button", name="Take the list’s word").click()
    page.get_by_text("Done: the meeting says what its list says.").wait_for()


def test_a_new_list_is_tried_with_a_file(desk, go, staff_world):
    page = desk("publisher")
    go("meetings/feed/add/")
    page.locator("#id_name").fill("Lantern list")
    page.get_by_label("Program").select_option(label="Narcotics Anonymous")
    page.get_by_label("Kind").select_option(label="BMLT")
    save(page)
    page.get_by_role("heading", name="Read and try: Lantern list").wait_for()
    file = {"name": "list.json", "mimeType": "application/json", "buffer": json.dumps(rows(2)).encode()}
    page.get_by_label("The list, as a file").set_input_files(file)
    page.get_by_role("button", name="Try this file").click()
    page.get_by_role("heading", name="New: 2").wait_for()


def test_a_held_reading(desk, go, staff_world):
    page = desk("publisher")
    said, feed = rows(2), na_feed("Another list")
    take(rows(10), feed)
    take(said, feed)
    run = last_run()
    keep_list(run.feed_id, run.pk, FeedBytes(json.dumps(said).encode()))
    go("")
    page.get_by_role("link", name="Readings held for a person").click()
    page.locator("#result_list tbody a").first.click()
    picture(page, "held-reading", DESK, height=620)
    page.get_by_role("button", name="Take it in as it is below").click()
    page.get_by_text("Taken in: 8 meetings changed.").wait_for()


def test_an_unknown_code(desk, go, staff_world):
    make_format("quiet")
    said = [row(n, formats="QQ", format_shared_id_list="") for n in (1, 2)]
    take(said, na_feed("Another list"), formats=CODES)
    page = desk("publisher")
    go("meetings/formatcode/")
    page.get_by_role("link", name="Unknown codes").click()
    page.get_by_role("link", name="QQ").click()
    page.get_by_label("who the meeting is for").check()
    page.get_by_label("Who, what or which building").select_option(label="Quiet")
    page.get_by_role("button", name="Explain it").click()
    page.get_by_text("Explained: 2 meetings say it now.").wait_for()


def test_two_that_may_be_one(desk, go, staff_world):
    hall = make_venue(name="Shared Hall", street="5 Invented Road")
    first = make_meeting("Morning Lamp", feed=make_feed("List one"), notes="Ring twice", venue=hall)
    make_meeting("The Morning Lamp", feed=make_feed("List two"), venue=hall)
    find_duplicates(timezone.now())
    pair = DuplicatePair.objects.get(first=first)
    page = desk("publisher")
    go("meetings/duplicatepair/")
    go(f"meetings/duplicatepair/{pair.pk}/change/")
    picture(page, "duplicate", DESK, height=1100)
    page.get_by_role("button", name="One: keep Morning Lamp").click()
    page.get_by_role("button", name="Merge them").click()
    page.get_by_text("Merged:").wait_for()
