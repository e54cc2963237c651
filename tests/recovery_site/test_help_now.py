"""Help now: who answers, what it costs, the lines of a state; and all of it without the database."""

import datetime as dt

import pytest
from django.db import OperationalError, connection

from articles.models import Guide
from fellowships import version
from fellowships.loading import load_rows, shipped
from fellowships.models import HelpLine
from tests.articles.banned import banned_in
from tests.articles.reading import grade, split_sentences
from tests.articles.runs import runs_shared
from tests.meetings.asking import page
from tests.world import make_place

pytestmark = pytest.mark.django_db
NATIONAL = ["tel:911", "tel:988", "tel:18006624357", "sms:741741", "tel:18007997233"]


@pytest.fixture
def lines():
    load_rows(HelpLine, shipped("fellowships/help_lines.json"), ("slug",))


@pytest.fixture
def no_database():
    """Every statement fails, as when the server is gone."""

    def fail(*_args):
        raise OperationalError("the database cannot answer")

    with connection.execute_wrapper(fail):
        yield


def main_of(client, address="/help-now/"):
    return page(client, address).one("main")


def hrefs(element):
    return [link.attrs["href"] for link in element.all("a")]


def test_each_line_says_who_answers_what_it_costs_when_and_how_in_spanish(client, lines):
    text = main_of(client).text
    for line in HelpLine.objects.filter(country="US", state=""):
        start = text.index(line.name)
        said = text[start : text.index("Number taken", start)]
        for name in ("Who answers", "Cost", "Hours", "Languages", "In Spanish"):
            assert f"{name}:" in said, line.name
    assert "Call and press 2, or text AYUDA to 988" in text


def test_each_number_names_its_source_and_no_person_who_did_not_call(client, lines):
    text = main_of(client).text
    assert text.count("Number taken, on 22 November 2026, from") == HelpLine.objects.filter(state="").count()
    assert "Checked by a person" not in text
    HelpLine.writing.filter(slug="988-lifeline").update(last_checked=dt.date(2026, 11, 23))
    version.bump()
    assert "Checked by a person on 23 November 2026." in main_of(client).text


def test_numbers_can_be_called_and_texted(client, lines):
    found = hrefs(main_of(client))
    assert [number for number in NATIONAL if number not in found] == []


def test_what_nobody_stated_is_said_to_be_so(client):
    HelpLine.objects.create(slug="new", name="New line", number="555 0100", country="US", source_name="Us")
    text = main_of(client).text
    for name in ("Who answers", "Cost", "Hours", "Languages", "In Spanish"):
        assert f"{name}: Not stated." in text
    assert "Number taken from Us." in text


def test_a_line_that_costs_says_so_and_an_unpublished_one_is_gone(client):
    HelpLine.objects.create(slug="paid", name="Paid", number="1", country="US", free=False)
    HelpLine.objects.create(slug="gone", name="Gone line", number="2", country="US", published=False)
    text = main_of(client).text
    assert "Cost: Not free." in text
    assert "Gone line" not in text


def test_a_places_state_brings_its_lines_before_the_others(client, lines):
    make_place("Memphis", "TN")
    text = main_of(client, "/help-now/?near=memphis-tn").text
    assert text.index("Phone lines for Tennessee") < text.index("Tennessee REDLINE")
    assert text.index("Tennessee REDLINE") < text.index("988 Suicide")
    assert "Tennessee REDLINE" not in main_of(client).text


@pytest.mark.parametrize("typed", ["tennessee", "TN", "Tennessee "])
def test_a_states_name_is_enough(client, lines, typed):
    assert "Tennessee REDLINE" in main_of(client, f"/help-now/?near={typed}").text


def test_the_states_we_have_lines_for_are_links(client, lines):
    assert "/help-now/?near=tennessee" in hrefs(main_of(client))


def test_a_state_without_lines_is_not_left_empty(client, lines):
    text = main_of(client, "/help-now/?near=ohio").text
    assert "We know of no line for Ohio" in text
    assert "988 Suicide" in text


def test_a_typed_town_leads_to_its_own_address(client):
    make_place("Memphis", "TN")
    answer = client.get("/help-now/", {"near": "Memphis, TN"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help-now/?near=memphis-tn")


def test_a_slip_is_offered_the_places_that_may_be_meant(client):
    make_place("Springfield", "IL", population=110_000)
    make_place("Springfield", "MA", population=150_000)
    found = hrefs(main_of(client, "/help-now/?near=Springfield"))
    assert {"/help-now/?near=springfield-il", "/help-now/?near=springfield-ma"} <= set(found)


def test_a_place_abroad_is_told_first_what_is_there(client, lines):
    make_place("Leeds", "ENG", country="GB", slug="leeds-gb", admin1_name="England")
    text = main_of(client, "/help-now/?near=leeds-gb").text
    assert text.index("You asked for Leeds") < text.index("Samaritans") < text.index("988 Suicide")


@pytest.mark.parametrize("near", ["memphis-tn", "Memphis", "tennessee", "xqzzvw", "<script>"])
def test_where_somebody_is_gets_stored_nowhere(client, lines, near):
    make_place("Memphis", "TN")
    answer = client.get("/help-now/", {"near": near})
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers
    assert client.get("/help-now/").headers["Cache-Control"] == "public, max-age=300"


def test_the_guide_to_overdose_is_linked_once_it_is_there(client):
    assert "/guides/overdose/" not in hrefs(main_of(client))
    Guide.objects.create(slug="overdose", title="Overdose", status="published", written="2026-11-22")
    version.bump()
    assert "/guides/overdose/" in hrefs(main_of(client))


def test_a_call_leaves_a_trace_and_the_page_says_so(client):
    assert "Your phone keeps a list of calls and texts." in main_of(client).text
    assert "/cover-your-tracks/" in hrefs(main_of(client))


def test_the_national_lines_stand_there_when_the_database_cannot_answer(client, no_database):
    answer = client.get("/help-now/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    found = page(client, "/help-now/")
    assert [number for number in NATIONAL if number not in hrefs(found.one("main"))] == []
    assert found.by_id("help-now") is not None
    assert "Who answers: A trained crisis counselor." in found.one("main").text


def test_a_states_lines_too(client, no_database):
    assert "Tennessee REDLINE" in main_of(client, "/help-now/?near=tennessee").text
    assert "We do not know the place" in main_of(client, "/help-now/?near=memphis-tn").text


def test_before_anything_was_loaded_the_page_is_not_empty(client):
    assert [number for number in NATIONAL if number not in hrefs(main_of(client))] == []


def test_a_page_that_was_kept_does_not_fail_either(client, lines):
    client.get("/help-now/")

    def fail(*_args):
        raise OperationalError("gone")

    with connection.execute_wrapper(fail):
        assert "988 Suicide" in main_of(client).text


def test_it_reads_at_sixth_grade_with_no_unkind_word_and_nothing_of_the_five_texts(client, lines):
    main = main_of(client, "/help-now/?near=tennessee")
    prose = [one.text for one in main.all("p", "li") if "Number taken" not in one.text]
    own = [text for text in prose if "Who answers" not in text and "stored cop" not in text]
    assert grade([sentence for text in own for sentence in split_sentences(text)]) <= 6
    assert banned_in(main.text) == []
    assert runs_shared(main.text) == []
