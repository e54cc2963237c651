"""bmlt.md 2.1: where a BMLT server answers, and in what envelope."""

import json

import pytest

from meetings.models import Meeting
from tests.meetings.exports.bmlt.asking import ask, asked, body
from tests.world import make_feed, make_fellowship, make_meeting, make_meetings, make_venue, publish

pytestmark = pytest.mark.django_db
QUERY = "?switcher=GetSearchResults&data_field_key=id_bigint"


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/bmlt/na/client_interface/json/",
        "/feeds/bmlt/na/client_interface/json",
        "/feeds/bmlt/na//client_interface/json/",
        "/feeds/bmlt/na/////client_interface//json///",
        "/feeds//bmlt//na/client_interface/json/",
        "/feeds/bmlt/na/client_interface/json/index.php",
        "/feeds/bmlt/na/client_interface/JSON/",
    ],
)
def test_slashes_may_stand_as_clients_put_them(listed, client, path):
    answer = client.get(path + QUERY)
    assert (answer.status_code, len(answer.json())) == (200, len(listed.ids))


@pytest.mark.parametrize(
    "path, status",
    [
        ("/feeds/bmlt/na/client_interface/json/?switcher=Nothing", 422),
        ("/feeds/bmlt/na/client_interface/json/", 422),
        ("/feeds/bmlt/na/client_interface/json/?switcher=GetNAWSDump", 422),
        ("/feeds/bmlt/na/client_interface/csv/?switcher=GetSearchResults", 422),
        ("/feeds/bmlt/na/client_interface/tsml/?switcher=GetFormats", 422),
        ("/feeds/bmlt/na/client_interface/xml/?switcher=GetSearchResults", 422),
        ("/feeds/bmlt/na/client_interface/jsonp/?switcher=GetFormats&callback=alert(1)", 422),
        ("/feeds/bmlt/nothing/client_interface/json/?switcher=GetFormats", 404),
    ],
)
def test_what_is_not_there_is_refused_in_json_that_any_site_may_read(listed, client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert list(answer.json()) == ["message"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_programme_that_is_not_published_is_not_there(listed):
    fellowship = make_fellowship("ha", published=False)
    make_meeting("River", fellowship=fellowship, venue=make_venue(), republish=True)
    assert asked("GetSearchResults", mount="ha").status_code == 404


def test_each_programme_has_a_server_of_its_own(listed):
    meeting = make_meeting("River", fellowship="ha", venue=make_venue(), republish=True)
    assert [row["id_bigint"] for row in ask("GetSearchResults", mount="ha")] == [str(meeting.pk)]
    assert len(ask("GetSearchResults")) == len(listed.ids)


def test_only_what_may_be_passed_on_is_there(listed):
    kept = make_feed("Kept to itself", republish=False)
    hall = make_venue()
    make_meetings(
        {"name": "Of a list that is kept", "feed": kept, "republish": True, "venue": hall},
        {"name": "Not to be passed on", "republish": False, "venue": hall},
        {"name": "A draft", "status": "draft", "republish": True, "venue": hall},
        {"name": "By appointment", "weekday": None, "start": None, "by_appointment": True, "republish": True},
    )
    assert len(ask("GetSearchResults")) == len(listed.ids)


class TestJson:
    def test_slashes_are_not_escaped_and_letters_come_through(self, listed):
        Meeting.writing.filter(pk=listed.ids["Early"]).update(name="Für alle / тут")
        publish()
        answer = asked("GetSearchResults")
        assert answer["Content-Type"] == "application/json"
        assert rb"\/" not in body(answer)
        assert "Für alle / тут" in {row["meeting_name"] for row in answer.json()}


class TestJsonp:
    def test_it_is_one_line_of_a_script(self, listed):
        answer = asked(f"GetSearchResults&callback=a.b[0].$c_1&meeting_ids={listed.ids['Early']}", "jsonp")
        text = body(answer).decode()
        assert text.startswith("/**/a.b[0].$c_1([{")
        assert text.endswith("}]);")
        assert answer["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize("callback", ["", "&callback="])
    def test_the_usual_name_is_callback(self, listed, callback):
        assert body(asked(f"GetFormats{callback}", "jsonp")).startswith(b"/**/callback(")

    @pytest.mark.parametrize(
        "callback", ["a b", "a;b", "a%0Ab", "a(", "é", "a" * 129, "%3Cscript%3E", "a%00"]
    )
    def test_what_is_no_name_of_a_function_is_refused(self, listed, callback):
        assert asked(f"GetFormats&callback={callback}", "jsonp").status_code == 422

    def test_ends_of_lines_in_a_text_are_escaped(self, listed):
        notes = "One\u2028two\u2029three\nfour"
        Meeting.writing.filter(pk=listed.ids["Early"]).update(notes=notes)
        publish()
        text = body(asked(f"GetSearchResults&meeting_ids={listed.ids['Early']}", "jsonp")).decode()
        assert not {"\u2028", "\u2029", "\n"} & set(text)
        assert json.loads(text[len("/**/callback(") : -2])[0]["comments"] == notes


class TestWhoMayRead:
    @pytest.mark.parametrize("query", ["GetSearchResults", "GetFormats", "Nothing"])
    def test_scripts_of_any_site(self, listed, query):
        answer = asked(query, Origin="https://widget.example")
        assert answer["Access-Control-Allow-Origin"] == "*"

    def test_an_answer_is_kept_and_asked_for_again_by_its_tag(self, listed):
        answer = asked("GetSearchResults")
        assert answer["Cache-Control"] == "public, max-age=300"
        again = asked("GetSearchResults", **{"If-None-Match": answer["ETag"]})
        assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")

    @pytest.mark.parametrize(
        "where",
        [
            "lat_val=35&long_val=-90&geo_width=5",
            "SearchString=Memphis&StringSearchIsAnAddress=1",
            "SearchString=lamp",
        ],
    )
    def test_nobody_keeps_what_says_where_somebody_is_or_what_they_looked_for(self, listed, where):
        answer = asked(f"GetSearchResults&{where}")
        assert answer["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer

    def test_reading_is_all_that_can_be_done(self, listed, client):
        path = f"/feeds/bmlt/na/client_interface/json/{QUERY}"
        assert client.post(path).status_code == 405
        assert client.options(path).status_code == 204
        head = client.head(path)
        assert (head.status_code, head.content) == (200, b"")
