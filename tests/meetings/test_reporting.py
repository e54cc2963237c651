import pytest

from meetings.models import Meeting, Report, Suggestion
from meetings.reporting import answer_back, forget_address, receive, takes_messages, without_people
from tests.world import make_fellowship, make_meeting, make_venue

pytestmark = pytest.mark.django_db
WRONG = Report.Reason.WRONG_TIME


def suggested(report):
    return {one.field: (one.value_from, one.value_to) for one in report.suggestions.all()}


def test_only_what_differs_is_kept():
    meeting = make_meeting(venue=make_venue(street="1 Made-Up Street"))
    said = {
        "start": "20:00",
        "weekday": 2,
        "name": "Lamp Group",
        "venue.street": "2 Other Street",
        "notes": "",
    }
    report = receive(meeting, WRONG, said)
    assert suggested(report) == {
        "start": ("19:00", "20:00"),
        "venue.street": ("1 Made-Up Street", "2 Other Street"),
    }
    assert (report.status, report.fellowship, report.origin) == ("waiting", meeting.fellowship, "visitor")


def test_a_missing_meeting_has_suggestions_from_nothing():
    na = make_fellowship()
    said = {"name": "New Lamp", "weekday": 3, "venue.name": "", "formats": [], "duration": None}
    report = receive(None, Report.Reason.MISSING, said, fellowship=na)
    assert suggested(report) == {"name": (None, "New Lamp"), "weekday": (None, 3)}
    assert (report.meeting, report.fellowship) == (None, na)


def test_the_sixth_of_one_sender_over_a_programme_is_held_and_flags_nothing():
    meetings = [make_meeting(f"Lamp {number}") for number in range(3)]
    for number in range(5):
        assert receive(meetings[number % 2], WRONG, {}, sender_mark="a").status == "waiting"
    receive(meetings[2], WRONG, {}, sender_mark="b")
    assert receive(meetings[2], WRONG, {}, sender_mark="a").status == "held"
    assert Meeting.objects.get(pk=meetings[2].pk).reported_on is None


def test_another_programme_and_another_sender_are_no_burst():
    ours, theirs = make_meeting(), make_meeting(fellowship="ha")
    for _ in range(5):
        receive(ours, WRONG, {}, sender_mark="a")
    assert receive(theirs, WRONG, {}, sender_mark="a").status == "waiting"
    assert receive(ours, WRONG, {}, sender_mark="b").status == "waiting"
    assert receive(ours, WRONG, {}, sender_mark="a", origin="group-contact").status == "waiting"


def test_phone_numbers_addresses_and_names_are_taken_out_of_a_note():
    note = "Door locked.\nCall Mary S. at 901-555-0123 or mary@post.example\x00\x07\u202e. 2026-11-20 <b>"
    kept = receive(make_meeting(), WRONG, {}, note=note).note
    assert kept == "Door locked.\nCall [name removed] at [phone removed] or [e-mail removed]. 2026-11-20 <b>"
    assert (
        without_people("Nobody came at 7:30 pm, 12 people waited.")
        == "Nobody came at 7:30 pm, 12 people waited."
    )


def test_a_reports_words_are_in_no_history():
    receive(make_meeting(), WRONG, {"start": "20:00"}, note="Invented", email="someone@post.example")
    assert not hasattr(Report, "history")
    assert not hasattr(Suggestion, "history")


def test_messages_are_cleaned_and_end_with_the_decision():
    report = receive(make_meeting(), WRONG, {})
    assert answer_back(report, "Ask mary@post.example").text == "Ask [e-mail removed]"
    for _ in range(19):
        assert takes_messages(report)
        answer_back(report, "And more")
    assert not takes_messages(report)
    report.messages.all().delete()
    report.status = Report.Status.REJECTED
    assert not takes_messages(report)


def test_an_address_is_forgotten_at_once():
    report = receive(make_meeting(), WRONG, {}, email="someone@post.example")
    forget_address(report)
    assert Report.objects.get(pk=report.pk).email == ""
