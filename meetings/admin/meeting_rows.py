"""What a row of the list of meetings says: when, and what a person should know before they open it."""

from typing import Any, Final

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings import words
from meetings.admin.bounded import number_of
from meetings.admin.meeting_filters import closed_on
from meetings.models import Correction, DuplicatePair, Meeting, Report

CORRECTED: Final = number_of(Correction.objects.filter(ended_at=None), "meeting")
WAITING: Final = number_of(Report.objects.filter(status__in=Report.OPEN), "meeting")
DOUBLED: Final = Exists(
    DuplicatePair.objects.filter(
        Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")), status=DuplicatePair.Status.OPEN
    )
)


def with_flags(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """What the flags of a row are made from; for the rows of one page."""
    closed = Meeting.objects.filter(closed_on(timezone.localdate()), pk=OuterRef("pk"))
    flagged: models.QuerySet[Any] = rows.annotate(
        corrected=CORRECTED, reports_waiting=WAITING, doubled=DOUBLED, closed_today=Exists(closed)
    )
    return flagged


def flags_of(meeting: Any) -> list[str]:
    """What a person should know before they open it, the most urgent first."""
    found = []
    if meeting.reported_on:
        found.append(_("reported wrong on %(day)s") % {"day": day_words(meeting.reported_on)})
    if waiting := meeting.reports_waiting:
        found.append(ngettext("%(number)d waits", "%(number)d wait", waiting) % {"number": waiting})
    if meeting.closed_today:
        found.append(_("closed for now"))
    if corrected := meeting.corrected:
        words_of = ngettext(
            "%(number)d field is our word against the list’s",
            "%(number)d fields are our word against the list’s",
            corrected,
        )
        found.append(words_of % {"number": corrected})
    if meeting.doubled:
        found.append(_("may be a duplicate"))
    return found


def day_words(day: Any) -> str:
    return words.date_words(day, timezone.localdate())
