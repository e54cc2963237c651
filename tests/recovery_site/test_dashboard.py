"""The first page of the admin says what needs doing, by role, and costs the same however much that is."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fellowships import acting, version
from meetings.changing import confirm_meetings
from meetings.models import DuplicatePair, Feed, ImportProblem, ImportRun, Report
from tests.people import make_person, signed_in, staff_client
from tests.programmes import make_line
from tests.texts import make_guide
from tests.world import make_feed, make_fellowship, make_group, make_meeting

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def report(meeting, **changes):
    values = {"reason": "wrong-time", "made_at": timezone.now() - dt.timedelta(days=3), **changes}
    return Report.objects.create(meeting=meeting, fellowship=meeting.fellowship, **values)


def counts(client):
    parts = client.get("/admin/").context["todo"]["parts"]
    return {task.label: task.count for part in parts for task in part["waiting"] + part["nothing"]}


def make_run(feed, outcome, **changes):
    return ImportRun.objects.create(feed=feed, started_at=timezone.now(), outcome=outcome, **changes)


def busy(number):
    """So many of everything."""
    meetings = [make_meeting(name=f"Invented {count}") for count in range(2 * number)]
    for count in range(number):
        report(meetings[count])
        report(meetings[count], origin="staff", reason="change")
        DuplicatePair.objects.create(
            first=meetings[2 * count], second=meetings[2 * count + 1], likeness=90, found_at=NOW
        )
        feed = make_feed(f"List {count}")
        run = make_run(feed, "failed")
        for kind in ImportProblem.Kind.values:
            ImportProblem.objects.create(feed=feed, first_run=run, kind=kind, digest=f"{kind}{count}")
        make_guide(f"guide-{count}", review_due=dt.date(2026, 1, 1))
        make_line(make_fellowship("na"), f"line-{count}")
        with acting.acting_as("editor"):
            meetings[count].save()
    version.bump()


def test_a_publisher_sees_what_waits_and_where():
    meeting = make_meeting(confirmed_on=timezone.localdate())
    make_meeting(confirmed_on=dt.date(2020, 1, 1))
    report(meeting)
    report(meeting, origin="staff", reason="change")
    report(meeting, status="held")
    report(meeting, status="rejected")
    client = staff_client("publisher")
    found = counts(client)
    assert found["Reported, and not decided"] == 1
    assert found["Changes by colleagues, to be published"] == 1
    assert found["Held: many at once from one sender"] == 1
    assert found["To be confirmed: nobody did for 180 days"] == 1


def test_lists_that_fail_that_are_stale_and_that_are_held():
    good = make_feed("Good", address="https://list.example/", last_good_run=timezone.now())
    make_run(good, "failed"), make_run(good, "good")
    failing = make_feed("Failing", address="https://other.example/")
    make_run(failing, "good"), make_run(failing, "failed")
    held = make_feed("Held")
    run = make_run(held, "held")
    ImportProblem.objects.create(feed=held, first_run=run, kind="no-place", digest="x")
    found = counts(staff_client("publisher"))
    assert found["Readings held for a person"] == 1
    assert found["Lists whose last reading failed"] == 1
    assert found["Lists not read for too long"] == 1
    assert found["Problem in a list: Cannot be placed"] == 1
    make_run(held, "good")
    Feed.objects.filter(pk=held.pk).update(last_good_run=timezone.now())
    assert counts(staff_client("administrator"))["Readings held for a person"] == 0


def test_each_role_sees_its_own_tasks_only():
    make_guide(status="draft")
    make_line(make_fellowship("na"))
    reviewer = counts(staff_client("guide-reviewer"))
    assert reviewer["Guides that are drafts"] == 1
    assert not [label for label in reviewer if "confirmed" in label or "eported" in label]
    editor = counts(staff_client("editor"))
    assert "Help lines to be called" not in editor
    assert "Readings held for a person" not in editor
    assert counts(staff_client("publisher"))["Help lines to be called"] == 1


def test_a_volunteer_sees_the_tasks_of_their_scope_only():
    mine, other = make_group(name="Mine"), make_group(name="Other")
    report(make_meeting(group=mine)), report(make_meeting(group=other)), report(make_meeting(group=other))
    with acting.acting_as("editor"):
        for group in (mine, other):
            meeting = group.meetings.first()
            meeting.name = f"A name of {group.name}"
            meeting.save()
    client = staff_client("volunteer", group=mine)
    found = counts(client)
    assert found["Reported, and not decided"] == 1
    assert found["To be confirmed: nobody did for 180 days"] == 1
    page = client.get("/admin/").content.decode()
    assert "A name of Mine" in page
    assert "A name of Other" not in page


def test_what_people_changed_this_week_is_told_with_their_role():
    meeting = make_meeting(name="Invented at noon")
    anna = make_person("publisher", "anna")
    client = signed_in(anna)
    with acting.acting_as("group-contact"):
        meeting.save()
    meeting.history.filter(role="").update(run_number=7)
    changed = client.get("/admin/").context["todo"]["changed"]
    assert [(one["name"], one["who"]) for one in changed] == [("Invented at noon", "The group's contact")]


def test_the_number_falls_as_soon_as_a_meeting_is_confirmed():
    meeting, client = make_meeting(), staff_client("editor")
    label = "To be confirmed: nobody did for 180 days"
    assert counts(client)[label] == 1
    confirm_meetings([meeting.pk], timezone.localdate(), "editor")
    assert counts(client)[label] == 0


def test_it_costs_the_same_with_two_of_everything_and_with_twenty():
    client = staff_client("publisher")
    client.get("/admin/")
    busy(2)
    with CaptureQueriesContext(connection) as few:
        client.get("/admin/")
    Report.objects.all().delete(), DuplicatePair.objects.all().delete(), ImportProblem.objects.all().delete()
    busy(20)
    with CaptureQueriesContext(connection) as many:
        assert client.get("/admin/").status_code == 200
    assert len(few) == len(many) <= 32


def test_lists_stand_in_the_order_in_which_people_need_them():
    apps = staff_client("publisher").get("/admin/").context["app_list"]
    assert [app["app_label"] for app in apps][:3] == ["meetings", "articles", "fellowships"]
    assert apps[0]["models"][0]["object_name"] == "Meeting"
    assert [model["object_name"] for model in apps[1]["models"]] == ["Guide", "Question", "Term"]
