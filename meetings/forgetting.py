"""Reporters' e-mail addresses go after 90 days: from their field, and from words that name them."""

import datetime as dt
import re
from typing import Any, Final

from django.db import transaction

from meetings.feeds.people import NO_EMAIL, blank_contacts
from meetings.models import Decision, Report

DAYS: Final = 90


def forget_addresses(now: dt.datetime) -> int:
    """How many addresses were deleted."""
    old = Report.objects.filter(made_at__lt=now - dt.timedelta(days=DAYS)).exclude(email="")
    found = 0
    for report in old.prefetch_related("messages", "suggestions", "decisions").iterator(chunk_size=200):
        with transaction.atomic():
            _forget(report)
        found += 1
    return found


def without_address(report: Report, value: Any) -> Any:
    """A JSON value or a text without the reporter's address: nothing that is published may hold it."""
    return _deep(value, _named(report)) if report.email else value


def _named(report: Report) -> re.Pattern[str]:
    return re.compile(re.escape(report.email), re.IGNORECASE)


def _forget(report: Report) -> None:
    named = _named(report)
    report.email = ""
    report.note = _blank(report.note, named)
    report.decided_why = _blank(report.decided_why, named)[:500]
    report.save(update_fields=["email", "note", "decided_why"])
    for message in report.messages.all():
        message.text = _blank(message.text, named)
        message.save(update_fields=["text"])
    for one in report.suggestions.all():
        one.value_from, one.value_to = _deep(one.value_from, named), _deep(one.value_to, named)
        one.value_taken = _deep(one.value_taken, named)
        one.save(update_fields=["value_from", "value_to", "value_taken"])
    for decision in report.decisions.all():
        Decision.objects.filter(pk=decision.pk).update(before=_deep(decision.before, named))


def _blank(words: str, named: re.Pattern[str]) -> str:
    return blank_contacts(named.sub(NO_EMAIL, words))


def _deep(value: Any, named: re.Pattern[str]) -> Any:
    """The address out of every text of a JSON value; other contacts there may be a meeting's own."""
    if isinstance(value, str):
        return named.sub(NO_EMAIL, value)
    if isinstance(value, list):
        return [_deep(one, named) for one in value]
    if isinstance(value, dict):
        return {name: _deep(one, named) for name, one in value.items()}
    return value
