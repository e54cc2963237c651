import datetime as dt

import pytest
from django.apps import apps
from django.db import connection, transaction

from fellowships import version
from meetings import reindex
from meetings.demo import delete_demo, make_demo
from meetings.models import Cancellation, Closure, Meeting, SearchRow, SourceRecord, Venue
from tests.meetings.demo.ground import TODAY, make_ground
from tests.world import make_recorded_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _demo_of_this_file(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_ground()
        made = make_demo(TODAY)
        # Once here, not after every test: PostgreSQL would look at all of these rows each time.
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def demo(_demo_of_this_file, db):
    """How many meetings were invented; what a test changes is undone after it."""
    return _demo_of_this_file


def test_the_demonstration_shows_every_kind_of_meeting(demo):
    meetings = Meeting.objects.listed()
    assert demo == meetings.count() > 150
    assert set(meetings.values_list("attendance", flat=True)) == {"in-person", "online", "phone", "hybrid"}
    assert meetings.values("fellowship").distinct().count() >= 5
    assert meetings.filter(by_appointment=True).exists()
    assert meetings.filter(duration=None).exists()
    assert meetings.exclude(weeks=0).exists()
    assert meetings.filter(start__gte=dt.time(23), duration__gt=60).exists()
    assert meetings.exclude(formats__slug__in=["open", "closed"]).exists()
    assert {"es", "en"} <= {
        language for languages in meetings.values_list("languages", flat=True) for language in languages
    }
    assert Venue.objects.filter(address_hidden=True).exists()
    assert Closure.objects.exists()
    assert Cancellation.objects.exists()


def test_every_demo_meeting_says_what_it_is_and_belongs_to_the_demo_list(demo):
    assert not Meeting.objects.exclude(name__startswith="Demo: ").exists()
    assert not Venue.objects.exclude(name__startswith="Demo ").exists()
    assert not Meeting.objects.listed().real().exists()
    assert SourceRecord.objects.filter(feed__kind="demo").count() == Meeting.objects.count()
    assert not Meeting.objects.filter(republish=True).exists()


def test_the_rows_are_valid_and_found(demo):
    for meeting in Meeting.objects.all()[::10]:
        meeting.full_clean()
    for venue in Venue.objects.all()[::10]:
        venue.full_clean()
    assert SearchRow.objects.filter(status__gt=0).count() == Meeting.objects.count()
    assert reindex.check() == []


def test_the_same_towns_give_the_same_meetings(demo):
    first = said()
    delete_demo()
    make_demo(TODAY)
    assert said() == first


def said():
    fields = (
        "name",
        "weekday",
        "start",
        "duration",
        "weeks",
        "attendance",
        "languages",
        "venue__street",
        "fellowship__slug",
    )
    return list(Meeting.objects.order_by("pk").values_list(*fields))


def test_a_second_time_makes_nothing(demo, django_assert_max_num_queries):
    before = version.current()
    with django_assert_max_num_queries(3):  # savepoint, is there a demo list, release
        assert make_demo(TODAY) == 0
    assert version.current() == before


def test_taking_the_demonstration_away_leaves_no_trace_and_no_real_meeting_is_touched(demo):
    real = make_recorded_meeting("Invented, but real to the site", attendance="online")
    kept = {"Place", "Format", "FormatCode", "HistoricalFormat", "HistoricalFormatCode"}
    of_the_real_one = {"Meeting", "HistoricalMeeting", "SearchRow", "SearchWord"}
    before = version.current()
    assert delete_demo() > 150
    left = {
        model.__name__: model._default_manager.count()
        for model in apps.get_app_config("meetings").get_models()
    }
    assert {name for name, count in left.items() if count} == kept | of_the_real_one
    assert (left["Meeting"], left["HistoricalMeeting"]) == (1, 1)
    assert Meeting.objects.get() == real
    assert version.current() > before
