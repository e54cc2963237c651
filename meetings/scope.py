"""What a volunteer may see and change in the admin; everybody else with a role sees all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from fellowships.roles import Role, roles_of
from meetings.models import (
    Cancellation,
    Closure,
    Correction,
    Decision,
    Group,
    GroupContact,
    Meeting,
    Report,
    ReportMessage,
    ServiceBody,
    Suggestion,
    Venue,
    VolunteerScope,
)

Row = TypeVar("Row", bound=models.Model)
NOTHING = Q(pk__in=())
# How each scoped model names its meeting.
THROUGH_MEETING: dict[type[models.Model], str] = {
    Cancellation: "meeting__",
    Correction: "meeting__",
    Decision: "meeting__",
    Report: "meeting__",
    ReportMessage: "report__meeting__",
    Suggestion: "report__meeting__",
}
LONGEST_TREE = 12


@dataclass(frozen=True, slots=True)
class Scope:
    """All, or ids of service bodies (with all below), groups, and programmes with country and state."""

    everything: bool = False
    bodies: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    areas: frozenset[tuple[int, str, str]] = frozenset()

    def limit(self, rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
        """The rows of a model that this person may see; models that are nobody's own stay as they are."""
        if self.everything:
            return rows
        where = self._where(rows.model)
        return rows if where is None else rows.filter(where)

    def covers(self, row: models.Model) -> bool:
        """Whether this person may change the row: a venue only if all its meetings are theirs."""
        if self.everything:
            return True
        if isinstance(row, Venue):
            return not Meeting.objects.filter(venue=row.pk).exclude(self.meetings()).exists()
        if isinstance(row, Closure) and row.venue is not None:
            return self.covers(row.venue)
        where = self._where(type(row))
        return where is None or type(row)._default_manager.filter(where, pk=row.pk).exists()

    def meetings(self, prefix: str = "") -> Q:
        """A condition on meetings; `prefix` as in `meeting__`."""
        if self.everything:
            return Q()
        where = Q(**{f"{prefix}pk__in": []})
        if self.bodies:
            where |= Q(**{f"{prefix}service_body__in": self.bodies})
        if self.groups:
            where |= Q(**{f"{prefix}group__in": self.groups})
        for fellowship, country, state in self.areas:
            place = {f"{prefix}venue__country": country, f"{prefix}venue__state": state}
            where |= Q(**{f"{prefix}fellowship": fellowship, **place})
        return where

    def _where(self, model: type[models.Model]) -> Q | None:
        if model is Meeting:
            return self.meetings()
        if model in THROUGH_MEETING:
            return self.meetings(THROUGH_MEETING[model])
        if model is Venue:
            theirs = Meeting.objects.filter(self.meetings()).exclude(venue=None)
            return ~Q(Exists(Meeting.objects.filter(venue=OuterRef("pk")))) | Q(pk__in=theirs.values("venue"))
        if model is Closure:
            theirs = Meeting.objects.filter(self.meetings())
            return self.meetings("meeting__") | Q(venue__in=theirs.values("venue"))
        if model is Group:
            return self._groups("")
        if model is GroupContact:
            return self._groups("group__")
        if model is ServiceBody:
            return Q(pk__in=self.bodies)
        return None

    def _groups(self, prefix: str) -> Q:
        theirs = Meeting.objects.filter(self.meetings()).values("group")
        return (
            Q(**{f"{prefix}pk__in": self.groups})
            | Q(**{f"{prefix}service_body__in": self.bodies})
            | Q(**{f"{prefix}pk__in": theirs})
        )


EVERYTHING = Scope(everything=True)


def scope_of(person: Any) -> Scope:
    """Remembered on the person; a volunteer with no scope given sees nothing."""
    known: Scope | None = getattr(person, "_scope", None)
    if known is None:
        known = _read(person) if only_volunteer(person) else EVERYTHING
        person._scope = known
    return known


def only_volunteer(person: Any) -> bool:
    return roles_of(person) == {Role.VOLUNTEER}


def _read(person: Any) -> Scope:
    given = list(VolunteerScope.objects.filter(user=person))
    return Scope(
        bodies=_with_all_below(row.service_body_id for row in given if row.service_body_id),
        groups=frozenset(row.group_id for row in given if row.group_id),
        areas=frozenset((row.fellowship_id, row.country, row.state) for row in given if row.fellowship_id),
    )


def _with_all_below(roots: Iterable[int]) -> frozenset[int]:
    """One query for each level of the tree; a circle ends."""
    found = set(roots)
    level = set(found)
    for _step in range(LONGEST_TREE):
        level = set(ServiceBody.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
        if not level:
            break
        found |= level
    return frozenset(found)
