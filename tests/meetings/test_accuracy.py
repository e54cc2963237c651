"""Our own accuracy: what was confirmed lately and by whom, and what became of reports."""

import datetime as dt

import pytest
from django.utils import timezone

from meetings.accuracy import accuracy
from meetings.models import Report
from tests.world import make_feed, make_meeting

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def ago(**time):
    return NOW - dt.timedelta(**time)


def make_report(status="waiting", *, days=1, hours=None, **changes):
    made = ago(days=days)
    decided = None if hours is None else made + dt.timedelta(hours=hours)
    return Report.objects.create(reason="other", status=status, made_at=made, decided_at=decided, **changes)


def test_meetings_are_counted_by_who_confirmed_them_within_the_days():
    make_meeting(confirmed_on=ago(days=180).date(), confirmed_by="editor")
    make_meeting(confirmed_on=ago(days=1).date(), confirmed_by="list")
    make_meeting(confirmed_on=ago(days=182).date(), confirmed_by="editor")
    make_meeting()
    make_meeting(status="unlisted", confirmed_on=ago(days=1).date(), confirmed_by="editor")
    make_meeting(feed=make_feed("Demo", kind="demo"), confirmed_on=ago(days=1).date(), confirmed_by="list")
    found = accuracy(NOW)
    assert (found.listed, found.by_people, found.by_lists, found.confirmed) == (4, 1, 1, 2)


def test_a_meeting_of_two_lists_counts_once():
    meeting = make_meeting(feed=make_feed("One"), confirmed_on=ago(days=1).date(), confirmed_by="list")
    make_feed("Two").records.create(key="x", digest="", said={}, meeting=meeting)
    assert (accuracy(NOW).listed, accuracy(NOW).by_lists) == (1, 1)


def test_reports_of_ninety_days_by_others_are_counted_with_their_outcome():
    make_report("accepted", hours=2)
    make_report("partly", hours=12)
    make_report("rejected", hours=50)
    make_report("asked")
    make_report("accepted", hours=1, days=91)
    make_report("accepted", hours=1, origin="staff")
    make_report("accepted", hours=1, meeting=make_meeting(feed=make_feed("Demo", kind="demo")))
    found = accuracy(NOW)
    assert (found.received, found.decided, found.upheld) == (4, 3, 2)
    assert found.half_decided_within == dt.timedelta(hours=12)


def test_without_anything_nothing_is_claimed(django_assert_num_queries):
    with django_assert_num_queries(2):
        found = accuracy(NOW)
    assert (found.listed, found.confirmed, found.received, found.half_decided_within) == (0, 0, 0, None)
