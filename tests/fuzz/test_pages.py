"""Random requests to every page: no fault of ours, no cookie, one heading, and every listing stays."""

import random
from itertools import islice

import pytest
from django.db import connection, transaction

from tests.fuzz.asking import random_request
from tests.fuzz.laws import faults
from tests.fuzz.variety import make_variety
from tests.site.addresses import ADDRESSES

KINDS = [*ADDRESSES, "anywhere"]
FIXED, MANY = 1_500 // len(KINDS), 10_000  # FIXED for each page, MANY for all


@pytest.fixture(scope="module")
def samples(django_db_setup, django_db_blocker):
    """{page: addresses}, in a varied world that is gone again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_variety()
        # Once here, not after every test: PostgreSQL would look at all of these rows each time.
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)


def requests_to(samples, kind, seed):
    rng = random.Random(f"{seed} {kind}")
    while True:
        yield random_request(rng, samples[kind])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_fixed_random_requests_to_a_page(samples, kind):
    assert faults(islice(requests_to(samples, kind, "fixed"), FIXED)) == []


@pytest.mark.fuzz
@pytest.mark.django_db
def test_ten_thousand_random_requests(samples, fresh_seed):
    found = []
    for kind in KINDS:
        found += faults(islice(requests_to(samples, kind, fresh_seed), MANY // len(KINDS) + 1))
    assert found == [], f"FUZZ_SEED={fresh_seed}\n" + "\n\n".join(found[:20])
