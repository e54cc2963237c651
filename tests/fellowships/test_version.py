import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from fellowships import version
from fellowships.models import DataVersion
from tests.meetings.models.refusing import refused

pytestmark = pytest.mark.django_db


def test_before_anything_was_published_the_version_is_nought():
    assert version.current() == 0


def test_every_change_raises_the_version():
    seen = [version.current()]
    for _change in range(3):
        version.bump()
        seen.append(version.current())
    assert seen == sorted(set(seen))


def test_a_change_that_is_taken_back_takes_its_version_back():
    version.bump()
    before = version.current()
    with transaction.atomic():
        version.bump()
        transaction.set_rollback(True)
    assert version.current() == before


def test_a_version_that_was_taken_back_does_not_come_again_for_other_data():
    with transaction.atomic():
        version.bump()
        lost = version.current()
        transaction.set_rollback(True)
    version.bump()
    assert version.current() > lost


def test_a_raise_says_when():
    version.bump()
    before = DataVersion.objects.get().changed_at
    version.bump()
    assert DataVersion.objects.get().changed_at > before


def test_reading_costs_one_query_and_raising_one():
    version.bump()
    for action in (version.current, version.bump):
        with CaptureQueriesContext(connection) as captured:
            action()
        assert len(captured) == 1


def test_there_is_one_version():
    with refused("one_data_version"):
        DataVersion.objects.create(pk=2)


def test_a_worker_may_answer_by_the_version_of_a_moment_ago(settings, django_assert_num_queries):
    settings.VERSION_SECONDS = 60
    version.bump()
    number = version.recent()
    assert number == version.current()
    with django_assert_num_queries(0):
        assert version.recent() == number
    version.bump()
    assert version.recent() > number
    version._recent = version.NOTHING_RECENT
