"""What a program gets for a question is what a visitor would find, less what may not be passed on."""

import pytest

from meetings.exports import finder_ids
from meetings.exports.finder_ids import NoSuchPlace, columns_asked, ids_asked, spot_asked
from meetings.labels import labels
from meetings.models import Feed, Meeting, Place
from tests.meetings.asking import NOON, ask, asked
from tests.meetings.asking import names as names_on
from tests.meetings.exports.passing_on import pass_all_on
from tests.world import make_meeting, make_place, make_venue, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(shared_world):
    return pass_all_on(shared_world)


def named(question):
    ids = ids_asked(asked(question), NOON, labels())
    assert list(ids) == sorted(set(ids))
    known = dict(Meeting.objects.values_list("pk", "name"))
    return [known[pk] for pk in ids]


def test_without_a_question_it_is_all_that_may_be_passed_on(there):
    assert named("") == list(Meeting.objects.order_by("pk").values_list("name", flat=True))


@pytest.mark.parametrize(
    "question, page",
    [
        ("fellowship=ha", "/meetings/?fellowship=ha"),
        ("fellowship=na&day=tuesday", "/meetings/?fellowship=na&day=tuesday"),
        ("fellowship=na&time=evening&tz=Asia/Tokyo", "/meetings/?fellowship=na&time=evening&tz=Asia/Tokyo"),
        ("q=lamp", "/meetings/?q=lamp"),
        ("q=nothing-of-that-name", "/meetings/?q=nothing-of-that-name"),
        ("near=memphis-tn", "/meetings/near/memphis-tn/?"),
        ("near=38103&radius=1", "/meetings/near/38103/?radius=1"),
        ("near=Memphis, TN&day=friday&day=tuesday", "/meetings/near/memphis-tn/?day=friday,tuesday"),
        ("near=tennessee-us&type=open", "/meetings/near/tennessee-us/?type=open"),
        ("near=memphis-tn&access=wheelchair&page=7", "/meetings/near/memphis-tn/?access=wheelchair"),
        ("near=memphis-tn&fellowship=nar-anon", "/meetings/near/memphis-tn/?fellowship=nar-anon"),
        ("near=memphis-tn&sort=distance", "/meetings/near/memphis-tn/?sort=distance"),
    ],
)  # fmt: skip
def test_it_is_what_the_finder_finds_on_all_its_pages(there, question, page):
    make_place("Tennessee", "TN", slug="tennessee-us", kind=Place.Kind.STATE)
    shown = {name for number in (1, 2) for name in names_on(ask(f"{page}&page={number}"))}
    assert set(named(question)) == shown


def test_a_point_is_looked_around_in_the_units_of_its_country(there):
    here = "lat=34.96&lng=-89.83"
    assert named(f"{here}&radius=10") == ["Olive Branch Group"]
    assert "Lamp Group" in named(f"{here}&radius=25")
    assert "Lamp Group" not in named(f"{here}&radius=25&unit=km")


def test_a_hybrid_meeting_is_near_until_its_building_is_closed(there):
    assert "Bridge Group" in named("near=memphis-tn")
    there.hall.closures.create(first_day="2026-11-01", reason="Water")
    publish(there.lamp, there.hybrid)
    assert "Bridge Group" not in named("near=memphis-tn")
    assert "Bridge Group" in named("q=bridge")


def test_what_may_not_be_passed_on_is_found_by_nobody(there):
    Meeting.writing.filter(pk=there.lamp.pk).update(republish=False)
    assert "Lamp Group" not in named("") + named("near=memphis-tn") + named("fellowship=na")
    Feed.objects.update(republish=False)
    assert named("fellowship=na") == []
    assert named("near=nashville-tn") == ["River Group"]


def test_of_very_many_all_are_read_and_compared(there, monkeypatch):
    before = named("near=memphis-tn&day=tuesday")
    monkeypatch.setattr(finder_ids, "NAMED", 1)
    assert named("near=memphis-tn&day=tuesday") == before


def test_a_whole_state_is_never_cut_short(there, monkeypatch):
    make_place("Tennessee", "TN", slug="tennessee-us", kind=Place.Kind.STATE)
    monkeypatch.setattr("meetings.finding.TEXT_LIMIT", 2)
    assert {"Lamp Group", "River Group", "Roof Group"} <= set(named("near=tennessee-us"))


def test_columns_come_with_the_numbers(there):
    rows = list(columns_asked(asked("q=twice"), NOON, labels(), "weeks", "by_appointment"))
    assert rows == [(there.first_and_last.pk, 0b100001, False)]


@pytest.mark.parametrize(
    "near, status, sentence",
    [
        ("nowhere-zz", 404, "We do not know “nowhere-zz”. Give a town with its state, or a US ZIP."),
        ("Memphis, XX", 404, "We do not know “Memphis, XX”. Perhaps: memphis-tn."),
        ("Marion", 400, "Several places are called “Marion”. Ask for one: marion-ar, marion-ms."),
        ("\x00<script>", 404, "We do not know “<script>”. Give a town with its state, or a US ZIP."),
    ],
)
def test_a_place_that_is_not_one_is_told(there, near, status, sentence):
    make_place("Marion", "AR", population=12_000)
    make_place("Marion", "MS", population=11_000)
    with pytest.raises(NoSuchPlace) as told:
        columns_asked(asked(f"near={near}"), NOON, labels())
    assert (told.value.message, told.value.status) == (sentence, status)


def test_a_point_far_from_every_town_has_the_sites_zone(there, settings):
    Place.objects.all().delete()
    spot = spot_asked(asked("lat=0&lng=-140"))
    assert (spot.country, spot.time_zone) == ("", settings.TIME_ZONE)


def test_meetings_of_a_hidden_programme_are_found_by_nobody(there):
    there.ha.published = False
    there.ha.save()
    assert named("near=nashville-tn") == []
    assert "River Group" not in named("")
    make_meeting("Another", venue=make_venue(), republish=True)
    assert "Another" in named("near=memphis-tn&day=tuesday")
