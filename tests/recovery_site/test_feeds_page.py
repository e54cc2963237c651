"""The page for developers and owners of lists: what it promises is what the feeds do."""

import datetime as dt
import json
import re

import icalendar
import pytest
from django.db import transaction
from lxml import etree

from fellowships import version
from meetings.models import Feed, Meeting
from recovery_site.pages.feeds_examples import examples
from tests.meetings.exports.passing_on import pass_all_on
from tests.site.markup import Page
from tests.world import make_feed, make_meeting

pytestmark = pytest.mark.django_db
ADDRESS = "/feeds/"


@pytest.fixture(scope="module")
def _passed_on(_world_of_this_file, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield pass_all_on(_world_of_this_file)
        transaction.set_rollback(True)


@pytest.fixture
def world(_passed_on, db):
    return _passed_on


def main_of(client):
    version.bump()
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return Page(response.content.decode()).one("main")


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def shape(value):
    """Words stay words, numbers any number: what a program must be ready to read."""
    if isinstance(value, str):
        return re.sub(r"\d+", "0", value) if re.fullmatch(r"[\d:. -]+", value) else "words"
    return [shape(one) for one in value[:1]] if isinstance(value, list) else type(value)


def lines_in_shape(text):
    """Lines of a table or a calendar, without what its numbers are and how a meeting is called."""
    lines = text.removeprefix("\ufeff").replace("\r\n ", "").replace("\r\n", "\n").split("\n")
    return [re.sub(r"\d+", "0", re.sub(r"^SUMMARY:.*", "SUMMARY:", line)) for line in lines]


EXAMPLES = examples("na")


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_is_answered_as_it_shows(client, world, number):
    example = EXAMPLES[number]
    response = client.get(example.path)
    assert response.status_code == 200
    answer = body_of(response).decode()
    if isinstance(example.answer, dict):
        assert json.loads(example.shown) == [example.answer]
        first = json.loads(answer)[0]
        assert {name: shape(first[name]) for name in example.answer} == {
            name: shape(one) for name, one in example.answer.items()
        }
    else:
        told, shown = lines_in_shape(answer), lines_in_shape(example.shown)
        start = next(index for index, line in enumerate(told) if line.startswith(shown[0]))
        for line, said in zip(told[start:], shown, strict=False):
            assert line.startswith(said)


def test_an_example_with_all_the_fields_asked_for_shows_no_other(client, world):
    for example in EXAMPLES:
        if "data_field_key" in example.path:
            [first, *_more] = json.loads(body_of(client.get(example.path)))
            assert list(first) == list(example.answer)


def test_it_says_what_stands_in_each_column_of_the_table(client, world):
    [columns] = [one for one in main_of(client).all("dl") if one.all("dt")[0].text == "id"]
    header = body_of(client.get("/feeds/meetings.csv")).decode("utf-8-sig").partition("\r\n")[0]
    assert [one.text for one in columns.all("dt")] == header.split(",")
    assert all(one.text for one in columns.all("dd"))


def test_examples_that_a_program_reads_can_be_read(client, world):
    read = {
        "calendar": lambda body: icalendar.Calendar.from_ical(body).walk("VEVENT"),
        "atom": lambda body: etree.fromstring(body).tag == "{http://www.w3.org/2005/Atom}feed",
    }
    for word, reader in read.items():
        [path] = [example.path for example in EXAMPLES if word in example.path]
        assert reader(body_of(client.get(path)))


def test_it_names_programs_with_something_to_pass_on_and_their_lists(client, world):
    Feed.objects.filter(pk=world.feed.pk).update(
        licence="CC0", last_good_run=dt.datetime(2026, 11, 20, 18, tzinfo=dt.UTC)
    )
    main = main_of(client)
    headings = [one.text for one in main.all("h3")]
    assert headings[:3] == ["Narcotics Anonymous", "Heroin Anonymous", "Nar-Anon Family Groups"]
    assert "Invented list: 12 meetings, license CC0, read on 20 November 2026" in main.text.replace("\n", " ")
    assert "Entered by us: 1 meeting" in main.text


def test_addresses_of_a_program_are_of_this_site_and_answer(client, world, settings):
    main = main_of(client)
    links = [one for one in main.all("a") if one.attrs["href"].startswith("/feeds/")]
    assert any(one.text == f"{settings.SITE_URL}/feeds/bmlt/na/" for one in links)
    assert any(one.text == f"{settings.SITE_URL}/feeds/meeting-guide/nar-anon.json" for one in links)
    assert [one.attrs["href"] for one in links if client.get(one.attrs["href"]).status_code != 200] == []


def test_a_program_without_anything_to_pass_on_is_not_offered(client, world):
    make_meeting("Not Ours", fellowship="aa", feed=make_feed("Unwilling"))
    main = main_of(client)
    assert "Alcoholics Anonymous" not in main.text
    assert "1 list that we read stands on our pages only" in main.text


def test_an_owner_who_leaves_is_gone_from_it_at_once(client, world):
    assert "Invented list" in main_of(client).text
    Feed.objects.update(republish=False)
    assert "Invented list" not in main_of(client).text


def test_it_counts_what_one_format_cannot_say(client, world):
    text = main_of(client).text
    assert "meetings that are not held every week (1 meeting now)" in text
    assert "meetings by appointment (1 meeting now)" in text


def test_without_anything_passed_on_it_says_so_and_still_tells_how(client, world):
    Feed.objects.update(republish=False)
    Meeting.writing.update(republish=False)
    text = main_of(client).text
    assert "None yet: no owner of a list has told us that we may." in text
    assert "/feeds/bmlt/na/client_interface/json/" in text


@pytest.mark.parametrize("words", ["To join", "To correct something", "To leave", "If-None-Match", "CORS"])
def test_it_tells_how_to_join_correct_and_leave_and_how_to_ask(client, world, words):
    assert words in main_of(client).text


def test_it_says_how_to_reach_us_or_that_nobody_said(client, world, settings):
    assert "not stated" in main_of(client).text
    settings.SECURITY_CONTACT = "mailto:lists@site.example"
    assert "lists@site.example" in main_of(client).text


def test_asking_politely_works_as_it_says(client, world):
    address = "/feeds/meeting-guide/na.json"
    first = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert (
        client.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304
    )
    assert first.headers["Cache-Control"] == "public, max-age=300"  # "copies on the way end after 5 minutes"
    assert not first.cookies


def test_it_is_in_the_visitors_language_and_the_feeds_stay_where_they_are(client, world):
    page = Page(client.get("/es/feeds/").content.decode())
    assert page.one("html").attrs["lang"] == "es"
    assert any(one.attrs["href"] == "/feeds/meeting-guide/all.json" for one in page.all("a"))
