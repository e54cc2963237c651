"""The programmes, facts and lines we ship: what they hold, and what loading them again does."""

import json
import shutil

import pytest

from fellowships import version
from fellowships.loading import load_fellowships, shipped
from fellowships.models import Criterion, Fact, Fellowship, HelpLine, Source

pytestmark = pytest.mark.django_db

IN_FULL = {"na", "ha", "aa", "smart", "recovery-dharma", "refuge-recovery", "wfs", "nar-anon", "ca", "mara"}


SLUGS = IN_FULL | {"harm-reduction-works", "lifering", "al-anon", "smart-family", "families-anonymous"}


FAMILY = {"nar-anon", "al-anon", "smart-family", "families-anonymous"}


def test_all_fifteen_programmes_are_loaded_with_their_audience(shipped_rows):
    audiences = dict(Fellowship.objects.values_list("slug", "audience"))
    assert set(audiences) == SLUGS
    assert {slug for slug, audience in audiences.items() if audience == "family"} == FAMILY
    assert [slug for slug, audience in audiences.items() if audience == "women"] == ["wfs"]


def test_all_that_is_shipped_holds_valid_values(shipped_rows):
    for row in [*Fellowship.objects.all(), *HelpLine.objects.all()]:
        row.full_clean()
    for row in [*Source.writing.all(), *Criterion.writing.all()]:
        row.clean_fields()
    for fact in Fact.writing.all():
        fact.clean_fields(exclude=["fellowship", "criterion", "source"])


def test_four_national_lines_stand_in_the_help_now_block_in_order(shipped_rows):
    numbers = [line.number or line.text_number for line in HelpLine.objects.national()]
    assert numbers == ["911", "988", "1-800-662-4357", "741741"]


def test_no_line_claims_that_a_person_checked_it(shipped_rows):
    assert not HelpLine.objects.exclude(last_checked=None).exists()
    assert not HelpLine.objects.filter(source_name="").exists()
    assert not HelpLine.objects.filter(source_read_on=None).exists()


def test_the_second_load_reads_each_table_once_and_writes_nothing(
    shipped_rows, django_assert_max_num_queries
):
    before = version.current()
    # Savepoint, programmes, lines, sources, rows, facts, the slugs of what facts name, release.
    with django_assert_max_num_queries(10):
        result = load_fellowships()
    assert (result.created, result.updated, result.left_alone) == (0, 0, [])
    assert result.unchanged >= 600
    assert version.current() == before


def test_a_row_that_staff_changed_is_left_alone_and_named(shipped_rows):
    na = Fellowship.objects.get(slug="na")
    na.finder = "https://example.org/finder"
    na.save()
    result = load_fellowships()
    assert result.left_alone == ["Narcotics Anonymous"]
    assert Fellowship.objects.get(slug="na").finder == "https://example.org/finder"


def test_a_new_text_of_ours_reaches_a_row_nobody_changed(shipped_rows, settings, tmp_path):
    before = version.current()
    ship_elsewhere(settings, tmp_path, website="https://example.org/new")
    result = load_fellowships()
    assert (result.created, result.updated, result.left_alone) == (0, 1, [])
    assert Fellowship.objects.get(slug="na").website == "https://example.org/new"
    assert Fellowship.objects.get(slug="na").history.count() == 2
    assert version.current() > before


def test_a_field_we_ship_later_is_not_taken_for_an_edit(shipped_rows, settings, tmp_path):
    ship_elsewhere(settings, tmp_path, other_names="An invented other name")
    assert load_fellowships().left_alone == []
    assert Fellowship.objects.get(slug="na").other_names == "An invented other name"


def test_what_staff_unpublish_or_check_is_no_reason_to_leave_a_row_alone(shipped_rows):
    line = HelpLine.objects.get(slug="tennessee-redline")
    line.published = False
    line.save()
    assert load_fellowships().left_alone == []
    assert not HelpLine.objects.get(slug="tennessee-redline").published


def test_every_created_row_has_its_history(shipped_rows):
    assert Fellowship.history.count() == len(SLUGS)


def ship_elsewhere(settings, folder, **changes):
    """The shipped files, with the first programme changed."""
    target = folder / "fixtures" / "fellowships"
    shutil.copytree(settings.BASE_DIR / "fixtures" / "fellowships", target)
    programmes = shipped("fellowships/fellowships.json")
    programmes[0] |= changes
    (target / "fellowships.json").write_text(json.dumps(programmes))
    settings.BASE_DIR = folder
