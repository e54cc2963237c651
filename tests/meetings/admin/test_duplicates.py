"""Suspected duplicates side by side: they are two, or one is kept."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.duplicates import find_duplicates
from meetings.models import DuplicatePair, Meeting
from meetings.presenting.meeting import address
from tests.meetings.feeds.saving import queries
from tests.people import staff_client
from tests.world import make_feed, make_meeting, make_recorded_meeting

pytestmark = pytest.mark.django_db
LIST = reverse("admin:meetings_duplicatepair_changelist")


def page(pair):
    return reverse("admin:meetings_duplicatepair_change", args=[pair.pk])


def decide(pair):
    return reverse("admin:meetings_duplicatepair_decide", args=[pair.pk])


def text(answer):
    return answer.content.decode()


def suspected(**changes):
    first = make_recorded_meeting(feed=make_feed("List one"), notes="Ring twice", **changes)
    second = make_recorded_meeting("The Lamp", feed=make_feed("List two"), formats=["open"], **changes)
    find_duplicates(timezone.now())
    return DuplicatePair.objects.get(first=first, second=second)


def test_both_stand_side_by_side_with_their_lists_and_reasons():
    said = text(staff_client("editor").get(page(suspected())))
    for words in ("Lamp Group", "The Lamp", "List one", "List two", "Ring twice", "0 m apart", "Open"):
        assert words in said
    assert "A publisher decides on it." in said


def test_one_is_kept_after_asking_once_more_and_the_other_leads_to_it():
    pair, client = suspected(), staff_client("publisher")
    asked = client.post(decide(pair), {"act": "second", "take": ["notes", "status", "no-such-field"]})
    assert "Merge these two?" in text(asked)
    assert "Notes" in text(asked)
    assert not Meeting.objects.exclude(merged_into=None).exists()
    answer = client.post(decide(pair), {"act": "second", "take": ["notes"], "sure": "1"}, follow=True)
    assert "leads to the page of “The Lamp” now" in text(answer)
    pair = DuplicatePair.objects.select_related("first", "second", "decided_by").get()
    assert (pair.status, pair.decided_by.username) == ("merged", "invented-publisher")
    assert (pair.first.merged_into, pair.second.notes) == (pair.second, "Ring twice")
    assert pair.first.history.first().role == "publisher"
    assert Client().get(address(pair.first)).headers["Location"] == address(pair.second)
    said = text(Client().get(address(pair.second)))
    assert "List one" in said
    assert "List two" in said


def test_the_second_of_two_decisions_is_told():
    pair = suspected()
    staff_client("publisher").post(decide(pair), {"act": "two"})
    answer = staff_client("administrator").post(decide(pair), {"act": "first", "sure": "1"}, follow=True)
    assert "Somebody decided on these two before you." in text(answer)
    assert not Meeting.objects.exclude(merged_into=None).exists()


def test_they_are_two_and_are_not_suspected_again():
    pair, client = suspected(), staff_client("publisher")
    client.post(decide(pair), {"act": "two"})
    assert find_duplicates(timezone.now()) == 0
    assert "The Lamp" not in text(client.get(LIST))
    assert "The Lamp" in text(client.get(f"{LIST}?decided=different"))


def test_a_merger_can_be_taken_back_on_its_page():
    pair, client = suspected(), staff_client("publisher")
    client.post(decide(pair), {"act": "first", "sure": "1"})
    assert "Take the merger back" in text(client.get(page(pair)))
    client.post(decide(pair), {"act": "apart"})
    assert Meeting.objects.listed().count() == 2


def test_editors_read_volunteers_do_not_and_neither_decides():
    pair = suspected()
    editor, volunteer = staff_client("editor"), staff_client("volunteer")
    assert editor.get(LIST).status_code == 200
    for client in (editor, volunteer):
        assert client.post(decide(pair), {"act": "two"}).status_code == 403
    for where in (LIST, page(pair)):
        assert volunteer.get(where).status_code == 403
    pair.refresh_from_db()
    assert pair.status == "open"
    client = staff_client("publisher")
    client.get(decide(pair), {"act": "two"})
    client.post(decide(pair), {"act": "nothing"})
    pair.refresh_from_db()
    assert pair.status == "open"


def test_the_list_costs_the_same_for_two_pairs_and_for_forty():
    client = staff_client("editor")
    suspected()
    suspected(weekday=1)
    few = len(queries(lambda: client.get(LIST)))
    for number in range(38):
        hour = {"start": f"{number // 2:02}:{30 * (number % 2):02}", "weekday": 5}
        make_meeting(feed=make_feed("List one"), **hour)
        make_meeting(feed=make_feed("List two"), **hour)
    find_duplicates(timezone.now())
    assert DuplicatePair.objects.count() == 40
    assert len(queries(lambda: client.get(LIST))) == few <= 12
