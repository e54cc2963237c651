"""What a person does on a page of the queue, for tests."""

from django.urls import reverse

from meetings.deciding import standing_of
from meetings.models import Report


def next_page(client):
    return client.get(reverse("admin:queue-next")).content.decode()


def act(client, report_or_meeting, kind, **fields):
    name = "report" if isinstance(report_or_meeting, Report) else "meeting"
    meeting = report_or_meeting.meeting if name == "report" else report_or_meeting
    if meeting:
        meeting.refresh_from_db()
        fields.setdefault("seen", standing_of(meeting))
    address = reverse("admin:queue-act", args=[f"{name}-{report_or_meeting.pk}"])
    return client.post(address, {"act": kind, **fields})


def choices(report, **chosen):
    """What the form of the fields sends."""
    return {f"c{one.pk}": chosen.get(one.field, "refuse") for one in report.suggestions.all()}
