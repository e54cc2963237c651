"""Two meetings that are one: the kept one keeps its address, the other leads to it, no list loses it."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from fellowships.acting import acting_as
from meetings.changing import change_meeting
from meetings.duplicates import find_duplicates
from meetings.merging import NotMerged, keep_both, merge, unmerge
from meetings.models import (
    Cancellation,
    Closure,
    Correction,
    DuplicatePair,
    Meeting,
    Report,
    SourceRecord,
    Suggestion,
)
from meetings.presenting.meeting import address
from meetings.reindex import check
from tests.meetings.feeds.saving import last_run, na_feed, row, take
from tests.world import MONDAY, make_meeting

pytestmark = pytest.mark.django_db
FIRST, SECOND = "https://one.example/server", "https://two.example/server"


def lists(first=(), second=(), **more):
    """Both lists are read: each has the Lamp Group, and one of its own. None of `first`: it has left."""
    for name, root, day, changes in (("One", FIRST, "6", first), ("Two", SECOND, "7", second)):
        said = [
            row(9, root_server_uri=root, weekday_tinyint=day, meeting_name=f"Other {name}", latitude="36")
        ]
        if changes is not None:
            said.append(row(1, root_server_uri=root, meeting_name="Lamp Group", **dict(changes)))
        take(said, na_feed(name), **more)


def lamp(root=FIRST):
    return SourceRecord.objects.get(key=f"bmlt:{root}:1").meeting


def merged(**taken):
    """Both lists are read and their Lamp Groups merged; the kept one, and the one that went."""
    lists()
    keep, gone = lamp(FIRST), lamp(SECOND)
    with acting_as("publisher"):
        merge(keep, gone, **taken)
    keep.refresh_from_db()
    gone.refresh_from_db()
    return keep, gone


def test_the_one_that_goes_is_unlisted_and_its_page_leads_to_the_kept_one():
    keep, gone = merged()
    assert (gone.merged_into, gone.status, gone.unlisted_why) == (keep, "unlisted", "The same as Lamp Group")
    answer = Client().get(address(gone))
    assert (answer.status_code, answer.headers["Location"]) == (301, address(keep))
    newest = gone.history.first()
    assert (newest.role, newest.history_change_reason) == ("publisher", f"{gone.pk} merged into {keep.pk}")
    assert check() == []


def test_fields_may_be_taken_from_the_one_that_goes_as_corrections_of_the_kept_ones_list():
    lists(second={"start_time": "19:10:00", "comments": "Coffee"})
    keep, gone = lamp(FIRST), lamp(SECOND)
    merge(keep, gone, ["start", "status", "fellowship"])
    keep.refresh_from_db()
    assert (keep.start, keep.notes, keep.status) == (dt.time(19, 10), "", "listed")
    correction = Correction.objects.get()
    assert (correction.field, correction.value, correction.list_value) == ("start", "19:10", "19:00")


def test_later_runs_of_its_list_keep_it_up_to_date_and_do_not_bring_it_back():
    keep, gone = merged()
    lists(second={"start_time": "20:00:00"})
    gone.refresh_from_db()
    keep.refresh_from_db()
    assert (gone.start, gone.status, gone.merged_into) == (dt.time(20), "unlisted", keep)
    assert keep.start == dt.time(19)
    lists(second=None)
    lists()
    gone.refresh_from_db()
    assert (gone.status, gone.merged_into) == ("unlisted", keep)


def test_when_the_kept_ones_list_drops_it_it_goes_on_as_the_other_list_says():
    keep, _gone = merged()
    change_meeting(keep.pk, {"notes": "Ours: ring twice"}, reason="Seen on the door")
    lists(first={}, second={"start_time": "20:00:00", "comments": ""})
    lists(first=None, second={"start_time": "20:00:00"})
    keep.refresh_from_db()
    assert (keep.status, keep.start, keep.notes) == ("listed", dt.time(20), "Ours: ring twice")
    assert lamp(SECOND) == keep
    assert keep.history.first().run_number
    assert check() == []
    lists(first=None, second={"start_time": "20:30:00"})
    keep.refresh_from_db()
    assert keep.start == dt.time(20, 30)
    lists(first=None, second=None)
    keep.refresh_from_db()
    assert (keep.status, keep.unlisted_why) == ("unlisted", "No longer in its list")


def test_staff_are_told_when_another_list_leads():
    merged()
    take(
        [row(9, root_server_uri=FIRST, weekday_tinyint="6", meeting_name="Other One", latitude="36")],
        na_feed("One"),
    )
    assert "goes on as “Two” says" in last_run().why
    assert last_run().unlisted == 0


def test_when_the_kept_ones_list_says_not_to_list_it_the_other_leads_too():
    keep, _gone = merged()
    lists(first={"published": "0"})
    keep.refresh_from_db()
    assert (keep.status, lamp(SECOND)) == ("listed", keep)
    lists(first={"published": "0"}, second=None)
    keep.refresh_from_db()
    assert keep.status == "unlisted"


def test_when_its_own_list_drops_the_one_that_went_nothing_else_changes():
    keep, gone = merged()
    lists(second=None)
    lists(first=None, second=None, accept_shrink=True)
    keep.refresh_from_db()
    gone.refresh_from_db()
    assert (keep.status, gone.status) == ("unlisted", "unlisted")


def test_chains_lead_to_the_last_and_never_in_a_circle():
    one, two, three = (make_meeting(name, weekday=MONDAY) for name in ("One", "Two", "Three"))
    merge(two, one)
    merge(three, two)
    assert set(Meeting.objects.filter(merged_into=three)) == {one, two}
    with pytest.raises(NotMerged, match="was itself merged"):
        merge(one, three)
    with pytest.raises(NotMerged, match="merged before"):
        merge(three, one)
    with pytest.raises(NotMerged, match="no two meetings"):
        merge(three, three)
    assert Client().get(address(one)).headers["Location"] == address(three)


def test_an_old_version_leads_to_the_last_and_never_back_to_itself():
    one, two, three = (make_meeting(name, weekday=MONDAY) for name in ("One", "Two", "Three"))
    merge(two, one)
    unmerge(one)
    merge(one, two)
    with pytest.raises(ValidationError, match="take that merger back first"):
        change_meeting(one.pk, {"merged_into": two.pk})
    change_meeting(three.pk, {"merged_into": two.pk})
    three.refresh_from_db()
    assert three.merged_into == one


def test_only_a_listed_meeting_of_the_same_programme_is_kept():
    lamp_group, other = make_meeting(), make_meeting(fellowship="ha")
    with pytest.raises(NotMerged, match="no two meetings"):
        merge(lamp_group, other)
    with pytest.raises(NotMerged, match="is not listed"):
        merge(make_meeting(status="unlisted"), lamp_group)


def test_a_merger_can_be_taken_back_with_what_had_been_merged_before():
    one, two, three = (make_meeting(name) for name in ("One", "Two", "Three"))
    merge(two, one)
    merge(three, two)
    unmerge(two)
    for meeting in (one, two, three):
        meeting.refresh_from_db()
    assert (two.merged_into, two.status, two.unlisted_why) == (None, "listed", "")
    assert (one.merged_into, one.status) == (two, "unlisted")
    with pytest.raises(NotMerged, match="not merged"):
        unmerge(two)
    assert check() == []


def test_reports_closures_and_cancelled_dates_that_are_not_over_move():
    keep, gone = make_meeting("Keep"), make_meeting("Gone")
    today, day = timezone.localdate(), dt.timedelta(days=1)
    Closure.objects.create(meeting=gone, first_day=today, reason="The roof")
    Closure.objects.create(meeting=gone, first_day=today - 9 * day, last_day=today - 5 * day)
    for when in (today + 7 * day, today + 14 * day, today - 7 * day):
        Cancellation.objects.create(meeting=gone, date=when)
    Cancellation.objects.create(meeting=keep, date=today + 7 * day)
    now = timezone.now()
    told = Report.objects.create(meeting=gone, reason="nobody-there", made_at=now, base_version=3)
    done = Report.objects.create(meeting=gone, reason="closed", made_at=now, status="rejected")
    remove = Report.objects.create(meeting=gone, reason="remove", origin="staff", made_at=now)
    hide = Report.objects.create(meeting=gone, reason="change", origin="staff", made_at=now)
    Suggestion.objects.create(report=hide, field="status", value_to="unlisted")
    merge(keep, gone)
    assert [one.reason for one in keep.closures.all()] == ["The roof"]
    assert [one.date - today for one in keep.cancellations.all()] == [7 * day, 14 * day]
    assert list(keep.reports.all()) == [told]
    assert set(gone.reports.values_list("pk", "status")) == {
        (done.pk, "rejected"),
        (remove.pk, "accepted"),
        (hide.pk, "accepted"),
    }
    assert check() == []


def test_a_pair_is_decided_once_and_other_suspicions_about_the_one_that_went_are_gone():
    lists()
    find_duplicates(timezone.now())
    pair = DuplicatePair.objects.get()
    merge(pair.first, pair.second, pair=pair)
    pair.refresh_from_db()
    assert (pair.status, bool(pair.decided_at)) == ("merged", True)
    with pytest.raises(NotMerged, match="before you"):
        keep_both(pair)
    assert find_duplicates(timezone.now()) == 0
    unmerge(pair.second)
    pair.refresh_from_db()
    assert pair.status == "different"
    assert find_duplicates(timezone.now()) == 0


@pytest.mark.django_db(transaction=True)
def test_two_people_merge_at_once_in_both_directions_and_one_wins():
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: nothing can happen at once")
    lists()
    find_duplicates(timezone.now())
    pair = DuplicatePair.objects.get()
    said, begin = [], threading.Barrier(2)

    def decide(keep, gone):
        begin.wait()
        try:
            merge(keep, gone, pair=pair)
            said.append("merged")
        except NotMerged as why:
            said.append(str(why))
        finally:
            connection.close()

    ways = ((pair.first, pair.second), (pair.second, pair.first))
    threads = [threading.Thread(target=decide, args=way) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["Somebody decided on these two before you.", "merged"]
    assert Meeting.objects.exclude(merged_into=None).count() == 1
