import json

import pytest
from django.utils import translation

from fellowships import version, visitor_forms
from meetings.models import Meeting, Report
from meetings.presenting.meeting import address
from tests.meetings.views.reports import form_of, open_form, send, sender
from tests.site.markup import Page
from tests.world import make_fellowship, make_meeting, make_recorded_meeting, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(shared_world):
    return shared_world


def main_of(response):
    return Page(response.content.decode()).one("main").text


def suggested(report):
    return {one.field: one.value_to for one in report.suggestions.all()}


def test_sending_it_as_it_stands_asks_what_is_wrong_and_keeps_nothing(client, world):
    response = send(client, world.lamp)
    assert response.status_code == 400
    assert "Choose what is wrong" in main_of(response)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not Report.objects.exists()


def test_only_what_was_changed_is_kept(client, world):
    response = send(client, world.lamp, reason="wrong-time", start="20:15", venue_street="3 New Lane")
    report = Report.objects.get()
    assert (response.status_code, response.headers["Location"]) == (303, f"/reports/{report.token}/sent/")
    assert suggested(report) == {"start": "20:15", "venue.street": "3 New Lane"}
    assert (report.reason, report.meeting, report.status) == ("wrong-time", world.lamp, "waiting")
    assert report.sender_mark


def test_every_field_left_as_shown_is_no_suggestion(client, world):
    for meeting in (world.lamp, world.online, world.hybrid, world.hidden, world.phone):
        assert send(client, meeting, reason="other").status_code == 303
    assert [suggested(report) for report in Report.objects.all()] == [{}] * 5


def test_formats_are_boxes_and_unticking_one_is_a_change(client, world):
    ticked = open_form(client, world.lamp)["formats"]
    send(client, world.lamp, reason="other", formats=ticked[1:])
    assert suggested(Report.objects.get()) == {"formats": sorted(int(pk) for pk in ticked[1:])}


def test_what_the_list_changed_meanwhile_is_not_changed_back(client, world):
    form = open_form(client, world.lamp)
    Meeting.writing.filter(pk=world.lamp.pk).update(start="18:00", name="Lamp and Lantern")
    client.post(address(world.lamp, "meeting-report"), {**form, "reason": "other", "duration": "75"})
    assert suggested(Report.objects.get()) == {"duration": 75}


def test_it_names_the_version_it_was_made_against(client, db):
    meeting = make_recorded_meeting()
    send(client, meeting, reason="closed")
    assert Report.objects.get().base_version == Meeting.history.filter(id=meeting.pk).latest().history_id


@pytest.mark.parametrize(
    "typed, kept",
    [("7:30 pm", "19:30"), ("7:30PM", "19:30"), ("19:30:00", "19:30"), ("7 am", "07:00"), ("19.30", "19:30")],
)
def test_times_are_read_as_people_write_them(client, world, typed, kept):
    send(client, world.lamp, reason="wrong-time", start=typed)
    assert suggested(Report.objects.get()) == {"start": kept}


WRONG = [
    ("start", "late", "Write the time like"),
    ("duration", "-5", "Write the minutes"),
    ("weekday", "someday", "Choose one of the list"),
    ("formats", "999999", "Choose one of the list"),
    ("online_url", "not a link at all", "This is no web address"),
    ("email", '"x\x0b"@y.example', "This is no e-mail address"),
    ("email", "x@y.example\r\nBcc: z@y.example", "This is no e-mail address"),
    ("happened_on", "2999-01-01", "This day is still to come"),
    ("happened_on", "yesterday", "Write the day like"),
    ("note", "x" * 2_001, "at most 2000 characters; these are 2001"),
    ("venue_postal_code", "9" * 21, "at most 20 characters"),
]


@pytest.mark.parametrize("field, typed, sentence", WRONG)
def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(client, world, field, typed, sentence):
    sent = {
        "reason": "other",
        "name": "Lantern",
        "note": "Door <locked>",
        "email": "a@b.example",
        field: typed,
    }
    response = send(client, world.lamp, **sent)
    page = Page(response.content.decode())
    assert response.status_code == 400
    assert sentence in page.one("main").text
    assert any(one.attrs["href"].startswith(f"#f-{field}") for one in page.all("a"))
    again = form_of(page)
    for name in {"reason", "name", "note", "email"} - {field}:
        assert again[name] == [sent[name]]
    if field not in ("weekday", "formats"):  # what is in no list cannot be shown as chosen
        assert again[field][0].split() == typed.split()
    assert not Report.objects.exists()


def test_an_old_or_foreign_token_gives_the_form_again_with_a_new_one(client, world):
    for token in ("", "x", visitor_forms.token("report:1234567", 1), visitor_forms.token("new-meeting", 1)):
        response = send(client, world.lamp, reason="other", note="Kept words", token=token)
        page = Page(response.content.decode())
        assert response.status_code == 400
        assert "Nothing is lost" in page.one("main").text
        again = form_of(page)
        assert (again["note"], again["reason"]) == (["Kept words"], ["other"])
        assert visitor_forms.token_holds(again["token"][0], f"report:{world.lamp.pk}")
    assert client.post(address(world.lamp, "meeting-report"), again).status_code == 303


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_another_website_cannot_send_it(client, world, headers):
    form = {**open_form(client, world.lamp), "reason": "closed"}
    response = client.post(address(world.lamp, "meeting-report"), form, headers=headers)
    assert response.status_code == 400
    assert not Report.objects.exists()


def test_a_machine_that_fills_in_everything_is_not_believed(client, world):
    assert send(client, world.lamp, reason="closed", website="x").status_code == 400
    assert not Report.objects.exists()


def test_the_21st_of_a_network_is_asked_to_come_back_and_loses_nothing(client, world):
    for _ in range(20):
        assert send(client, world.lamp, reason="closed").status_code == 303
    response = send(client, world.lamp, reason="closed", note="Kept words")
    assert response.status_code == 429
    assert "send them tomorrow" in main_of(response)
    assert "Kept words" in response.content.decode()
    assert Report.objects.count() == 20
    assert send(sender(2), world.lamp, reason="closed").status_code == 303


def test_after_two_networks_the_page_and_the_row_say_so(world):
    for network in (1, 2):
        send(sender(network), world.lamp, reason="nobody-there")
        shown = sender(3).get(address(world.lamp)).content.decode()
        listed = sender(3).get("/meetings/near/memphis-tn/").content.decode()
        assert ("Reported on" in shown, "Reported on" in listed) == (network == 2, network == 2)
        assert shown.count("being checked") == network - 1


def test_a_hidden_address_is_neither_shown_nor_taken(client, world):
    venue = make_venue(street="9 Secret Lane", name="Secret House", address_hidden=True)
    meeting = make_meeting("Quiet Group", venue=venue)
    html = client.get(address(meeting, "meeting-report")).content.decode()
    assert "Secret" not in html
    assert 'name="venue_city"' in html
    send(client, meeting, reason="wrong-address", venue_street="10 Other Lane", venue_name="Other House")
    assert suggested(Report.objects.get()) == {}


def test_link_and_passcode_stand_not_in_the_form(client, world):
    html = client.get(address(world.online, "meeting-report")).content.decode()
    assert "video.example" not in html
    assert "1234" not in html
    send(client, world.online, reason="link-dead", online_url="video.example/j/2")
    assert suggested(Report.objects.get()) == {"online_url": "https://video.example/j/2"}


def test_the_day_it_happened_stands_above_the_note(client, world):
    send(client, world.lamp, reason="nobody-there", happened_on="2026-11-20", note="All dark")
    assert Report.objects.get().note == "Date it happened: 2026-11-20\nAll dark"


def test_markup_is_text(client, world):
    response = send(client, world.lamp, reason="x", note="</textarea><b9>", name='"><b9>', was='"><b9>')
    assert "<b9>" not in response.content.decode()


def test_it_stands_in_spanish_too(client, world):
    path = "/es" + address(world.lamp, "meeting-report")
    with translation.override(None):
        response = client.get(path)
    form = form_of(Page(response.content.decode()))
    answer = client.post(path, {**form, "reason": "closed"})
    assert answer.headers["Location"].startswith("/es/reports/")


def test_a_meeting_that_left_the_list_meanwhile_still_takes_the_report(client, world):
    form = {**open_form(client, world.lamp), "reason": "other", "note": "It is still held"}
    Meeting.writing.filter(pk=world.lamp.pk).update(status="unlisted")
    version.bump()
    assert client.get(address(world.lamp, "meeting-report")).status_code == 410
    assert client.post(address(world.lamp, "meeting-report"), form).status_code == 303


def test_a_draft_or_an_unpublished_programme_takes_none(client, world):
    form = {**open_form(client, world.lamp), "reason": "other"}
    draft = make_meeting("Draft Group", status="draft")
    assert client.post(address(draft, "meeting-report"), form).status_code == 404
    make_fellowship("na", published=False)
    version.bump()
    assert client.post(address(world.lamp, "meeting-report"), form).status_code == 404


def test_a_missing_meeting_is_told(client, world):
    response = send(
        client, fellowship="ha", name="New Lamp", weekday="3", start="7 pm", venue_city="Memphis", note="New!"
    )
    report = Report.objects.get()
    assert response.headers["Location"] == f"/reports/{report.token}/sent/"
    assert (report.reason, report.meeting, report.fellowship.slug) == ("missing", None, "ha")
    assert suggested(report) == {
        "name": "New Lamp",
        "weekday": 3,
        "start": "19:00",
        "venue.city": "Memphis",
    }


def test_a_missing_meeting_needs_one_word_to_find_it_by(client, world):
    response = send(client, weekday="3")
    assert response.status_code == 400
    assert "Write at least its name" in main_of(response)
    assert form_of(Page(response.content.decode()))["weekday"] == ["3"]


def test_no_cookie_and_no_address_of_the_visitor_is_kept(client, world):
    response = send(client, world.lamp, reason="closed", note="Invented")
    assert not response.cookies
    kept = json.dumps(list(Report.objects.values()), default=str)
    assert "127.0.0" not in kept
