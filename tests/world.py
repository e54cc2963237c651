"""Invented programmes, venues and meetings for tests: `make_*(**changes)` and one tiny named world.

Nothing in it is real but the places: towns and ZIPs where people live, with their true coordinates.
"""

import datetime as dt
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction

from fellowships import version
from fellowships.models import Fellowship
from meetings.models import Feed, Format, Group, Meeting, Place, ServiceBody, SourceRecord, Venue
from meetings.reindex import reindex
from tests.kinds import (  # noqa: F401 - the days are imported from here
    FIRST_AND_LAST,
    FRIDAY,
    MONDAY,
    NASHVILLE,
    OLIVE_BRANCH,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    kinds_of_meetings,
)

CHICAGO = "America/Chicago"

MEMPHIS = (35.1495, -90.0490)
WEST_MEMPHIS = (35.1465, -90.1845)

FELLOWSHIPS = {
    # slug: name, short name, approach, audience, position
    "na": ("Narcotics Anonymous", "NA", "twelve-step", "own-use", 1),
    "ha": ("Heroin Anonymous", "HA", "twelve-step", "own-use", 2),
    "aa": ("Alcoholics Anonymous", "AA", "twelve-step", "own-use", 3),
    "smart": ("SMART Recovery", "SMART", "self-management", "own-use", 4),
    "recovery-dharma": ("Recovery Dharma", "Recovery Dharma", "buddhist", "own-use", 5),
    "wfs": ("Women for Sobriety", "WFS", "new-life", "women", 7),
    "nar-anon": ("Nar-Anon Family Groups", "Nar-Anon", "twelve-step", "family", 10),
}
ACCESS = {"wheelchair", "child-care", "no-smoking", "outdoor", "closed-on-holidays", "sign-language"}
TYPES = {"open", "closed", "beginners", "women", "men", "young-people", "lgbtq"}


@contextmanager
def unrecorded():
    """Without history: nobody asks what an invented world was before."""
    before = getattr(settings, "SIMPLE_HISTORY_ENABLED", True)
    settings.SIMPLE_HISTORY_ENABLED = False
    try:
        yield
    finally:
        settings.SIMPLE_HISTORY_ENABLED = before


def make_fellowship(slug="na", **changes):
    """The programme of that slug, made when it is not there yet; `changes` are saved on it."""
    fellowship = Fellowship.objects.filter(slug=slug).first()
    if fellowship is None:
        name, short, approach, audience, position = FELLOWSHIPS.get(
            slug, (slug.title(), slug.upper(), "other", "own-use", 50)
        )
        fellowship = Fellowship(
            slug=slug,
            name=name,
            short_name=short,
            approach=approach,
            audience=audience,
            position=position,
            website=f"https://{slug}.example/",
            finder=f"https://{slug}.example/find",
        )
    elif not changes:
        return fellowship
    return _changed(fellowship, changes)


def make_place(name="Memphis", admin1="TN", **changes):
    """A US town unless changed; `slug` and `key` follow from name and state."""
    latitude, longitude = changes.pop("point", MEMPHIS)
    slug = f"{name}-{admin1}".lower().replace(" ", "-")
    values = {
        "slug": slug,
        "key": name.lower().replace(" ", ""),
        "name": name,
        "admin1": admin1,
        "admin1_name": {"TN": "Tennessee", "MS": "Mississippi", "AR": "Arkansas"}.get(admin1, ""),
        "country": "US",
        "kind": Place.Kind.CITY,
        "latitude": latitude,
        "longitude": longitude,
        "time_zone": CHICAGO,
        "population": 10_000,
    }
    return Place.objects.update_or_create(slug=changes.get("slug", slug), defaults={**values, **changes})[0]


def make_zip(slug="38103", name="Memphis", admin1="TN", **changes):
    return make_place(name, admin1, **{"slug": slug, "key": slug, "kind": Place.Kind.ZIP, **changes})


def make_feed(name="Invented list", **changes):
    feed = Feed.objects.filter(name=name).first() or Feed(name=name, kind=Feed.Kind.BMLT)
    return _changed(feed, changes)


def make_venue(**changes):
    latitude, longitude = changes.pop("point", MEMPHIS)
    values = {
        "name": "Invented Hall",
        "street": "1 Made-Up Street",
        "city": "Memphis",
        "state": "TN",
        "postal_code": "38103",
        "country": "US",
        "latitude": latitude,
        "longitude": longitude,
        "located": Venue.Located.EXACT,
        "time_zone": CHICAGO,
    }
    return Venue.objects.create(**{**values, **changes})


def make_format(slug="open", **changes):
    """The format of that slug, made when it is not there yet, on the axis it has in the vocabulary."""
    found = Format.objects.filter(slug=slug).first()
    if found is None:
        axis = "access" if slug in ACCESS else "type" if slug in TYPES else "format"
        label = slug.replace("-", " ").capitalize()
        found = Format(slug=slug, label=label, meaning=f"{label}, in invented words.", axis=axis)
    elif not changes:
        return found
    return _changed(found, changes)


def make_group(name="Invented Lamp Group", **changes):
    fellowship = changes.pop("fellowship", None) or make_fellowship()
    return Group.objects.create(name=name, fellowship=fellowship, **changes)


def make_service_body(name="Invented Area", **changes):
    fellowship = changes.pop("fellowship", None) or make_fellowship()
    return ServiceBody.objects.create(name=name, fellowship=fellowship, **changes)


@transaction.atomic
def make_recorded_meeting(name="Lamp Group", **changes):
    """The same with its history, for tests that ask for it."""
    meeting = _written(name, **changes)
    publish(meeting)
    return meeting


@transaction.atomic
def make_meeting(name="Lamp Group", **changes):
    """A listed weekly NA meeting, Tuesday 19:00 in Memphis, written, reindexed and published."""
    (meeting,) = make_meetings({"name": name, **changes})
    return meeting


@unrecorded()
@transaction.atomic
def make_meetings(*changes):
    """A meeting for each of the changes, as make_meeting makes it, all published at once."""
    meetings = [_written(**one) for one in changes]
    publish(*meetings)
    return meetings


def _written(name="Lamp Group", **changes):
    """The meeting as make_meeting says, not published yet.

    `fellowship` may be a slug, `start` a text ("19:00"), `formats` slugs; `feed` also makes what
    the list said. In person and hybrid meetings get a venue of their own unless `venue` is given
    (None for nowhere).
    """
    formats, feed = changes.pop("formats", ()), changes.pop("feed", None)
    attendance = changes.get("attendance", "in-person")
    values = {
        "fellowship": "na",
        "attendance": attendance,
        "weekday": TUESDAY,
        "start": "19:00",
        "duration": 60,
        "time_zone": CHICAGO,
        "status": Meeting.Status.LISTED,
        **changes,
    }
    if isinstance(values["fellowship"], str):
        values["fellowship"] = make_fellowship(values["fellowship"])
    if isinstance(values["start"], str):
        values["start"] = dt.time.fromisoformat(values["start"])
    if attendance in ("in-person", "hybrid") and "venue" not in values:
        values["venue"] = make_venue()
    meeting = Meeting.objects.create(name=name, **values)
    if formats:
        meeting.formats.set([slug if isinstance(slug, Format) else make_format(slug) for slug in formats])
    if feed is not None:
        make_record(meeting, feed)
    return meeting


def make_record(meeting, feed, **changes):
    """What the list said about the meeting: the row that makes it the list's."""
    values = {"key": f"{feed.pk}/{meeting.pk}", "digest": "0", "said": {"name": meeting.name}}
    return SourceRecord.objects.create(meeting=meeting, feed=feed, **{**values, **changes})


def publish(*meetings):
    """What every writer does in its transaction: reindex the meetings and raise the data version."""
    reindex([meeting.pk for meeting in meetings])
    version.bump()


@unrecorded()
def small_world():
    """Memphis and around: every kind of meeting once, each under its own name."""
    world = SimpleNamespace(**_places(), na=make_fellowship("na"), ha=make_fellowship("ha"))
    world.nar_anon = make_fellowship("nar-anon")
    world.feed = make_feed(fellowship=world.na, covers=["us-tn"], last_good_run=_noon_utc(2026, 11, 20))
    world.hall = make_venue(name="Lamp Hall", street="12 Invented Avenue", getting_in="The green door.")
    kinds = kinds_of_meetings(world.hall, make_venue)
    kinds["closed_venue"]["venue"].closures.create(first_day=dt.date(2026, 1, 1), reason="The roof is mended")
    made = make_meetings(*({"feed": world.feed, **changes} for changes in kinds.values()))
    for name, meeting in zip(kinds, made, strict=True):
        setattr(world, name, meeting)
    return world


@pytest.fixture
def world(db):
    """The small world, in every test that names it (tests/conftest.py knows this fixture)."""
    return small_world()


def _places():
    return {
        "memphis": make_place("Memphis", "TN", population=630_000),
        "nashville": make_place("Nashville", "TN", point=NASHVILLE, population=690_000),
        "olive_branch_ms": make_place("Olive Branch", "MS", point=OLIVE_BRANCH, population=39_000),
        "west_memphis_ar": make_place("West Memphis", "AR", point=WEST_MEMPHIS, population=24_000),
        "zip_38103": make_zip("38103", point=(35.1440, -90.0480)),
    }


def _noon_utc(year, month, day):
    return dt.datetime(year, month, day, 12, tzinfo=dt.UTC)


def _changed(row, changes):
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    return row
