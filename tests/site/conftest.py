"""Every address visited once, looked at by many guards."""

import pytest
from django.db import transaction

from tests.site.visiting import everything, visit_all


@pytest.fixture(scope="session")
def visits(django_db_setup, django_db_blocker):
    """{name: Visit} of every address, in a small world that is gone again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = visit_all(everything())
        transaction.set_rollback(True)
    return found


def pytest_collection_modifyitems(items):
    """A test database is made only for marked tests: whoever looks at the visits needs one."""
    for item in items:
        if "visits" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)
