"""bmlt.md 2.4: GetFieldKeys and GetFieldValues."""

from collections import defaultdict

import pytest

from meetings.models import Meeting
from tests.meetings.exports.bmlt.asking import ask, asked
from tests.meetings.exports.passing_on import pass_all_on
from tests.world import make_service_body, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return pass_all_on(shared_world)


class TestGetFieldKeys:
    def test_every_field_of_a_meeting_that_says_something_has_words(self, world):
        rows = ask("GetFieldKeys")
        assert all(list(row) == ["key", "description"] and all(row.values()) for row in rows)
        keys = {row["key"] for row in rows}
        assert keys <= set(ask("GetSearchResults")[0])
        private = {
            "email_contact",
            "admin_notes",
            *(f"contact_{what}_{n}" for what in ("name", "email", "phone") for n in "12"),
        }
        assert keys.isdisjoint(private)


class TestGetFieldValues:
    def test_every_value_stands_with_the_meetings_that_have_it(self, world):
        """As a slow oracle says: by the objects of GetSearchResults."""
        area = make_service_body("Invented Area")
        Meeting.writing.filter(pk=world.lamp.pk).update(service_body=area)
        publish()
        meetings = ask("GetSearchResults&sort_keys=id_bigint")
        for key in (row["key"] for row in ask("GetFieldKeys")):
            shown = "format_shared_id_list" if key == "formats" else key
            wanted = defaultdict(list)
            for row in meetings:
                wanted[row[shown] or "NULL"].append(row["id_bigint"])
            assert ask(f"GetFieldValues&meeting_key={key}") == [
                {key: value, "ids": ",".join(numbers)} for value, numbers in wanted.items()
            ]

    def test_a_missing_or_unknown_key_is_refused(self, world):
        for key in ("", "&meeting_key=", "&meeting_key=nothing", "&meeting_key=root_server_uri"):
            answer = asked(f"GetFieldValues{key}")
            assert (answer.status_code, list(answer.json())) == (400, ["message"]), key

    def test_formats_may_be_asked_for_some_or_for_meetings_that_have_all(self, world):
        keys = {row["key_string"]: row["id"] for row in ask("GetFormats")}
        open_, discussion = keys["OPEN"], keys["DISCUSSION"]
        query = f"GetFieldValues&meeting_key=formats&specific_formats={open_},{discussion}"
        both = ",".join(sorted((open_, discussion), key=int))
        lamp, online = str(world.lamp.pk), str(world.online.pk)
        assert ask(query) == [{"formats": both, "ids": lamp}, {"formats": open_, "ids": online}]
        assert ask(f"{query}&all_formats=1") == [{"formats": both, "ids": lamp}]
