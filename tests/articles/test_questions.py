"""The common questions and the words explained, as we ship them."""

import json

import pytest

from articles.guide_file import question_files, read_text
from articles.markdown import parse, plain
from articles.words_used import WordsUsed
from tests.articles.banned import banned_in, phones_in
from tests.articles.check import FIXTURES, faults, known_sources
from tests.articles.reading import grade, split_sentences
from tests.articles.runs import runs_shared

QUESTIONS = {fields["slug"]: fields for fields in map(read_text, question_files())}
ANSWERS = {slug: fields for slug, fields in QUESTIONS.items() if not fields.get("same_as")}
TERMS = json.loads((FIXTURES / "guides/glossary.json").read_bytes())
HIGHEST_GRADE = 8


def words_in(markdown):
    return sum(len(plain(token).split()) for token in parse(markdown) if token.type == "inline")


def test_there_is_a_page_for_each_of_the_eighteen_questions_of_our_sources():
    assert len(QUESTIONS) == 18
    assert len({fields["question"] for fields in QUESTIONS.values()}) == 18
    assert len(ANSWERS) == 14


def test_every_question_has_a_place_of_its_own():
    assert len({fields["position"] for fields in QUESTIONS.values()}) == len(QUESTIONS)


def test_a_question_that_shares_an_answer_names_one_that_has_it_and_stands_after_it():
    for slug, fields in QUESTIONS.items():
        if target := fields.get("same_as"):
            assert target in ANSWERS, slug
            assert fields["position"] > ANSWERS[target]["position"], slug
            assert f"/faq/{target}/" in fields["markdown"], slug


def test_a_question_names_a_guide_that_we_have():
    guides = {path.stem for path in (FIXTURES / "guides").glob("*.md")}
    assert {fields["guide"] for fields in QUESTIONS.values() if fields.get("guide")} <= guides


@pytest.mark.parametrize("slug", sorted(QUESTIONS))
def test_a_question_and_its_answer_are_sourced_kind_plain_and_our_own(slug):
    fields = QUESTIONS[slug]
    assert faults({**fields, "title": fields["question"], "grade": HIGHEST_GRADE}, known_sources()) == []


@pytest.mark.parametrize("slug", sorted(ANSWERS))
def test_an_answer_is_short_enough_to_read_at_once(slug):
    assert 40 <= words_in(ANSWERS[slug]["markdown"]) <= 120


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["slug"])
def test_a_word_is_explained_kindly_plainly_and_in_our_own_words(term):
    said = term["meaning"] if term["whose"] else f"{term['word']}: {term['meaning']}"
    assert banned_in(said) == []
    assert phones_in(said) == []
    assert runs_shared(said) == []
    assert len(split_sentences(term["meaning"])) <= 3
    assert grade(split_sentences(term["meaning"])) <= HIGHEST_GRADE
    assert term["source"] in known_sources()


def test_every_word_stands_once_and_no_form_means_two_things():
    assert len({term["slug"] for term in TERMS}) == len(TERMS) >= 45
    forms = [form.lower() for term in TERMS for form in {term["word"], *term["forms"]}]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    "sentence",
    [
        "You can share a room with a friend.",
        "Take one step, and another.",
        "A bus service runs in this area.",
        "The library is open and has a service desk.",
    ],
)
def test_a_form_is_not_found_in_everyday_talk(sentence):
    forms = {form.lower(): term["slug"] for term in TERMS for form in [term["word"], *term["forms"]]}
    assert WordsUsed(forms).first_used(sentence) == []
