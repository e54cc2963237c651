"""Every change of meetings by a person: one writer, with history, corrections, search and data version.

A list goes its own way (meetings/feeds/save.py). Whoever changes a meeting in the admin, by a decision on a
report, in bulk, from a spreadsheet or by bringing back a version calls one of these.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fellowships import acting, version
from fellowships.models import Fellowship
from meetings.demo import delete_demo
from meetings.feeds.batch import MeetingBatch
from meetings.feeds.history import create_meetings
from meetings.fields import LINKS
from meetings.models import (
    Cancellation,
    Closure,
    Feed,
    Format,
    Group,
    Meeting,
    ServiceBody,
    Venue,
    meeting_slug,
)
from meetings.reindex import reindex
from meetings.set_against import set_corrections

Values = Mapping[str, Any]


def change_meetings(
    changes: Mapping[int, Values], *, reason: str = "", until: date | None = None
) -> list[int]:
    """Write these values; the ids of the meetings that are different now, in one transaction.

    `changes` maps ids to fields of meetings/fields.py with values as the model holds them: links as ids
    ("venue": 5), "formats" any iterable of ids. What a list says otherwise becomes a Correction, with the
    reason, until that day. History tells the person and role that are acting.
    """
    with transaction.atomic(), acting.acting_as(reason=reason):
        list(Meeting.objects.select_for_update().filter(pk__in=changes).order_by("pk").values_list("pk"))
        batch = MeetingBatch.read(changes)
        before = {pk: meeting.status for pk, meeting in batch.meetings.items()}
        for pk, values in changes.items():
            if meeting := batch.get(pk):
                _change(batch, meeting, values)
        set_corrections(batch, reason, until)
        if changed := batch.write(None):
            listed = [pk for pk in changed if batch.meetings[pk].listed and before[pk] != "listed"]
            publish(changed, newly_listed=listed)
    return changed


def change_meeting(pk: int, values: Values, *, reason: str = "", until: date | None = None) -> bool:
    """As `change_meetings`, for one; whether anything changed."""
    return bool(change_meetings({pk: values}, reason=reason, until=until))


def _change(batch: MeetingBatch, meeting: Meeting, values: Values) -> None:
    for name, value in values.items():
        if name == "formats":
            batch.change_formats(meeting, frozenset(value))
        elif name == "merged_into":
            batch.change(meeting, "merged_into_id", _last_of_mergers(meeting.pk, value))
        elif name in LINKS or name == "fellowship":
            batch.change(meeting, f"{name}_id", value)
        else:
            batch.change(meeting, name, value)
    if "name" in values:
        batch.change(meeting, "slug", meeting_slug(meeting.name))
    if "status" in values and meeting.pk in batch.changed and "status" in batch.changed[meeting.pk]:
        unlisted = meeting.status == Meeting.Status.UNLISTED
        batch.change(meeting, "unlisted_at", timezone.now() if unlisted else None)
        if not unlisted:
            batch.change(meeting, "unlisted_why", "")


def _last_of_mergers(pk: int, into: int | None) -> int | None:
    """Where mergers lead in the end: never back to the meeting itself, as an old version might."""
    following, seen = into, {pk}
    while following is not None:
        if following in seen:
            raise ValidationError(
                _("Meeting %(number)s is merged into this one now: take that merger back first.")
                % {"number": into}
            )
        seen.add(following)
        into = following
        following = Meeting.objects.filter(pk=into).values_list("merged_into", flat=True).first()
    return into


def add_meetings(rows: Iterable[Values], *, reason: str = "") -> list[Meeting]:
    """New meetings of such values, saved with history and search; `status` is a draft unless named."""
    made, formats = [], []
    for values in rows:
        own = {name: value for name, value in values.items() if name != "formats"}
        for name in (*LINKS, "fellowship"):
            if name in own:
                own[f"{name}_id"] = own.pop(name)
        meeting = Meeting(**own)
        meeting.slug = meeting_slug(meeting.name)
        made.append(meeting)
        formats.append(frozenset(values.get("formats", ())))
    with transaction.atomic(), acting.acting_as(reason=reason):
        create_meetings(None, made, formats)
        publish([one.pk for one in made], newly_listed=[one.pk for one in made if one.listed])
    return made


def unlist_meetings(ids: Iterable[int], why: str) -> list[int]:
    """Take them off the list; their pages say so, and why stays with staff."""
    gone = {"status": Meeting.Status.UNLISTED, "unlisted_why": why[:255]}
    return change_meetings(dict.fromkeys(ids, gone), reason=why)


def confirm_meetings(ids: Iterable[int], day: date, role: str = "") -> list[int]:
    """A person says that they are held as written. The role is that of who acts, unless named."""
    said = {"confirmed_on": day, "confirmed_by": role or acting.role()}
    return change_meetings(dict.fromkeys(ids, said))


def change_venue(pk: int, values: Values, *, reason: str = "") -> list[int]:
    """Write fields of a venue, for all its meetings; the ids of those."""
    with transaction.atomic(), acting.acting_as(reason=reason):
        venue = Venue.objects.select_for_update().get(pk=pk)
        changed = [name for name, value in values.items() if getattr(venue, name) != value]
        for name in changed:
            setattr(venue, name, values[name])
        if not changed:
            return []
        venue.save()
        touched = affected_by(venue)
        publish(touched)
    return touched


def save_published(row: models.Model, *, reason: str = "") -> None:
    """Save a venue, group, closure, cancelled date, format … with all that follows from it."""
    with transaction.atomic(), acting.acting_as(reason=reason):
        before = affected_by(type(row)._default_manager.get(pk=row.pk)) if row.pk else []
        row.save()
        publish([*before, *affected_by(row)])


def delete_published(row: models.Model, *, reason: str = "") -> None:
    """Take away a closure or a cancelled date; its history stays."""
    with transaction.atomic(), acting.acting_as(reason=reason):
        touched = affected_by(row)
        row.delete()
        publish(touched)


def affected_by(row: models.Model) -> list[int]:
    """Ids of the meetings whose search rows are made from this row, too."""
    if isinstance(row, Meeting):
        return [row.pk]
    where = _where(row)
    return [] if where is None else list(Meeting.objects.filter(where).values_list("pk", flat=True))


def _where(row: models.Model) -> Q | None:
    if isinstance(row, Cancellation):
        return Q(pk=row.meeting_id)
    if isinstance(row, Closure):
        return Q(venue=row.venue_id) if row.venue_id else Q(pk=row.meeting_id)
    names = {Venue: "venue", Group: "group", ServiceBody: "service_body", Format: "formats"}
    for model, name in {**names, Fellowship: "fellowship"}.items():
        if isinstance(row, model):
            return Q(**{name: row.pk})
    return None


def publish(ids: Collection[int], *, newly_listed: Collection[int] = ()) -> None:
    """What every writer does last in its transaction. The first real meeting ends the demonstration."""
    if newly_listed and _any_real(newly_listed):
        delete_demo()
    if ids:
        reindex(sorted(set(ids)))
    version.bump()


def _any_real(ids: Collection[int]) -> bool:
    return Meeting.objects.filter(pk__in=ids).exclude(records__feed__kind=Feed.Kind.DEMO).exists()
