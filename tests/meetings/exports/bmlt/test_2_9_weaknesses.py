"""bmlt.md 2.9: what BMLT servers do and ours must not, in its order."""

import pytest
from django.conf import settings

from meetings.models import Meeting
from tests.meetings.exports.bmlt.asking import ask, asked, by_name, table
from tests.meetings.exports.passing_on import pass_all_on
from tests.world import publish

pytestmark = pytest.mark.django_db
PRIVATE = ("email_contact", "contact_email_1", "contact_name_1", "contact_phone_2", "admin_notes")


@pytest.fixture
def world(shared_world):
    return pass_all_on(shared_world)


def test_1_nobody_learns_a_hidden_field_by_asking_for_its_value(world):
    Meeting.writing.filter(pk=world.online.pk).update(online_notes="The passcode is 1234.")
    publish(world.online)
    for field in PRIVATE:
        assert asked(f"GetFieldValues&meeting_key={field}").status_code == 400
        assert ask(f"GetSearchResults&meeting_key={field}&meeting_key_value=x@example.org") == []
    for secret in ("1234", "Secret", "Quiet", "7 Secret Lane"):
        assert ask(f"GetSearchResults&SearchString={secret}") == []
    for field, secret in {"location_street": "7 Secret Lane", "location_text": "Quiet House"}.items():
        assert ask(f"GetSearchResults&meeting_key={field}&meeting_key_value={secret}") == []


def test_2_nobody_gets_what_is_not_published(world):
    Meeting.writing.filter(pk=world.lamp.pk).update(status="unlisted")
    Meeting.writing.filter(pk=world.olive.pk).update(status="draft")
    publish(world.lamp, world.olive)
    hidden = {str(world.lamp.pk), str(world.olive.pk)}
    for published in ("0", "1", "-1", "x", ""):
        found = {row["id_bigint"] for row in ask(f"GetSearchResults&advanced_published={published}")}
        assert not hidden & found, published
    (row,) = ask("GetFieldValues&meeting_key=lang_enum")
    assert not hidden & set(row["ids"].split(","))
    body = ask("GetServiceBodies")[0]["id"]
    assert not hidden & set(table(f"GetNAWSDump&sb_id={body}&advanced_published=0")[1])


def test_3_the_server_tells_nothing_about_how_it_is_run(world):
    (info,) = ask("GetServerInfo")
    assert {info[name] for name in ("google_api_key", "dbPrefix", "dbVersion", "phpVersion", "commit")} == {
        ""
    }


def test_4_pages_follow_each_other_in_one_order(world):
    for order in ("sort_keys=meeting_name", "sort_keys=location_municipality,start_time", ""):
        whole = [row["id_bigint"] for row in ask(f"GetSearchResults&{order}")]
        pages = [ask(f"GetSearchResults&{order}&page_size=5&page_num={number}") for number in (1, 2, 3)]
        assert [row["id_bigint"] for page in pages for row in page] == whole


def test_5_a_language_without_translations_takes_no_id_away(world):
    keys = ("id_bigint", "formats", "format_shared_id_list")
    english, other = (
        [[row[key] for key in keys] for row in ask(f"GetSearchResults&lang_enum={language}")]
        for language in ("en", "fa")
    )
    assert english == other
    assert any(row[-1] for row in other)


def test_6_each_meeting_says_when_it_changed_and_an_unchanged_answer_is_not_sent_again(world):
    first = asked("GetSearchResults")
    assert all(row["last_changed"].endswith("Z") for row in first.json())
    for query in ("GetSearchResults", "GetFormats", "GetServiceBodies", "GetChanges"):
        answer = asked(query)
        assert answer["Last-Modified"]
        assert asked(query, **{"If-None-Match": answer["ETag"]}).status_code == 304


def test_7_states_and_countries_are_codes(world):
    row = by_name(ask("GetSearchResults"))["Lamp Group"]
    assert (row["location_province"], row["location_nation"]) == ("TN", "US")
    assert row["root_server_uri"] == f"{settings.SITE_URL}/feeds/bmlt/na"
