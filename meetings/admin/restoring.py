"""Bringing back versions of meetings and what belongs to them, as every other change by a person.

What adds, moves or removes a meeting waits for a publisher here too.
"""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fellowships import acting
from fellowships.admin_restoring import BringingBack, reason_of
from fellowships.past import Words, shown_fields
from meetings.admin.saving import save_changes
from meetings.changing import affected_by, change_venue, publish, save_published
from meetings.fields import LINKS, VENUE_FIELDS, WORDS, as_python, past_snapshot
from meetings.models import Cancellation, Closure, Format, ImportRun, Meeting, Venue
from meetings.proposing import may_publish, propose_venue_change, venue_waiting_part
from meetings.scope import scope_of

WORDS_OF_MEETINGS: Words = {name: WORDS[name] for name in ("weeks", "duration", "languages")}


class MeetingsHistory(BringingBack):
    """A part of ScopedAdmin."""

    def lists_of(self, runs: set[int]) -> dict[int, str]:
        """One query."""
        return dict(ImportRun.objects.filter(pk__in=runs).values_list("pk", "feed__name"))

    def sees_deleted(self, request: HttpRequest, version: Any) -> bool:
        """A deleted row is of no scope any more: that of what it belonged to counts."""
        if not super().sees_deleted(request, version):
            return False
        scope = scope_of(request.user)
        if scope.everything:
            return True
        owner = _owner(version)
        return owner is not None and scope.covers(owner)

    def may_restore(self, request: HttpRequest, obj: Any | None, version_row: Any) -> bool:
        """Nor back to where it belonged to something out of this person's scope."""
        owner = _owner(version_row)
        within = owner is None or scope_of(request.user).covers(owner)
        return within and super().may_restore(request, obj, version_row)

    def restore(self, request: HttpRequest, obj: Any, version_row: Any) -> str:
        if isinstance(obj, Meeting):
            return _restore_meeting(request, obj, version_row)
        if isinstance(obj, Venue):
            return _restore_venue(request, obj, version_row)
        for field in shown_fields(self.model):
            value = getattr(version_row, field.attname)
            if field.is_relation and value != getattr(obj, field.attname):
                _check_reach(request, field, value)
            setattr(obj, field.attname, value)
        obj.full_clean()
        save_published(obj, reason=reason_of(version_row))
        return ""

    def restore_deleted(self, request: HttpRequest, version_row: Any) -> Any:
        row = version_row.instance
        with transaction.atomic(), acting.acting_as(reason=reason_of(version_row)):
            row.full_clean()
            row.save(force_insert=True)
            publish(affected_by(row))
        return row


def words_of(model: type[models.Model]) -> Words:
    return WORDS_OF_MEETINGS if model is Meeting else {}


def _owner(version: Any) -> models.Model | None:
    """The meeting or venue that a deleted closure or date was of."""
    try:
        if isinstance(version, Closure.history.model):
            owner: models.Model | None = version.venue or version.meeting
            return owner
        if isinstance(version, Cancellation.history.model):
            meeting: models.Model | None = version.meeting
            return meeting
    except ObjectDoesNotExist:
        pass
    return None


def _check_reach(request: HttpRequest, field: Any, value: Any) -> None:
    rows = field.related_model._default_manager.filter(pk=value)
    if value is not None and not scope_of(request.user).limit(rows).exists():
        raise ValidationError(_("It belonged to something that you do not look after."))


def _restore_meeting(request: HttpRequest, meeting: Meeting, version_row: Any) -> str:
    then = {name: as_python(name, value) for name, value in past_snapshot(version_row).items()}
    saved = save_changes(request.user, meeting.pk, _within_reach(request, then), reason_of(version_row))
    return _said(saved.waiting)


def _restore_venue(request: HttpRequest, venue: Venue, version_row: Any) -> str:
    names = dict.fromkeys((*VENUE_FIELDS, "located"))
    then = {name: getattr(version_row, name) for name in names}
    values = {name: value for name, value in then.items() if value != getattr(venue, name)}
    waits: dict[str, Any] = {}
    if not may_publish(request.user):
        values, waits = venue_waiting_part(values)
        values.pop("located", None)  # it says how the coordinates were found
    reason = reason_of(version_row)
    change_venue(venue.pk, values, reason=reason)
    if waits and propose_venue_change(venue, waits, reason) is None:
        change_venue(venue.pk, waits, reason=reason)  # nobody meets there: nothing moves
        return ""
    return _said(waits)


def _said(waits: Collection[str]) -> str:
    if not waits:
        return ""
    return _("What adds, moves or removes the meeting waits for a publisher; the rest is back now.")


def _within_reach(request: HttpRequest, values: dict[str, Any]) -> dict[str, Any]:
    """Without links to rows that are no more, or out of this person's scope: those stay as they are now."""
    found = dict(values)
    scope = scope_of(request.user)
    for name, model in LINKS.items():
        if values[name] and not scope.limit(model._default_manager.filter(pk=values[name])).exists():
            del found[name]
    known = Format.objects.filter(pk__in=values["formats"]).values_list("pk", flat=True)
    return {**found, "formats": sorted(known)}
