"""Mail: what is sent to whom, that it gives nobody away, and that an address is gone when it is deleted."""

import datetime as dt
import io
import logging

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.urls import resolve, reverse
from django.utils import timezone

from meetings.asking import ask_back, owner_of, owner_text, pass_on
from meetings.deciding import Refused
from meetings.escalation import escalate
from meetings.forgetting import forget_addresses
from meetings.mailing import send
from meetings.models import ImportRun, Report, ReportMessage
from meetings.notices import tell_escalated, tell_staff
from meetings.settling import confirm
from meetings.suggestions import SUGGESTED, decide
from tests.meetings.telling import make_report
from tests.people import make_person, signed_in
from tests.world import make_feed, make_group, make_meeting, make_record, make_service_body

pytestmark = pytest.mark.django_db

ADDRESS = "quiet.reader@mail.example"
NEVER_SAID = ("recovery", "meeting", "narcotics", "heroin", "sober", "lamp group", ADDRESS)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.SITE_URL = "https://example.org"


def written_to(person, address):
    person.email = address
    person.save()
    return person


def all_text():
    """Every value of every table, as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_a_reporter_hears_of_a_decision_in_words_that_give_nothing_away(django_capture_on_commit_callbacks):
    report = make_report(make_meeting(), email=ADDRESS, note="I met my sponsor there")
    with django_capture_on_commit_callbacks(execute=True):
        confirm(report.meeting, make_person())
    (sent,) = mail.outbox
    assert sent.to == [ADDRESS]
    assert f"https://example.org/reports/{report.token}/" in sent.body
    assert resolve(f"/reports/{report.token}/")
    words = f"{sent.subject}\n{sent.body}".replace(report.token, "").lower()
    assert [word for word in NEVER_SAID if word in words] == []


def test_a_question_is_on_the_private_page_and_not_in_the_mail(django_capture_on_commit_callbacks):
    report = make_report(make_meeting(), email=ADDRESS)
    with django_capture_on_commit_callbacks(execute=True):
        ask_back(report, "Was it the green door?", make_person())
    (sent,) = mail.outbox
    assert "green door" not in sent.body
    assert ReportMessage.objects.get().text == "Was it the green door?"
    assert not [word for word in NEVER_SAID if word in sent.subject.lower()]


def test_without_an_address_and_for_what_stays_open_nothing_is_sent(django_capture_on_commit_callbacks):
    editor = make_person()
    with django_capture_on_commit_callbacks(execute=True):
        confirm(make_report(make_meeting()).meeting, editor)
        waits = make_report(make_meeting(), {"start": "20:00"}, email=ADDRESS)
        decide(waits, accept={"start": SUGGESTED}, by=editor)
    assert mail.outbox == []


def test_a_subject_of_several_lines_becomes_one():
    assert send("owner", ["a@mail.example"], "One\r\nBcc: all@mail.example", {"text": "Tom & Ann"}) == 1
    assert mail.outbox[0].subject == "One Bcc: all@mail.example"
    assert mail.outbox[0].body == "Tom & Ann"


def test_a_server_that_is_away_stops_nothing_and_names_nobody(settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with caplog.at_level(logging.INFO):
        assert send("owner", [ADDRESS], "One", {"text": ""}) == 0
    assert "could not be sent" in caplog.text
    assert ADDRESS not in caplog.text


def test_the_owner_of_the_list_gets_the_text_without_people(django_capture_on_commit_callbacks):
    meeting = make_meeting()
    make_record(meeting, make_feed(owner_contact="webmaster@na.example"))
    note = "Call Mary Smith 901-555-0199 or mary@mail.example; I am quiet.reader@mail.example"
    report = make_report(meeting, {"start": "20:00"}, note=note, email=ADDRESS)
    with django_capture_on_commit_callbacks(execute=True):
        pass_on(report, make_person())
    (sent,) = mail.outbox
    assert sent.to == ["webmaster@na.example"]
    assert "Start: 7:00 pm → 8:00 pm" in sent.body
    for gone in ("Mary", "0199", "mary@", ADDRESS, report.token):
        assert gone not in sent.body
    report.refresh_from_db()
    assert (report.told_owner_on, report.status) == (timezone.localdate(), "waiting")


def test_an_owner_with_a_page_of_their_own_is_told_by_hand():
    meeting = make_meeting(service_body=make_service_body(website="https://area.example/"))
    report = make_report(meeting)
    assert owner_of(report).url == "https://area.example/"
    make_record(meeting, make_feed(owner_contact="https://na.example/tell-us"))
    assert owner_of(report).url == "https://na.example/tell-us"
    pass_on(report, make_person())
    assert mail.outbox == []
    assert "Lamp Group" in owner_text(report)


def test_a_list_whose_owner_is_not_known_cannot_be_told():
    with pytest.raises(Refused, match="do not know"):
        pass_on(make_report(make_meeting()), make_person())


def test_the_daily_mail_counts_each_persons_own_and_is_not_sent_twice():
    group = make_group()
    make_report(make_meeting(group=group), email=ADDRESS)
    make_report(make_meeting())
    written_to(make_person(), "editor@staff.example")
    written_to(make_person("volunteer", group=group), "volunteer@staff.example")
    written_to(make_person("guide-reviewer"), "reviewer@staff.example")
    assert tell_staff(timezone.now()) == 2
    said = {sent.to[0]: sent.body for sent in mail.outbox}
    assert "New since the last mail: 2" in said["editor@staff.example"]
    assert "New since the last mail: 1" in said["volunteer@staff.example"]
    assert reverse("admin:queue-next") in said["editor@staff.example"]
    assert ADDRESS not in "".join(said.values())
    assert tell_staff(timezone.now()) == 0


def test_publishers_hear_of_lists_that_were_held_or_failed():
    bad, good = make_feed("Bad & Co"), make_feed("Good list")
    now = timezone.now()
    ImportRun.objects.create(feed=bad, started_at=now, outcome="good")
    ImportRun.objects.create(feed=bad, started_at=now, outcome="held")
    ImportRun.objects.create(feed=good, started_at=now, outcome="failed")
    ImportRun.objects.create(feed=good, started_at=now, outcome="good")
    written_to(make_person("publisher"), "publisher@staff.example")
    written_to(make_person(), "editor@staff.example")
    assert tell_staff(now + dt.timedelta(minutes=1)) == 1
    (sent,) = mail.outbox
    assert sent.to == ["publisher@staff.example"]
    assert "Bad & Co: Held" in sent.body
    assert "Good list" not in sent.body


def test_after_two_weeks_publishers_are_told_once():
    now = timezone.now()
    late = make_report(make_meeting(), made_at=now - dt.timedelta(days=15), status="asked")
    make_report(make_meeting(), made_at=now - dt.timedelta(days=13))
    make_report(make_meeting(), made_at=now - dt.timedelta(days=15), status="rejected")
    written_to(make_person("publisher"), "publisher@staff.example")
    written_to(make_person(), "editor@staff.example")
    found = escalate(now)
    assert found == [late.pk]
    assert tell_escalated(found) == 1
    assert mail.outbox[0].to == ["publisher@staff.example"]
    assert escalate(now) == []
    assert tell_escalated([]) == 0


def test_an_address_is_nowhere_after_ninety_days(caplog, django_capture_on_commit_callbacks):
    """Looked for in every table, in the log and in every mail but those to the reporter."""
    meeting, publisher = make_meeting(), written_to(make_person("publisher"), "publisher@staff.example")
    make_record(meeting, make_feed(owner_contact="webmaster@na.example"))
    client = signed_in(publisher)
    note = f"Write to {ADDRESS.upper()} or {ADDRESS}"
    report = make_report(meeting, {"notes": f"Ask {ADDRESS}", "start": "20:00"}, note=note, email=ADDRESS)
    ReportMessage.objects.create(
        report=report, from_staff=False, text=f"I am {ADDRESS}", made_at=timezone.now()
    )
    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks(execute=True):
        assert client.get(reverse("admin:meetings_report_changelist")).status_code == 200
        pass_on(report, publisher)
        ask_back(report, "Which door?", publisher)
        accept = {"start": SUGGESTED, "notes": SUGGESTED}
        decide(report, accept=accept, why=f"Thank you, {ADDRESS}", by=publisher)
        tell_staff(timezone.now())
        assert ADDRESS in all_text()
        assert forget_addresses(timezone.now() + dt.timedelta(days=89)) == 0
        assert forget_addresses(timezone.now() + dt.timedelta(days=91)) == 1
    assert ADDRESS not in all_text().lower()
    assert "Which door?" in all_text()
    assert ADDRESS not in _logged(caplog)
    for sent in mail.outbox:
        assert sent.to == [ADDRESS] or ADDRESS not in str(sent.message())
        assert ADDRESS not in sent.body
    assert forget_addresses(timezone.now() + dt.timedelta(days=91)) == 0


def _logged(caplog):
    """Statements are logged at the level DEBUG, which no server of ours writes."""
    return "\n".join(one.getMessage() for one in caplog.records if one.name != "django.db.backends").lower()


@pytest.mark.django_db(transaction=True)
def test_daily_escalates_forgets_and_tells():
    now = timezone.now()
    make_report(make_meeting(), made_at=now - dt.timedelta(days=100), email=ADDRESS)
    make_report(make_meeting(), made_at=now)
    written_to(make_person("publisher"), "publisher@staff.example")
    said = io.StringIO()
    call_command("daily", stdout=said, stderr=said)
    assert "reports that waited too long: 1" in said.getvalue()
    assert "addresses of reporters: 1 deleted" in said.getvalue()
    assert "notices: 1 sent" in said.getvalue()
    assert not Report.objects.exclude(email="").exists()
    assert {sent.to[0] for sent in mail.outbox} == {"publisher@staff.example"}
    assert ADDRESS not in said.getvalue()
