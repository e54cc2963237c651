"""What changed about a meeting and its venue lately, and whether a list or a role did it; never who."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fellowships.roles import role_label
from meetings import words
from meetings.fields import VENUE_PREFIX, field_label, snapshot, venue_snapshot
from meetings.models import ImportRun, Meeting, Venue
from meetings.presenting.naming import UNTOLD, Names
from meetings.times import local

SHOWN = 3
FIELDS_SHOWN = 4
READ = 12  # versions looked at: those in which somebody only confirmed are no change
SAME_PLACE = frozenset({"venue.latitude", "venue.longitude", "venue.time_zone"})


@dataclass(frozen=True, slots=True)
class Change:
    moment: dt.datetime
    run: int | None
    role: str
    fields: dict[str, tuple[Any, Any]]  # before and after, as JSON


def present_changes(meeting: Meeting, today: dt.date) -> list[dict[str, object]]:
    """The last three, newest first: at most four queries, and four for the names of what they point to."""
    changes = [*_of_meeting(meeting), *_of_venue(meeting.venue)]
    shown = sorted(changes, key=lambda change: change.moment, reverse=True)[:SHOWN]
    if not shown:
        return []
    pairs = [(name, value) for one in shown for name, both in one.fields.items() for value in both]
    names = Names(meeting.venue, pairs)
    lists = _lists({one.run for one in shown if one.run})
    return [
        {"date": _date(one.moment, today), "by": _by(one, lists), "fields": _fields(one, names)}
        for one in shown
    ]


def _of_meeting(meeting: Meeting) -> list[Change]:
    """Versions that visitors could see, each with the one before it."""
    past = list(Meeting.history.filter(id=meeting.pk).order_by("-history_id")[:READ])
    formats = _formats([one.pk for one in past])
    versions = [(one, snapshot(one, formats[one.pk])) for one in past]
    pairs = [
        (one, before, after)
        for (one, after), (_older, before) in pairwise(versions)
        if after["status"] != Meeting.Status.DRAFT
    ]
    return _changes(pairs)


def _of_venue(venue: Venue | None) -> list[Change]:
    """None of a hidden address."""
    if venue is None or venue.address_hidden:
        return []
    past = Venue.history.filter(id=venue.pk).order_by("-history_id")[:READ]
    versions = [
        (one, {f"{VENUE_PREFIX}{name}": value for name, value in venue_snapshot(one).items()}) for one in past
    ]
    pairs = pairwise(versions)
    return _changes(
        (one, before, after)
        for (one, after), (_older, before) in pairs
        if not before["venue.address_hidden"] and not after["venue.address_hidden"]
    )


def _formats(versions: list[int]) -> dict[int, list[int]]:
    """Of versions by their numbers; one query."""
    found: dict[int, list[int]] = defaultdict(list)
    held = apps.get_model("meetings", "HistoricalMeeting_formats")._default_manager
    for version, one in held.filter(history_id__in=versions).values_list("history_id", "format_id"):
        found[version].append(one)
    return found


def _changes(pairs: Iterable[tuple[Any, dict[str, Any], dict[str, Any]]]) -> list[Change]:
    changes = []
    for version, before, after in pairs:
        fields = {
            name: (before[name], value)
            for name, value in after.items()
            if before[name] != value and name not in UNTOLD | SAME_PLACE
        }
        if fields:
            changes.append(Change(version.history_date, version.run_number, version.role, fields))
    return changes


def _lists(runs: set[int]) -> dict[int, str]:
    """Names of the lists by the numbers of their runs; a query where there are any."""
    if not runs:
        return {}
    return dict(ImportRun.objects.filter(pk__in=runs).values_list("pk", "feed__name"))


def _date(moment: dt.datetime, today: dt.date) -> str:
    return words.date_words(local(int(moment.timestamp()), settings.TIME_ZONE).date(), today)


def _by(change: Change, lists: dict[int, str]) -> str:
    if change.run in lists:
        return _("the list “%(list)s”") % {"list": lists[change.run]}
    return role_label(change.role) if change.role else ""


def _fields(change: Change, names: Names) -> list[str]:
    said = [_field(name, *both, names) for name, both in change.fields.items()]
    more = len(said) - FIELDS_SHOWN
    if more <= 0:
        return said
    return [*said[:FIELDS_SHOWN], ngettext("%(number)d more", "%(number)d more", more) % {"number": more}]


def _field(name: str, before: Any, after: Any, names: Names) -> str:
    said = {
        "field": field_label(name),
        "before": names.words(name, before),
        "after": names.words(name, after),
    }
    if said["before"] is None or said["after"] is None:
        return _("%(field)s: changed") % said
    return _("%(field)s: %(after)s, before that %(before)s") % said
