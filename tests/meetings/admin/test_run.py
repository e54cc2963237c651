"""Readings in the admin: what a held one would change, and what a person does with it."""

import pytest
from django.urls import reverse

from meetings.feeds.kept import drop_run, keep_list
from meetings.feeds.records import FeedBytes
from meetings.models import Feed, ImportRun
from tests.meetings.feeds.saving import json, last_run, listed, na_feed, queries, rows, take
from tests.people import staff_client

pytestmark = pytest.mark.django_db
LIST = reverse("admin:meetings_importrun_changelist")


def page(run):
    return reverse("admin:meetings_importrun_change", args=[run.pk])


def decide(run):
    return reverse("admin:meetings_importrun_decide", args=[run.pk])


def text(answer):
    return answer.content.decode()


def held(count=10, left=2):
    """A list of which most left, as if it came from its address."""
    take(rows(count))
    said = rows(left)
    take(said)
    run = last_run()
    keep_list(run.feed_id, run.pk, FeedBytes(json.dumps(said).encode()))
    return run


def test_a_held_run_shows_why_and_its_difference_and_is_taken_in_by_a_publisher():
    run, client = held(), staff_client("publisher")
    said = text(client.get(page(run)))
    assert "8 of 10 listed meetings would leave the list at once." in said
    assert "Gone: 8" in said
    assert "Lamp Group 10" in said
    answer = client.post(decide(run), {"act": "approve"}, follow=True)
    assert "Taken in: 8 meetings changed." in text(answer)
    assert "Approved by invented-publisher" in text(answer)
    assert len(listed()) == 2
    answer = client.post(decide(run), {"act": "approve"}, follow=True)
    assert "before you: approved" in text(answer)


def test_it_can_be_put_aside():
    run, client = held(), staff_client("administrator")
    answer = client.post(decide(run), {"act": "refuse"}, follow=True)
    assert "Every listing stays as it is" in text(answer)
    assert len(listed()) == 10


def test_when_the_bytes_are_gone_it_offers_to_read_anew():
    run, client = held(), staff_client("publisher")
    drop_run(run.feed_id, run.pk)
    Feed.objects.update(address="https://lists.example/s")
    said = text(client.get(page(run)))
    assert "gone by now" in said
    assert 'value="approve"' not in said
    client.post(decide(run), {"act": "anew"})
    feed = Feed.objects.get()
    assert (feed.accept_next, bool(feed.run_asked_at)) == (True, True)


def test_what_is_no_list_can_only_be_put_aside():
    take(rows(3))
    take(b"<html>")
    said = text(staff_client("publisher").get(page(last_run())))
    assert "no list that we can read" in said
    assert 'value="approve"' not in said


def test_an_editor_reads_it_and_a_volunteer_does_not_and_neither_decides():
    run = held()
    editor, volunteer = staff_client("editor"), staff_client("volunteer")
    assert "A publisher decides on it." in text(editor.get(page(run)))
    assert editor.post(decide(run), {"act": "approve"}).status_code == 403
    for address in (LIST, page(run)):
        assert volunteer.get(address).status_code == 403
    assert volunteer.post(decide(run), {"act": "approve"}).status_code == 403
    run.refresh_from_db()
    assert run.decision == ""


def test_what_waits_for_a_person_can_be_listed_until_a_good_reading():
    run, client = held(), staff_client("editor")
    assert page(run) in text(client.get(f"{LIST}?waiting=yes"))
    take(rows(10))
    assert page(run) not in text(client.get(f"{LIST}?waiting=yes"))
    assert page(run) in text(client.get(LIST))


def test_a_decision_is_posted():
    run, client = held(), staff_client("publisher")
    client.get(decide(run), {"act": "approve"})
    client.post(decide(run), {"act": "something"})
    assert len(listed()) == 10
    assert client.get(reverse("admin:meetings_importrun_change", args=["x"])).status_code == 404


def test_the_list_costs_the_same_for_two_runs_and_for_forty():
    client = staff_client("editor")
    held()
    few = len(queries(lambda: client.get(LIST)))
    feed = na_feed()
    for _number in range(38):
        ImportRun.objects.create(feed=feed, started_at=last_run().started_at, difference={"x": 1})
    assert len(queries(lambda: client.get(LIST))) == few <= 12


def test_the_page_of_a_run_costs_the_same_for_two_rows_and_for_forty():
    client = staff_client("publisher")
    small = held(6, 1)
    few = len(queries(lambda: client.get(page(small))))
    take(rows(6))
    big = held(50, 3)
    assert len(queries(lambda: client.get(page(big)))) == few
