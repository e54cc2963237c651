"""Deciding field by field: what is taken, amended, refused; nothing is done twice."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from meetings.changing import change_meeting, change_venue
from meetings.models import Correction, Decision, Meeting, Report, Suggestion, Venue
from meetings.reindex import check
from meetings.suggestions import SUGGESTED, AlreadyDecided, Refused, decide
from tests.meetings.telling import make_report
from tests.people import make_person
from tests.world import (
    MONDAY,
    NASHVILLE,
    make_feed,
    make_fellowship,
    make_format,
    make_meeting,
    make_place,
    make_record,
    make_venue,
)

pytestmark = pytest.mark.django_db


def test_two_fields_are_taken_and_the_third_is_not():
    meeting, publisher = make_meeting(), make_person("publisher")
    wanted = {"start": "20:00", "name": "Lantern", "duration": 90}
    report = make_report(meeting, wanted)
    accept = {"start": SUGGESTED, "name": "Lantern Group"}
    decide(report, accept=accept, reject={"duration"}, why="The rest stays", by=publisher)
    meeting.refresh_from_db()
    report.refresh_from_db()
    assert (meeting.start, meeting.name, meeting.duration) == (dt.time(20), "Lantern Group", 60)
    assert (report.status, report.decided_why) == ("partly", "The rest stays")
    decided = dict(report.suggestions.values_list("field", "status"))
    assert decided == {"start": "accepted", "name": "amended", "duration": "rejected"}
    assert report.suggestions.get(field="name").value_taken == "Lantern Group"
    newest = Meeting.history.filter(id=meeting.pk).latest()
    assert newest.role == "publisher"
    assert not check()


def test_what_was_accepted_counts_as_confirmed_by_the_role():
    meeting = make_meeting()
    decide(make_report(meeting, {"notes": "Ring twice"}), accept={"notes": SUGGESTED}, by=make_person())
    meeting.refresh_from_db()
    assert meeting.confirmed_by == "editor"
    assert meeting.confirmed_on


def test_against_a_list_it_becomes_a_correction():
    meeting = make_meeting()
    make_record(meeting, make_feed(), published_values={"start": "19:00"})
    report = make_report(meeting, {"start": "20:00"})
    decide(report, accept={"start": SUGGESTED}, by=make_person("publisher"))
    assert Correction.objects.get().value == "20:00"


def test_nothing_taken_is_not_accepted_and_says_why():
    meeting = make_meeting()
    report = make_report(meeting, {"start": "20:00"})
    decision = decide(report, accept={}, reject={"start"}, why="We asked", by=make_person())
    report.refresh_from_db()
    assert (report.status, report.decided_why, decision.kind) == ("rejected", "We asked", "reject")
    assert Meeting.objects.get().start == dt.time(19)


def test_who_is_slower_is_told_who_was_faster():
    meeting, editor = make_meeting(), make_person()
    report = make_report(meeting, {"notes": "Ring twice"})
    decide(report, accept={"notes": SUGGESTED}, by=editor)
    with pytest.raises(AlreadyDecided, match="Editor"):
        decide(report, accept={"notes": SUGGESTED}, by=editor)
    assert Decision.objects.count() == 1


def test_a_field_that_changed_since_needs_a_deliberate_word():
    meeting, publisher = make_meeting(), make_person("publisher")
    report = make_report(meeting, {"start": "20:00"})
    change_meeting(meeting.pk, {"start": dt.time(18)})
    with pytest.raises(Refused, match="Start"):
        decide(report, accept={"start": SUGGESTED}, by=publisher)
    assert Report.objects.get().open
    decide(report, accept={"start": SUGGESTED}, by=publisher, despite={"start"})
    assert Meeting.objects.get().start == dt.time(20)


@pytest.mark.parametrize(
    "values, said",
    [
        ({"duration": 5000}, "24 hours"),
        ({"start": "25:99"}, "Start"),
        ({"time_zone": "Mars/North"}, "time zone"),
        ({"attendance": "online"}, "how to join"),
        ({"weekday": 9}, "Day"),
        ({"languages": "es"}, "Languages"),
        ({"formats": ["open"]}, "Formats"),
        ({"venue": 999_999}, "Venue"),
        ({"venue.latitude": "north"}, "latitude"),
        ({"online_url": "javascript:alert(1)"}, "Online link"),
    ],
)
def test_what_cannot_be_true_is_refused_whole_with_a_sentence(values, said):
    meeting = make_meeting()
    report = make_report(meeting, {"notes": "Ring twice", **values})
    with pytest.raises(Refused, match=said):
        decide(
            report,
            accept=dict.fromkeys(["notes", *values], SUGGESTED),
            by=make_person("publisher"),
        )
    assert Report.objects.get().open
    assert Meeting.objects.get().notes == ""


def test_a_fault_that_was_there_before_does_not_stop_a_decision():
    meeting = make_meeting(venue=None)
    report = make_report(meeting, {"start": "20:00"})
    decide(report, accept={"start": SUGGESTED}, by=make_person("publisher"))
    assert Meeting.objects.get().start == dt.time(20)


def test_the_building_changes_for_all_its_meetings_and_their_clocks_follow():
    make_place("Nashville", "TN", point=NASHVILLE)
    denver = make_place("Denver", "CO", point=(39.74, -104.99), time_zone="America/Denver")
    hall = make_venue()
    first, second = make_meeting(venue=hall), make_meeting("Lantern", venue=hall)
    values = {"venue.city": "Denver", "venue.state": "CO", "venue.postal_code": "", "venue.street": ""}
    report = make_report(first, values, reason="wrong-address")
    decide(report, accept=dict.fromkeys(values, SUGGESTED), by=make_person("publisher"))
    hall.refresh_from_db()
    second.refresh_from_db()
    assert (hall.city, hall.latitude) == ("Denver", denver.latitude)
    assert second.time_zone == "America/Denver"
    assert not check()


def test_only_this_meeting_moved_and_the_building_stays_as_it_is():
    make_place("Nashville", "TN", point=NASHVILLE)
    hall = make_venue(getting_in="The green door")
    first, second = make_meeting(venue=hall), make_meeting("Lantern", venue=hall)
    values = {"venue.street": "9 New Street", "venue.city": "Nashville", "venue.postal_code": ""}
    report = make_report(first, values)
    accept = dict.fromkeys(values, SUGGESTED)
    decide(report, accept=accept, by=make_person("publisher"), moved=True)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.venue_id != hall.pk
    assert (first.venue.city, first.venue.getting_in) == ("Nashville", "The green door")
    assert first.venue.latitude == pytest.approx(NASHVILLE[0], abs=0.1)
    assert (second.venue_id, second.venue.city) == (hall.pk, "Memphis")


def test_a_missing_meeting_is_listed_with_a_venue_of_its_own():
    make_place("Memphis", "TN")
    values = {
        "name": "Porch Light",
        "weekday": MONDAY,
        "start": "18:30",
        "attendance": "in-person",
        "venue.name": "Porch Hall",
        "venue.city": "Memphis",
        "venue.state": "TN",
        "venue.country": "US",
        "formats": [make_format("open").pk],
    }
    report = make_report(None, values, reason="missing", fellowship=make_fellowship())
    decision = decide(report, accept=dict.fromkeys(values, SUGGESTED), by=make_person("publisher"))
    meeting = Meeting.objects.get()
    report.refresh_from_db()
    assert (meeting.status, meeting.time_zone, meeting.venue.name) == (
        "listed",
        "America/Chicago",
        "Porch Hall",
    )
    assert meeting.venue.located != Venue.Located.NOWHERE
    assert report.meeting == meeting == decision.meeting
    assert not check()


def test_a_missing_meeting_without_a_day_is_refused():
    report = make_report(None, {"name": "Porch Light"}, reason="missing", fellowship=make_fellowship())
    with pytest.raises(Refused, match="day and a start"):
        decide(report, accept={"name": SUGGESTED}, by=make_person("publisher"))
    assert not Meeting.objects.exists()


def test_what_an_editor_may_not_publish_waits_as_a_recommendation():
    meeting = make_meeting()
    report = make_report(meeting, {"start": "20:00", "notes": "Ring twice"})
    accept = dict.fromkeys(["start", "notes"], SUGGESTED)
    decision = decide(report, accept=accept, by=make_person())
    meeting.refresh_from_db()
    report.refresh_from_db()
    assert (meeting.start, meeting.notes) == (dt.time(19), "Ring twice")
    assert report.open
    assert decision.before["recommended"] == {"start": "20:00"}
    decide(report, accept={"start": SUGGESTED}, by=make_person("publisher"))
    report.refresh_from_db()
    assert report.status == "accepted"


def test_what_a_colleague_proposed_is_for_a_publisher():
    report = make_report(make_meeting(), {"start": "20:00"}, origin="staff", reason="change")
    with pytest.raises(PermissionDenied):
        decide(report, accept={"start": SUGGESTED}, by=make_person())
    decide(report, accept={"start": SUGGESTED}, by=make_person("publisher"))
    assert Meeting.objects.get().confirmed_on is None


def test_a_volunteer_decides_only_in_their_scope_and_never_on_a_foreign_meetings_building():
    from tests.world import make_group

    group = make_group()
    hall = make_venue()
    mine, other = make_meeting(venue=hall, group=group), make_meeting("Lantern", venue=hall)
    volunteer = make_person("volunteer", group=group)
    with pytest.raises(PermissionDenied):
        decide(make_report(other, {"notes": "x"}), accept={"notes": SUGGESTED}, by=volunteer)
    report = make_report(mine, {"venue.getting_in": "The red door"})
    with pytest.raises(Refused, match="Other meetings use this building"):
        decide(report, accept={"venue.getting_in": SUGGESTED}, by=volunteer)


def test_a_draft_that_cannot_be_true_is_not_listed():
    draft = make_meeting(status="draft", venue=None)
    report = make_report(draft, {"status": "listed"}, origin="staff", reason="change")
    with pytest.raises(Refused, match="Say where"):
        decide(report, accept={"status": SUGGESTED}, by=make_person("publisher"))


def test_fields_of_another_report_are_refused():
    report = make_report(make_meeting(), {"start": "20:00"})
    with pytest.raises(Refused, match="do not fit"):
        decide(report, accept={"status": "unlisted"}, by=make_person("publisher"))


def test_a_form_of_an_older_meeting_is_refused():
    from meetings.deciding import ChangedMeanwhile, standing_of

    hall = make_venue()
    meeting = make_meeting(venue=hall)
    report, seen = make_report(meeting, {"notes": "Ring twice"}), standing_of(meeting)
    change_venue(hall.pk, {"getting_in": "The red door"})
    with pytest.raises(ChangedMeanwhile):
        decide(report, accept={"notes": SUGGESTED}, by=make_person(), seen=seen)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins_and_the_other_is_told():
    if connection.vendor != "postgresql":
        pytest.skip("needs a database with locks on rows; .ci/run runs it there")
    meeting = make_meeting()
    report = make_report(meeting, {"start": "20:00", "name": "Lantern"})
    people = [make_person("publisher", "one"), make_person("publisher", "two")]
    both, told, won = threading.Barrier(2), [], []

    def accept(person):
        try:
            mine = Report.objects.get(pk=report.pk)
            both.wait(10)
            won.append(decide(mine, accept={"start": SUGGESTED, "name": SUGGESTED}, by=person))
        except AlreadyDecided as error:
            told.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (len(won), len(told)) == (1, 1)
    assert "Publisher" in told[0]
    assert Decision.objects.count() == 1
    assert Meeting.history.filter(id=meeting.pk, start=dt.time(20)).count() == 1
    assert Suggestion.objects.filter(status="accepted").count() == 2
