"""Live blocks in guides: what is listed, sourced and open at the moment the page is shown."""

import pytest
from django.core.cache import cache
from django.test import Client

from fellowships.models import Criterion, Fact, HelpLine
from tests.texts import make_guide, make_source, make_term
from tests.world import make_feed, make_fellowship

pytestmark = pytest.mark.django_db
PATH = "/guides/first-meeting/"


def page_with(markdown):
    make_guide(markdown=markdown)
    return page()


def page():
    cache.clear()
    return Client().get(PATH).content.decode()


def test_near_counts_what_is_listed_and_never_says_0_where_we_have_no_list(shared_world):
    make_fellowship("smart")
    make_feed("HA list", fellowship=shared_world.ha, covers=["us-tn"], last_good_run="2026-11-20T12:00Z")
    shown = page_with("[[near memphis-tn]]\n")
    assert "Listed near Memphis" in shown
    assert '<a href="/meetings/near/memphis-tn/?fellowship=na">Narcotics Anonymous</a>: ' in shown
    assert "We do not have the whole list of these" in shown
    assert '<a href="https://smart.example/find" rel="noreferrer">SMART Recovery</a>' in shown
    assert ": 0 meetings" not in shown


def test_near_an_unknown_place_shows_nothing():
    shown = page_with("[[near nowhere-zz]]\n\nAfter. {.advice}\n")
    assert "Listed near" not in shown
    assert "After." in shown


def test_a_line_says_who_answers_and_where_its_number_is_from():
    HelpLine.objects.create(
        slug="invented-line", name="Invented line", number="555-0100", who_answers="Nobody", free=True,
        source_name="An invented source", source_read_on="2026-11-22",
    )  # fmt: skip
    shown = page_with("[[line invented-line]]\n")
    for words in ("Invented line", 'href="tel:555', "Nobody", "An invented source", "22 November 2026"):
        assert words in shown, words


def test_facts_stand_with_source_and_date_and_silence_is_named():
    source, goal = make_source(), Criterion.objects.create(slug="goal", label="Goal", section="who")
    for slug, text in (("na", "To take *nothing* <b>."), ("ha", "")):
        Fact.objects.create(
            fellowship=make_fellowship(slug), criterion=goal, text=text, source=source, as_of="2018"
        )
    shown = page_with("[[facts goal]]\n")
    assert "<b>Narcotics Anonymous:</b> To take <em>nothing</em> &lt;b&gt;." in shown
    assert "as of 2018" in shown
    assert "Heroin Anonymous:" not in shown
    assert "not stated" in shown


def test_online_shows_what_one_can_join_from_anywhere(shared_world):
    shown = page_with("[[online]]\n")
    assert "Lantern" in shown
    assert 'href="/meetings/online/"' in shown


def test_a_word_is_explained_with_what_it_means_now():
    term = make_term(whose="NA")
    make_guide(markdown="Ask a sponsor. {.advice}\n")
    term.meaning = "What it means since today."
    term.save()
    assert "What it means since today. A word of NA." in page()
    term.delete()
    assert "In other words" not in page()


def test_the_plan_can_be_printed_and_asks_for_nothing_online():
    shown = page_with("[[plan]]\n")
    assert 'class="write"' in shown
    assert "<textarea" not in shown


def test_an_unknown_block_shows_nothing_and_breaks_nothing():
    shown = page_with("[[nothing at all]]\n\nAfter. {.advice}\n")
    assert "nothing at all" not in shown
    assert "After." in shown
