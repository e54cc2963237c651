"""What waited too long: to the top of the publishers' queue, and told once."""

import datetime as dt
from typing import Final

from meetings.models import Report

DAYS: Final = 14


def escalate(now: dt.datetime) -> list[int]:
    """Reports that nobody decided for two weeks; ids of those that were not escalated before."""
    late = Report.objects.filter(
        status__in=Report.OPEN, escalated_at=None, made_at__lt=now - dt.timedelta(days=DAYS)
    )
    ids = list(late.order_by("pk").values_list("pk", flat=True))
    Report.objects.filter(pk__in=ids).update(escalated_at=now)
    return ids
