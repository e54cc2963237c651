import datetime as dt

import pytest
from django.utils import timezone

from fellowships import visitor_forms
from meetings.models import Meeting, Report, ReportMessage
from meetings.presenting.meeting import address
from meetings.reporting import receive
from tests.meetings.views.reports import send
from tests.site.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return shared_world


@pytest.fixture
def report(world):
    said = {"start": "20:00", "name": "Lantern <b9>", "venue.city": "Olive Branch"}
    return receive(
        world.lamp, Report.Reason.WRONG_TIME, said, note="All <b9> dark", email="someone@post.example"
    )


def path(report, more=""):
    return f"/reports/{report.token}/{more}"


def main_of(client, report, more=""):
    return Page(client.get(path(report, more)).content.decode()).one("main").text


def post(client, report, **sent):
    token = visitor_forms.token(f"outcome:{report.token}", 0)
    return client.post(path(report), {"token": token, "website": "", **sent})


@pytest.mark.parametrize("more", ["", "sent/"])
def test_both_pages_are_for_its_sender_alone(client, report, more):
    response = client.get(path(report, more))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'content="noindex, nofollow"' in response.content.decode()
    assert "ETag" not in response.headers


@pytest.mark.parametrize("token", ["nothing", "x" * 300, "-", "%00", "a%0d%0ab", "ünbekannt"])
def test_an_unknown_address_is_not_found(client, report, token):
    for more in ("", "sent/"):
        assert client.get(f"/reports/{token}/{more}").status_code == 404
        assert client.get(f"/reports/{report.token.upper()}x/{more}").status_code == 404


def test_after_sending_three_near_three_online_and_the_address_to_keep(client, world):
    response = send(client, world.lamp, reason="nobody-there")
    page = Page(client.get(response.headers["Location"]).content.decode())
    links = [one.attrs["href"] for one in page.one("main").all("a")]
    report = Report.objects.get()
    rows = [one.all("li") for one in page.all("ul") if one.attrs.get("class") == "rows"]
    assert [len(one) for one in rows] == [3, 2]
    assert address(world.online) in links
    assert links.count(address(world.lamp)) == 1  # the way back, and no alternative to itself
    assert path(report) in links
    assert "http" + "://" in page.one("main").text


def test_a_missing_meeting_is_thanked_for_with_what_is_online(client, world):
    report = receive(None, Report.Reason.MISSING, {"name": "New Lamp"})
    words = main_of(client, report, "sent/")
    assert "Lantern Online" in words
    assert "Back to" not in words
    assert "New Lamp" in main_of(client, report)


def test_it_shows_what_was_sent_and_that_nobody_decided(client, world, report):
    html = client.get(path(report)).content.decode()
    words = Page(html).one("main").text
    assert "nobody has decided yet" in words
    for sent in (
        "All <b9> dark",
        "Lantern <b9>",
        "Olive Branch",
        "not decided yet",
        "The day or time is wrong",
    ):
        assert sent in words
    assert "<b9>" not in html
    assert "someone@post.example" not in html
    assert address(world.lamp) in html


def test_it_says_what_was_decided_field_by_field(client, report):
    for field, status in (("start", "accepted"), ("name", "rejected"), ("venue.city", "amended")):
        report.suggestions.filter(field=field).update(status=status)
    report.suggestions.filter(field="venue.city").update(value_taken="West Memphis")
    Report.objects.filter(pk=report.pk).update(
        status="partly",
        decided_why="The group told us.",
        decided_at=timezone.now(),
        told_owner_on=dt.date(2026, 11, 21),
    )
    words = main_of(client, report)
    for said in (
        "Accepted in part",
        "We answer: The group told us.",
        "We told the owner of the list on Saturday 21 November",
        "8:00 pm (accepted)",
        "(not accepted)",
        "(accepted as: West Memphis)",
    ):
        assert said in words
    assert "Write to us about this report" not in words


@pytest.mark.parametrize(
    "status, words",
    [
        ("held", "nobody has decided yet"),
        ("asked", "We have a question for you"),
        ("accepted", "Accepted. Thank you"),
        ("rejected", "did not change the list"),
    ],
)
def test_its_state_in_words(client, report, status, words):
    Report.objects.filter(pk=report.pk).update(status=status)
    assert words in main_of(client, report)


def test_a_question_can_be_answered(client, report):
    ReportMessage.objects.create(report=report, from_staff=True, text="Which door?", made_at=timezone.now())
    response = post(client, report, do="reply", text="The green one. Ask mary@post.example")
    assert (response.status_code, response.headers["Location"]) == (303, path(report))
    words = main_of(client, report)
    assert "Which door?" in words
    assert "The green one. Ask [e-mail removed]" in words
    assert not report.messages.last().from_staff


@pytest.mark.parametrize(
    "sent, said",
    [
        ({"text": ""}, "Nothing was written yet"),
        ({"text": "x" * 2_001}, "at most 2000 characters"),
        ({"text": "Kept words", "token": "x"}, "Nothing is lost"),
        ({"text": "Kept words", "website": "x"}, "should stay empty"),
    ],
)
def test_what_cannot_be_taken_comes_back(client, report, sent, said):
    response = post(client, report, do="reply", **sent)
    html = response.content.decode()
    assert response.status_code == 400
    assert said in html
    assert sent["text"] in html
    assert not report.messages.exists()


def test_another_website_can_neither_answer_nor_delete(client, report):
    token = visitor_forms.token(f"outcome:{report.token}", 0)
    for do in ("reply", "forget"):
        sent = {"token": token, "do": do, "text": "x"}
        assert client.post(path(report), sent, headers={"Origin": "https://evil.example"}).status_code == 400
    assert Report.objects.get().email
    assert not report.messages.exists()


def test_a_decided_report_takes_no_more_messages(client, report):
    Report.objects.filter(pk=report.pk).update(status="rejected")
    assert post(client, report, do="reply", text="But").status_code == 400


def test_one_network_may_not_write_without_end(client, report):
    for _ in range(20):
        post(client, report, do="reply", text="x")
        ReportMessage.objects.all().delete()
    assert "send them tomorrow" in post(client, report, do="reply", text="x").content.decode()


def test_the_address_is_deleted_at_once_when_its_owner_says_so(client, report):
    assert "Delete my e-mail address now" in main_of(client, report)
    assert post(client, report, do="forget").status_code == 303
    assert Report.objects.get().email == ""
    assert "We have no e-mail address of yours" in main_of(client, report)


def test_a_draft_has_no_page_to_lead_to(client, world, report):
    Meeting.writing.filter(pk=world.lamp.pk).update(status="draft")
    assert address(world.lamp) not in client.get(path(report)).content.decode()
