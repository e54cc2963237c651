"""Guides and answers as structured data."""

import datetime as dt

import pytest
from django.conf import settings

from tests import structured
from tests.meetings.asking import page
from tests.texts import make_guide, make_question, make_source
from tests.world import publish

pytestmark = pytest.mark.django_db
REVIEWED = {"reviewed_by": "A nurse", "reviewed_on": dt.date(2026, 12, 1)}
CHANGED = dt.datetime(2026, 12, 24, 8, tzinfo=dt.UTC)
LISTED = "Say:\n\n- nothing\n- & <your> name[^invented-source]\n\n[[plan]]\n\nBoth are *fine*.\n"


def data(client, address):
    """What the page is about, which says no more than the page."""
    shown = page(client, address)
    (block,) = structured.blocks_of(shown)
    found = structured.expanded(block)
    assert structured.unseen(found, shown.one("body").text) == []
    assert (structured.unknown_terms(block), structured.misplaced(block)) == ([], [])
    assert structured.malformed(found) == []
    return block["@graph"][0]


def test_a_guide_tells_when_it_was_written_changed_and_from_what(client):
    make_source(address="https://text.example/1")
    make_guide("told").history.update(history_date=CHANGED)
    publish()
    found = data(client, "/guides/told/")
    assert found["@type"] == ["Article", "WebPage"]
    assert (found["datePublished"], found["dateModified"]) == ("2026-11-22", "2026-12-24")
    assert found["author"]["name"] == settings.SITE_NAME
    assert [one["url"] for one in found["citation"]] == ["https://text.example/1"]


def test_only_what_a_person_reviewed_is_called_reviewed_and_by_a_role_alone(client):
    make_guide("unseen", section="safety", reviewed_on=dt.date(2026, 12, 1))
    make_guide("seen", section="treatment", **REVIEWED)
    publish()
    unseen, seen = data(client, "/guides/unseen/"), data(client, "/guides/seen/")
    assert unseen["@type"] == seen["@type"] == ["Article", "MedicalWebPage"]
    assert not {"lastReviewed", "reviewedBy"} & unseen.keys()
    assert seen["lastReviewed"] == "2026-12-01"
    assert seen["reviewedBy"] == {"@type": "Person", "jobTitle": "A nurse"}


def test_an_answer_is_all_its_words_without_numbers_of_sources_and_what_is_filled_in(client):
    make_question("what-to-say", markdown=LISTED)
    publish()
    found = data(client, "/faq/what-to-say/")
    assert found["@type"] == "FAQPage"
    assert found["mainEntity"]["name"] == "Must I speak in an invented meeting?"
    said = found["mainEntity"]["acceptedAnswer"]["text"]
    assert said.splitlines() == ["Say:", "nothing", "& <your> name", "Both are fine."]


def test_the_list_of_questions_leads_to_the_answers(client):
    make_question("one", question="One invented question?")
    make_question("two", question="Two invented questions?")
    publish()
    items = data(client, "/faq/")["mainEntity"]["itemListElement"]
    assert [one["url"] for one in items] == [f"{settings.SITE_URL}/faq/{slug}/" for slug in ("one", "two")]


def test_a_list_without_questions_has_no_data(client):
    publish()
    assert structured.blocks_of(page(client, "/faq/")) == []
