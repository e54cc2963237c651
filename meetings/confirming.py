"""When somebody last said that a meeting is held as written, and when that is too long ago.

"Confirmed" comes from a person, an accepted report or the list's own date of change; a list that repeats
itself confirms nothing (meetings/feeds/changes.py).
"""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from meetings import words
from meetings.models import Meeting
from meetings.times import local

WARN_DAYS = 365


def long_ago(day: dt.date, today: dt.date) -> bool:
    return (today - day).days > WARN_DAYS


def unconfirmed_words(meeting: Meeting, today: dt.date) -> str:
    """For its page; empty while somebody said so within a year, or the list changed it within one."""
    if meeting.confirmed_on is not None:
        if not long_ago(meeting.confirmed_on, today):
            return ""
        date = words.date_words(meeting.confirmed_on, today)
        return _("Nobody has confirmed this meeting since %(date)s. Check before you go.") % {"date": date}
    changed = _day_of(meeting.updated_at)
    if changed is None or not long_ago(changed, today):
        return ""
    date = words.date_words(changed, today)
    return _(
        "Nobody has confirmed this meeting, and nothing about it has changed here since %(date)s. "
        "Check before you go."
    ) % {"date": date}


def _day_of(moment: dt.datetime | None) -> dt.date | None:
    """None for a meeting that is not saved yet."""
    return local(int(moment.timestamp()), settings.TIME_ZONE).date() if moment else None
