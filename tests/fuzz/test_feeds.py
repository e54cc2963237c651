"""Random questions to every feed: answers that clients can parse, with nothing that is not for everybody."""

import csv
import io
import json
import random
import re
from itertools import islice

import pytest
from django.db import connection, transaction
from django.test import Client
from icalendar import Calendar

from fellowships import version
from meetings.models import Feed, Meeting
from tests.fuzz.asking import ODD, Request
from tests.fuzz.feed_questions import random_question
from tests.fuzz.laws import UNPACK, ask, listings
from tests.fuzz.variety import make_variety
from tests.site.visiting import CONTACT_EMAIL, LOCKED, REPORTER_EMAIL, STAFF_EMAIL, STAFF_NAME, UNSEEN
from tests.world import make_feed, make_meeting, make_venue

FIXED, MANY = 300, 10_000
JSONP = re.compile(rb"/\*\*/[\w$.\[\]]{1,128}\((.*)\);")
REFUSED = (400, 404, 422)
# Names of meetings that stand in no feed; those of SECRETS stand in no answer at all.
KEPT_BACK = ("Draft Of Somebody", "Gone Group", "Merged Away Group", "Kept To Ourselves Group")
SECRETS = (
    *(words for name, words in UNSEEN.items() if name != "point"),
    *(f"{number:.3f}" for number in UNSEEN["point"]),
    LOCKED["passcode"],
    *(STAFF_NAME, STAFF_EMAIL, CONTACT_EMAIL, REPORTER_EMAIL),
    "7 Secret Lane",
    "Quiet House",
)


@pytest.fixture(scope="module")
def varied(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_variety()
        Feed.objects.update(republish=True)
        Meeting.writing.update(republish=True)
        lamp = Meeting.objects.get(name="Lamp Group")
        make_meeting("Draft Of Somebody", status="draft", republish=True)
        make_meeting("Merged Away Group", merged_into=lamp, republish=True)
        make_meeting("Kept To Ourselves Group", feed=make_feed("A list of its own"), republish=True)
        make_meeting("=cmd|' /C calc'!A0", notes="@SUM(1)\t+1", republish=True)
        make_odd_meetings(random.Random("odd meetings"))
        version.bump()
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


def make_odd_meetings(rng, number=30):
    """What staff and lists may have typed into every field of text."""
    texts = [
        *ODD[:55],
        "https://[zoom?pwd=1",
        "https://zoom.example/j/1?pwd=%zz#a=b",
        ",,1#,,*2#",
        "Passcode:",
    ]
    texts = [text for text in texts if "\x00" not in text and text.isprintable()]
    for count in range(number):
        kind = ("in-person", "hybrid", "online", "phone")[count % 4]
        venue = make_venue(
            name=rng.choice(texts)[:200],
            street=rng.choice(texts)[:200],
            neighborhood=rng.choice(texts)[:200],
            city=rng.choice(texts)[:100],
            state=rng.choice(texts)[:100],
            county=rng.choice(texts)[:100],
            postal_code=rng.choice(texts)[:20],
            country=rng.choice(("US", "", "ZZ", "GB")),
            getting_in=rng.choice(texts),
            transit=rng.choice(texts)[:400],
            located=rng.choice(("exact", "town", "nowhere")),
            address_hidden=count % 7 == 0,
        )
        make_meeting(
            f"Odd {rng.choice(texts)}"[:255],
            attendance=kind,
            venue=venue,
            republish=True,
            weeks=rng.choice((0, 0, 1, 63)),
            duration=rng.choice((None, 1, 1440)),
            languages=rng.choice(([], ["en"], ["x-klingon"], ["zh-Hant-TW", "es"])),
            online_url=rng.choice(("", "https://video.example/j/1?pwd=a&b", "http://x.example:99/#pwd=1")),
            world_id=rng.choice(texts)[:30],
            contact_for_details=count % 5 == 0,
            **{
                name: rng.choice(texts)[:110]
                for name in ("notes", "online_notes", "phone", "phone_notes", "passcode")
            },
        )


def questions(seed):
    rng = random.Random(f"{seed} feeds")
    while True:
        path, _, query = random_question(rng).partition("?")
        encoding = rng.choice(("br", "gzip", "identity"))
        yield Request("GET", path, query, {"HTTP_ACCEPT_ENCODING": encoding})


def wrong_with(request, response):
    """The laws that this answer breaks, as sentences."""
    if response.status_code != 200 and response.status_code not in REFUSED:
        return [f"status {response.status_code}"]
    body = b"".join(response.streaming_content) if response.streaming else response.content
    body = UNPACK[response.headers.get("Content-Encoding", "")](body)
    kind = response.headers["Content-Type"].partition(";")[0]
    broken = []
    try:
        PARSERS[kind](body)
    except (ValueError, csv.Error) as fault:
        broken.append(f"{kind} that nobody can parse: {fault}: {body[:300]!r}")
    text = body.decode()
    kept_back = KEPT_BACK if request.path.startswith("/feeds/") else KEPT_BACK[:1]
    broken += [f"it tells {words!r}" for words in (*SECRETS, *kept_back) if words in text]
    if request.path.startswith("/feeds/") and response.headers.get("Access-Control-Allow-Origin") != "*":
        broken.append("no other site may read it")
    return broken


def parse_script(body):
    found = JSONP.fullmatch(body)  # one line: the dot takes no line break
    if found is None:
        raise ValueError("not one call in one line")
    json.loads(found[1])


def parse_table(body):
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))
    if len({len(row) for row in rows}) != 1:
        raise ValueError("rows of different lengths")
    formulas = [cell for row in rows for cell in row if re.match(r"[=@\t\r]|[+-](?![\d.])", cell)]
    if formulas:
        raise ValueError(f"a spreadsheet would work out {formulas[0]!r}")


PARSERS = {
    "application/json": json.loads,
    "text/javascript": parse_script,
    "text/csv": parse_table,
    "text/calendar": Calendar.from_ical,
    "text/html": bytes.decode,
    "text/plain": bytes.decode,
}


def faults(requests):
    client, found, before = Client(raise_request_exception=False), [], listings()
    for number, request in enumerate(requests):
        found += [f"{number}: {request}\n{law}" for law in wrong_with(request, ask(client, request))]
    if listings() != before:
        found.append("the listings have changed")
    return found


@pytest.mark.django_db
def test_fixed_random_questions_to_feeds(varied):
    assert faults(islice(questions("fixed"), FIXED)) == []


@pytest.mark.fuzz
@pytest.mark.django_db
def test_ten_thousand_random_questions_to_feeds(varied, fresh_seed):
    found = faults(islice(questions(fresh_seed), MANY))
    assert found == [], f"FUZZ_SEED={fresh_seed}\n" + "\n\n".join(found[:20])
