"""Two areas that have nothing in common: a row of every model of the admin for each, named by one word.

`OURS` is what the volunteer of these tests looks after, `THEIRS` what nobody may see or change who does not.
"""

import datetime as dt
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group as Rights
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from fellowships.models import Fellowship
from meetings.models import (
    Cancellation,
    Closure,
    Correction,
    Decision,
    DuplicatePair,
    Format,
    FormatCode,
    GroupContact,
    ImportProblem,
    ImportRun,
    Report,
    ReportMessage,
    ServiceBody,
    SourceRecord,
    Suggestion,
)
from recovery_site.models import SignIn
from tests import programmes, texts
from tests.people import make_person
from tests.world import (
    make_feed,
    make_fellowship,
    make_format,
    make_group,
    make_record,
    make_recorded_meeting,
    make_service_body,
    make_venue,
)

OURS, THEIRS = "Homely", "Outlandish"
# Every volunteer reads these; they are nobody's own.
SHARED = {Fellowship, Format}
NEXT_TUESDAY = dt.date(2027, 1, 5)


def area(word, **venue):
    """A row of each model, by model; whatever has a name or text has the word in it."""
    now = timezone.now()
    body, feed = make_service_body(f"{word} Area"), make_feed(f"{word} list")
    group = make_group(f"{word} Group", service_body=body)
    hall = make_venue(name=f"{word} Hall", street=f"1 {word} Street", getting_in=f"The {word} door.", **venue)
    meetings = [
        make_recorded_meeting(f"{word} {lamp}", venue=hall, group=group, service_body=body, feed=feed)
        for lamp in ("Lamp", "Lantern")
    ]
    meeting = meetings[0]
    run = ImportRun.objects.create(feed=feed, started_at=now, outcome="held", why=f"{word} shrank")
    report = Report.objects.create(meeting=meeting, reason="time", note=f"{word} note", made_at=now)
    rows = [
        *(body, feed, group, hall, meeting, run, report),
        *_of_a_meeting(word, meeting, report, now),
        *_of_a_list(word, feed, run, meeting),
        *_texts(word),
        *_programmes(word),
        *_staff(word, body, meetings, now),
    ]
    return {type(row): row for row in rows}


def _of_a_meeting(word, meeting, report, now):
    return [
        Closure.objects.create(meeting=meeting, first_day=NEXT_TUESDAY, reason=f"{word} roof"),
        Cancellation.objects.create(meeting=meeting, date=NEXT_TUESDAY, reason=f"{word} feast"),
        Correction.objects.create(meeting=meeting, field="name", value=meeting.name, reason=f"{word} reason"),
        Suggestion.objects.create(report=report, field="notes", value_from="", value_to=f"{word} wish"),
        ReportMessage.objects.create(report=report, from_staff=False, text=f"{word} words", made_at=now),
        Decision.objects.create(kind="confirmed", meeting=meeting, made_at=now, before={"name": word}),
        GroupContact.objects.create(group=meeting.group, email=f"{word.lower()}@example.org"),
    ]


def _of_a_list(word, feed, run, meeting):
    code = FormatCode.objects.create(scheme="bmlt-key", feed=feed, code=f"{word}-X")
    problem = ImportProblem.objects.create(
        feed=feed, first_run=run, kind="time", sentence=f"{word} row", digest=word, meeting=meeting
    )
    return [code, problem, SourceRecord.objects.filter(meeting=meeting).first() or make_record(meeting, feed)]


def _texts(word):
    slug = word.lower()
    return [
        texts.make_guide(f"guide-{slug}", title=f"{word} guide", status="draft"),
        texts.make_question(f"question-{slug}", question=f"{word} question?", status="draft"),
        texts.make_term(f"term-{slug}", word=f"{word}-term", forms=[]),
    ]


def _programmes(word):
    slug = word.lower()
    fellowship, criterion = (
        make_fellowship("na"),
        programmes.make_criterion(f"{slug}-row", label=f"{word} row"),
    )
    question = programmes.make_question(
        f"{slug}-asked", f"{word} answer", text=f"{word} asked?", position=len(word)
    )
    return [
        *(fellowship, criterion, question, question.options.get()),
        programmes.make_fact(fellowship, criterion, f"{word} fact"),
        programmes.make_source(f"{slug}-source", title=f"{word} source"),
        programmes.make_line(fellowship, f"{slug}-line", name=f"{word} line"),
        programmes.make_way("na", slug=f"{slug}-way", title=f"{word} way"),
        make_format("open"),
    ]


def _staff(word, body, meetings, now):
    person = make_person("volunteer", f"{word}-person", service_body=body)
    first, second = sorted(meetings, key=lambda meeting: meeting.pk)
    pair = DuplicatePair.objects.create(
        first=first, second=second, likeness=90, why=f"{word} likeness", found_at=now
    )
    return [
        *(person, person.meeting_scopes.get(), person.history.first(), pair),
        Rights.objects.create(name=f"{word} rights"),
        SignIn.objects.create(name=f"{word}-name", at=now, outcome="in"),
    ]


def two_areas():
    """`ours`, `theirs`, and a hall where a meeting of each is held."""
    world = SimpleNamespace(ours=area(OURS), theirs=area(THEIRS, city="Nashville", state="TX"))
    world.person = world.ours[User]
    world.shared_hall = make_venue(name="Hall of both")
    for rows in (world.ours, world.theirs):
        name = f"{rows[ServiceBody].name} together"
        make_recorded_meeting(name, venue=world.shared_hall, service_body=rows[ServiceBody])
    return world


def version_of(row):
    """The number of its newest kept version; what has no history has none."""
    kept = getattr(type(row), "history", None)
    newest = kept.filter(**{type(row)._meta.pk.attname: row.pk}).first() if kept is not None else None
    return newest.history_id if newest is not None else 1


@contextmanager
def made_for_a_file(make, blocker):
    """What `make` makes, once for all tests of a file; each of them is undone by itself."""
    with blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        # The list of lists stands on the first page; beside every other it costs a fifth of their time.
        patch.setattr(admin.site, "enable_nav_sidebar", False)
        # Who is signed in is not what these tests ask: a log-in is read from its cookie, not from a table.
        patch.setattr(settings, "SESSION_ENGINE", "django.contrib.sessions.backends.signed_cookies")
        made = make()
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)


# What a request may leave behind without changing anything: sessions, records of staff, and what is derived.
NOT_COMPARED = {
    "sessions",
    "django_session",
    "admin",
    "django_admin",
    "contenttypes",
    "axes",
    "otp_totp",
    "otp_static",
}


def stored():
    """Every row of every table that counts: model → primary key → values."""
    models = [model for model in apps.get_models(include_auto_created=True) if _compared(model)]
    return {
        model: {row["pk"]: row for row in model._base_manager.values("pk", *_columns(model))}
        for model in models
    }


def _compared(model):
    app = model._meta.app_label
    return app not in NOT_COMPARED and not model.__name__.startswith(
        ("Historical", "SearchWord", "DataVersion")
    )


def _columns(model):
    return [field.attname for field in model._meta.concrete_fields if field.attname != "last_login"]
