"""All the real lists beside the project, imported once by the command and looked at from all sides."""

import csv
import io
import json
import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from fellowships.loading import load_fellowships
from meetings.formats import load_formats
from meetings.models import Feed, ImportProblem, ImportRun, Meeting, SourceRecord
from meetings.reindex import check
from tests.meetings.asking import around, names, number
from tests.meetings.exports import round_trip
from tests.meetings.feeds.lists import REAL
from tests.oracles import geo
from tests.world import NASHVILLE, make_place

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not REAL.exists(), reason="the folder of real lists is not beside the project"),
]

NEW_YORK = "bmlt-greater-new-york.json"
NEW_YORK_CITY = (40.7143, -74.006)
NY_OPTIONS = {
    "timezone": "America/New_York",
    "republish": True,
    "formats": str(REAL / "bmlt-greater-new-york.formats.json"),
    "service_bodies": str(REAL / "bmlt-greater-new-york.service-bodies.json"),
}
FILES = {
    NEW_YORK: ("bmlt", "na", NY_OPTIONS),
    "bmlt-western-new-york.json": ("bmlt", "na", {"timezone": "America/New_York"}),
    "naws-cape-cod.csv": ("naws-csv", "na", {"timezone": "America/New_York"}),
    "meeting-guide-memphis-na.json": ("meeting-guide", "na", {}),
    "meeting-guide-memphis-aa.json": ("meeting-guide", "aa", {}),
    "meeting-guide-tennessee-na.json": ("meeting-guide", "na", {}),
    "meeting-guide-tennessee-ha.json": ("meeting-guide", "ha", {"covers": ["us-tn"]}),
    "meeting-guide-tennessee-recovery-dharma.json": ("meeting-guide", "recovery-dharma", {}),
    "meeting-guide-tennessee-smart.json": ("meeting-guide", "smart", {}),
    "meeting-guide-tennessee-ca.json": ("meeting-guide", "ca", {}),
    "meeting-guide-san-jose-aa.json": ("meeting-guide", "aa", {}),
    "meeting-guide-edmonton-aa.json": ("meeting-guide", "aa", {"timezone": "America/Edmonton"}),
    "meeting-guide-northwest-texas-aa.json": ("meeting-guide", "aa", {}),
}


def bring_in(name):
    kind, fellowship, options = FILES[name]
    said = io.StringIO()
    call_command("import_feed", str(REAL / name), kind=kind, fellowship=fellowship, stdout=said, **options)
    return said.getvalue().strip()


@pytest.fixture(scope="module")
def lines(django_db_setup, django_db_blocker):
    """What each import said, in a transaction around those of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_fellowships()
        load_formats()
        make_place("Nashville", "TN", point=NASHVILLE)
        said = {name: bring_in(name) for name in FILES}
        # Once here, not after every test: PostgreSQL would look at all of these rows each time.
        connection.check_constraints()
        yield said
        transaction.set_rollback(True)


def raw_keys(name):
    body = (REAL / name).read_text(encoding="utf-8-sig")
    if name.endswith(".csv"):
        return [row["bmlt_id"] or "+".join((row["Committee"], row["Day"], row["Time"])) for row in _csv(body)]
    rows = json.loads(body)
    rows = rows["meetings"] if isinstance(rows, dict) else rows
    return [str(row.get("id_bigint") or row["slug"]) for row in rows]


def _csv(body):
    return [{"bmlt_id": "", **row} for row in csv.DictReader(io.StringIO(body))]


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_listed_or_a_stored_problem_says_why_not(lines, name):
    feed = Feed.objects.get(name=name)
    held = SourceRecord.objects.filter(feed=feed, meeting__status="listed").values_list("said", flat=True)
    listed = {end for said in held for end in (said["key"], re.sub(r"-d\d$", "", said["key"]))}
    told = set(ImportProblem.objects.filter(feed=feed).values_list("key", flat=True))
    keys = raw_keys(name)
    assert keys
    assert [key for key in keys if key not in listed | told] == []


def test_new_york_lists_1513_meetings(lines):
    assert lines[NEW_YORK].startswith("created 1513 · updated 0 · unchanged 0 · unlisted 0 · also listed 0")
    assert Meeting.objects.listed().filter(records__feed__name=NEW_YORK).count() == 1513


def test_new_york_again_is_unchanged_in_at_most_12_queries(lines):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        said = bring_in(NEW_YORK)
    assert said.startswith("created 0 · updated 0 · unchanged 1513 · unlisted 0")
    assert len(captured) <= 12


def test_every_list_again_is_unchanged(lines):
    for name in FILES:
        assert bring_in(name).startswith("created 0 · updated 0 · unchanged "), name


def test_spanish_and_speaker_discussion_meetings_of_new_york_are_known_as_such(lines):
    rows = json.loads((REAL / NEW_YORK).read_bytes())
    formats = {
        row["id"]: row for row in json.loads((REAL / "bmlt-greater-new-york.formats.json").read_bytes())
    }

    def with_name(name):
        ids = {pk for pk, row in formats.items() if name in row["name_string"].lower()}
        return {row["id_bigint"] for row in rows if ids & set(row["format_shared_id_list"].split(","))}

    def said_to_be(wanted):
        found = Meeting.objects.filter(records__feed__name=NEW_YORK)
        return {
            meeting.records.get().said["key"]
            for meeting in found.prefetch_related("formats")
            if wanted(meeting)
        }

    spanish, speaker = with_name("espanol"), with_name("speaker/discussion")
    assert spanish
    assert speaker
    assert spanish <= said_to_be(lambda meeting: "es" in meeting.languages)
    slug = "speaker-discussion"
    assert speaker <= said_to_be(lambda meeting: slug in {one.slug for one in meeting.formats.all()})


@pytest.mark.parametrize(
    "query, name", [("language=es", "espanol"), ("format=speaker-discussion", "speaker/discussion")]
)
def test_around_new_york_those_filters_find_what_the_file_says(lines, query, name):
    make_place("New York City", "NY", point=NEW_YORK_CITY, time_zone="America/New_York")
    formats = json.loads((REAL / "bmlt-greater-new-york.formats.json").read_bytes())
    ids = {row["id"] for row in formats if name in row["name_string"].lower()}
    near = [
        row
        for row in json.loads((REAL / NEW_YORK).read_bytes())
        if ids & set(row["format_shared_id_list"].split(","))
        and not {"VM", "TC"} & set(row["formats"].split(","))
        and geo.miles(*NEW_YORK_CITY, float(row["latitude"]), float(row["longitude"])) <= 25
    ]
    page = around(query, place="new-york-city-ny")
    assert number(page["heading"]) == len(near) > 0
    assert set(names(page)) <= {" ".join(row["meeting_name"].split()) for row in near}


def test_no_language_comes_from_nl_or_lt_in_tennessee(lines):
    said = Meeting.objects.filter(records__feed__name__contains="tennessee").values_list(
        "languages", flat=True
    )
    assert not {language for languages in said for language in languages} & {"nl", "lt"}
    said = Meeting.objects.filter(records__feed__name__contains="memphis").values_list("languages", flat=True)
    assert not {language for languages in said for language in languages} & {"nl", "lt"}


def test_heroin_anonymous_has_no_coordinates_and_stands_in_nashville(lines):
    found = Meeting.objects.filter(records__feed__name="meeting-guide-tennessee-ha.json")
    assert {meeting.venue.located for meeting in found} <= {"town", "postcode"}
    assert {meeting.time_zone for meeting in found} == {"America/Chicago"}


def test_every_meeting_has_one_history_row_and_the_search_agrees(lines):
    histories = Meeting.history.values("id").annotate(number=Count("pk")).values_list("number", flat=True)
    assert set(histories) == {1}
    assert Meeting.history.count() == Meeting.objects.count() == SourceRecord.objects.count()
    assert check() == []


def test_every_run_ended_well(lines):
    assert set(ImportRun.objects.values_list("outcome", flat=True)) == {"good"}


EMAIL = re.compile(r"[\w.+'%-]+@[\w-]+\.[A-Za-z]{2,}")
PHONE = re.compile(r"(?<![\w/=?.-])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[-.\s])\d{3}[-.\s]\d{4}(?!\d)")
FULL_NAME = re.compile(
    r"(?:[Cc]ontact|[Cc]all|[Tt]ext|[Aa]sk for)\s+((?!the|The)[A-Z][a-z]+ [A-Z][a-z]*\.?)\b"
)
PUBLIC_NUMBERS = {"phone", "helpline", "passcode", "online_url"}


def texts():
    """Every text of the database that lists can reach, as (table.column, text)."""
    for model in apps.get_app_config("meetings").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                values = model._default_manager.exclude(**{field.name: None})
                for value in values.values_list(field.name, flat=True).distinct().iterator():
                    yield f"{model.__name__}.{field.name}", value


def test_no_email_phone_number_or_full_name_of_a_member_is_kept(lines):
    raw = "\n".join(path.read_text(encoding="utf-8-sig") for path in REAL.iterdir() if path.suffix != ".md")
    names = {name for name in FULL_NAME.findall(raw) if not name.endswith(" Group")}
    assert names
    found = []
    for column, value in texts():
        words = value if isinstance(value, str) else json.dumps(_without_public_numbers(value))
        if "@" in words and EMAIL.search(words):
            found.append((column, words))
        if column.split(".")[1] not in PUBLIC_NUMBERS and PHONE.search(words):
            found.append((column, words))
        found += [(column, name) for name in names if name in words]
    assert found == []


def _without_public_numbers(value):
    if not isinstance(value, dict):
        return value
    return {name: words for name, words in value.items() if name not in PUBLIC_NUMBERS}


def test_new_york_is_served_again_and_differs_in_nothing_but_what_the_docs_say(lines, client):
    said = {row["id_bigint"]: row for row in json.loads((REAL / NEW_YORK).read_bytes())}
    served = round_trip.asked_of(client, Feed.objects.get(name=NEW_YORK), NY_OPTIONS["service_bodies"])
    allowed = round_trip.table("A BMLT list served as BMLT")
    unexplained, needed = [], set()
    for ours in served.meetings:
        theirs = said.pop(served.number_in_its_list[ours["id_bigint"]])
        assert list(ours)[: len(theirs)] == list(theirs)
        differing = {name for name in ours if ours[name] != theirs.get(name)}
        needed |= differing
        unexplained += [
            (name, theirs.get(name), ours[name])
            for name in differing
            if name not in allowed or not round_trip.rule(allowed[name], name)(theirs, ours, served)
        ]
    assert (said, unexplained) == ({}, [])
    assert set(allowed) == needed
