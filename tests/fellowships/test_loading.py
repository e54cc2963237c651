import json
import re
import shutil
from io import StringIO

import pytest
from django.core.management import call_command

from fellowships import version
from fellowships.loading import load_fellowships, shipped
from fellowships.models import Criterion, Fact, Fellowship, HelpLine, Source

pytestmark = pytest.mark.django_db

IN_FULL = {"na", "ha", "aa", "smart", "recovery-dharma", "refuge-recovery", "wfs", "nar-anon", "ca", "mara"}
SLUGS = IN_FULL | {"harm-reduction-works", "lifering", "al-anon", "smart-family", "families-anonymous"}
FAMILY = {"nar-anon", "al-anon", "smart-family", "families-anonymous"}


def test_all_fifteen_programmes_are_loaded_with_their_audience():
    load_fellowships()
    audiences = dict(Fellowship.objects.values_list("slug", "audience"))
    assert set(audiences) == SLUGS
    assert {slug for slug, audience in audiences.items() if audience == "family"} == FAMILY
    assert [slug for slug, audience in audiences.items() if audience == "women"] == ["wfs"]


def test_all_that_is_shipped_holds_valid_values():
    load_fellowships()
    for row in [*Fellowship.objects.all(), *HelpLine.objects.all()]:
        row.full_clean()
    for row in [*Source.writing.all(), *Criterion.writing.all()]:
        row.clean_fields()
    for fact in Fact.writing.all():
        fact.clean_fields(exclude=["fellowship", "criterion", "source"])


def test_four_national_lines_stand_in_the_help_now_block_in_order():
    load_fellowships()
    numbers = [line.number or line.text_number for line in HelpLine.objects.national()]
    assert numbers == ["911", "988", "1-800-662-4357", "741741"]


def test_no_line_claims_that_a_person_checked_it():
    load_fellowships()
    assert not HelpLine.objects.exclude(last_checked=None).exists()
    assert not HelpLine.objects.filter(source_name="").exists()
    assert not HelpLine.objects.filter(source_read_on=None).exists()


def test_the_second_load_reads_each_table_once_and_writes_nothing(django_assert_max_num_queries):
    first = load_fellowships()
    before = version.current()
    # Savepoint, programmes, lines, sources, rows, facts, the slugs of what facts name, release.
    with django_assert_max_num_queries(10):
        result = load_fellowships()
    assert (result.created, result.updated, result.left_alone) == (0, 0, [])
    assert result.unchanged == first.created
    assert version.current() == before


def test_a_row_that_staff_changed_is_left_alone_and_named():
    load_fellowships()
    na = Fellowship.objects.get(slug="na")
    na.finder = "https://example.org/finder"
    na.save()
    result = load_fellowships()
    assert result.left_alone == ["Narcotics Anonymous"]
    assert Fellowship.objects.get(slug="na").finder == "https://example.org/finder"


def test_a_new_text_of_ours_reaches_a_row_nobody_changed(settings, tmp_path):
    load_fellowships()
    before = version.current()
    ship_elsewhere(settings, tmp_path, website="https://example.org/new")
    result = load_fellowships()
    assert (result.created, result.updated, result.left_alone) == (0, 1, [])
    assert Fellowship.objects.get(slug="na").website == "https://example.org/new"
    assert Fellowship.objects.get(slug="na").history.count() == 2
    assert version.current() > before


def test_a_field_we_ship_later_is_not_taken_for_an_edit(settings, tmp_path):
    load_fellowships()
    ship_elsewhere(settings, tmp_path, other_names="An invented other name")
    assert load_fellowships().left_alone == []
    assert Fellowship.objects.get(slug="na").other_names == "An invented other name"


def test_what_staff_unpublish_or_check_is_no_reason_to_leave_a_row_alone():
    load_fellowships()
    line = HelpLine.objects.get(slug="tennessee-redline")
    line.published = False
    line.save()
    assert load_fellowships().left_alone == []
    assert not HelpLine.objects.get(slug="tennessee-redline").published


def test_a_row_that_staff_made_under_our_name_is_left_alone():
    Fellowship.objects.create(slug="na", name="Ours", short_name="O", approach="other", audience="own-use")
    assert load_fellowships().left_alone == ["Ours"]


def test_every_created_row_has_its_history():
    load_fellowships()
    assert Fellowship.history.count() == len(SLUGS)


def test_the_command_says_what_it_did_and_names_what_it_left():
    out = StringIO()
    call_command("load_fellowships", stdout=out)
    assert re.search(r"programmes and help lines: created \d{2,} ", out.getvalue())
    assert "format words and codes: created" in out.getvalue()
    na = Fellowship.objects.get(slug="na")
    na.name = "Changed"
    na.save()
    call_command("load_fellowships", stdout=out)
    assert "Changed was changed here and is left as it is." in out.getvalue()


def ship_elsewhere(settings, folder, **changes):
    """The shipped files, with the first programme changed."""
    target = folder / "fixtures" / "fellowships"
    shutil.copytree(settings.BASE_DIR / "fixtures" / "fellowships", target)
    programmes = shipped("fellowships/fellowships.json")
    programmes[0] |= changes
    (target / "fellowships.json").write_text(json.dumps(programmes))
    settings.BASE_DIR = folder
