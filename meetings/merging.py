"""Two meetings that are one: the kept one keeps its address, the other's page leads to it.

The one that goes is unlisted and stays what it was, records of its lists included: they keep it up to date,
and if the kept one's list drops it, it goes on in their words (meetings/feeds/following.py). All of it stands
in the histories, so that it can be taken back.
"""

from collections.abc import Collection
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fellowships import acting
from meetings.changing import change_meeting, change_meetings, save_published
from meetings.fields import FIELDS, as_python, snapshot
from meetings.models import Cancellation, Closure, DuplicatePair, Meeting, Report, Suggestion
from meetings.reported import refresh_flag
from meetings.times import local

LONGEST_WHY: Final = 255
# What a person may take over from the one that goes; the rest is about where it stands, not what it says.
NOT_TAKEN: Final = frozenset(
    "fellowship status unlisted_why merged_into confirmed_by republish world_id".split()
)
CHOICES: Final = tuple(name for name in FIELDS if name not in NOT_TAKEN)
Status, PairStatus = Meeting.Status, DuplicatePair.Status


class NotMerged(Exception):
    """It cannot be done; the message says why and what to do instead."""


def merge(
    keep: Meeting, gone: Meeting, take: Collection[str] = (), *, pair: DuplicatePair | None = None
) -> None:
    """`gone` becomes `keep`, which takes over the fields named; raises NotMerged. Of two people one wins."""
    with transaction.atomic():
        _decide(pair, PairStatus.MERGED)
        keep, gone = _locked(keep, gone)
        before = {"status": Status.UNLISTED, "unlisted_why": _why(keep), "merged_into": keep.pk}
        earlier = Meeting.objects.filter(merged_into=gone.pk).values_list("pk", flat=True)
        changes: dict[int, dict[str, Any]] = {pk: {"merged_into": keep.pk} for pk in earlier}
        changes[gone.pk] = before
        if taken := _taken(gone, take):
            changes[keep.pk] = taken
        change_meetings(changes, reason=_("%(gone)s merged into %(keep)s") % _numbers(keep, gone))
        _move_what_holds(keep, gone)
        others = DuplicatePair.objects.filter(Q(first=gone) | Q(second=gone), status=PairStatus.OPEN)
        others.delete()


def keep_both(pair: DuplicatePair) -> None:
    """They are two, and are not suspected again; raises NotMerged when somebody decided before."""
    with transaction.atomic():
        _decide(pair, PairStatus.DIFFERENT)


def unmerge(gone: Meeting) -> None:
    """Take a merger back: both stand on their own again, and those that had been merged into it before."""
    with transaction.atomic():
        gone = Meeting.objects.select_for_update().get(pk=gone.pk)
        keep = gone.merged_into_id
        if keep is None:
            raise NotMerged(_("%(name)s is not merged.") % {"name": gone.name})
        past = Meeting.history.filter(merged_into=gone.pk).values_list("id", flat=True)
        earlier = Meeting.objects.filter(merged_into=keep, pk__in=set(past)).values_list("pk", flat=True)
        back: dict[int, dict[str, Any]] = {pk: {"merged_into": gone.pk} for pk in earlier}
        reason = _("The merger was taken back")
        change_meeting(gone.pk, {"merged_into": None, **_stood(gone)}, reason=reason)
        change_meetings(back, reason=reason)
        pairs = DuplicatePair.objects.filter(_pair(keep, gone.pk), status=PairStatus.MERGED)
        pairs.update(status=PairStatus.DIFFERENT, decided_at=timezone.now(), decided_by=acting.person())


def _stood(gone: Meeting) -> dict[str, Any]:
    """Whether it was listed before the merger."""
    past = Meeting.history.filter(id=gone.pk, merged_into=None).order_by("-history_id").first()
    if past is None or past.status == Status.LISTED:
        return {"status": Status.LISTED}
    return {"status": past.status, "unlisted_why": past.unlisted_why}


def _locked(keep: Meeting, gone: Meeting) -> tuple[Meeting, Meeting]:
    """Both as they are now, the kept one at the end of its own mergers; always locked in one order."""
    rows = Meeting.objects.select_for_update().order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[keep.pk, gone.pk])}
    kept, other = found[keep.pk], found[gone.pk]
    if other.merged_into_id is not None:
        raise NotMerged(_("%(name)s was merged before: there is nothing left to do.") % {"name": other.name})
    if kept.merged_into_id is not None:
        raise NotMerged(
            _("%(name)s was itself merged into another meeting since: keep that one.") % {"name": kept.name}
        )
    if kept.pk == other.pk or kept.fellowship_id != other.fellowship_id:
        raise NotMerged(_("These are no two meetings of one program."))
    if not kept.listed:
        raise NotMerged(_("%(name)s is not listed: keep the one that is.") % {"name": kept.name})
    return kept, other


def _taken(gone: Meeting, take: Collection[str]) -> dict[str, Any]:
    names = [name for name in CHOICES if name in take]
    if not names:
        return {}
    values = snapshot(gone)
    taken = {name: as_python(name, values[name]) for name in names}
    if "confirmed_on" in taken:
        taken["confirmed_by"] = gone.confirmed_by
    return taken


def _move_what_holds(keep: Meeting, gone: Meeting) -> None:
    """Open reports, closures and cancelled dates that are not over yet are about the kept one now."""
    _move_reports(keep, gone)
    today = local(int(timezone.now().timestamp()), gone.time_zone).date()
    ahead = Q(last_day=None) | Q(last_day__gte=today)
    for closure in Closure.objects.filter(ahead, meeting=gone):
        closure.meeting = keep
        save_published(closure)
    known = set(Cancellation.objects.filter(meeting=keep).values_list("date", flat=True))
    for one in Cancellation.objects.filter(meeting=gone, date__gte=today).exclude(date__in=known):
        one.meeting = keep
        save_published(one)


def _move_reports(keep: Meeting, gone: Meeting) -> None:
    """What asks to take the other one off the list is done with; never would it take off the kept one."""
    waiting = Report.objects.filter(meeting=gone, status__in=Report.OPEN)
    about_status = Suggestion.objects.filter(field__in=("status", "merged_into")).values("report")
    done = waiting.filter(Q(reason=Report.Reason.REMOVE) | Q(pk__in=about_status))
    done.update(status=Report.Status.ACCEPTED, decided_at=timezone.now(), decided_why=_why(keep))
    if waiting.update(meeting=keep, base_version=None):
        refresh_flag(keep.pk)
        refresh_flag(gone.pk)


def _decide(pair: DuplicatePair | None, status: str) -> None:
    """One statement, so that of two people only one changes the row."""
    if pair is None:
        return
    waiting = DuplicatePair.objects.filter(pk=pair.pk, status=PairStatus.OPEN)
    if not waiting.update(status=status, decided_at=timezone.now(), decided_by=acting.person()):
        raise NotMerged(_("Somebody decided on these two before you."))


def _why(keep: Meeting) -> str:
    return (_("The same as %(name)s") % {"name": keep.name})[:LONGEST_WHY]


def _numbers(keep: Meeting, gone: Meeting) -> dict[str, int]:
    return {"keep": keep.pk, "gone": gone.pk}


def _pair(one: int, other: int) -> Q:
    return Q(first=min(one, other), second=max(one, other))
