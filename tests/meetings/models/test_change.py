import datetime as dt

import pytest
from django.utils import timezone

from meetings.models import Cancellation, Closure, Correction, Report, Suggestion
from tests.meetings.models.refusing import refused
from tests.world import make_feed, make_meeting, make_venue

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 11, 1), dt.date(2026, 11, 30)


def test_a_closure_is_of_a_venue_or_of_a_meeting():
    with refused("closure_of_a_venue_or_a_meeting"):
        Closure.objects.create(first_day=FIRST)
    with refused("closure_of_a_venue_or_a_meeting"):
        Closure.objects.create(first_day=FIRST, venue=make_venue(), meeting=make_meeting())


def test_a_closure_does_not_end_before_it_begins():
    Closure.objects.create(venue=make_venue(), first_day=FIRST, last_day=FIRST)
    with refused("closure_ends_after_it_begins"):
        Closure.objects.create(venue=make_venue(), first_day=LAST, last_day=FIRST)


@pytest.mark.parametrize(
    "last_day,open_days", [(LAST, ["2026-10-31", "2026-12-01"]), (None, ["2026-10-31"])], ids=str
)
def test_a_closure_holds_from_its_first_day_to_its_last(last_day, open_days):
    closure = Closure(first_day=FIRST, last_day=last_day)
    days = ["2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"]
    assert [day for day in days if not closure.holds_on(dt.date.fromisoformat(day))] == open_days


def test_a_date_is_cancelled_once():
    meeting = make_meeting()
    Cancellation.objects.create(meeting=meeting, date=FIRST)
    Cancellation.objects.create(meeting=meeting, date=LAST)
    with refused("cancelled_once_per_date"):
        Cancellation.objects.create(meeting=meeting, date=FIRST)


def test_a_field_has_one_open_correction():
    said = {
        "meeting": make_meeting(),
        "field": "name",
        "value": "Lamp",
        "list_value": 2,
        "reason": "Typing",
    }
    ended = Correction.objects.create(**said)
    with refused("one_open_correction_per_field"):
        Correction.objects.create(**said)
    ended.ended_at = timezone.now()
    ended.save()
    Correction.objects.create(**said)


def test_a_list_has_one_open_problem_of_a_kind_and_row():
    feed = make_feed()
    run = feed.runs.create(started_at=timezone.now())
    said = {"feed": feed, "first_run": run, "kind": "bad-time", "sentence": "No time.", "digest": "abc"}
    problem = feed.problem_rows.create(**said)
    with refused("one_open_problem_per_row"):
        feed.problem_rows.create(**said)
    problem.ended_run = run
    problem.save()
    feed.problem_rows.create(**said)


def test_a_suggestion_waits_until_someone_decides():
    report = Report.objects.create(reason=Report.Reason.OTHER, made_at=timezone.now())
    assert report.open
    assert report.suggestions.create(field="name", value_to="Lamp").status == Suggestion.Status.WAITING
