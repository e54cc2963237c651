"""A hidden address shows its town only, a passcode stands where one joins, nobody is named: on all output."""

import pytest

from tests.site.addresses import ADDRESSES, STATES, UNSEEN_ID
from tests.site.visiting import CONTACT_EMAIL, LOCKED, REPORTER_EMAIL, STAFF_EMAIL, STAFF_NAME, UNSEEN

ALL = ADDRESSES | STATES
HIDDEN = [
    UNSEEN["name"],
    UNSEEN["street"],
    "Unseen Lane",
    UNSEEN["postal_code"],
    "unseen door",
    "35.13",
    "90.06",
]
JOINING = [name for name in ALL if "join" in name]


@pytest.mark.parametrize("name", ALL)
def test_a_hidden_address_is_on_no_output(visits, name):
    body = visits[name].body.decode()
    assert [words for words in HIDDEN if words in body] == []


@pytest.mark.parametrize("name", [name for name in ALL if name not in JOINING])
def test_a_passcode_stands_only_where_one_joins(visits, name):
    assert LOCKED["passcode"] not in visits[name].body.decode()


@pytest.mark.parametrize("name", ALL)
def test_nobody_who_changed_reported_or_was_asked_is_on_any_output(visits, name):
    body = visits[name].body.decode()
    assert [
        words for words in (STAFF_NAME, STAFF_EMAIL, CONTACT_EMAIL, REPORTER_EMAIL) if words in body
    ] == []


def test_what_those_people_did_is_shown(visits):
    """So that the test above looks at pages on which they could stand."""
    text = visits["meeting-page"].page.one("main").text
    assert "What changed last" in text
    assert "(Editor)" in text
    assert "Seen on the door" in text
    assert "Asked 1" in visits["still-true"].page.one("main").text


def test_the_outputs_of_the_hidden_meeting_are_among_them():
    paths = [address.path for address in ALL.values()]
    assert len([path for path in paths if str(UNSEEN_ID) in path]) >= 4
