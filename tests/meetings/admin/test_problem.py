"""Problems of lists in the admin."""

import pytest
from django.urls import reverse

from meetings.models import ImportProblem
from tests.meetings.feeds.saving import queries, row, rows, take
from tests.people import staff_client

pytestmark = pytest.mark.django_db
LIST = reverse("admin:meetings_importproblem_changelist")


def page(problem):
    return reverse("admin:meetings_importproblem_change", args=[problem.pk])


def text(answer):
    return answer.content.decode()


def test_open_problems_are_listed_with_a_sentence_and_mended_ones_when_asked_for():
    take([row(1, latitude="", longitude="", location_municipality="", location_postal_code_1=""), row(2)])
    client = staff_client("editor")
    assert "nobody finds it by distance" in text(client.get(LIST))
    take(rows(2))
    assert "nobody finds it by distance" not in text(client.get(LIST))
    for asked in ("still=gone", "still=all", "still=gone&kind=no-place"):
        assert "nobody finds it by distance" in text(client.get(f"{LIST}?{asked}"))
    assert "nobody finds it by distance" not in text(client.get(f"{LIST}?still=gone&kind=bad-time"))


def test_its_page_shows_the_row_and_the_meeting_escaped():
    take([row(1, start_time="x<b>"), *rows(3)[1:]])
    problem = ImportProblem.objects.get()
    said = text(staff_client("editor").get(page(problem)))
    assert problem.sentence.split("“")[0] in said.replace("&#x27;", "'")
    assert "<b>" not in said.split("<pre>")[-1].split("</pre>")[0]
    take([row(2, latitude="", longitude="", location_municipality="", location_postal_code_1="")])
    placed = ImportProblem.objects.get(kind="no-place")
    assert reverse("admin:meetings_meeting_change", args=[placed.meeting_id]) in text(
        staff_client("publisher").get(page(placed))
    )


def test_it_costs_the_same_for_two_and_forty_and_volunteers_see_nothing():
    client = staff_client("editor")
    take([*rows(2, start_time="x"), row(99)])
    few = len(queries(lambda: client.get(LIST)))
    take([*rows(40, start_time="x"), row(99)])
    assert ImportProblem.objects.filter(ended_run=None).count() == 40
    assert len(queries(lambda: client.get(LIST))) == few <= 12
    assert staff_client("volunteer").get(LIST).status_code == 403


def test_nothing_can_be_changed():
    take([row(1, start_time="x"), row(2)])
    problem = ImportProblem.objects.get()
    client = staff_client("administrator")
    assert client.post(page(problem), {"sentence": "x"}).status_code == 403
    assert client.get(reverse("admin:meetings_importproblem_add")).status_code == 403
    assert client.post(reverse("admin:meetings_importproblem_delete", args=[problem.pk])).status_code == 403
