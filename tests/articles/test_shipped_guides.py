"""The guides we ship: each statement has a source or says it is advice; kind words of our own."""

import re

import pytest

from articles.guide_file import guide_files, read_text
from articles.markdown import LIVE, render
from fellowships.loading import shipped, shipped_in
from tests.articles.check import cited, faults, known_sources
from tests.articles.reading import grade_of
from tests.articles.runs import SOURCES, runs_shared

GUIDES = {path.stem: read_text(path) for path in guide_files()}
EXPECTED = set(
    """na-and-ha what-is-na what-is-ha first-meeting open-and-closed twelve-steps sponsors using-again
    withdrawal opioid-addiction medicines kinds-of-care therapies health keeping-going
    what-keeps-people-away
    what-groups-give online-meetings family-and-friends under-18 groups-and-treatment evidence after-treatment
    around-memphis overdose proof-of-attendance for-professionals""".split()
)
EASIEST = {"first-meeting": 6, "withdrawal": 6, "overdose": 6}
FIVE_TEXTS = {"text-na-ha", "text-na", "text-groups", "text-medicine", "text-recovery"}
LIVE_NAMES = {"near", "online", "line", "facts", "plan"}
each_guide = pytest.mark.parametrize("slug", sorted(GUIDES))


def test_every_guide_that_was_promised_is_there():
    assert set(GUIDES) == EXPECTED


@each_guide
def test_it_has_sources_kind_words_a_live_end_to_every_link_and_no_bare_number(slug):
    assert faults(GUIDES[slug], known_sources()) == []


@each_guide
def test_it_reads_no_harder_than_its_grade(slug):
    guide = GUIDES[slug]
    assert guide.get("grade", 8) <= EASIEST.get(slug, 8)
    assert grade_of(guide["markdown"]) <= EASIEST.get(slug, 8)


@each_guide
def test_its_head_is_complete(slug):
    guide = GUIDES[slug]
    assert guide["title"]
    assert guide["summary"]
    assert 3 <= len(guide["key_points"]) <= 6
    assert guide["written"] < guide["review_due"]
    assert set(guide["related"]) <= set(GUIDES) - {slug}


@each_guide
def test_its_live_blocks_are_known_and_name_what_is_there(slug):
    lines = {row["slug"] for row in shipped("fellowships/help_lines.json")}
    rows = {row["slug"] for row in shipped("fellowships/criteria.json")}
    for name, arguments in LIVE.findall(GUIDES[slug]["markdown"]):
        assert name in LIVE_NAMES
        if name == "line":
            assert set(arguments.split()) <= lines
        if name == "facts":
            assert set(arguments.split()) <= rows


def test_all_five_texts_are_used():
    used = {source for guide in GUIDES.values() for source in cited(guide["markdown"])}
    assert used >= FIVE_TEXTS


def test_no_source_stands_twice_under_one_slug_or_address():
    rows = shipped_in("fellowships/sources")
    slugs = [row["slug"] for row in rows]
    addresses = [row["address"].rstrip("/") for row in rows if row.get("address")]
    assert sorted(slugs) == sorted(set(slugs))
    assert sorted(addresses) == sorted(set(addresses))


def test_what_nobody_reviewed_does_not_say_that_somebody_did():
    assert not [slug for slug, guide in GUIDES.items() if "reviewed_by" in guide or "reviewed_on" in guide]


def test_the_comparison_of_borrowed_sentences_would_find_one():
    if not SOURCES.is_dir():
        pytest.skip("the five texts are not beside the project")
    text = next(iter(sorted(SOURCES.glob("*.txt")))).read_text("utf-8")
    sentence = " ".join(re.findall(r"\S+", text)[100:112])
    assert runs_shared(f"We say: {sentence}")
    assert runs_shared("Nothing of this stands in any of those texts, word for word, at all.") == []


def test_every_rendered_guide_stays_small():
    assert max(len(render(guide["markdown"]).html) for guide in GUIDES.values()) < 20_000
