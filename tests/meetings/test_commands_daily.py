"""daily and bootstrap: what a timer and a fresh machine run."""

import datetime as dt
import io
import os
import sqlite3
import time
from importlib.metadata import version as release_of

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from fellowships.models import Fellowship
from meetings.feeds.kept import keep_bytes, kept_bytes
from meetings.models import Correction, Feed, Format, GroupContact, ImportRun, Meeting, PlaceTable
from meetings.places import load, table
from recovery_site.backup import KEEP, back_up
from recovery_site.management.commands import daily
from tests.meetings.feeds.saving import na_feed
from tests.world import make_group, make_meeting, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def run(command, **options):
    said = io.StringIO()
    call_command(command, stdout=said, stderr=said, **options)
    return said.getvalue()


# SQLite cannot be copied from inside a transaction, so here there is none around the test.
@pytest.mark.django_db(transaction=True)
def test_daily_does_every_part_and_says_so():
    lamp = make_meeting("Lamp", group=make_group())
    GroupContact.objects.create(group=lamp.group, email="lamp@group.example")
    Correction.objects.create(
        meeting=lamp, field="notes", value="x", list_value="", reason="r", until=dt.date(2020, 1, 1)
    )
    kept = keep_bytes(1, 2, b"[]")
    os.utime(kept, (time.time() - 15 * 86400,) * 2)
    keep_bytes(1, 3, b"[]")
    ImportRun.objects.create(feed=na_feed(), started_at=timezone.now() - dt.timedelta(days=1))
    said = run("daily")
    assert "runs that were cut off: 1" in said
    assert "corrections that ran out: 1" in said
    assert "deletions: 1 files" in said
    assert "questions to groups: 1 groups asked" in said
    assert (kept_bytes(1, 2), kept_bytes(1, 3)) == (None, b"[]")


def test_a_part_that_fails_is_named_and_stops_no_other(monkeypatch):
    def broken():
        raise ValueError("a row of somebody")

    monkeypatch.setattr(daily, "_backup", broken)
    said = io.StringIO()
    with pytest.raises(CommandError, match="need a look: backup"):
        call_command("daily", stdout=said, stderr=said)
    assert "backup: ValueError" in said.getvalue()
    assert "somebody" not in said.getvalue()
    assert "deletions: 0" in said.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_list_that_cannot_be_read_is_told_and_the_rest_goes_on():
    na_feed("Away", kind="meeting-guide", address="http://127.0.0.1:9/")
    said = io.StringIO()
    with pytest.raises(CommandError, match="lists"):
        call_command("daily", stdout=said, stderr=said)
    assert "Away:" in said.getvalue()
    assert "deletions" in said.getvalue()


@pytest.mark.django_db(transaction=True)
def test_the_backup_is_a_whole_database_and_seven_are_kept(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("another database has its own tools")
    make_meeting("Lamp")
    paths = [back_up(dt.date(2026, 11, day)) for day in range(1, 10)]
    copy = sqlite3.connect(paths[-1])
    assert copy.execute("SELECT name FROM meetings_meeting").fetchall() == [("Lamp",)]
    copy.close()
    left = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert left == [path.name for path in paths[-KEEP:]]
    assert paths[-1].stat().st_mode & 0o077 == 0


def test_another_database_is_left_to_its_own_tools(tmp_path):
    if connection.vendor == "sqlite":
        pytest.skip("this one is SQLite")
    assert back_up(dt.date(2026, 11, 1)) is None


def places_are_loaded():
    """So that the table of all towns is not read here: tests/meetings/places does that."""
    digest = f"{table.digest(table.table_path())[:40]}-{release_of('zipcodes')}-{load.LOADER}"
    PlaceTable.objects.create(name=load.TABLE, digest=digest)
    make_place("Memphis", "TN", population=630_000)


def test_bootstrap_loads_all_words_and_invents_meetings_only_when_asked():
    places_are_loaded()
    said = run("bootstrap")
    assert said.startswith("Database")
    assert "Ready." in said
    assert Fellowship.objects.count() >= 10
    assert Format.objects.count() > 20
    assert not Meeting.objects.exists()
    again = run("bootstrap", demo=True)
    assert "Places: unchanged" in again
    assert "created 0 · updated 0" in again
    assert Meeting.objects.exists()
    assert set(Feed.objects.values_list("kind", flat=True)) == {"demo"}
    number = Meeting.objects.count()
    run("bootstrap", demo=True)
    assert Meeting.objects.count() == number
