"""The order of the queue: by harm, by scope, by what this person may decide."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Closure
from meetings.queue import MOST_DUE, Rank, next_task, task_of, tasks
from meetings.reindex import reindex
from meetings.reporting import answer_back
from meetings.settling import skip
from meetings.suggestions import SUGGESTED, decide
from tests.meetings.telling import make_report
from tests.people import make_person
from tests.world import FRIDAY, MONDAY, SUNDAY, TUESDAY, make_group, make_meeting, make_meetings

pytestmark = pytest.mark.django_db

# Sunday, 22 November 2026, noon in Chicago.
NOON = dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)
CONFIRMED = dt.date(2026, 11, 1)


def ranks(person, now=NOON):
    return [(one.rank, one.report or one.meeting) for one in tasks(person, now)]


def test_what_is_on_within_a_day_comes_before_what_waits_longer():
    friday, monday = make_meeting(weekday=FRIDAY), make_meeting(weekday=MONDAY, start="11:00")
    later = make_report(friday, made_at=NOON - dt.timedelta(days=9))
    soon = make_report(monday, made_at=NOON)
    assert ranks(make_person()) == [(Rank.SOON, soon.pk), (Rank.REPORTED, later.pk)]


def test_a_closed_meeting_is_not_on_tonight():
    meeting = make_meeting(weekday=SUNDAY)
    Closure.objects.create(meeting=meeting, first_day=dt.date(2026, 11, 20))
    reindex([meeting.pk])
    make_report(meeting)
    assert next_task(make_person(), NOON).rank == Rank.REPORTED


def test_for_a_publisher_what_waited_two_weeks_is_first_and_what_staff_propose_is_last():
    tonight = make_report(make_meeting(weekday=SUNDAY))
    proposed = make_report(make_meeting(), {"start": "20:00"}, origin="staff", reason="change")
    missing = make_report(None, {"name": "Porch"}, reason="missing", made_at=NOON - dt.timedelta(days=1))
    asked = make_report(make_meeting(), status="asked", escalated_at=NOON)
    make_report(make_meeting(), status="held")
    make_report(make_meeting(), status="asked")
    assert ranks(make_person("publisher")) == [
        (Rank.LATE, asked.pk),
        (Rank.SOON, tonight.pk),
        (Rank.PUBLISH, missing.pk),
        (Rank.PUBLISH, proposed.pk),
    ]
    assert ranks(make_person()) == [(Rank.SOON, tonight.pk), (Rank.PUBLISH, missing.pk)]


def test_what_was_asked_comes_back_with_the_answer():
    report = make_report(make_meeting(confirmed_on=CONFIRMED), status="asked")
    editor = make_person()
    assert ranks(editor) == []
    answer_back(report, "The green one")
    assert [pk for _rank, pk in ranks(editor)] == [report.pk]


def test_what_an_editor_recommended_is_off_their_queue_and_on_the_publishers():
    report = make_report(make_meeting(confirmed_on=CONFIRMED), {"start": "20:00"})
    editor, publisher = make_person(), make_person("publisher")
    decide(report, accept={"start": SUGGESTED}, by=editor)
    assert ranks(editor) == []
    assert [pk for _rank, pk in ranks(publisher)] == [report.pk]


def test_when_no_report_is_left_those_due_are_asked_about_soonest_first():
    friday = make_meeting(weekday=FRIDAY)
    tonight = make_meeting(weekday=SUNDAY, start="19:00")
    over = make_meeting(weekday=SUNDAY, start="08:00", confirmed_on=dt.date(2026, 1, 1))
    make_meeting(weekday=MONDAY, confirmed_on=CONFIRMED)
    make_meeting(weekday=TUESDAY, status="draft")
    assert [pk for _rank, pk in ranks(make_person())] == [tonight.pk, friday.pk, over.pk]


def test_skipped_ones_come_after_all_others_and_again_after_four_hours():
    first, second = make_meetings({"weekday": SUNDAY}, {"weekday": FRIDAY})
    person = make_person()
    report = make_report(first)
    decision = skip(person, report=report)
    now = decision.made_at + dt.timedelta(hours=1)
    assert [one.rank for one in tasks(person, now)][-1] == Rank.LATER
    assert next_task(person, now).meeting in (first.pk, second.pk)
    assert next_task(person, now).report is None
    skip(person, meeting=second)
    assert next_task(person, now).meeting == first.pk
    assert next_task(person, decision.made_at + dt.timedelta(hours=5)).report == report.pk


def test_a_volunteer_has_only_their_own():
    group = make_group()
    mine, other = make_meeting(group=group), make_meeting()
    report = make_report(mine)
    make_report(other)
    volunteer = make_person("volunteer", group=group)
    assert [one.report for one in tasks(volunteer, NOON)] == [report.pk]


def test_a_volunteer_of_a_state_is_asked_about_what_is_due_there_soonest_first():
    friday, sunday = make_meeting(weekday=FRIDAY), make_meeting(weekday=SUNDAY)
    make_meeting(weekday=MONDAY, fellowship="ha")
    volunteer = make_person("volunteer", fellowship=friday.fellowship, country="US", state="TN")
    assert [one.meeting for one in tasks(volunteer, NOON)] == [sunday.pk, friday.pk]


def test_the_cost_is_the_same_at_2_and_40():
    person = make_person("publisher")
    tasks(person, NOON)  # reads the person's rights
    costs = []
    for number in (2, 40):
        for meeting in make_meetings(*({"weekday": SUNDAY} for _each in range(number))):
            make_report(meeting)
        with CaptureQueriesContext(connection) as asked:
            tasks(person, NOON)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 6


def test_the_due_ones_are_bounded():
    make_meetings(*({"weekday": FRIDAY} for _each in range(MOST_DUE + 5)))
    assert len(tasks(make_person(), NOON)) == MOST_DUE


@pytest.mark.parametrize("key", ["", "report", "report-", "report-x", "feed-1", "report-12345678901"])
def test_an_address_that_names_no_task(key):
    assert task_of(key) is None


def test_an_address_names_its_task():
    assert (task_of("report-7").key, task_of("meeting-8").meeting) == ("report-7", 8)
