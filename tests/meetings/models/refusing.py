"""What the database itself refuses."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused(constraint):
    """The block breaks that constraint and no other; SQLite names unique ones by their columns only."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    text = str(caught.value)
    assert constraint in text or (connection.vendor == "sqlite" and "UNIQUE constraint failed" in text)
