"""Where we say something other than the list of a meeting: both words side by side, and why."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from meetings import words
from meetings.feeds.clean import blank_people
from meetings.fields import LINKS, field_label
from meetings.models import Correction, Meeting
from meetings.presenting.naming import UNTOLD, Names
from meetings.presenting.place import harmless
from meetings.times import local

SHOWN = 10
KEY_IN_LIST = {"venue": "key", "group": "key", "service_body": "source_id"}


def present_corrections(meeting: Meeting, today: dt.date) -> list[str]:
    """One query; for corrections of venue, group, service body or formats at most seven more."""
    standing = Correction.objects.filter(meeting=meeting.pk, ended_at=None).order_by("-made_at")
    shown = [one for one in standing[:SHOWN] if one.field not in UNTOLD]
    if not shown:
        return []
    theirs = {one.pk: _of_the_list(meeting, one) for one in shown}
    pairs = [(one.field, value) for one in shown for value in (one.value, theirs[one.pk])]
    names = Names(meeting.venue, pairs)
    return [_sentence(one, theirs[one.pk], names, today) for one in shown]


def _of_the_list(meeting: Meeting, correction: Correction) -> Any:
    """What the list says, as we say it: a list names venues, groups and bodies by keys of its own."""
    if correction.field not in KEY_IN_LIST or correction.list_value is None:
        return correction.list_value
    key = {KEY_IN_LIST[correction.field]: correction.list_value}
    rows = LINKS[correction.field]._default_manager.filter(feed__records__meeting=meeting.pk, **key)
    return rows.values_list("pk", flat=True).first()


def _sentence(correction: Correction, theirs: Any, names: Names, today: dt.date) -> str:
    made = local(int(correction.made_at.timestamp()), settings.TIME_ZONE).date()
    why = harmless(blank_people(correction.reason).strip(), names.venue)
    date = words.date_words(made, today)
    said = {
        "field": field_label(correction.field),
        "why": _("%(reason)s, %(date)s") % {"reason": why, "date": date} if why else date,
        "ours": names.words(correction.field, correction.value),
        "theirs": names.words(correction.field, theirs),
    }
    if said["ours"] is None or said["theirs"] is None:
        return _("%(field)s: we say something else than its list (%(why)s).") % said
    return _("%(field)s: we say %(ours)s (%(why)s). Its list says %(theirs)s.") % said
