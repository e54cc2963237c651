"""Hostile reports: no fault of ours, nothing that renders, no line that could become a header of a mail."""

import json
import random
import re
import time
from itertools import islice
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.test import Client

from fellowships import visitor_forms
from meetings.models import Report, ReportMessage, Suggestion
from meetings.presenting.meeting import address
from meetings.reindex import check
from meetings.reporting import MESSAGE_LENGTH, receive, without_people
from tests.fuzz.asking import ODD, RAW, Request, odd_text, random_query
from tests.fuzz.laws import ask, broken_by
from tests.meetings.views.reports import open_form
from tests.world import make_meeting, make_meetings, make_venue, small_world, unrecorded

FIXED, MANY = 120, 10_000
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
HOSTILE = (
    *ODD,
    "a@b.example\r\nBcc: c@d.example",
    "a@b.example\nSubject: x",
    '"a\r\nBcc: c@d.example"@b.example',
    "a@b.example%0aBcc:c@d.example",
    "=?utf-8?q?=0ABcc:_c@d.example?=@b.example",
    "a@b.example,c@d.example",
    "<a@b.example>",
    "[" * 90_000,
    '{"a":' * 50_000,
    '{"start": 1}',
    '{"name": "' + "x" * 5_000 + '"}',
    "Call Mary S. at " * 200,
    "901-555-0123 " * 150,
    "a" * 1_990 + "@",
    "Mary " * 400,
    "1" * 2_000,
    "( - " * 500,
    "javascript:alert(1)//https://",
    "https://user:pass@video.example/j?x=<b9>",
    "https://" + "a." * 600 + "example",
    "x" * 100_000,
    "<b9>" * 5_000,
)
NAMES = (
    "reason happened_on weekday start duration attendance venue_name venue_street venue_city venue_state "
    "venue_postal_code venue_getting_in online_url phone name formats note email was token website "
    "fellowship text do csrfmiddlewaretoken status meeting id origin sender_mark"
).split()
GOOD = {
    "reason": ("nobody-there", "wrong-time", "wrong-address", "closed", "link-dead", "other"),
    "start": ("19:30", "7 pm"),
    "duration": ("60", "90"),
    "email": ("someone@post.example", "'\"@post.example", "ünï@post.example"),
    "note": ("Nobody was there.\r\nThe door was locked.",),
    "name": ("New Lamp", "Ünïcode & <b>Sons</b>"),
    "do": ("reply", "forget"),
    "text": ("The green door.",),
    "fellowship": ("na", "ha"),
}
HEADERS = ({}, {}, {}, {}, {"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"})
ONE_LINE = re.compile(r"[^\x00-\x1f\x7f]*")


@pytest.fixture(scope="module")
def places(django_db_setup, django_db_blocker):
    """Forms with what a browser would send of them, in a world that is gone again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield _places()
        transaction.set_rollback(True)


@unrecorded()
def _places():
    world = small_world()
    secret = make_meeting("Quiet Group", venue=make_venue(address_hidden=True))
    names = ["Lamp", "<b>Sons</b>", "{{ 7 }} %s", "नमस्ते", "x" * 200]
    listed = [world.lamp, world.online, world.hybrid, secret, *make_meetings(*({"name": n} for n in names))]
    gone = [make_meeting("Gone", status="unlisted"), make_meeting("Draft", status="draft")]
    connection.check_constraints()
    client = Client()
    forms = {address(one, "meeting-report"): open_form(client, one) for one in listed}
    forms["/meetings/new/"] = open_form(client)
    for meeting in (*listed[:3], None):
        token = receive(meeting, Report.Reason.OTHER, {"name": "Other"}).token
        forms[f"/reports/{token}/"] = {"token": [visitor_forms.token(f"outcome:{token}", 0)], "website": [""]}
    elsewhere = [address(one, "meeting-report") for one in gone]
    elsewhere += ["/meetings/na/x-0/report/", "/meetings/na/x-99999999999/report/", "/reports/x/"]
    return SimpleNamespace(forms=forms, elsewhere=elsewhere)


def submissions(places, seed):
    rng = random.Random(seed)
    kept = []
    while True:
        path, form = rng.choice(list(places.forms.items()))
        sent = {name: list(values) for name, values in form.items()}
        _fill(rng, sent)
        _spoil(rng, sent)
        headers = {**rng.choice(HEADERS), "REMOTE_ADDR": f"10.{rng.randrange(256)}.{rng.randrange(256)}.9"}
        if rng.random() < 0.1:
            path = rng.choice([*places.elsewhere, *places.forms])
        if rng.random() < 0.1:
            path = f"/es{path}"
        body, kind = _body(rng, sent)
        request = Request("POST", path, random_query(rng) if rng.random() < 0.05 else "", headers, body, kind)
        kept = [*kept[-20:], request]
        yield request if rng.random() > 0.05 else rng.choice(kept)  # the same again


def _fill(rng, sent):
    for name in rng.sample(list(GOOD), rng.randrange(1, 6)):
        sent[name] = [rng.choice(GOOD[name])]
    sent.setdefault("reason", [rng.choice(GOOD["reason"])])


def _spoil(rng, sent):
    for _ in range(rng.choice((0, 1, 1, 2, 5))):
        name = rng.choice(NAMES)
        sent[name] = [_hostile(rng)]
    if rng.random() < 0.15:
        name = rng.choice(list(sent))
        sent[name] = sent[name] * rng.choice((2, 150, 1_100))
    if rng.random() < 0.1:
        name = rng.choice(list(sent))
        sent[f"{name}[]"] = sent.pop(name)
    if rng.random() < 0.1:
        sent.pop(rng.choice(list(sent)), None)
    if rng.random() < 0.15:
        sent["token"] = [_token(rng, sent)]


def _hostile(rng):
    return rng.choice(HOSTILE) if rng.random() < 0.8 else odd_text(rng)


def _token(rng, sent):
    """Old, of another form, with a version that is none, cut short."""
    day = int(time.time()) // visitor_forms.DAY
    subject = rng.choice(("new-meeting", "report:1", "guide:first-meeting", "", None, ["report:1"]))
    contents = [subject, rng.choice((0, -1, None, "x", 2**70, [])), day - rng.choice((0, 31, -2))]
    held = [*sent.get("token", ()), ""][0]
    return rng.choice((signing.dumps(contents, salt=visitor_forms.SALT), held[:-3], held + "x", held.lower()))


def _body(rng, sent):
    text = urlencode({k: [v.encode("utf-8", "surrogatepass") for v in sent[k]] for k in sent}, doseq=True)
    chance = rng.random()
    if chance < 0.85:
        return text.encode(), FORM
    if chance < 0.9:
        return _multipart(rng, sent), PARTS
    if chance < 0.93:
        return json.dumps(sent).encode("utf-8", "surrogatepass"), rng.choice(
            ("application/json", FORM, "text/plain")
        )
    if chance < 0.96:
        return text.encode(), rng.choice(
            (f"{FORM}; charset=utf-7", f"{FORM}; charset=x", "", "multipart/form-data")
        )
    return rng.choice(RAW).encode(), rng.choice((FORM, PARTS))


def _multipart(rng, sent):
    """Some values as files, some parts without an end."""
    lines = []
    for name, values in sent.items():
        for value in values[:5]:
            file = rng.choice(("", "", '; filename="x.html"'))
            lines += [f'--x\r\nContent-Disposition: form-data; name="{name}"{file}\r\n', value]
    return "\r\n".join([*lines, rng.choice(("--x--", ""))]).encode("utf-8", "surrogatepass")


def faults(requests):
    client, found = Client(raise_request_exception=False), []
    for number, request in enumerate(requests):
        response = ask(client, request)
        found += [f"{number}: {request}\n{law}" for law in broken_by(request, response)]
        if response.status_code not in (200, 301, 303, 400, 404, 405, 410, 429):
            found.append(f"{number}: {request}\nstatus {response.status_code}")
    return found + kept_wrong() + shown_wrong(client)


def kept_wrong():
    """What was kept and should not have been."""
    found = []
    for report in Report.objects.exclude(email=""):
        said = EmailMessage("x", "x", "us@post.example", [report.email]).message().as_string()
        if not ONE_LINE.fullmatch(report.email) or "Bcc" in said:
            found.append(f"an address that is none: {report.email!r}")
    for one in Suggestion.objects.exclude(field="venue.getting_in"):
        if isinstance(one.value_to, str) and not ONE_LINE.fullmatch(one.value_to):
            found.append(f"{one.field} of several lines: {one.value_to!r}")
    long = [len(note) for note in Report.objects.values_list("note", flat=True) if len(note) > 6_000]
    long += [len(text) for text in ReportMessage.objects.values_list("text", flat=True) if len(text) > 6_000]
    return found + [f"words of {length} characters" for length in long]


def shown_wrong(client):
    """Every page on which what was kept is shown."""
    found = []
    for report in Report.objects.order_by("-pk")[:300]:
        request = Request("GET", f"/reports/{report.token}/")
        found += [f"{request}\n{law}" for law in broken_by(request, ask(client, request))]
    return found


@pytest.mark.django_db
def test_fixed_hostile_reports(places):
    assert faults(islice(submissions(places, "fixed"), FIXED)) == []
    assert Report.objects.count() > FIXED // 10
    assert Suggestion.objects.exists()


@pytest.mark.fuzz
@pytest.mark.django_db
def test_ten_thousand_hostile_reports(places, fresh_seed):
    found = faults(islice(submissions(places, fresh_seed), MANY))
    assert found == [], f"FUZZ_SEED={fresh_seed}\n" + "\n\n".join(text[:2_000] for text in found[:20])
    assert Report.objects.count() > MANY // 10
    assert check() == []


def test_long_hostile_words_are_cleaned_at_once():
    begun = time.perf_counter()
    for text in HOSTILE:
        without_people(text[:MESSAGE_LENGTH])
    assert time.perf_counter() - begun < 3
