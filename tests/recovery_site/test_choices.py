"""Where staff choose by typing, rows of one name are told apart."""

import pytest

from tests.people import staff_client
from tests.world import make_venue

pytestmark = pytest.mark.django_db


def test_two_halls_of_one_name_are_told_apart_by_street_and_town():
    make_venue(name="Lamp Hall", street="1 First Street")
    make_venue(name="Lamp Hall", street="2 Second Street", city="Nashville")
    asked = {"app_label": "meetings", "model_name": "meeting", "field_name": "venue", "term": "lamp"}
    found = staff_client("editor").get("/admin/autocomplete/", asked).json()["results"]
    assert sorted(one["text"] for one in found) == [
        "Lamp Hall, 1 First Street, Memphis, TN",
        "Lamp Hall, 2 Second Street, Nashville, TN",
    ]
