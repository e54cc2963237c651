import pytest

from meetings.models import ImportProblem
from tests.meetings.feeds.saving import counts, last_run, meeting, queries, row, rows, take

pytestmark = pytest.mark.django_db

CODES = [{"id": "1", "key_string": "ZZ", "name_string": "Invented", "lang": "en", "world_id": ""}]
ZZ = {"formats": "ZZ", "format_shared_id_list": "1"}


def test_an_unknown_code_is_one_problem_however_many_rows_have_it():
    result = take([row(1, **ZZ), row(2, **ZZ), row(3)], formats=CODES)
    assert result.problems == 1
    problem = ImportProblem.objects.get()
    assert (problem.kind, problem.key, problem.meeting) == ("unmapped-code", "ZZ", None)


def test_a_problem_is_written_once_and_names_its_meeting():
    said = [row(1, comments="Meets every 1st Saturday only"), row(2)]
    take(said)
    problem = ImportProblem.objects.get()
    assert (problem.kind, problem.meeting, problem.first_run) == ("needs-a-person", meeting(1), last_run())
    assert not [sql for sql in queries(lambda: take(said)) if "importproblem" in sql and "INSERT" in sql]
    assert ImportProblem.objects.get().ended_run is None


def test_a_mended_problem_ends_and_may_open_again():
    take([row(1, start_time="soon"), row(2)])
    take(rows(2))
    assert ImportProblem.objects.get().ended_run == last_run()
    take([row(1, start_time="soon"), row(2)])
    assert ImportProblem.objects.filter(ended_run=None).count() == 1
    assert ImportProblem.objects.count() == 2


def test_a_held_run_writes_no_problem():
    take(rows(6))
    assert counts(take([row(1, start_time="soon")])) == {}
    assert not ImportProblem.objects.exists()
