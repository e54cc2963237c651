"""Lists of what meetings consist of: as many queries for 40 rows as for 2."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Cancellation, Closure
from tests.people import staff_client
from tests.world import make_format, make_group, make_meeting, make_service_body

pytestmark = pytest.mark.django_db
# Session, person, own permissions, the role's, roles, ids and rows; programmes to filter by.
PLAIN, BY_PROGRAMME = 7, 8


def group(number):
    make_group(f"Group {number}", service_body=make_service_body(f"Area {number}"))


def body(number):
    make_service_body(f"Area {number}", parent=make_service_body(f"Region {number}"))


def format_(number):
    make_format(f"word-{number}")


def closure(number):
    Closure.objects.create(meeting=make_meeting(f"Lamp {number}"), first_day=dt.date(2026, 1, 1))


def cancellation(number):
    Cancellation.objects.create(meeting=make_meeting(f"Lamp {number}"), date=dt.date(2026, 1, 1))


@pytest.mark.parametrize(
    ("name", "make", "number"),
    [
        ("group", group, BY_PROGRAMME),
        ("servicebody", body, BY_PROGRAMME),
        ("format", format_, PLAIN),
        ("closure", closure, PLAIN),
        ("cancellation", cancellation, PLAIN),
    ],
)
def test_forty_rows_ask_as_much_as_two(name, make, number):
    client, address = staff_client("publisher"), f"/admin/meetings/{name}/"
    make(1), make(2)
    client.get(address)
    assert asked(client, address) == number
    for one in range(3, 41):
        make(one)
    assert asked(client, address) == number


def asked(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)
