"""The facts we ship: each from a source, in our own words, none claimed that was not confirmed."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.articles.banned import banned_in, phones_in
from tests.articles.runs import runs_shared, source_runs

SHIPPED = Path(__file__).parents[2] / "fixtures" / "fellowships"
PARTIAL = re.compile(r"(\d{4})(-\d{2}(-\d{2})?)?")
IN_FULL = "na ha aa smart recovery-dharma refuge-recovery wfs nar-anon ca mara".split()
IN_SHORT = "harm-reduction-works lifering al-anon smart-family families-anonymous".split()
# What our sources compare NA and HA by.
COMPARED = """focus view names origin size where online what-happens special steps spirituality goal
    requirement medication organisation literature sponsor community service money independence cure
    suits""".split()
# The rows that every programme in full has a cell in.
ROWS = """focus who-can-come requirement approach spirituality goal medication sponsor talking literature
    formats where origin cost facilitator family about begin""".split()
# Looked for in the programmes' own pages and not confirmed: these cells read "Not stated".
NOT_CONFIRMED = {
    "ha": {"special", "talking", "family"},
    "recovery-dharma": {"medication", "family"},
    "refuge-recovery": {"medication", "requirement", "talking", "family"},
    "wfs": {"sponsor"},
    "nar-anon": {"talking"},
    "mara": {"spirituality", "sponsor", "talking", "literature", "cost", "family"},
}


def rows_of(path):
    return json.loads(path.read_text(encoding="utf-8"))


def facts_of(slug):
    return {fact["criterion"]: fact for fact in rows_of(SHIPPED / "facts" / f"{slug}.json")}


@cache
def every_fact():
    paths = sorted((SHIPPED / "facts").glob("*.json"))
    return [(f"{path.stem}: {fact['criterion']}", fact) for path in paths for fact in rows_of(path)]


def test_every_programme_has_its_file_of_facts():
    programmes = {row["slug"] for row in rows_of(SHIPPED / "fellowships.json")}
    assert {path.stem for path in (SHIPPED / "facts").glob("*.json")} == programmes
    assert programmes == {*IN_FULL, *IN_SHORT}


def test_no_source_is_told_twice():
    slugs = Counter(row["slug"] for path in (SHIPPED / "sources").glob("*.json") for row in rows_of(path))
    assert [slug for slug, times in slugs.items() if times > 1] == []


def test_every_fact_names_a_source_that_we_ship():
    sources = {row["slug"] for path in (SHIPPED / "sources").glob("*.json") for row in rows_of(path)}
    assert [where for where, fact in every_fact() if fact["source"] not in sources] == []


def test_every_fact_says_of_which_day_month_or_year_it_is():
    assert [where for where, fact in every_fact() if not PARTIAL.fullmatch(fact["as_of"])] == []


def test_every_fact_stands_in_a_known_row_and_alone_there():
    criteria = rows_of(SHIPPED / "criteria.json")
    rows = {row["slug"] for row in criteria if row.get("kind", "fact") == "fact"}
    assert [where for where, fact in every_fact() if fact["criterion"] not in rows] == []
    cells = Counter(where for where, _fact in every_fact())
    assert [where for where, times in cells.items() if times > 1] == []


def test_every_fact_holds_its_four_parts_and_a_text():
    parts = {"criterion", "text", "source", "as_of"}
    incomplete = [where for where, fact in every_fact() if fact.keys() != parts or not fact["text"].strip()]
    assert incomplete == []


def test_no_fact_uses_an_unkind_word_as_its_own():
    assert [(where, banned_in(fact["text"])) for where, fact in every_fact() if banned_in(fact["text"])] == []


def test_no_fact_holds_a_phone_number():
    assert [where for where, fact in every_fact() if phones_in(fact["text"])] == []


def test_the_only_markup_is_a_pair_of_asterisks():
    marked = re.compile(r"[_`#<>\[\]{}|]|\*\*")
    odd = [
        where for where, fact in every_fact() if marked.search(fact["text"]) or fact["text"].count("*") % 2
    ]
    assert odd == []


@pytest.mark.skipif(not source_runs(), reason="the five texts are not here")
def test_no_fact_shares_eight_words_in_a_row_with_the_five_texts():
    assert [run for _where, fact in every_fact() for run in runs_shared(fact["text"])] == []


@pytest.mark.parametrize("slug", ["na", "ha"])
def test_na_and_ha_hold_all_that_the_sources_compare_them_by(slug):
    assert set(COMPARED) - facts_of(slug).keys() == NOT_CONFIRMED.get(slug, set()) & set(COMPARED)


@pytest.mark.parametrize("slug", IN_FULL)
def test_a_programme_in_full_holds_every_row_but_those_not_confirmed(slug):
    assert set(ROWS) - facts_of(slug).keys() == NOT_CONFIRMED.get(slug, set()) & set(ROWS)


@pytest.mark.parametrize("slug", IN_SHORT)
def test_a_short_profile_says_what_it_is_for_whom_and_to_what_end(slug):
    assert {"about", "focus", "who-can-come", "goal", "approach"} <= facts_of(slug).keys()


@pytest.mark.parametrize("slug", ["na", "ha"])
def test_what_is_said_of_medication_leaves_the_decision_with_the_person_and_the_prescriber(slug):
    text = facts_of(slug)["medication"]["text"]
    assert "Groups vary" in text
    assert "no opinion on medical matters" in text or "your prescriber's" in text


def test_the_requirement_of_ha_is_not_that_of_na():
    assert "stop using" in facts_of("na")["requirement"]["text"]
    assert "suffering" in facts_of("ha")["requirement"]["text"]


def test_a_size_says_of_when_it_is():
    sized = [facts_of(slug)["size"] for slug in IN_FULL if "size" in facts_of(slug)]
    figures = [fact for fact in sized if re.search(r"\d", fact["text"])]
    assert len(figures) >= 5
    assert all(re.search(r"\b20[12]\d\b", fact["text"]) for fact in figures)


def test_both_buddhist_programmes_tell_of_the_parting_in_2019():
    for slug, other in (("recovery-dharma", "Refuge Recovery"), ("refuge-recovery", "Recovery Dharma")):
        text = facts_of(slug)["origin"]["text"]
        assert all(words in text for words in ("2019", other, "goes on"))
