"""Two reports at the same moment: the second waits for the first, and so both are counted."""

import threading
import time

import pytest
from django.db import connection, transaction

from meetings.models import Meeting, Report
from meetings.reporting import receive
from tests.world import make_meeting

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time"),
]


def report(meeting, mark):
    try:
        receive(meeting, Report.Reason.NOBODY_THERE, {}, sender_mark=mark)
    finally:
        connection.close()


def test_two_reports_at_once_flag_the_meeting():
    meeting = make_meeting()
    second = threading.Thread(target=report, args=(meeting, "b"))
    with transaction.atomic():
        receive(meeting, Report.Reason.NOBODY_THERE, {}, sender_mark="a")
        second.start()
        time.sleep(0.5)  # the second has come as far as it can before the first is written for good
    second.join(timeout=10)
    assert Report.objects.count() == 2
    assert Meeting.objects.get(pk=meeting.pk).reported_on is not None
