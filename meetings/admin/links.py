"""Rows that belong to what is edited, as links."""

from typing import Any, Final

from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from fellowships import acting
from meetings import words
from meetings.scope import scope_of

MOST: Final = 50


def links_to(meetings: models.QuerySet[Any]) -> str:
    """Those the person may see, by day and time, each with a link to its form; one query."""
    who = acting.person()
    seen = scope_of(who).limit(meetings) if who is not None else meetings
    rows = list(seen.select_related("fellowship").order_by("weekday", "start", "pk")[: MOST + 1])
    if not rows:
        return _("None yet.")
    items = format_html_join(
        "",
        '<li><a href="{}">{}</a>, {}, {}{}</li>',
        (
            (
                reverse("admin:meetings_meeting_change", args=[row.pk]),
                row.name,
                row.fellowship.short_name,
                words.usually(row.weekday, row.start, row.weeks),
                "" if row.listed else f" ({row.get_status_display()})",
            )
            for row in rows[:MOST]
        ),
    )
    return format_html("<ul>{}{}</ul>", items, format_html("<li>…</li>") if len(rows) > MOST else "")
