"""The Spanish guides say what the English ones say: no fact, number, source, warning or link more or less."""

import subprocess
import sys

import pytest
from django.conf import settings

from articles.guide_file import guide_files, read_text, read_translation
from articles.markdown import LIVE, parse, plain, render
from fellowships.loading import shipped, shipped_in
from tests.articles.banned_spanish import banned_in_spanish
from tests.articles.reading import split_sentences
from tests.articles.reading_spanish import FAIRLY_EASY, ease, ease_of, syllables
from tests.articles.translated import NUMBER, differences, faults_in_spanish, head

ENGLISH = {path.stem: read_text(path) for path in guide_files()}
SPANISH = {path.stem: read_translation(path) for path in guide_files("es")}
PROMISED = {"first-meeting", "overdose", "withdrawal", "family-and-friends", "proof-of-attendance"}
EASIEST = {"first-meeting", "overdose", "withdrawal"}
each = pytest.mark.parametrize("slug", sorted(SPANISH))


def test_the_guides_that_were_promised_in_spanish_are_there():
    assert set(SPANISH) >= PROMISED


@each
def test_it_has_the_blocks_sources_warnings_links_live_parts_and_numbers_of_the_english(slug):
    assert differences(SPANISH[slug]["markdown"], ENGLISH[slug]["markdown"]) == []


@each
def test_its_head_has_the_numbers_of_the_english_and_as_many_key_points(slug):
    spanish, english = head(SPANISH[slug]), head(ENGLISH[slug])
    assert [NUMBER.findall(one) for one in spanish] == [NUMBER.findall(one) for one in english]
    assert not set(spanish) & set(english)


@each
def test_nothing_of_it_was_left_in_english(slug):
    def paragraphs(guide):
        blocks = (plain(token) for token in parse(guide["markdown"]) if token.type == "inline")
        return {words for words in blocks if words and not LIVE.fullmatch(f"[[{words}]]")}

    assert not paragraphs(SPANISH[slug]) & paragraphs(ENGLISH[slug])


@each
def test_it_reads_easily_in_spanish(slug):
    assert ease_of(SPANISH[slug]["markdown"]) >= (75 if slug in EASIEST else FAIRLY_EASY)


@each
def test_it_is_kind_says_usted_and_holds_no_bare_number_or_dead_link(slug):
    assert faults_in_spanish(SPANISH[slug]) == []


@each
def test_it_was_translated_after_the_english_was_written_and_nobody_reviewed_it_yet(slug):
    assert SPANISH[slug]["written"] >= ENGLISH[slug]["written"]
    assert not {"reviewed_by", "reviewed_on"} & SPANISH[slug].keys()


@each
def test_it_stays_small(slug):
    assert len(render(SPANISH[slug]["markdown"]).html) < 20_000


def test_spanish_words_explained_have_the_source_and_owner_of_the_english_and_stand_in_a_guide():
    english = {row["slug"]: row for row in shipped("guides/glossary.json")}
    sources = {row["slug"] for row in shipped_in("fellowships/sources")}
    texts = " ".join(guide["markdown"] for guide in SPANISH.values()).lower()
    for row in shipped("guides/es/glossary.json"):
        original = english[row["slug"]]
        assert row["source"] == original["source"] in sources
        assert bool(row.get("whose")) == bool(original.get("whose"))
        assert NUMBER.findall(row["meaning"]) == NUMBER.findall(original["meaning"])
        assert any(form.lower() in texts for form in [row["word"], *row["forms"]]), row["slug"]
        assert banned_in_spanish(row["meaning"]) == []
        assert ease(split_sentences(row["meaning"])) >= 55, row["slug"]


@pytest.mark.parametrize(
    "divided",
    """so-bre-do-sis na-lo-xo-na o-pioi-de res-pi-ra-ción dí-a pa-ís a-é-re-o ciu-dad que guí-a si-guien-te
    muy y ya a-ho-ra o-í-do tra-ta-mien-to us-ted reu-nión vein-ti-séis cuan-do güe-ro""".split(),
)
def test_syllables_are_counted_as_a_spanish_dictionary_divides_them(divided):
    assert syllables(divided.replace("-", "")) == divided.count("-") + 1


def test_a_text_that_is_hard_to_read_is_found():
    hard = "La administración intranasal del antagonista competitivo revierte transitoriamente la depresión."
    assert ease([hard]) < 40 < ease(["Llame al 911. Espere allí con la persona."])


@pytest.mark.parametrize("said", ["un adicto", "los drogadictos", "abuso de drogas", "una recaída", "limpio"])
def test_a_word_that_hurts_is_found_in_spanish(said):
    assert banned_in_spanish(f"Esto es {said}.")
    assert banned_in_spanish("Narcóticos Anónimos. Se llaman *adictos*.") == []


def test_a_familiar_word_and_a_number_that_changed_are_found():
    guide = {**SPANISH["overdose"], "title": "Tu guía"}
    assert faults_in_spanish(guide) == ["familiar, not usted: 'Tu'"]
    changed = guide["markdown"].replace("30 a 90", "30 a 60")
    assert len(differences(changed, ENGLISH["overdose"]["markdown"])) == 1


def test_writers_can_check_a_text_in_either_language_before_loading():
    folder = settings.BASE_DIR / "fixtures" / "guides"
    command = [
        sys.executable,
        "-m",
        "tests.articles.check",
        folder / "overdose.md",
        folder / "es/overdose.md",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=settings.BASE_DIR)
    english, spanish = said.stdout.strip().splitlines()
    assert english.startswith("overdose: grade ")
    assert spanish.startswith("es/overdose: ease ")
