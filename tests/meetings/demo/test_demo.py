import datetime as dt
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from fellowships import version
from fellowships.loading import load_fellowships
from meetings import reindex
from meetings.demo import delete_demo, make_demo
from meetings.demo.save import CannotInvent
from meetings.formats import load_formats
from meetings.models import Cancellation, Closure, Feed, Meeting, SearchRow, SourceRecord, Venue
from tests.world import make_meeting, make_place

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
TOWNS = (
    ("Memphis", "TN", "US", "memphis-tn", (35.15, -90.05), "America/Chicago", 2_000_000),
    ("New York City", "NY", "US", "new-york-city-ny", (40.71, -74.01), "America/New_York", 8_000_000),
    ("Nowhere", "CA", "US", "nowhere-ca", (36.7, -119.8), "America/Los_Angeles", 6_000_000),
    ("London", "ENG", "GB", "london-gb", (51.51, -0.13), "Europe/London", 9_000_000),
    ("Madrid", "29", "ES", "madrid-es", (40.42, -3.7), "Europe/Madrid", 3_000_000),
    ("Kolkata", "28", "IN", "kolkata-in", (22.56, 88.36), "Asia/Kolkata", 4_600_000),
)


@pytest.fixture
def ground():
    load_fellowships()
    load_formats()
    for name, admin1, country, slug, point, zone, population in TOWNS:
        make_place(
            name, admin1, country=country, slug=slug, point=point, time_zone=zone, population=population
        )


def test_the_demonstration_shows_every_kind_of_meeting(ground):
    made = make_demo(TODAY)
    meetings = Meeting.objects.listed()
    assert made == meetings.count() > 150
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


def test_every_demo_meeting_says_what_it_is_and_belongs_to_the_demo_list(ground):
    make_demo(TODAY)
    assert not Meeting.objects.exclude(name__startswith="Demo: ").exists()
    assert not Venue.objects.exclude(name__startswith="Demo ").exists()
    assert not Meeting.objects.listed().real().exists()
    assert SourceRecord.objects.filter(feed__kind="demo").count() == Meeting.objects.count()
    assert not Meeting.objects.filter(republish=True).exists()


def test_the_rows_are_valid_and_found(ground):
    make_demo(TODAY)
    for meeting in Meeting.objects.all()[::10]:
        meeting.full_clean()
    for venue in Venue.objects.all()[::10]:
        venue.full_clean()
    assert SearchRow.objects.filter(status__gt=0).count() == Meeting.objects.count()
    assert reindex.check() == []


def test_the_same_towns_give_the_same_meetings(ground):
    make_demo(TODAY)
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


def test_a_second_time_makes_nothing(ground, django_assert_max_num_queries):
    make_demo(TODAY)
    before = version.current()
    with django_assert_max_num_queries(3):  # savepoint, is there a demo list, release
        assert make_demo(TODAY) == 0
    assert version.current() == before


def test_nothing_is_invented_among_real_meetings(ground):
    make_meeting("Invented, but real to the site", attendance="online")
    with pytest.raises(CannotInvent, match="real meetings"):
        make_demo(TODAY)
    out = StringIO()
    call_command("make_demo_meetings", stdout=out)
    assert "real meetings" in out.getvalue()
    assert Meeting.objects.count() == 1


def test_without_places_or_programmes_the_command_says_what_to_run_first():
    out = StringIO()
    call_command("make_demo_meetings", stdout=out)
    assert "load_places" in out.getvalue()
    make_place()
    call_command("make_demo_meetings", stdout=out)
    assert "load_fellowships" in out.getvalue()
    assert not Feed.objects.exists()


def test_the_command_says_how_many_it_invented(ground):
    out = StringIO()
    call_command("make_demo_meetings", stdout=out)
    call_command("make_demo_meetings", stdout=out)
    assert f"Invented {Meeting.objects.count()} meetings." in out.getvalue()
    assert "there already" in out.getvalue()


def test_taking_the_demonstration_away_leaves_no_trace_and_no_real_meeting_is_touched(ground):
    make_demo(TODAY)
    real = make_meeting("Invented, but real to the site", attendance="online")
    kept = {"Place", "Format", "FormatCode", "HistoricalFormat"}
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


def test_looking_for_a_demonstration_that_is_not_there_costs_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert delete_demo() == 0
