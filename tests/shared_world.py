"""The small world, made once for all tests of a file that only look at it."""

import copy

import pytest
from django.db import connection, transaction

from tests.world import small_world


@pytest.fixture(scope="module")
def _world_of_this_file(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        world = small_world()
        # Once here, not after every test: PostgreSQL would look at all of these rows each time.
        connection.check_constraints()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def shared_world(_world_of_this_file, db):
    """The small world, made once for a file: what a test changes in it is undone after the test."""
    return copy.deepcopy(_world_of_this_file)
