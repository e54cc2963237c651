"""Reports in the admin: lists, filters, bursts held and released, and addresses that stand nowhere."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Report, ReportMessage
from tests.meetings.telling import make_report
from tests.people import staff_client
from tests.world import make_group, make_meeting

pytestmark = pytest.mark.django_db

LIST = "admin:meetings_report_changelist"
ADDRESS = "quiet.reader@mail.example"


def shown(client, **query):
    answer = client.get(reverse(LIST), query)
    assert answer.status_code == 200
    return {row.pk for row in answer.context["cl"].result_list}


def page_of(client, report):
    return client.get(reverse("admin:meetings_report_change", args=[report.pk]))


def test_filters_find_the_open_the_late_the_held_and_the_answered():
    meeting, client = make_meeting(), staff_client()
    waiting = make_report(meeting)
    late = make_report(meeting, escalated_at=timezone.now())
    held = make_report(meeting, status="held", reason="closed")
    asked = make_report(meeting, status="asked", origin="group-contact")
    done = make_report(meeting, status="rejected")
    ReportMessage.objects.create(report=asked, from_staff=True, text="?", made_at=timezone.now())
    ReportMessage.objects.create(report=late, from_staff=False, text="!", made_at=timezone.now())
    every = {waiting.pk, late.pk, held.pk, asked.pk, done.pk}
    assert shown(client) == every
    assert shown(client, state="open") == every - {done.pk}
    assert shown(client, state="late") == {late.pk}
    assert shown(client, state="held") == {held.pk}
    assert shown(client, state="asked") == {asked.pk}
    assert shown(client, state="decided") == {done.pk}
    assert shown(client, answered="yes") == {late.pk}
    assert shown(client, answered="no") == every - {late.pk}
    assert shown(client, reason__exact="closed") == {held.pk}
    assert shown(client, origin__exact="group-contact") == {asked.pk}
    assert shown(client, fellowship__id__exact=meeting.fellowship_id) == every


def test_a_decided_one_is_shown_with_its_answer_and_without_buttons():
    report = make_report(make_meeting(), status="rejected", decided_why="We asked the group")
    page = page_of(staff_client(), report).content.decode()
    assert "We asked the group" in page
    assert 'value="reject"' not in page


def test_an_act_from_the_reports_page_leads_back_to_it():
    report = make_report(make_meeting())
    address = reverse("admin:queue-act", args=[f"report-{report.pk}"])
    answer = staff_client().post(address, {"act": "reject", "answer": "No", "from": "report"})
    assert answer.url == reverse("admin:meetings_report_change", args=[report.pk])


@pytest.mark.parametrize("act", ["release_held", "refuse_held"])
def test_a_burst_is_decided_together_after_asking(act):
    first, second = make_meeting("Lamp"), make_meeting("Lantern")
    held = [make_report(one, status="held", sender_mark=f"{one}") for one in (first, first, second)]
    Report.objects.filter(pk=held[1].pk).update(sender_mark="another")
    other, client = make_report(second), staff_client()
    sent = {"action": act, "_selected_action": [one.pk for one in (*held, other)]}
    asked = client.post(reverse(LIST), sent)
    assert "Are you sure?" in asked.content.decode()
    assert Report.objects.filter(status="held").count() == 3
    client.post(reverse(LIST), {**sent, "sure": "1", "why": "Sent by one hand"})
    assert not Report.objects.filter(status="held").exists()
    first.refresh_from_db()
    if act == "release_held":
        assert Report.objects.filter(status="waiting").count() == 4
        assert first.reported_on
    else:
        assert set(Report.objects.filter(status="rejected").values_list("decided_why", flat=True)) == {
            "Sent by one hand"
        }
        assert Report.objects.get(status="waiting") == other
        assert first.reported_on is None


def test_nothing_held_among_the_chosen_says_so():
    report = make_report(make_meeting())
    sent = {"action": "release_held", "_selected_action": [report.pk]}
    answer = staff_client().post(reverse(LIST), sent, follow=True)
    assert "None of these is held" in answer.content.decode()


def test_an_address_stands_on_no_page():
    report = make_report(make_meeting(), email=ADDRESS)
    client = staff_client("administrator")
    for answer in (
        client.get(reverse(LIST)),
        page_of(client, report),
        client.get(reverse("admin:queue-next")),
    ):
        assert ADDRESS not in answer.content.decode()
    assert shown(client, q=ADDRESS) == set()
    refused = client.get(reverse(LIST), {"email__startswith": "q"})
    assert refused.status_code in (302, 400)


def test_nobody_adds_or_deletes_one():
    report, client = make_report(make_meeting()), staff_client("administrator")
    assert client.get(reverse("admin:meetings_report_add")).status_code == 403
    assert client.post(reverse("admin:meetings_report_delete", args=[report.pk])).status_code == 403


def test_a_page_that_cannot_be_is_not_found_and_the_history_leads_to_no_fault():
    report, client = make_report(make_meeting()), staff_client()
    for number in ("0", "x", "99999999999"):
        address = reverse("admin:meetings_report_change", args=[number])
        assert client.get(address).status_code == 404
    assert client.get(reverse("admin:meetings_report_history", args=[report.pk])).status_code < 500


def test_a_volunteer_sees_and_reaches_only_their_own():
    group = make_group()
    mine, other = make_report(make_meeting(group=group)), make_report(make_meeting())
    client = staff_client("volunteer", group=group)
    assert shown(client) == {mine.pk}
    assert page_of(client, other).status_code == 404
    held = make_report(other.meeting, status="held")
    sent = {"action": "release_held", "_selected_action": [held.pk], "sure": "1"}
    client.post(reverse(LIST), sent)
    held.refresh_from_db()
    assert held.status == "held"


def test_the_list_costs_the_same_at_2_and_40():
    client, costs = staff_client("publisher"), []
    for number in (2, 40):
        for _each in range(number):
            make_report(make_meeting(), made_at=timezone.now() - dt.timedelta(days=1))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(LIST))
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 12
