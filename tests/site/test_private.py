"""A hidden address shows its town only, and a passcode stands only where one joins: on every output."""

import pytest

from tests.site.addresses import ADDRESSES, STATES, UNSEEN_ID
from tests.site.visiting import LOCKED, UNSEEN

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


def test_the_outputs_of_the_hidden_meeting_are_among_them():
    paths = [address.path for address in ALL.values()]
    assert len([path for path in paths if str(UNSEEN_ID) in path]) >= 4
