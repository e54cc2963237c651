"""Every address visited once, looked at by many guards."""

import pytest
from django.db import transaction

from tests.site.visiting import fill, visit_all


@pytest.fixture(scope="session")
def visits(django_db_setup, django_db_blocker):
    """{name: Visit} of every address, in a world of two meetings that is gone again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = visit_all(fill(2))
        transaction.set_rollback(True)
    return found
