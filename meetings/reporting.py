"""Taking in what somebody tells us: the report, its suggestions field by field, and what that leads to."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from fellowships.models import Fellowship
from meetings.feeds import clean
from meetings.fields import VENUE_PREFIX, snapshot, venue_snapshot
from meetings.models import Meeting, Report, ReportMessage, Suggestion
from meetings.reported import refresh_flag

FEW_A_DAY: Final = 5  # of one sender over a programme; more are held for staff and flag nothing
MESSAGES_OF_A_REPORT: Final = 20
MESSAGE_LENGTH: Final = 2_000


@transaction.atomic
def receive(
    meeting: Meeting | None,
    reason: str,
    values: Mapping[str, Any],
    *,
    note: str = "",
    email: str = "",
    sender_mark: str = "",
    fellowship: Fellowship | None = None,
    base_version: int | None = None,
    origin: str = Report.Origin.VISITOR,
    role: str = "",
) -> Report:
    """Keep a report on this meeting, or of one that is missing (None).

    `values` are by field of meetings/fields.py, as JSON; what stands so already is left out. Two visitors, or
    one of our own people, make the meeting "reported". Nothing is sent.
    """
    about = meeting.fellowship if meeting else fellowship
    held = origin == Report.Origin.VISITOR and _a_burst(sender_mark, about)
    report = Report.objects.create(
        meeting=meeting,
        fellowship=about,
        reason=reason,
        origin=origin,
        note=without_people(note),
        email=email,
        sender_mark=sender_mark,
        role=role,
        base_version=base_version,
        made_at=timezone.now(),
        status=Report.Status.HELD if held else Report.Status.WAITING,
    )
    _suggest(report, values)
    if meeting is not None:
        refresh_flag(meeting.pk)
    return report


def _a_burst(sender_mark: str, fellowship: Fellowship | None) -> bool:
    """Whether one network has sent so many about one programme that a person looks first."""
    since = timezone.now() - dt.timedelta(days=1)
    sent = Report.objects.filter(sender_mark=sender_mark, fellowship=fellowship, made_at__gt=since)
    return bool(sender_mark) and sent.count() >= FEW_A_DAY


def _suggest(report: Report, values: Mapping[str, Any]) -> None:
    before = current_values(report.meeting) if report.meeting else {}
    Suggestion.objects.bulk_create(
        Suggestion(report=report, field=name, value_from=before.get(name), value_to=value)
        for name, value in values.items()
        if value != (before.get(name) if before.get(name) is not None else _nothing_like(value))
    )


def _nothing_like(value: Any) -> Any:
    """What says nothing, of the same kind: an empty text for a field that has none yet is no suggestion."""
    return "" if value == "" else [] if value == [] else None


def current_values(meeting: Meeting) -> dict[str, Any]:
    """Every field of the meeting and its venue as JSON; one query."""
    values = snapshot(meeting)
    if meeting.venue is not None:
        venue = venue_snapshot(meeting.venue)
        values |= {f"{VENUE_PREFIX}{name}": value for name, value in venue.items()}
    return values


def without_people(text: str) -> str:
    """As typed, but for control characters, e-mail addresses, phone numbers and names."""
    return clean.blank_people(clean.UNWANTED.sub("", text)).strip()


def takes_messages(report: Report) -> bool:
    """Whether its sender may still write: until it is decided, and not without end."""
    return report.open and report.messages.filter(from_staff=False).count() < MESSAGES_OF_A_REPORT


def answer_back(report: Report, text: str) -> ReportMessage:
    """What the sender says to our question; staff see it with the report, in the queue again."""
    words = without_people(text)
    Report.objects.filter(pk=report.pk, status=Report.Status.ASKED).update(status=Report.Status.WAITING)
    return ReportMessage.objects.create(report=report, from_staff=False, text=words, made_at=timezone.now())


def forget_address(report: Report) -> None:
    """The sender's e-mail address, gone at once."""
    report.email = ""
    report.save(update_fields=["email"])
