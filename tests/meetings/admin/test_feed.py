"""Lists in the admin: added in words, paused, read now, tried with a file."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from fellowships import version
from meetings.models import Feed, ImportRun, Meeting
from tests.meetings.feeds.saving import na_feed, queries, row, rows, take
from tests.people import staff_client
from tests.world import make_fellowship

pytestmark = pytest.mark.django_db
ADD, LIST = reverse("admin:meetings_feed_add"), reverse("admin:meetings_feed_changelist")


def change(feed):
    return reverse("admin:meetings_feed_change", args=[feed.pk])


def reading(feed):
    return reverse("admin:meetings_feed_reading", args=[feed.pk])


def filled(**changes):
    values = {
        "name": "Our area",
        "fellowship": make_fellowship("na").pk,
        "kind": "bmlt",
        "address": "https://lists.example/main_server/",
        "every_hours": "24",
        "covers": "US-TN, us-ms",
        "time_zone": "America/Chicago",
        "licence": "",
        "owner_contact": "web@lists.example",
        **changes,
    }
    return values


def text(answer):
    return answer.content.decode()


def test_a_list_is_added_in_words_and_is_paused_until_it_is_tried():
    client, before = staff_client("publisher"), version.current()
    assert not client.get(ADD).context["adminform"].form["enabled"].value()
    answer = client.post(ADD, filled())
    feed = Feed.objects.get()
    assert answer.headers["Location"] == reading(feed)
    assert (feed.covers, feed.enabled, feed.kind) == (["us-tn", "us-ms"], False, "bmlt")
    assert feed.history.get().role == "publisher"
    assert version.current() > before
    assert "It is paused" in text(client.get(reading(feed)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"address": "ftp://lists.example/"}, "begins with https://"),
        ({"address": "javascript:alert(1)"}, "begins with https://"),
        ({"covers": "Tennessee"}, "is no country or state"),
        ({"time_zone": "Mars/Base"}, "no time zone “Mars/Base”"),
        ({"kind": "demo"}, "Select a valid choice"),
        ({"fellowship": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_is_refused_and_says_how_to_mend_it(changes, sentence):
    answer = staff_client("publisher").post(ADD, filled(**changes))
    assert sentence in text(answer)
    assert not Feed.objects.exists()


def test_a_change_of_what_rows_mean_has_the_list_read_in_full_again():
    take(rows(1))
    feed = na_feed(etag="1:x", last_modified="y")
    values = filled(name=feed.name, enabled="on", covers="", time_zone="America/New_York")
    client = staff_client("administrator")
    page = client.get(change(feed))
    opened = {name: page.context[name] for name in ("opened_version", "opened_name") if name in page.context}
    if opened:
        values[opened["opened_name"]] = opened["opened_version"]
    answer = client.post(change(feed), values)
    assert answer.status_code == 302, text(answer)
    feed.refresh_from_db()
    assert (feed.etag, feed.last_modified, feed.time_zone) == ("", "", "America/New_York")
    assert 'name="kind"' not in text(client.get(change(feed)))


def test_read_now_is_noted_for_the_timer_and_the_page_says_so():
    feed = na_feed(address="https://lists.example/s", last_good_run=timezone.now())
    client = staff_client("publisher")
    assert "It is read next by the timer about" in text(client.get(reading(feed)))
    client.post(reading(feed), {"act": "read"})
    assert Feed.objects.get().run_asked_at
    assert "read at the next turn of the timer" in text(client.get(reading(feed)))
    assert not ImportRun.objects.exists()


def test_a_paused_list_is_not_read_but_can_be_tried():
    feed = na_feed(address="https://lists.example/s", enabled=False)
    client = staff_client("publisher")
    client.post(reading(feed), {"act": "read"})
    assert Feed.objects.get().run_asked_at is None
    client.post(reading(feed), {"act": "try"})
    assert Feed.objects.get().try_asked_at
    assert "a try" in text(client.get(reading(feed)))


def test_a_file_is_tried_at_once_and_taken_in_after_that():
    feed = na_feed(enabled=False)
    client = staff_client("publisher")
    file = SimpleUploadedFile("list.json", json.dumps([*rows(2), row(3, start_time="?")]).encode())
    answer = client.post(reading(feed), {"act": "file", "main": file}, follow=True)
    assert "Lamp Group 2, Every Tuesday at 7:00 pm, Invented Hall, Memphis, TN" in text(answer)
    assert not Meeting.objects.exists()
    run = ImportRun.objects.get()
    client.post(reverse("admin:meetings_importrun_decide", args=[run.pk]), {"act": "approve"})
    assert Meeting.objects.count() == 2


def test_without_a_file_the_page_says_what_is_missing():
    answer = staff_client("publisher").post(reading(na_feed()), {"act": "file"})
    assert "This field is required" in text(answer)


def test_editors_read_and_volunteers_see_nothing():
    feed = na_feed(address="https://lists.example/s")
    editor, volunteer = staff_client("editor"), staff_client("volunteer")
    for address in (LIST, change(feed), reading(feed)):
        assert editor.get(address).status_code == 200
        assert volunteer.get(address).status_code == 403
    assert editor.post(reading(feed), {"act": "read"}).status_code == 403
    assert editor.post(change(feed), filled()).status_code == 403
    assert 'value="read"' not in text(editor.get(reading(feed)))
    assert Feed.objects.get().run_asked_at is None


def test_nobody_edits_the_demonstration():
    feed = na_feed(kind=Feed.Kind.DEMO)
    client = staff_client("administrator")
    assert client.get(reading(feed)).status_code == 404
    assert client.post(change(feed), filled()).status_code == 403


def test_the_list_of_lists_says_how_each_stands_and_costs_the_same_for_two_and_forty():
    client = staff_client("editor")
    take(rows(10))
    take(rows(2))
    na_feed("Two", enabled=False)
    said = text(client.get(LIST))
    assert "Held for a person, " in said
    assert "Paused" in said
    few = len(queries(lambda: client.get(LIST)))
    for number in range(38):
        na_feed(f"List {number}")
    assert len(queries(lambda: client.get(LIST))) == few <= 12
    assert "Two" not in text(client.get(f"{LIST}?state=held"))
