"""What a volunteer may see and change: a service body with all below, a programme in a state, a group."""

import datetime as dt

import pytest

from meetings.models import Cancellation, Closure, Group, Meeting, ServiceBody, Venue
from meetings.scope import EVERYTHING, scope_of
from tests.people import make_person
from tests.world import make_fellowship, make_group, make_meeting, make_service_body, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    region = make_service_body("Invented Region")
    area = make_service_body("Invented Area", parent=region)
    return {"region": region, "area": area, "other": make_service_body("Another Region")}


def names(rows):
    return sorted(str(row) for row in rows)


def test_a_volunteer_of_a_service_body_has_all_below_it_and_nothing_beside_it(region):
    make_meeting("Above", service_body=region["region"])
    make_meeting("Below", service_body=region["area"])
    other = make_meeting("Beside", service_body=region["other"])
    scope = scope_of(make_person("volunteer", service_body=region["region"]))
    assert names(scope.limit(Meeting.objects.all())) == ["Above", "Below"]
    assert names(scope.limit(ServiceBody.objects.all())) == ["Invented Area", "Invented Region"]
    assert not scope.covers(other)


def test_a_circle_in_the_tree_of_service_bodies_ends(region):
    region["region"].parent = region["area"]
    region["region"].save()
    scope = scope_of(make_person("volunteer", service_body=region["area"]))
    assert scope.bodies == {region["region"].pk, region["area"].pk}


def test_a_volunteer_of_a_programme_in_a_state_has_its_meetings_there_alone():
    make_meeting("NA here")
    make_meeting("HA here", fellowship="ha")
    make_meeting("NA there", venue=make_venue(state="MS"))
    make_meeting("NA online", attendance="online")
    person = make_person("volunteer", fellowship=make_fellowship("na"), country="US", state="TN")
    assert names(scope_of(person).limit(Meeting.objects.all())) == ["NA here"]


def test_a_volunteer_of_a_group_has_its_meetings_and_no_other_group():
    ours, theirs = make_group("Ours"), make_group("Theirs")
    make_meeting("First", group=ours)
    make_meeting("Second", group=theirs)
    scope = scope_of(make_person("volunteer", group=ours))
    assert names(scope.limit(Meeting.objects.all())) == ["First"]
    assert names(scope.limit(Group.objects.all())) == ["Ours"]


def test_a_building_shared_with_others_may_be_seen_and_not_changed(region):
    shared, own, foreign = make_venue(name="Shared"), make_venue(name="Own"), make_venue(name="Foreign")
    make_meeting(venue=shared, service_body=region["area"])
    make_meeting(venue=shared, service_body=region["other"])
    make_meeting(venue=own, service_body=region["area"])
    make_meeting(venue=foreign, service_body=region["other"])
    scope = scope_of(make_person("volunteer", service_body=region["region"]))
    assert names(scope.limit(Venue.objects.all())) == ["Own", "Shared"]
    assert [scope.covers(venue) for venue in (shared, own, foreign)] == [False, True, False]
    closing = {"first_day": dt.date(2026, 11, 1)}
    assert not scope.covers(Closure.objects.create(venue=shared, **closing))
    assert scope.covers(Closure.objects.create(venue=own, **closing))


def test_cancelled_dates_follow_their_meeting(region):
    day = dt.date(2026, 11, 24)
    ours = Cancellation.objects.create(meeting=make_meeting(service_body=region["area"]), date=day)
    theirs = Cancellation.objects.create(meeting=make_meeting(service_body=region["other"]), date=day)
    scope = scope_of(make_person("volunteer", service_body=region["region"]))
    assert list(scope.limit(Cancellation.objects.all())) == [ours]
    assert not scope.covers(theirs)


def test_a_volunteer_with_nothing_to_look_after_sees_nothing():
    make_meeting()
    assert not scope_of(make_person("volunteer")).limit(Meeting.objects.all()).exists()


def test_every_other_role_sees_all():
    assert [scope_of(make_person(role)) for role in ("editor", "publisher")] == [EVERYTHING] * 2
