"""The questions that editors ask of the list of meetings, each answered with exactly the right ones."""

import datetime as dt

import pytest
from django.utils import timezone

from meetings.models import Closure, Correction, DuplicatePair, ImportProblem, ImportRun, Report
from tests.people import staff_client
from tests.world import make_feed, make_meeting, make_record, make_venue

pytestmark = pytest.mark.django_db
PLAIN = "Plain"


@pytest.fixture
def asked():
    """What the list shows a publisher who asks."""
    client = staff_client("publisher")

    def names(question):
        page = client.get(f"/admin/meetings/meeting/?{question}")
        assert page.status_code == 200
        return {row.name for row in page.context["cl"].result_list}

    return names


def days_ago(days):
    return timezone.localdate() - dt.timedelta(days=days)


def problem_of(meeting, kind="unmapped-code", **changes):
    feed = make_feed()
    run = ImportRun.objects.create(feed=feed, started_at=timezone.now())
    values = {"feed": feed, "first_run": run, "kind": kind, "digest": str(meeting.pk), "meeting": meeting}
    return ImportProblem.objects.create(**{**values, "ended_run": run if changes else None})


def pair_of(first, second, status):
    DuplicatePair.objects.create(
        first=first, second=second, likeness=90, why="", status=status, found_at=timezone.now()
    )


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("confirmed=due", {"Half a year", "Long ago", "Never"}),
        ("confirmed=year", {"Long ago", "Never"}),
        ("confirmed=never", {"Never"}),
        ("confirmed=fresh", {"Fresh"}),
        ("confirmed=nonsense", {"Fresh", "Half a year", "Long ago", "Never"}),
    ],
)
def test_what_is_due_to_be_confirmed(asked, question, names):
    make_meeting("Fresh", confirmed_on=days_ago(3))
    make_meeting("Half a year", confirmed_on=days_ago(200))
    make_meeting("Long ago", confirmed_on=days_ago(400))
    make_meeting("Never")
    assert asked(question) == names


def test_places_that_are_missing_approximate_or_hidden(asked):
    make_meeting(PLAIN), make_meeting("Online", attendance="online")
    make_meeting("Nowhere", venue=make_venue(located="nowhere", latitude=None, longitude=None))
    make_meeting("No venue", venue=None)
    make_meeting("By town", venue=make_venue(located="town"))
    make_meeting("Hidden", venue=make_venue(address_hidden=True))
    assert asked("place=none") == {"Nowhere", "No venue"}
    assert asked("place=approximate") == {"By town"}
    assert asked("place=hidden") == {"Hidden"}


def test_what_nobody_stated(asked):
    make_meeting(PLAIN, formats=["open"]), make_meeting("Closed", formats=["closed", "women"])
    make_meeting("Endless", formats=["open"], duration=None)
    make_meeting("Neither", formats=["women"])
    make_meeting("No link", formats=["open"], attendance="online")
    make_meeting("Ask", formats=["open"], attendance="online", contact_for_details=True)
    assert asked("missing=end") == {"Endless"}
    assert asked("missing=openness") == {"Neither"}
    assert asked("missing=way-in") == {"No link"}


def test_what_is_to_be_looked_at(asked):
    make_meeting(PLAIN), make_meeting("Reported", reported_on=days_ago(1))
    waiting, ours, former = make_meeting("Waiting"), make_meeting("Ours"), make_meeting("Former")
    Report.objects.create(meeting=waiting, reason="other", made_at=timezone.now())
    Report.objects.create(meeting=former, reason="other", made_at=timezone.now(), status="rejected")
    Correction.objects.create(meeting=ours, field="start", reason="Seen")
    Correction.objects.create(meeting=former, field="start", reason="Seen", ended_at=timezone.now())
    problem_of(make_meeting("Unmapped")), problem_of(former, ended=True)
    problem_of(make_meeting("Elsewhere"), kind="no-place")
    pair_of(make_meeting("First"), make_meeting("Second"), "open")
    pair_of(make_meeting("Once"), make_meeting("Twice"), "different")
    assert asked("check=reported") == {"Reported"}
    assert asked("check=waiting") == {"Waiting"}
    assert asked("check=ours") == {"Ours"}
    assert asked("check=unmapped") == {"Unmapped"}
    assert asked("check=duplicate") == {"First", "Second"}


def test_what_is_closed_today(asked):
    make_meeting(PLAIN), make_meeting("Marked", closed_for_now=True)
    hall, other = make_venue(), make_venue()
    make_meeting("In the hall", venue=hall), make_meeting("Elsewhere", venue=other)
    own, past = make_meeting("Own"), make_meeting("Past")
    Closure(venue=hall, first_day=days_ago(1)).save()
    Closure(venue=other, first_day=days_ago(-1)).save()
    Closure(meeting=own, first_day=days_ago(0), last_day=days_ago(0)).save()
    Closure(meeting=past, first_day=days_ago(9), last_day=days_ago(1)).save()
    closed = {"Marked", "In the hall", "Own"}
    assert asked("held=closed") == closed
    assert asked("held=held") == {PLAIN, "Elsewhere", "Past"}


def test_by_status_attendance_day_state_programme_and_list(asked):
    listed = make_meeting(PLAIN, feed=make_feed())
    make_meeting("Draft", status="draft"), make_meeting("By phone", attendance="phone")
    make_meeting("Friday", weekday=5), make_meeting("HA", fellowship="ha")
    make_meeting("Over the river", venue=make_venue(state="AR"))
    left = make_meeting("Left")
    make_record(left, make_feed(), present=False)
    assert asked("status=draft") == {"Draft"}
    assert asked("attendance=phone") == {"By phone"}
    assert asked("weekday=5") == {"Friday"}
    assert asked("state=ar") == {"Over the river"}
    assert asked(f"list={make_feed().pk}") == {PLAIN}
    assert asked("list=none") >= {"Left", "Draft"}
    assert PLAIN not in asked("list=none")
    assert asked(f"fellowship={listed.fellowship_id}&weekday=5&state=TN") == {"Friday"}
    assert len(asked("list=nonsense&fellowship=x&weekday=9&status=&state=+")) == 7


def test_a_typed_filter_keeps_what_else_is_asked():
    make_meeting(PLAIN)
    page = staff_client("editor").get("/admin/meetings/meeting/?status=listed&q=plain&state=TN")
    form = page.content.decode().partition('class="filter-text"')[2].partition("</form>")[0]
    assert 'name="status" value="listed"' in form
    assert 'name="q" value="plain"' in form
    assert 'name="state" value="TN"' in form
