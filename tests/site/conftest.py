"""Every address visited once, looked at by many guards."""

import pytest
from django.db import connection, transaction

from tests.site.visiting import everything, visit_all


@pytest.fixture(scope="session")
def visits(django_db_setup, django_db_blocker):
    """{name: Visit} of every address, in a small world that is gone again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = visit_all(everything())
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def _site_of_this_file(visits, django_db_blocker):
    # After the visits, whose world has the same names and must be gone before this one is made.
    with django_db_blocker.unblock(), transaction.atomic():
        words = everything()
        connection.check_constraints()
        yield words
        transaction.set_rollback(True)


@pytest.fixture
def site(_site_of_this_file, db):
    """The same world for tests that ask more of it: the words that its addresses need."""
    return _site_of_this_file


def pytest_collection_modifyitems(items):
    """A test database is made only where a test is marked: one of those who look at the visits is enough."""
    looking = (item for item in items if "visits" in getattr(item, "fixturenames", ()))
    if (first := next(looking, None)) is not None:
        first.add_marker(pytest.mark.django_db)
