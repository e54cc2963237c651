"""Invented reports for tests of what staff decide."""

from django.utils import timezone

from meetings.models import Report, Suggestion
from meetings.reporting import current_values


def make_report(meeting=None, values=(), **changes):
    """A visitor's, of a wrong time, waiting; `values` by field become suggestions."""
    before = current_values(meeting) if meeting else {}
    row = {
        "meeting": meeting,
        "fellowship": meeting.fellowship if meeting else None,
        "reason": Report.Reason.WRONG_TIME,
        "made_at": timezone.now(),
        **changes,
    }
    report = Report.objects.create(**row)
    Suggestion.objects.bulk_create(
        Suggestion(report=report, field=name, value_from=before.get(name), value_to=value)
        for name, value in dict(values).items()
    )
    return report
