import datetime as dt

import pytest
from django.utils import timezone

from meetings.models import Meeting, Report, SearchRow
from meetings.presenting.reported import flag_words
from meetings.reindex import check
from meetings.reported import refresh_flag
from meetings.reporting import receive
from tests.world import make_meeting, make_recorded_meeting

pytestmark = pytest.mark.django_db
NOBODY, ASKED = Report.Reason.NOBODY_THERE, Report.Status.ASKED


@pytest.fixture
def meeting(db):
    return make_meeting()


def flag(meeting):
    return Meeting.objects.values_list("reported_on", flat=True).get(pk=meeting.pk)


def report(meeting, mark, **changes):
    return receive(meeting, changes.pop("reason", NOBODY), {}, sender_mark=mark, **changes)


def decide(report, status=Report.Status.REJECTED):
    Report.objects.filter(pk=report.pk).update(status=status)
    refresh_flag(report.meeting_id)


def test_one_visitor_alone_flags_nothing(meeting):
    report(meeting, "a")
    assert flag(meeting) is None


def test_one_sender_counts_once(meeting):
    for _ in range(3):
        report(meeting, "a")
    assert flag(meeting) is None


def test_two_independent_visitors_flag_it_today(meeting):
    report(meeting, "a")
    report(meeting, "b", reason=Report.Reason.WRONG_TIME)
    assert flag(meeting) == timezone.localdate()


@pytest.mark.parametrize("origin", ["staff", "group-contact"])
def test_one_report_by_our_own_people_is_enough(meeting, origin):
    report(meeting, "", origin=origin)
    assert flag(meeting) == timezone.localdate()


@pytest.mark.parametrize("reason", ["change", "missing"])
def test_what_is_no_fault_flags_nothing(meeting, reason):
    report(meeting, "", origin="staff", reason=reason)
    assert flag(meeting) is None


def test_the_date_is_that_of_the_report_that_made_it_so(meeting):
    first, second = report(meeting, "a"), report(meeting, "a")
    third = report(meeting, "a")
    noon = timezone.now().replace(hour=18, minute=0)
    for days, one in ((9, first), (7, second), (4, third)):
        Report.objects.filter(pk=one.pk).update(made_at=noon - dt.timedelta(days=days))
    Report.objects.filter(pk=second.pk).update(sender_mark="b")
    refresh_flag(meeting.pk)
    assert flag(meeting) == timezone.localdate(noon - dt.timedelta(days=7))


def test_it_stays_until_every_report_is_decided(meeting):
    first, second = report(meeting, "a"), report(meeting, "b")
    decide(first, ASKED)
    decide(second)
    assert flag(meeting) == timezone.localdate()
    decide(first, Report.Status.ACCEPTED)
    assert flag(meeting) is None


def test_a_later_report_leaves_the_date_alone(meeting):
    report(meeting, "a")
    report(meeting, "b")
    Meeting.writing.filter(pk=meeting.pk).update(reported_on=dt.date(2026, 1, 2))
    report(meeting, "c")
    assert flag(meeting) == dt.date(2026, 1, 2)


def test_held_reports_never_flag(meeting):
    for mark in "ab":
        decide(report(meeting, mark), Report.Status.HELD)
    assert flag(meeting) is None


def test_history_names_a_visitor_and_the_search_row_follows(db):
    meeting = make_recorded_meeting()
    report(meeting, "a")
    report(meeting, "b")
    newest = Meeting.history.filter(id=meeting.pk).order_by("-history_id").first()
    assert (newest.role, newest.reported_on) == ("visitor", timezone.localdate())
    assert str(timezone.localdate()) in SearchRow.objects.get(pk=meeting.pk).card
    assert check() == []


def test_a_meeting_that_is_no_more_is_left_alone(meeting):
    refresh_flag(999_999)


@pytest.mark.parametrize(
    "days, words",
    [
        (0, "Reported on Sunday 22 November, being checked"),
        (30, "Reported on Friday 23 October, being checked"),
        (31, "Reported on Thursday 22 October, not yet checked"),
    ],
)
def test_the_flag_in_words(days, words):
    today = dt.date(2026, 11, 22)
    assert flag_words(today - dt.timedelta(days=days), today) == words


def test_without_a_report_there_are_no_words():
    assert flag_words(None, dt.date(2026, 11, 22)) == ""
