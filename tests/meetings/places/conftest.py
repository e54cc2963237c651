import pytest
from django.db import connection, transaction

from meetings.places.load import load_slice

# By slug or by folded name; everything else of the baked table is left out.
TOWNS = """
    memphis london saopaulo springfield stlouis saintlouis newyork newyorkcity washington paris ontario
    georgia berlin dublin mexico mexicocity singapore olivebranch westmemphis nashville sanfrancisco
    losangeles kansascity sanjuan antioch hixson murfreesboro londres
""".split()
REGIONS = """
    tennessee-us new-york-us california-us louisiana-us district-of-columbia-us washington-us england-gb
    georgia-us ontario-08-ca north-carolina-us united-kingdom united-states canada georgia mexico
    singapore tunisia germany
""".split()
COUNTIES = ["shelbycounty", "orleansparish"]
ZIPS = ["38103", "38104", "38105", "37211", "10115", "75001", "00901"]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The slice in a transaction around all tests of a file: they only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_slice([*TOWNS, *REGIONS, *COUNTIES, *ZIPS])
        connection.check_constraints()  # once, not after every test
        yield
        transaction.set_rollback(True)


@pytest.fixture
def places(loaded, db):
    """A slice of the real baked table and of the real ZIPs."""
