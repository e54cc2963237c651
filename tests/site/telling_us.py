"""Everything that can become of a report, done through the real pages by a visitor, staff and the timer.

What must not be where it has no business has a value that is found by itself.
"""

import datetime as dt
import io
import logging
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from fellowships import visitor_forms
from meetings.models import Feed, GroupContact, Meeting, Report
from recovery_site.logging import NoVisitor
from recovery_site.management.commands.daily import Command
from tests.meetings.admin.tasks import act, choices
from tests.meetings.views.reports import send, sender
from tests.people import PASSWORD, make_person
from tests.site.visiting import everything, visit_all
from tests.world import make_group, make_recorded_meeting

REPORTER = "quiet.reader.7719@letterbox.example"
CONTACT = "lamp.keeper.3302@letterbox.example"
OWNER = "webmaster@lists.example"
# User name, first and last name, and address of each.
STAFF = {
    "editor": ("zquillfeather", "Zebulon", "Quillfeather", "z.quillfeather@staff.example"),
    "publisher": ("otanglewood", "Ottoline", "Tanglewood", "o.tanglewood@staff.example"),
}
LISTS = "admin:meetings_meeting_changelist"


@dataclass
class Told:
    """The reports by what became of them, and what was seen of it outside."""

    words: dict[str, int]
    reports: dict[str, Report] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    log: str = ""
    said: str = ""
    mails: list[Any] = field(default_factory=list)
    exports: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)


def tell_everything():
    """All of it, but for what happens after 90 days."""
    with listening() as heard:
        told = Told(everything())
        _prepare()
        told.clients = {role: _signed_in(role) for role in STAFF}
        _report_all(told)
        _answer_all(told)
        daily()
        told.exports = {kind: _exported(told.clients["publisher"], kind) for kind in ("csv", "xlsx")}
        told.pages = visit_all(told.words)
    told.log, told.said, told.mails = heard["log"], heard["said"], heard["mails"]
    return told


@contextmanager
def listening():
    """What is logged at any level, printed and mailed meanwhile."""
    stream, out, heard = io.StringIO(), io.StringIO(), {}
    handler = logging.StreamHandler(stream)
    handler.addFilter(NoVisitor())  # as the server's own has it
    loggers = [logging.getLogger(), *map(logging.getLogger, ("django", "recovery", "axes", "asyncio"))]
    levels = [one.level for one in loggers]
    loggers[0].addHandler(handler)
    for one in loggers:
        one.setLevel(logging.DEBUG)
    mail.outbox, before = [], getattr(mail, "outbox", [])
    try:
        with redirect_stdout(out), redirect_stderr(out), TestCase.captureOnCommitCallbacks(execute=True):
            yield heard
    finally:
        for one, level in zip(loggers, levels, strict=True):
            one.setLevel(level)
        loggers[0].removeHandler(handler)
        heard |= {"log": stream.getvalue(), "said": out.getvalue(), "mails": mail.outbox}
        mail.outbox = before


class Daily(Command):
    """Without the copy of the database, which waits for the end of the transaction around these tests."""

    def _parts(self):
        return (part for part in super()._parts() if part[0] != "backup")


def daily():
    """As the timer runs it; no list is due."""
    Feed.objects.update(enabled=False)
    call_command(Daily())


def _prepare():
    Feed.objects.update(owner_contact=OWNER)
    for role, (name, first, last, email) in STAFF.items():
        person = make_person(role, name)
        person.first_name, person.last_name, person.email = first, last, email
        person.save()
    group = make_group("Keepers")
    GroupContact.objects.create(group=group, email=CONTACT)
    for day in ("Friday", "Monday"):
        make_recorded_meeting(f"Keepers on {day}", group=group, confirmed_on=dt.date(2020, 1, 1))


def _signed_in(role):
    """Mistyping the password once."""
    client, name = Client(), STAFF[role][0]
    for password in ("mistyped", PASSWORD):
        client.post("/admin/login/", {"username": name, "password": password, "next": "/admin/"})
    assert client.get("/admin/").status_code == 200
    return client


def _report(told, key, meeting, network, **said):
    """With the address wherever words can be typed."""
    more = {"email": REPORTER, "note": f"Write to {REPORTER.upper()} or {REPORTER}", **said}
    response = send(sender(network), meeting, **more)
    assert response.status_code == 303, response.content.decode()
    told.reports[key] = Report.objects.latest("pk")


def _report_all(told):
    lamp, online = (Meeting.objects.get(pk=told.words[name]) for name in ("meeting", "online"))
    changes = {"start": "20:15", "notes": f"Ask {REPORTER}", "venue_getting_in": f"Ring {REPORTER}"}
    _report(told, "accepted", lamp, 1, reason="wrong-time", **changes)
    _report(told, "closed", online, 2, reason="closed")
    _report(told, "confirmed", Meeting.objects.get(name="Keepers on Friday"), 3, reason="link-dead")
    _report(told, "waiting", lamp, 4, reason="other")
    missing = {"name": f"Missing {REPORTER}", "fellowship": "na", "weekday": "2", "start": "18:00"}
    _report(told, "rejected", None, 5, **missing, attendance="phone", phone="+1 901-555-0100")


def _answer_all(told):
    """By staff who copy the address into whatever they write."""
    editor, publisher = told.clients["editor"], told.clients["publisher"]
    report, quoted = told.reports["accepted"], f"Thank you, {REPORTER}"
    _done(act(editor, report, "ask", question=f"Which door, {REPORTER}?"))
    _reply(report, f"The green one. I am {REPORTER}")
    _done(act(editor, report, "pass-on"))
    wanted = choices(report, **dict.fromkeys(report.suggestions.values_list("field", flat=True), "take"))
    _done(act(publisher, report, "decide", why=quoted, **wanted))
    until = timezone.localdate() + dt.timedelta(days=9)
    _done(act(editor, told.reports["closed"], "close", why=f"As {REPORTER} says", until=until))
    _done(act(editor, told.reports["confirmed"], "confirm"))
    _done(act(editor, told.reports["waiting"], "ask", question=quoted))
    _done(act(publisher, told.reports["rejected"], "reject", answer=quoted))
    late = Report.objects.filter(pk=told.reports["waiting"].pk)
    late.update(made_at=timezone.now() - dt.timedelta(days=15))
    publisher.get(reverse("admin:meetings_report_changelist"), {"q": REPORTER})


def _done(response):
    assert response.status_code == 302, response.content.decode()


def _reply(report, text):
    sent = {"token": visitor_forms.token(f"outcome:{report.token}", 0), "website": "", "do": "reply"}
    path = reverse("report-outcome", args=[report.token])
    assert sender(1).post(path, {**sent, "text": text}).status_code == 303


def _exported(client, kind):
    response = client.get(reverse("admin:meetings_meeting_export"), {"as": kind})
    assert response.status_code == 200
    return b"".join(response.streaming_content)
