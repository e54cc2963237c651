"""The small world, and the rows we ship: made once for all tests of a file."""

import copy

import pytest
from django.db import connection, transaction

from fellowships.loading import LOADERS, load_fellowships
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


@pytest.fixture(scope="module")
def _shipped_in_this_file(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_fellowships()
        for _name, load in LOADERS:
            load()
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shipped_rows(_shipped_in_this_file, db):
    """Programmes, facts, rules for choosing and format words as we ship them, loaded once for a file."""
