"""Unknown codes: found with how many meetings have them, explained once, used at once."""

import pytest

from fellowships import version
from fellowships.acting import acting_as
from meetings.changing import change_meeting
from meetings.mapping import Meant, explain, unknown_codes
from meetings.models import Correction, FormatCode, ImportProblem
from meetings.reindex import check
from tests.meetings.feeds.saving import counts, meeting, na_feed, queries, row, take
from tests.world import make_format

pytestmark = pytest.mark.django_db
FORMATS = [
    {"id": "7", "key_string": "QQ", "name_string": "Quiet", "lang": "en", "format_type_enum": "FC1"},
    {"id": "8", "key_string": "ZZ", "name_string": "Still", "lang": "de", "format_type_enum": "FC1"},
]


def read(*codes, feed=None):
    """A list whose meetings have these codes."""
    said = [row(n, formats=code, format_shared_id_list="") for n, code in enumerate(codes, 1)]
    return take(said, feed, formats=FORMATS)


def test_an_unknown_code_is_one_with_its_name_its_meetings_and_examples():
    read("QQ", "QQ", "")
    (one,) = unknown_codes()
    assert (one.code, one.name, one.scheme, one.meetings) == ("QQ", "Quiet", "bmlt-key", 2)
    assert one.examples == ["Lamp Group 1", "Lamp Group 2"]
    assert [feed.name for feed in one.feeds] == ["Invented list"]
    first = ImportProblem.objects.get().pk
    assert counts(read("QQ", "QQ", "QQ"))["problems"] == 1
    assert unknown_codes()[0].meetings == 3
    assert ImportProblem.objects.get().pk == first
    assert "UPDATE" not in " ".join(
        sql for sql in queries(lambda: read("QQ", "QQ", "QQ")) if "importproblem" in sql
    )


def test_explained_as_a_format_for_the_program_it_is_on_the_meetings_at_once():
    read("QQ", "")
    quiet, before = make_format("quiet"), version.current()
    with acting_as("publisher"):
        assert explain(unknown_codes()[0], Meant(format=quiet.pk)) == (1, [])
    assert list(meeting(1).formats.all()) == [quiet]
    assert meeting(1).history.first().role == "publisher"
    assert (check(), unknown_codes(), version.current() > before) == ([], [], True)
    row_kept = FormatCode.objects.get(code="QQ")
    assert (row_kept.fellowship.slug, row_kept.feed, row_kept.format) == ("na", None, quiet)
    assert row_kept.history.get().role == "publisher"
    history = meeting(1).history.count()
    read("QQ", "")
    assert (meeting(1).history.count(), list(meeting(1).formats.all())) == (history, [quiet])
    assert unknown_codes() == []


def test_a_language_and_an_answer_about_slips():
    read("QQ", "ZZ")
    for one, meant in zip(unknown_codes(), (Meant(language="es"), Meant(slips="no")), strict=True):
        explain(one, meant, na_feed())
    assert (meeting(1).languages, meeting(2).slips) == (["es"], "no")


def test_what_means_nothing_to_visitors_is_known_and_changes_no_meeting():
    read("QQ")
    before = meeting(1).history.count()
    assert explain(unknown_codes()[0], Meant()) == (0, [])
    read("QQ")
    assert (unknown_codes(), meeting(1).history.count()) == ([], before)


def test_a_code_of_another_language_must_be_explained_for_its_list():
    read("ZZ")
    one, quiet = unknown_codes()[0], make_format("quiet")
    changed, still = explain(one, Meant(format=quiet.pk))
    assert (changed, [feed.name for feed in still]) == (0, ["Invented list"])
    assert explain(unknown_codes()[0], Meant(format=quiet.pk), still[0]) == (1, [])


def test_for_one_list_it_means_nothing_in_another():
    read("QQ")
    other = na_feed("Another list")
    said = [row(5, formats="QQ", root_server_uri="https://other.example/s")]
    take(said, other, formats=FORMATS)
    (one,) = unknown_codes()
    assert (one.meetings, len(one.feeds)) == (2, 2)
    assert explain(one, Meant(format=make_format("quiet").pk), other)[0] == 1
    (left,) = unknown_codes()
    assert [feed.name for feed in left.feeds] == ["Invented list"]
    assert unknown_codes(other.pk) == []


def test_formats_that_staff_set_stay():
    read("QQ")
    ours = make_format("women")
    change_meeting(meeting(1).pk, {"formats": [ours.pk]}, reason="Said so")
    correction = Correction.objects.get()
    quiet = make_format("quiet")
    explain(unknown_codes()[0], Meant(format=quiet.pk, slips="yes"))
    read("QQ")
    assert (list(meeting(1).formats.all()), meeting(1).slips) == ([ours], "yes")
    correction.refresh_from_db()
    assert (correction.ended_at, correction.list_value) == (None, [quiet.pk])


def test_it_costs_the_same_for_two_codes_and_for_forty():
    read("QQ", "ZZ")
    few = len(queries(unknown_codes))
    read(*(f"Q{n}" for n in range(40)))
    assert len(unknown_codes()) == 40
    assert len(queries(unknown_codes)) == few == 1
