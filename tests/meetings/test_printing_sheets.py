"""How a sheet may be: neutral, folded, large, a saved list, blank; and what stands on each of them."""

import re

import pytest

from tests.meetings.asking import page
from tests.meetings.test_printing import HOST, NEAR, names, paper, stated_address
from tests.world import make_meetings, make_service_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return shared_world


def test_a_neutral_heading_names_no_program_and_not_this_site(client, world, settings):
    settings.SITE_NAME = "Invented Recovery Finder"
    found = page(client, f"{NEAR}?fellowship=na&type=open&layout=neutral")
    assert found.one("title").text == found.one("h1").text == "Places and times"
    text = paper(client, f"{NEAR}?fellowship=na&type=open&layout=neutral").text
    above = text[: text.index("Lamp Group")]
    words = ("Narcotics", "Anonymous", "NA", "Recovery", "Finder", "recovery")
    assert [word for word in words if re.search(rf"\b{word}\b", above)] == []
    assert "Only: Open, what was searched for." in above
    assert "Invented Recovery Finder" not in text
    named = page(client, f"{NEAR}?fellowship=na&layout=print")
    assert named.one("h1").text == "Narcotics Anonymous near Memphis, TN"
    assert "Invented Recovery Finder" in named.one("title").text


def test_a_booklet_begins_with_its_cover_and_ends_with_what_keeps_alive(client, world):
    text = paper(client, f"{NEAR}?layout=booklet").text
    order = [
        "Meetings near Memphis, TN",
        "Printed ",
        "Call 911",
        HOST + NEAR,
        "Lamp Group",
        "What the words mean",
    ]
    places = [text.index(words) for words in [*order, "To stay alive"]]
    assert places == sorted(places)
    style = page(client, f"{NEAR}?layout=booklet").one("style")
    assert "size:landscape" in "".join(style.children)


def test_every_sheet_has_the_box_the_help_lines_the_date_and_its_lists(client, world):
    for address in (
        f"{NEAR}?layout=print",
        f"{NEAR}?layout=booklet,neutral",
        f"/list/?m={world.lamp.pk}&layout=print",
    ):
        text = paper(client, address).text
        for words in (
            "After any break your body can take much less than before",
            "Carry naloxone",
            "Do not stop a prescribed medicine, such as methadone or buprenorphine, because somebody",
            "Call 911",
            "988 Suicide & Crisis Lifeline",
            "1-800-662-4357",
            "Check before you go: times change.",
            "From the list “Invented list”, read ",
        ):
            assert words in text, (address, words)
        assert re.search(r"Printed \d+ \w+ \d{4}, \d+:\d\d [ap]m Central \w+ Time\.", text)


def test_the_phone_lines_of_those_who_list_the_meetings_stand_with_the_others(client, world):
    body = make_service_body(helpline="1-555-0155", fellowship=world.na)
    make_meetings({"name": "Served Group", "venue": world.hall, "service_body": body})
    assert "Invented Area, 1-555-0155" in paper(client, f"{NEAR}?layout=print").text


def test_options_alone_ask_for_paper_and_stay_ticked(client, world):
    found = page(client, f"{NEAR}?layout=large&layout=plain&type=open")
    ticked = {one.attrs["value"] for one in found.all("input") if "checked" in one.attrs}
    assert ticked == {"print", "large", "plain"}
    kept = [
        (one.attrs["name"], one.attrs["value"]) for one in found.all("input") if one.attrs["type"] == "hidden"
    ]
    assert kept == [("type", "open")]
    assert "sheet large plain" in [one.attrs.get("class") for one in found.all("div")]


def test_a_saved_list_comes_on_paper_with_all_that_is_listed_and_says_what_is_gone(client, world):
    [gone] = make_meetings({"name": "Gone Group", "status": "unlisted"})
    saved = f"m={world.olive.pk}&m={world.lamp.pk}&m={gone.pk}&m=999999"
    sheet = paper(client, f"/list/?{saved}&layout=print")
    assert names(sheet) == ["Lamp Group", "Olive Branch Group"]
    assert "1 meeting of this list is no longer listed." in sheet.text
    assert "Your list: 2 meetings" in sheet.text
    assert stated_address(sheet) == f"{HOST}/list/?m={world.lamp.pk}&m={world.olive.pk}"
    [link] = [one for one in page(client, f"/list/?{saved}").all("a") if one.text == "Print"]
    assert link.attrs["href"] == f"/list/?m={world.lamp.pk}&m={world.olive.pk}&layout=print"


def test_the_print_link_of_a_meeting_leads_to_a_sheet_of_it(client, world):
    [link] = [
        one
        for one in page(client, f"/meetings/na/lamp-group-{world.lamp.pk}/").all("a")
        if one.text == "Print"
    ]
    assert names(paper(client, link.attrs["href"])) == ["Lamp Group"]


@pytest.mark.parametrize("query, rows", [("layout=attendance", 18), ("layout=attendance&layout=large", 15)])
def test_the_blank_sheet_says_nothing_of_meetings_or_of_this_site(client, world, query, rows):
    found = page(client, f"/list/?m={world.lamp.pk}&{query}")
    sheet = paper(client, f"/list/?m={world.lamp.pk}&{query}")
    assert sheet.text == "Attendance record Name Date Time Place or group Signature or initials of who leads"
    assert len(sheet.all("tr")) == rows + 1
    assert found.one("title").text == "Attendance record"
    assert sheet.all("svg") == sheet.all("a") == []
    [back] = [one for one in found.all("a") if one.text == "Back to the page"]
    assert back.attrs["href"] == f"/list/?m={world.lamp.pk}"
